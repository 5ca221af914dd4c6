import { monthsIn, overlap, type Span } from "./months.ts";
import type { Actual } from "./progress.ts";

/** A figure that counts from January (累计数), as known at the end of a month (`2024-06-30`). */
export interface YearToDate {
  readonly period: string;
  readonly value: number;
}

/**
 * Totals of each year of a plan, from figures that count from January: a year's last figure covers the months up to it.
 *
 * A plan that begins within a year takes nothing of that year: its months before the plan cannot be separated.
 */
export function yearsToDate(figures: readonly YearToDate[], plan: Span, source: string): Actual[] {
  const last = new Map<string, YearToDate>();
  for (const figure of figures) {
    const year = figure.period.slice(0, 4);
    const month = figure.period.slice(0, 7);
    if (`${year}-01` < plan.from || month > plan.to) continue;
    if (figure.period > (last.get(year)?.period ?? "")) last.set(year, figure);
  }
  return [...last.values()]
    .map(({ period, value }) => ({ from: `${period.slice(0, 4)}-01`, to: period.slice(0, 7), value, source }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** The preferred figures, and of the others those for months that no preferred one covers. */
export function fillGaps(preferred: readonly Actual[], others: readonly Actual[]): Actual[] {
  const free = others.filter((figure) => preferred.every((better) => overlap(figure, better) === null));
  return [...preferred, ...free]
    .filter((figure) => monthsIn(figure) > 0)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}
