import { yearsEarlier } from "../../../rules/calendar/periods.ts";
import type { LayoffEvent, SeriesRule } from "../../../rules/definitions/define.ts";
import type { AreaFigures, Places } from "../../../rules/judge/figures.ts";
import { existing } from "../../../rules/judge/parts.ts";
import type { Verdict } from "../../../rules/judge/verdict.ts";
import type { SettingsAt } from "../../../rules/policy/settings-at.ts";

/** The figure of one period that a judgement rests on. */
export interface HistoryRow {
  readonly period: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly value: number;
  /** Whether it is a part of the figure, of its base, or one of the periods around them. */
  readonly use: "judged" | "base" | "around";
  readonly coverage: number;
}

/** Places that owe the report of the period: those that are in, and those that are missing. */
export interface PlacesIn {
  readonly present: readonly string[];
  readonly missing: readonly string[];
}

/** A place's part in the figure: its numerator now and a year earlier, as a mean or a sum where the figure covers several periods. */
export interface PlaceShare {
  readonly area: string;
  readonly now: number;
  readonly yearBefore: number | null;
}

/** Months around the judged one that are listed besides those compared. */
const AROUND = 13;

/** The periods that a series rule compared, oldest first, with the figures of the area's places that reported in each. */
export function historyOf(
  rule: SeriesRule,
  settings: SettingsAt,
  verdict: Verdict,
  figures: AreaFigures,
): HistoryRow[] {
  const { kind, period, facts } = verdict;
  const judged = new Set(facts.shown && facts.shown.periods.length > 0 ? facts.shown.periods : [period]);
  const base = new Set(facts.shown?.basePeriods ?? []);
  const read = [period, ...rule.periodsNeeded(period, kind, { ...rule.parameters, ...settings.parameters })];
  const around = [...new Set(read)].sort().slice(-AROUND);
  const before = (facts.before ?? []).map((earlier) => earlier.period);
  const periods = [...new Set([...judged, ...base, ...before, ...around])].sort();
  return periods.flatMap((at): HistoryRow[] => {
    const sum = figures.matched([at])?.sums[0];
    if (!sum) return [];
    const use = judged.has(at) ? "judged" : base.has(at) ? "base" : "around";
    return [{ ...sum, period: at, use, coverage: figures.coverage(at).share }];
  });
}

/** Which places are in for a period, the largest first. */
export function placesIn({ parts, series }: Places, period: string): PlacesIn {
  const places = [...existing(parts, period)].sort((a, b) => b.weight - a.weight);
  const isIn = ({ area }: { area: string }) => series.get(area)?.get(period)?.complete ?? false;
  const codes = (some: readonly { area: string }[]) => some.map(({ area }) => area);
  return { present: codes(places.filter(isIn)), missing: codes(places.filter((place) => !isIn(place))) };
}

/** How a figure takes its periods together: counted figures are sums, all others means; null for a single period. */
export function periodsTaken({ facts }: Verdict): "sum" | "mean" | null {
  if (!facts.shown || facts.shown.periods.length < 2) return null;
  return facts.shown.counted ? "sum" : "mean";
}

/** What each place below has in the figure, those that moved most since a year earlier first; none where the area is one place. */
export function sharesOf({ parts, series }: Places, verdict: Verdict): PlaceShare[] {
  if (parts.length < 2) return [];
  const { kind, period, facts } = verdict;
  const periods = facts.shown && facts.shown.periods.length > 0 ? facts.shown.periods : [period];
  const divisor = periodsTaken(verdict) === "mean" ? periods.length : 1;
  const partOf = (area: string, some: readonly string[]): number | null => {
    const found = some.map((at) => series.get(area)?.get(at)?.numerator);
    return found.every((figure) => figure !== undefined)
      ? found.reduce<number>((total, figure) => total + figure, 0) / divisor
      : null;
  };
  const earlier = kind === "rolling-30-days" ? [] : periods.map((at) => yearsEarlier(at, kind, 1));
  const moved = ({ now, yearBefore }: PlaceShare) => Math.abs(now - (yearBefore ?? 0));
  return existing(parts, periods.at(-1)!)
    .flatMap(({ area }): PlaceShare[] => {
      const now = partOf(area, periods);
      return now === null
        ? []
        : [{ area, now, yearBefore: earlier.length > 0 ? partOf(area, earlier) : null }];
    })
    .sort((a, b) => moved(b) - moved(a) || b.now - a.now);
}

/** Layoff reports, the largest first. */
export const largestFirst = (events: readonly LayoffEvent[]): LayoffEvent[] =>
  [...events].sort((a, b) => b.persons - a.persons || (a.receivedOn < b.receivedOn ? -1 : 1));
