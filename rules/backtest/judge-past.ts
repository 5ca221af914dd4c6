import { type PeriodKind, shiftPeriod } from "../calendar/periods.ts";
import type { SeriesRule } from "../definitions/define.ts";
import { indicatorById } from "../indicators/index.ts";
import { controlled } from "../judge/false-discovery.ts";
import { judgeSeries } from "../judge/judge-series.ts";
import { coverageOf, type PartObservation, type PartSeries, wholeOf } from "../judge/parts.ts";
import type { Verdict } from "../judge/verdict.ts";
import type { Policy } from "../policy/policy.ts";
import { judgeLayoffRule, judgeRollingRule } from "./judge-past-layoffs.ts";
import type { Past, PastFigure, Point, Stretch } from "./past.ts";
import { pointOf, type RuleInUse, rulesInUse, watchers } from "./rule-in-use.ts";

/** Number of newest periods searched for one with enough coverage. */
const NEWEST = 4;

/**
 * Judge historical data as the nightly run would have: each day knows only the reports that had arrived.
 *
 * A verdict can change only when a report arrives, so only such days are judged: an area is judged when a report of one of its
 * places arrives, for the newest period with enough coverage. The verdict holds until the next such day.
 */
export function judgePast(past: Past, policy: Policy, stretch: Stretch): Point[] {
  return rulesInUse(policy).flatMap(({ rule, settings }) => {
    if (rule.kind === "event") return judgeLayoffRule({ rule, settings }, past, stretch);
    const rolling = indicatorById(rule.indicator)?.periods.includes("rolling-30-days");
    return rolling
      ? judgeRollingRule({ rule, settings }, past, policy, stretch)
      : judgeSeriesRule({ rule, settings }, past, policy, stretch);
  });
}

function judgeSeriesRule(
  { rule, settings }: RuleInUse<SeriesRule>,
  past: Past,
  policy: Policy,
  { from, to }: Stretch,
): Point[] {
  const indicator = indicatorById(rule.indicator)!;
  const duty = past.owed.get(indicator.reads);
  if (!duty) return [];
  const kind = duty.kind as PeriodKind;
  const watching = watchers(rule, past, duty.parts);
  const wholeParts = wholeOf(duty.parts);
  const series = new Map<string, Map<string, PartObservation>>();
  const points: Point[] = [];
  const standing = new Map<string, Verdict>();
  let newest = "";
  let seen: PartSeries = new Map();
  let fresh = true;
  for (const [date, figures] of byDay(past.figures.get(indicator.id) ?? [])) {
    if (date > to) break;
    for (const figure of figures) {
      const known = series.get(figure.area) ?? new Map<string, PartObservation>();
      fresh ||= figure.period > newest || known.size === 0;
      series.set(figure.area, known.set(figure.period, figure));
      if (figure.period > newest) newest = figure.period;
    }
    if (date < from) continue;
    // Rules cache their region-wide estimates by the series object, so each new period gets a new one.
    if (fresh) seen = new Map(series);
    fresh = false;
    const candidates = Array.from({ length: NEWEST }, (_, back) => shiftPeriod(newest, kind, -back));
    const today = new Map<string, string>();
    for (const [area, oldest] of touchedBy(figures, watching)) {
      const parts = duty.parts.get(area.code)!;
      const { coverageFloor } = policy;
      const period = candidates.find(
        (candidate) => coverageOf(parts, seen, candidate).share >= coverageFloor,
      );
      // Reports for a later period do not change the judged one.
      if (period === undefined || (standing.get(area.code)?.period === period && oldest > period)) continue;
      const where = { area: area.code, parts, wholeParts, series: seen, coverageFloor };
      const input = { rule, settings, scale: indicator.scale, kind, period, observedOnly: true } as const;
      standing.set(area.code, judgeSeries({ ...input, ...where }));
      today.set(area.code, area.level);
    }
    for (const verdict of controlled([...standing.values()], policy.falseDiscoveryRate)) {
      const level = today.get(verdict.area);
      if (level !== undefined) points.push(pointOf(verdict, rule, level, date));
    }
  }
  return points;
}

/** The areas that a day's figures affect, each with the oldest period among them. */
function touchedBy(figures: readonly PastFigure[], watching: ReturnType<typeof watchers>) {
  const found = new Map<Past["areas"][number], string>();
  for (const { area, period } of figures) {
    for (const watcher of watching.get(area) ?? []) {
      const known = found.get(watcher);
      if (known === undefined || period < known) found.set(watcher, period);
    }
  }
  return found;
}

/** Figures by the day they became known, in order. */
function byDay(figures: readonly PastFigure[]): [string, PastFigure[]][] {
  const days = new Map<string, PastFigure[]>();
  for (const figure of figures) {
    const day = days.get(figure.knownOn) ?? [];
    days.set(figure.knownOn, day);
    day.push(figure);
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1));
}
