import { median } from "simple-statistics";
import { addDays, daysBetween } from "../calendar/periods.ts";
import { rank, TIERS, type Tier } from "../policy/tiers.ts";
import type { KnownEvent, KnownPast } from "./known-event.ts";
import type { Past, Stretch } from "./past.ts";
import { arrivalsAt, type Step, type Warning } from "./warnings.ts";

/** One known event in one of its areas, and when a warning reached its tier there. */
export interface Detection {
  readonly event: KnownEvent;
  readonly area: string;
  /** Null when it was missed. */
  readonly found: string | null;
  /** Days from the event's beginning; negative when found early, null when missed. */
  readonly delay: number | null;
}

/** Scores of one rule (or of all together, as cases) at one level and tier. */
export interface ScoreRow {
  readonly level: string;
  readonly tier: Tier;
  readonly events: number;
  readonly found: number;
  /** In days, over the events found. */
  readonly medianDelay: number | null;
  readonly meanDelay: number | null;
  /** The same with a missed event counted as found on its last day. */
  readonly meanDelayMissedIncluded: number | null;
  readonly trueWarnings: number;
  readonly falseWarnings: number;
  /** Warnings neither explained nor in a quiet span: not counted. */
  readonly otherWarnings: number;
  readonly areaYears: number;
}

/** Inputs of a score besides the warnings. */
export interface ScoreRequest {
  readonly areas: Past["areas"];
  readonly known: KnownPast;
  readonly stretch: Stretch;
  /** The areas that were judged at all, by level. */
  readonly judged: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Sensitivity (灵敏度): events found over events. */
export const sensitivity = ({ found, events }: ScoreRow): number | null =>
  events > 0 ? found / events : null;
/** Positive predictive value (阳性预测值): warnings that an event explains, over these and the false ones. */
export const predictiveValue = ({ trueWarnings, falseWarnings }: ScoreRow): number | null =>
  trueWarnings + falseWarnings > 0 ? trueWarnings / (trueWarnings + falseWarnings) : null;
/** False warnings for each area and year (每区年虚警数). */
export const falsePerAreaYear = ({ falseWarnings, areaYears }: ScoreRow): number | null =>
  areaYears > 0 ? falseWarnings / areaYears : null;

/** Detection of every event in each of its areas, at the event's tier or at the one given. */
export function detections(
  warnings: readonly Warning[],
  { areas, known, judged }: ScoreRequest,
  level: string,
  tier?: Tier,
): Detection[] {
  const levels = new Map(areas.map((area) => [area.code, area.level]));
  return known.events.flatMap((event) => {
    if (event.tier === null || (tier && rank(event.tier) < rank(tier))) return [];
    return event.areas
      .filter((area) => levels.get(area) === level && judged.get(level)?.has(area))
      .map((area) => detectionOf(event, area, warnings, tier ?? event.tier!));
  });
}

function detectionOf(event: KnownEvent, area: string, warnings: readonly Warning[], tier: Tier): Detection {
  const [first, last] = [addDays(event.from, -event.early), event.by];
  const days = warnings
    .filter((warning) => warning.area === area && fits(event, warning.cause))
    .flatMap((warning) => arrivalsAt(warning, tier).map(({ date }) => date))
    .filter((date) => first <= date && date <= last)
    .sort();
  const found = days[0] ?? null;
  return { event, area, found, delay: found === null ? null : daysBetween(event.from, found) };
}

/** Score warnings against what is known, by level and tier. */
export function scoreWarnings(warnings: readonly Warning[], request: ScoreRequest): ScoreRow[] {
  const explained = explainedBy(request.known.events, request.areas);
  return [...request.judged].flatMap(([level, judged]) =>
    TIERS.map((tier) => {
      const found = detections(warnings, request, level, tier);
      const delays = found.flatMap(({ delay }) => (delay === null ? [] : [delay]));
      const withMissed = found.map(({ delay, event }) => delay ?? daysBetween(event.from, event.by));
      const marks = warnings
        .filter((warning) => warning.level === level)
        .flatMap((warning) =>
          arrivalsAt(warning, tier).map((step) => markOf(warning, step, request, explained)),
        );
      const count = (mark: string) => marks.filter((value) => value === mark).length;
      return {
        ...{ level, tier, events: found.length, found: delays.length },
        medianDelay: delays.length > 0 ? median(delays) : null,
        meanDelay: mean(delays),
        meanDelayMissedIncluded: mean(withMissed),
        ...{ trueWarnings: count("true"), falseWarnings: count("false"), otherWarnings: count("other") },
        areaYears: judged.size * countedYears(request),
      };
    }),
  );
}

/** Class of a warning when it reached a tier: explained by an event, false, or outside every quiet span. */
function markOf(
  warning: Warning,
  step: Step,
  { known, stretch }: ScoreRequest,
  explained: Explained,
): "true" | "false" | "other" {
  if (explained(warning, step.date)) return "true";
  const spans = known.quiet.length > 0 ? known.quiet : [stretch];
  return spans.some(({ from, to }) => from <= step.date && step.date <= to) ? "false" : "other";
}

/** Whether a known event explains a warning in an area on a day. */
export type Explained = (warning: Pick<Warning, "area" | "cause">, date: string) => boolean;

/** An event explains warnings of its causes while it lasts, in its areas, in those that contain them and in those they contain. */
export function explainedBy(events: readonly KnownEvent[], areas: Past["areas"]): Explained {
  const ancestors = ancestorsOf(areas);
  return (warning, date) => {
    const near = (area: string) =>
      area === warning.area ||
      ancestors.get(area)?.has(warning.area) ||
      ancestors.get(warning.area)?.has(area);
    return events.some(
      (event) =>
        fits(event, warning.cause) &&
        addDays(event.from, -event.early) <= date &&
        date <= event.until &&
        event.areas.some(near),
    );
  };
}

const fits = ({ causes }: KnownEvent, cause: string): boolean =>
  causes.length === 0 || causes.includes(cause);

/** The years in which false warnings are counted. */
export function countedYears({ known, stretch }: Pick<ScoreRequest, "known" | "stretch">): number {
  const spans = known.quiet.length > 0 ? known.quiet : [stretch];
  return spans.reduce((sum, { from, to }) => sum + daysBetween(from, addDays(to, 1)) / 365.25, 0);
}

function ancestorsOf(areas: Past["areas"]): Map<string, Set<string>> {
  const parents = new Map(areas.map(({ code, parent }) => [code, parent]));
  return new Map(
    areas.map(({ code }) => {
      const ancestors = new Set<string>();
      for (
        let at = parents.get(code) ?? null;
        at !== null && !ancestors.has(at);
        at = parents.get(at) ?? null
      ) {
        ancestors.add(at);
      }
      return [code, ancestors];
    }),
  );
}

const mean = (values: readonly number[]): number | null =>
  values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
