import { defineFinding } from "./define.ts";
import { type Doubted, foundOf } from "./doubted-figures.ts";
import { knownOf, type MonthWithPast, monthsOfNewAreas } from "./figure-history.ts";
import { layoffsThatExplain } from "./reported-layoffs.ts";
import { type Least, unlikePast } from "./unlike-past.ts";

/** Distance of each of several figures of a month, and how many there must be. */
const [EACH, SEVERAL]: [Least, number] = [{ times: 3, apart: 4 }, 2];
/** Distance of a single figure. */
const ALONE: Least = { times: 5, apart: 10 };

/** What the figures are compared with, in words. */
const USUAL = {
  zh: (expected: string) => `近两年中位数${expected}`,
  en: (expected: string) => `median of two years ${expected}`,
};

/** The flows of a month that are far from the past of their area. */
function farFigures({ report, month, past }: MonthWithPast, least: Least): Doubted[] {
  return report.figures.flatMap(({ grows, stock, opens }, at): Doubted[] => {
    const value = month.values[at] ?? null;
    if (value === null || grows || stock || opens !== null) return [];
    const usual = unlikePast(value, knownOf(past, at), least);
    return usual === null ? [] : [{ at, value, expected: usual }];
  });
}

/** Several figures of one month jump together (一个月多项数据同时异常). */
export const implausibleMonth = defineFinding({
  id: "implausible-month",
  title: { zh: "同一月份多项数据同时偏离往年", en: "Several figures of one month leave their past together" },
  message: {
    zh: "{report}{period}有{count}项数据同时远离往常：{figures}",
    en: "{report}, {period}: {count} figures are far from their past at once: {figures}",
  },
  question: {
    zh: "请说明该月数据来源；是否有补录以前月份、清理数据或口径、单位变化？有误的，请更正后重新报送",
    en: "Were the figures counted in that month? Were earlier months made up for, records cleared, or a definition or unit changed? If they are wrong, please send corrected ones",
  },
  limitations: {
    zh: "企业集中停产、政策集中兑现也会使多项数据同时变化；答复之前数据照常计入",
    en: "A wave of closures or a policy paid out at once also moves several figures; until this is answered they count as reported",
  },
  basis: `同一报表同一月份${SEVERAL}项及以上数据（不含存量、累计数）与近两年中位数相差${EACH.times}倍以上且超过${EACH.apart}个标准差（计数的平方根尺度），超出近两年除一次以外的所有数据，同期裁员报告不足以说明`,
  looksAt: "new",
  asksOffice: true,
  rechecks: true,

  async find(warehouse, request) {
    const explains = await layoffsThatExplain(warehouse, request);
    const months = await monthsOfNewAreas(warehouse, request);
    return months.flatMap((month) => {
      const far = farFigures(month, EACH);
      return far.length < SEVERAL || explains(month, far) ? [] : [foundOf(month, far, USUAL)];
    });
  },
});

/** One figure is far outside the office's past (单项数据远离往常). */
export const farFromPast = defineFinding({
  id: "far-from-past",
  title: { zh: "单项数据远离往常", en: "A figure far from the office's past" },
  message: {
    zh: "{report}{period}{figures}，远离往常",
    en: "{report}, {period}: {figures}, far from its past",
  },
  question: {
    zh: "数据是否无误？是否多填、少填数位或单位不符？有误的，请更正后重新报送",
    en: "Is the figure right? Is a digit too many or too few, or the unit another? If it is wrong, please send a corrected one",
  },
  limitations: {
    zh: "规模很小的地区一家企业即可使数据成倍变化；答复之前数据照常计入",
    en: "In a small area a single enterprise can multiply a figure; until this is answered it counts as reported",
  },
  basis: `与近两年中位数相差${ALONE.times}倍以上且超过${ALONE.apart}个标准差（计数的平方根尺度），超出近两年除一次以外的所有数据，同期裁员报告不足以说明`,
  looksAt: "new",
  asksOffice: true,
  rechecks: true,

  async find(warehouse, request) {
    const explains = await layoffsThatExplain(warehouse, request);
    const months = await monthsOfNewAreas(warehouse, request);
    return months.flatMap((month) => {
      const far = farFigures(month, ALONE);
      const several = farFigures(month, EACH).length >= SEVERAL;
      return far.length === 0 || several || explains(month, far) ? [] : [foundOf(month, far, USUAL)];
    });
  },
});
