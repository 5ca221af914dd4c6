import { defineFinding } from "./define.ts";
import { type Doubted, foundOf } from "./doubted-figures.ts";
import { type MonthWithPast, monthsOfNewAreas } from "./figure-history.ts";

const EARLIER = {
  zh: (expected: string) => `前期为${expected}`,
  en: (expected: string) => `${expected} in the period before`,
};

/** How a fall is taken: bureaus correct the year downwards in December (年末核减). */
const TAKEN = {
  december: { zh: "按年末核减更正计入", en: "taken in as the correction of the year" },
  other: { zh: "已按报送数计入", en: "taken in as reported" },
};

/** The cumulative figures of a month that are below the last one of the same year. */
function fallsOf({ report, month, past }: MonthWithPast): Doubted[] {
  const ofYear = past.filter(({ period }) => period.slice(0, 4) === month.period.slice(0, 4));
  return report.figures.flatMap(({ grows }, at): Doubted[] => {
    const value = month.values[at] ?? null;
    const expected = ofYear.find(({ values }) => (values[at] ?? null) !== null)?.values[at] ?? null;
    return grows && value !== null && expected !== null && value < expected ? [{ at, value, expected }] : [];
  });
}

/** A figure that counts from January falls within its year (累计数下降). */
export const cumulativeFalls = defineFinding({
  id: "cumulative-falls",
  title: { zh: "本年累计数下降", en: "A figure that counts from January falls" },
  message: {
    zh: "{report}{period}本年累计数小于前期，{taken}：{figures}",
    en: "{report}, {period}: a figure that counts from January is below that of the period before, {taken}: {figures}",
  },
  question: {
    zh: "是否为核减以前月份的数据？核减的依据是什么，涉及哪些月份？本期有误的，请更正报送",
    en: "Does it correct earlier months downwards? On what ground, and which months? If this period is wrong, please send a corrected figure",
  },
  limitations: {
    zh: "累计数应只增不减；年末核减属常见更正，规划目标按更正后的数据计算；答复之前数据照常计入",
    en: "Such a figure should never fall; a correction at the end of the year is common, and targets follow it; until this is answered it counts as reported",
  },
  basis: "本年累计数小于同年最近一期已知数据",
  looksAt: "new",
  asksOffice: true,
  rechecks: true,

  async find(warehouse, request) {
    const months = await monthsOfNewAreas(warehouse, request);
    return months.flatMap((month) => {
      const falls = fallsOf(month);
      const taken = month.month.period.slice(5, 7) === "12" ? TAKEN.december : TAKEN.other;
      return falls.length === 0 ? [] : [foundOf(month, falls, EARLIER, { taken })];
    });
  },
});
