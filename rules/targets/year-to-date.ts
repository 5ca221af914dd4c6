import { monthsIn, nextMonth, overlap, type Span } from "./months.ts";
import type { Actual } from "./progress.ts";

/** A figure that counts from January (累计数), as known at the end of a month (`2024-06-30`). */
export interface YearToDate {
  readonly period: string;
  readonly value: number;
  /** Some places are missing: the figure is a lower bound. */
  readonly partial?: true;
}

/**
 * Totals of each year of a plan, from figures that count from January: a year's last complete figure covers the months up to it. A later
 * one that lacks places adds what it has more, as a lower bound; one that has less, because of the places it lacks, says nothing.
 *
 * A plan that begins within a year takes nothing of that year: its months before the plan cannot be separated.
 */
export function yearsToDate(figures: readonly YearToDate[], plan: Span, source: string): Actual[] {
  const byYear = new Map<string, YearToDate[]>();
  for (const figure of figures) {
    const year = figure.period.slice(0, 4);
    if (`${year}-01` < plan.from || figure.period.slice(0, 7) > plan.to) continue;
    byYear.set(year, [...(byYear.get(year) ?? []), figure]);
  }
  return [...byYear]
    .flatMap(([year, ofYear]) => totalsOf(year, ofYear, source))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}

function totalsOf(year: string, figures: readonly YearToDate[], source: string): Actual[] {
  const latest = (some: readonly YearToDate[]) =>
    some.reduce<YearToDate | null>(
      (last, figure) => (last && last.period > figure.period ? last : figure),
      null,
    );
  const complete = latest(figures.filter(({ partial }) => !partial));
  const known = complete?.period ?? "";
  const later = figures.filter(({ partial, period }) => partial && period > known);
  const most = later.reduce((sum, { value }) => Math.max(sum, value), 0) - (complete?.value ?? 0);
  const month = (period: string) => period.slice(0, 7);
  const next = complete ? nextMonth(month(known)) : `${year}-01`;
  return [
    ...(complete ? [{ from: `${year}-01`, to: month(known), value: complete.value, source }] : []),
    ...(most > 0
      ? [{ from: next, to: month(latest(later)!.period), value: most, source, partial: true as const }]
      : []),
  ];
}

/** The preferred figures, and of the others those for months that no preferred one covers; a lower bound gives way to a figure. */
export function fillGaps(preferred: readonly Actual[], others: readonly Actual[]): Actual[] {
  const whole = preferred.filter(({ partial }) => !partial);
  const free = others.filter((figure) => whole.every((better) => overlap(figure, better) === null));
  const bounds = preferred.filter(
    (figure) => figure.partial && free.every((other) => overlap(figure, other) === null),
  );
  return [...whole, ...free, ...bounds]
    .filter((figure) => monthsIn(figure) > 0)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}
