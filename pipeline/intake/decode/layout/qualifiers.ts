/** Words that qualify a column besides its name, such as a group above it or a part below it. */
export interface QualifierRule {
  /** Words of the column that is meant: 合计, 本月. */
  readonly prefer: RegExp;
  /** Words of columns that are never meant: 上年同期, for a figure of the month also 累计. */
  readonly never: RegExp;
}

const OTHER_PERIODS =
  "上年|去年|上月|上期|上季|前期|前年|同期|同比|环比|增减|增长|增幅|降幅|比重|占比|计划|目标|任务|预计|预测|下月|下期|下季|次月|其中";
const SINCE_JANUARY =
  "累计|年初以?来|年初至|截至|(?:本年|今年|全年)(?![0-9一二三四五六七八九十]*月)|[0-9一二三四五六七八九十]+月?[-—–~～至到][0-9一二三四五六七八九十]+月";
const TOTALS = "合计|总计|共计|小计|总数|计|全部|总量|人数合计";
/** Words that mean the total where they stand alone; in a name they belong to it. */
const TOTALS_ALONE = "人数|总人数|合计人数|男女合计|实际|实绩|完成";
const THIS_PERIOD = "本月|本期|本季度?|本周|当月|当期|当季|本年本月|报告期";
/** A month by its number, which is not the end of several. */
const ONE_MONTH = "(?<![-—–~～至到年0-9一二三四五六七八九十])[0-9]{1,2}月份?(?!累计|[-—–~～至到])";
const words = (list: string): RegExp => new RegExp(`^(?:${list})(?:数|人数|实际|值)?$`, "u");
const within = (list: string): RegExp => new RegExp(list, "u");

/** The rule for a figure of the period, and for one that counts from January. */
export const QUALIFIERS: Readonly<Record<"current" | "cumulative", QualifierRule>> = {
  current: {
    prefer: words(`${TOTALS}|${TOTALS_ALONE}|${THIS_PERIOD}|${ONE_MONTH}`),
    never: within(`${OTHER_PERIODS}|${SINCE_JANUARY}`),
  },
  cumulative: {
    prefer: words(`${TOTALS}|${TOTALS_ALONE}|(?:本年|今年|年初以来)?累计|${SINCE_JANUARY}(?:累计)?`),
    never: within(`${OTHER_PERIODS}|${THIS_PERIOD}|${ONE_MONTH}`),
  },
};

/** How a column with some qualifiers fits what is wanted: the last of these that applies. */
export type Fit = "plain" | "preferred" | "part" | "never";

/**
 * How well a column fits, by the groups above its name and what stands below or beside it. An unknown group above says nothing; an unknown
 * word below (男, 其中：女) makes the column a part of what is wanted.
 *
 * @example
 * fitOf(["本月"], ["男"], QUALIFIERS.current) // "part"
 */
export function fitOf(above: readonly string[], below: readonly string[], rule: QualifierRule): Fit {
  const all = [...above, ...below];
  if (all.some((word) => rule.never.test(word))) return "never";
  if (below.some((word) => !rule.prefer.test(word))) return "part";
  return all.some((word) => rule.prefer.test(word)) ? "preferred" : "plain";
}

/** Longer texts are titles. */
const LONGEST_QUALIFIER = 12;
const EITHER = [QUALIFIERS.current, QUALIFIERS.cumulative];

/** Whether a word qualifies columns, by either rule; 男 and 女 are the parts that forms split figures into. */
export const isQualifier = (word: string): boolean =>
  word.length <= LONGEST_QUALIFIER &&
  (/^(?:其中[:：]?)?[男女]性?$/u.test(word) ||
    EITHER.some(({ prefer, never }) => prefer.test(word) || never.test(word)));

/** A name without the qualifying words at its beginning or end, and these words. */
export function splitQualifiers(name: string): { readonly name: string; readonly words: readonly string[] } {
  const match = SPLIT.exec(name);
  if (!match) return { name, words: [] };
  const [, first = "", middle = "", last = ""] = match;
  return { name: middle, words: [first, last].filter((word) => word !== "") };
}

const ANY = `${OTHER_PERIODS}|${SINCE_JANUARY}|${TOTALS}|${THIS_PERIOD}|(?:本年|今年)累计`;
const SPLIT = new RegExp(`^((?:${ANY})*(?:数|的)?)(.+?)((?:${ANY})*)$`, "u");
