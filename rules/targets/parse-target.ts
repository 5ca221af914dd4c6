/** How a target binds. `reach` is a bare figure: to be reached, no fewer. `none` is a dash. */
export type TargetForm =
  | "at-least"
  | "more-than"
  | "at-most"
  | "less-than"
  | "equal"
  | "about"
  | "between"
  | "reach"
  | "text"
  | "none";

/** A plan's target, read from its printed form. */
export interface ParsedTarget {
  readonly form: TargetForm;
  /** The figure, or the lower end of a range; null for words and dashes. */
  readonly value: number | null;
  /** The upper end of a range. */
  readonly upTo: number | null;
  /** Printed in 〔〕: a sum over the years of the plan. */
  readonly sum: boolean;
  /** The footnote mark printed with it. */
  readonly mark: string | null;
}

const NUMBER = String.raw`(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(万|亿)?`;
const UNIT = "(?:%|‰|个百分点|人次|人|名|户|个|家|场|年|岁|月|元)?";
const BEFORE: Readonly<Record<string, TargetForm>> = {
  "≥": "at-least",
  ">=": "at-least",
  不低于: "at-least",
  不少于: "at-least",
  至少: "at-least",
  ">": "more-than",
  超过: "more-than",
  大于: "more-than",
  高于: "more-than",
  "≤": "at-most",
  "<=": "at-most",
  不超过: "at-most",
  不高于: "at-most",
  "<": "less-than",
  小于: "less-than",
  低于: "less-than",
  "=": "equal",
  约: "about",
};
const AFTER: Readonly<Record<string, TargetForm>> = {
  以上: "at-least",
  及以上: "at-least",
  以内: "at-most",
  之内: "at-most",
  以下: "at-most",
  左右: "about",
  上下: "about",
};
const oneOf = (words: object) =>
  Object.keys(words)
    .sort((a, b) => b.length - a.length)
    .join("|");
const LEAD = "(?:控制在|保持在|稳定在|力争达到|达到)?";
const ONE = new RegExp(
  `^${LEAD}(${oneOf(BEFORE)})?([〔[【])?${NUMBER}${UNIT}([〕\\]】])?${UNIT}(${oneOf(AFTER)})?$`,
  "u",
);
const RANGE = new RegExp(`^${LEAD}${NUMBER}${UNIT}(?:-|–|—|~|至|到)${NUMBER}${UNIT}(?:之间)?$`, "u");
const DASH = /^[-–—―－]+$/u;
const CLEARED = /^(?:动态)?清零$/u;
const MARK = /^(.*?)\s*([*＊†①②③]+)$/su;

/**
 * Read a target as a plan prints it (规划目标值).
 *
 * 以上, 以下 and 以内 include the figure itself, 超过 does not (民法典第1259条). 〔〕 marks a sum over the plan's years. Words without a figure
 * are a target that cannot be measured; a figure that cannot be read gives null, never words.
 *
 * @example
 * parseTarget(">〔12500〕") // { form: "more-than", value: 12500, upTo: null, sum: true, mark: null }
 * @example
 * parseTarget("稳步提高") // { form: "text", value: null, upTo: null, sum: false, mark: null }
 */
export function parseTarget(printed: string): ParsedTarget | null {
  const marked = MARK.exec(printed.trim());
  const mark = marked?.[2]?.normalize("NFKC") ?? null;
  const text = (marked?.[1] ?? printed).normalize("NFKC").replace(/\s+/gu, "");
  const read = (form: TargetForm, value: number | null, upTo: number | null = null, sum = false) => ({
    ...{ form, value, upTo, sum, mark },
  });
  if (DASH.test(text)) return read("none", null);
  if (CLEARED.test(text)) return read("equal", 0);
  if (text !== "" && !/\d/u.test(text)) return read("text", null);
  const range = RANGE.exec(text);
  if (range) return read("between", figure(range[1]!, range[2]), figure(range[3]!, range[4]));
  const single = ONE.exec(text);
  if (!single) return null;
  const [, before, open, digits, times, close, after] = single;
  if ((open === undefined) !== (close === undefined) || (before && after)) return null;
  const form = before ? BEFORE[before]! : after ? AFTER[after]! : "reach";
  return read(form, figure(digits!, times), null, open !== undefined);
}

const figure = (digits: string, times: string | undefined): number =>
  Number(
    (
      Number(digits.replaceAll(",", "")) * (times === "亿" ? 100_000_000 : times === "万" ? 10_000 : 1)
    ).toFixed(6),
  );
