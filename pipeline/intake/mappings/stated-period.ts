import { shiftPeriod } from "../../../rules/calendar/periods.ts";

/** A month or quarter in a title: `2026年2月失业保险月报`, `2026年第1季度`. */
const MONTH = /(\d{4})\s*年\s*(\d{1,2})\s*月(?!\s*\d{1,2}\s*日)/u;
const QUARTER = /(\d{4})\s*年\s*(?:第)?\s*([1-4一二三四])\s*季度/u;

/**
 * The period stated in the titles above a table, as its last day; null when they state no period of that kind.
 *
 * @example
 * statedPeriod(["2026年2月失业保险情况表"], "month") // "2026-02-28"
 */
export function statedPeriod(titles: readonly string[], kind: string | null): string | null {
  const text = titles.join(" ").normalize("NFKC");
  if (kind === "month") {
    const match = MONTH.exec(text);
    return match ? lastDay(Number(match[1]), Number(match[2])) : null;
  }
  if (kind === "quarter") {
    const match = QUARTER.exec(text);
    return match ? lastDay(Number(match[1]), 3 * numberOf(match[2]!)) : null;
  }
  return null;
}

const numberOf = (digit: string): number => "一二三四".indexOf(digit) + 1 || Number(digit);

function lastDay(year: number, month: number): string | null {
  if (month < 1 || month > 12) return null;
  return shiftPeriod(`${year}-${String(month).padStart(2, "0")}-01`, "month", 0);
}
