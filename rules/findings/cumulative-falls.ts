import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
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

/** The rows that came with an explanation (更正说明), which their receipts repeat, as `SUBMISSION:LINE`. */
async function explainedRows(
  warehouse: Warehouse,
  falling: readonly { readonly month: MonthWithPast }[],
): Promise<ReadonlySet<string>> {
  if (falling.length === 0) return new Set();
  const rows = await warehouse.rows<{ row: string }>(
    `SELECT concat(id, ':', remark ->> '$.details.line') AS row
     FROM (SELECT id, unnest(CAST(warnings AS JSON[])) AS remark FROM submission
           WHERE list_contains(CAST(CAST($ids AS JSON) AS BIGINT[]), id))
     WHERE remark ->> '$.code' = 'explained'`,
    { ids: JSON.stringify(falling.map(({ month }) => month.month.submission)) },
  );
  return new Set(rows.map(({ row }) => row));
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
    zh: "是否为核减以前月份的数据？核减的依据是什么，涉及哪些月份？本期有误的，请更正后重新报送",
    en: "Does it correct earlier months downwards? On what ground, and which months? If this period is wrong, please send a corrected figure",
  },
  limitations: {
    zh: "累计数应只增不减；年末核减属常见更正，规划目标按更正后的数据计算；答复之前数据照常计入",
    en: "Such a figure should never fall; a correction at the end of the year is common, and targets follow it; until this is answered it counts as reported",
  },
  basis: "本年累计数小于同年最近一期已知数据，该行未附更正说明",
  looksAt: "new",
  asksOffice: true,
  rechecks: true,

  async find(warehouse, request) {
    const months = await monthsOfNewAreas(warehouse, request);
    const falling = months.flatMap((month) => {
      const falls = fallsOf(month);
      return falls.length === 0 ? [] : [{ month, falls }];
    });
    const explained = await explainedRows(warehouse, falling);
    return falling
      .filter(({ month }) => !explained.has(`${month.month.submission}:${month.month.line}`))
      .map(({ month, falls }) => {
        const isDecember = month.month.period.slice(5, 7) === "12";
        return foundOf(month, falls, EARLIER, { taken: isDecember ? TAKEN.december : TAKEN.other });
      });
  },
});
