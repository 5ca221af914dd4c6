import { median } from "simple-statistics";
import type { History } from "../calendar/history.ts";
import { shiftPeriod, yearsEarlier } from "../calendar/periods.ts";
import type { SeriesView } from "../calendar/series-view.ts";

/** From so many times the other years, and so many roots of their count above it, a figure is an event and no season. */
const [TIMES, ROOTS] = [2.5, 6];
/** A level that has stood for this share of a year is a new level and no event. */
const SHIFTED_SHARE = 1 / 3;
/** From so many times the level before it, the months just past have a new level. */
const SHIFTED_TIMES = 1.75;

/** Whether a count stands out from what other years have at its season, by more than small counts swing. */
const standsOut = (count: number, usual: number): boolean =>
  count >= TIMES * usual && count - usual >= ROOTS * Math.sqrt(Math.max(usual, 1));

/**
 * Whether the same period of last year had an event in it (基期异常): it stands out from the other years, and the months just past have come
 * back from it. A level that stayed is no event: then last year is the fair base.
 *
 * @param past figures of earlier years, last year first; at least three
 */
export function lastYearIsShock(
  view: SeriesView,
  current: readonly string[],
  past: readonly number[],
): boolean {
  const [lastYear = 0, ...others] = past;
  return others.length >= 2 && standsOut(lastYear, median(others)) && !hasShifted(view, current);
}

/** The periods just before the judged ones, and the same of two years before: what `lastYearIsShock` reads besides. */
export function shockPeriods({ kind }: Pick<SeriesView, "kind">, current: readonly string[]): string[] {
  const recent = [1, 2].map((back) => shiftPeriod(current[0]!, kind, -back));
  return [...recent, ...recent.map((period) => yearsEarlier(period, kind, 2))];
}

function hasShifted(view: SeriesView, current: readonly string[]): boolean {
  const rates = view
    .sums(shockPeriods(view, current))
    .map(({ numerator, share }) => (share >= 0.5 ? numerator / share : Number.NaN));
  const mean = (values: readonly number[]) => {
    const known = values.filter((value) => !Number.isNaN(value));
    return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : Number.NaN;
  };
  const [recent, earlier] = [mean(rates.slice(0, 2)), mean(rates.slice(2))];
  return recent > 0 && recent >= SHIFTED_TIMES * earlier;
}

/**
 * A history in which the steps with an event in them are missing, and which these are; the judged step is kept.
 *
 * A step is compared with the same season of the other years, of which there must be two. Where a third of the last year would go it is a new
 * level, and nothing is left out of it.
 */
export function withoutShocks(history: History): { readonly history: History; readonly leftOut: string[] } {
  const { counts, exposure, perYear, slots } = history;
  const last = counts.length - 1;
  const rate = (at: number) => counts[at]! / exposure[at]!;
  const seasons = Array.from({ length: perYear }, (_, season) =>
    Array.from({ length: last }, (_, at) => at).filter(
      (at) => (last - at) % perYear === season && !Number.isNaN(counts[at]!),
    ),
  );
  const shocks = seasons.flatMap((season) => {
    if (season.length < 3) return [];
    return season.filter((at) => {
      const usual = median(season.filter((other) => other !== at).map(rate)) * exposure[at]!;
      return standsOut(counts[at]!, usual);
    });
  });
  const recent = shocks.filter((at) => at >= last - perYear);
  const gone = recent.length > SHIFTED_SHARE * perYear ? shocks.filter((at) => !recent.includes(at)) : shocks;
  if (gone.length === 0) return { history, leftOut: [] };
  const kept = counts.map((count, at) => (gone.includes(at) ? Number.NaN : count));
  return {
    history: { ...history, counts: kept },
    leftOut: gone.sort((a, b) => a - b).flatMap((at) => [...(slots[at]?.periods ?? [])]),
  };
}
