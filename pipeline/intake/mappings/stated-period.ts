import { shiftPeriod } from "../../../rules/calendar/periods.ts";

/** A month or quarter in a title: `2026年2月失业保险月报`, `2026年第1季度`. */
const MONTH = /(\d{4})\s*年\s*(\d{1,2})\s*月(?!\s*\d{1,2}\s*日)/gu;
const QUARTER = /(\d{4})\s*年\s*(?:第)?\s*([1-4一二三四])\s*季度/gu;
/** Words before a month that say what else it is: when the table was filled in, how long it is valid. */
const OTHER_BEFORE =
  /(?:填报|填表|报送|上报|制表|打印|编制|发布|印发|修订|批准|审批|有效|截止|会议|日期|时间)[^,，;；。、\s]{0,6}$/u;
/** Words behind it. */
const OTHER_BEHIND =
  /^[^,，;；。、\s(（)）]{0,12}?(?:填报|填表|报送|上报|制表|打印|编制|发布|印发|修订|批准|审批|有效|失效|会议|起执行|起施行|前报)/u;

/** The period that the lines above a table state, and all that they state where these differ. */
export interface StatedPeriod {
  /** Last day of the period; null when none is stated, or several. */
  readonly period: string | null;
  readonly several: readonly string[];
}

/**
 * The period stated in the titles above a table, as its last day. A month counts only where the words around it do not make it something
 * else (a filling date, a validity, a meeting); of several different ones none is taken.
 *
 * @example
 * statedPeriod(["2026年2月失业保险情况表", "填报时间：2026年3月"], "month").period // "2026-02-28"
 */
export function statedPeriod(titles: readonly string[], kind: string | null): StatedPeriod {
  const found = new Set(titles.flatMap((title) => periodsIn(title.normalize("NFKC"), kind)));
  const several = found.size > 1 ? [...found].sort() : [];
  return { period: found.size === 1 ? [...found][0]! : null, several };
}

function periodsIn(title: string, kind: string | null): string[] {
  if (kind !== "month" && kind !== "quarter") return [];
  return [...title.matchAll(kind === "month" ? MONTH : QUARTER)].flatMap((match) => {
    const [text, year, part] = match;
    const before = title.slice(0, match.index);
    const behind = title.slice(match.index + text.length);
    if (OTHER_BEFORE.test(before) || OTHER_BEHIND.test(behind)) return [];
    const month = kind === "month" ? Number(part) : 3 * numberOf(part!);
    return lastDay(Number(year), month) ?? [];
  });
}

const numberOf = (digit: string): number => "一二三四".indexOf(digit) + 1 || Number(digit);

function lastDay(year: number, month: number): string | null {
  if (month < 1 || month > 12) return null;
  return shiftPeriod(`${year}-${String(month).padStart(2, "0")}-01`, "month", 0);
}
