import { median } from "simple-statistics";
import { shiftPeriod } from "../calendar/periods.ts";
import { defineFinding } from "./define.ts";
import { type Doubted, foundOf } from "./doubted-figures.ts";
import { knownOf, type MonthFigures, type MonthWithPast, monthsOfNewAreas } from "./figure-history.ts";
import { layoffsThatExplain } from "./reported-layoffs.ts";
import { countsApart, timesApart } from "./unlike-past.ts";

/** Least change of a stock: times, standard deviations of a count, and times the usual monthly change of its area. */
const JUMP = { times: 1.2, apart: 6, usual: 6 };
/** Fewest past changes that the usual one is taken from, and months back to the stock it is compared with. */
const [FEWEST, MONTHS_BACK] = [6, 3];
/** Least difference of a stock at the beginning and that at the end of the month before: a share, and persons. */
const DIFFERS = { share: 0.005, persons: 10 };

const BEFORE = {
  zh: (expected: string) => `上期期末${expected}`,
  en: (expected: string) => `${expected} at the end of the period before`,
};

/** Monthly changes of a stock in the past, as times: 1.02 is two per cent up or down. */
function usualStep(past: readonly MonthFigures[], at: number): number {
  const steps = past.slice(1).flatMap((earlier, index) => {
    const [value, before] = [past[index]!.values[at] ?? null, earlier.values[at] ?? null];
    return value === null || before === null ? [] : [Math.log(timesApart(value, before))];
  });
  return steps.length < FEWEST ? 0 : median(steps);
}

/** A stock that jumps from its last known figure; one that returns to where it was two figures before does not. */
function jumpOf({ month, past }: MonthWithPast, at: number): Doubted | null {
  const value = month.values[at] ?? null;
  const oldest = shiftPeriod(month.period, "month", -MONTHS_BACK);
  const [before, ...earlier] = knownOf(
    past.filter(({ period }) => period >= oldest),
    at,
  );
  if (value === null || before === undefined) return null;
  if (earlier.some((stock) => timesApart(value, stock) < 1 + (JUMP.times - 1) / 2)) return null;
  const step = timesApart(value, before);
  const isJump =
    step >= JUMP.times &&
    countsApart(value, before) >= JUMP.apart &&
    Math.log(step) >= JUMP.usual * usualStep(past, at);
  return isJump ? { at, value, expected: before } : null;
}

/** A stock jumps from one month to the next, as when a denominator changes with the year (存量骤变). */
export const stockJumps = defineFinding({
  id: "stock-jumps",
  title: { zh: "期末存量较上期骤变", en: "A stock jumps from one period to the next" },
  message: {
    zh: "{report}{period}存量较上期骤变：{figures}",
    en: "{report}, {period}: a stock jumps: {figures}",
  },
  question: {
    zh: "变化的原因是什么？是否调整了统计口径、范围或数据来源？有误的，请更正后重新报送",
    en: "Why did it change? Did the definition, the coverage or the source change? If it is wrong, please send a corrected one",
  },
  limitations: {
    zh: "区划调整、参保单位整体转入转出也会使存量骤变；答复之前数据照常计入",
    en: "A change of boundaries or an employer that moved as a whole also makes a stock jump; until this is answered it counts as reported",
  },
  basis: `期末存量较上期（近${MONTHS_BACK}个月内最近一期）变化${Math.round((JUMP.times - 1) * 100)}%以上、超过${JUMP.apart}个标准差（计数的平方根尺度）且为往常月变化的${JUMP.usual}倍以上，同期裁员报告不足以说明`,
  looksAt: "new",
  asksOffice: true,
  rechecks: true,

  async find(warehouse, request) {
    const explains = await layoffsThatExplain(warehouse, request);
    const months = await monthsOfNewAreas(warehouse, request);
    return months.flatMap((month) => {
      const jumps = month.report.figures.flatMap(({ stock }, at) => (stock ? (jumpOf(month, at) ?? []) : []));
      return jumps.length === 0 || explains(month, jumps) ? [] : [foundOf(month, jumps, BEFORE)];
    });
  },
});

/** The figures of a month that do not begin where the month before ended. */
function breaksOf({ report, month, past }: MonthWithPast): Doubted[] {
  const before = past.find(({ period }) => period === shiftPeriod(month.period, "month", -1));
  if (!before) return [];
  return report.figures.flatMap(({ opens }, at): Doubted[] => {
    const closing = opens === null ? -1 : report.figures.findIndex(({ name }) => name === opens);
    const [value, expected] = [month.values[at] ?? null, before.values[closing] ?? null];
    if (value === null || expected === null) return [];
    const apart = Math.abs(value - expected);
    return apart >= DIFFERS.persons && apart >= DIFFERS.share * expected ? [{ at, value, expected }] : [];
  });
}

/** A stock at the beginning of a month is not that at the end of the month before (期初数与上期期末数不衔接). */
export const openingDiffers = defineFinding({
  id: "opening-differs",
  title: {
    zh: "期初数与上期期末数不衔接",
    en: "A stock does not continue that of the period before",
  },
  message: {
    zh: "{report}{period}期初数与上期期末数不衔接：{figures}",
    en: "{report}, {period}: the stock at the beginning is not that at the end of the period before: {figures}",
  },
  question: {
    zh: "哪一期有误？上期数据调整过的，请更正上期报表；本期有误的，请更正本期",
    en: "Which period is wrong? If the period before was adjusted, please correct its report; if this one is wrong, correct this one",
  },
  limitations: {
    zh: "年度结转、数据清理会使期初数调整；答复之前数据照常计入",
    en: "The turn of the year and cleared records move the opening stock; until this is answered it counts as reported",
  },
  basis: `期初数与上月期末数相差不少于${DIFFERS.persons}人且不小于${DIFFERS.share * 100}%`,
  looksAt: "new",
  asksOffice: true,
  rechecks: true,

  async find(warehouse, request) {
    const months = await monthsOfNewAreas(warehouse, request);
    return months.flatMap((month) => {
      const breaks = breaksOf(month);
      return breaks.length === 0 ? [] : [foundOf(month, breaks, BEFORE)];
    });
  },
});
