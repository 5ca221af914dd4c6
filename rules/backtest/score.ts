import { median } from "simple-statistics";
import { addDays, daysBetween } from "../calendar/periods.ts";
import { rank, TIERS, type Tier } from "../policy/tiers.ts";
import type { KnownEvent, KnownPast } from "./known-event.ts";
import type { Past, Stretch } from "./past.ts";
import { type Spell, spellsAt, type Warning } from "./warnings.ts";

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
  /** Share of the quiet weeks of all areas in which a warning stood at the tier, whenever it began; null without quiet weeks. */
  readonly alarmShare: number | null;
  /** The same counts for each quiet span. */
  readonly spans: readonly SpanScore[];
}

/** False warnings of one quiet span. */
export interface SpanScore extends Stretch {
  readonly falseWarnings: number;
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
  { areas, known, judged, stretch }: ScoreRequest,
  level: string,
  tier?: Tier,
): Detection[] {
  const levels = new Map(areas.map((area) => [area.code, area.level]));
  return known.events.flatMap((event) => {
    if (event.tier === null || (tier && rank(event.tier) < rank(tier))) return [];
    // An event that was over before the first judged day, or came after the last, was not missed.
    if (event.by < stretch.from || event.from > stretch.to) return [];
    return event.areas
      .filter((area) => levels.get(area) === level && judged.get(level)?.has(area))
      .map((area) => detectionOf(event, area, warnings, tier ?? event.tier!));
  });
}

function detectionOf(event: KnownEvent, area: string, warnings: readonly Warning[], tier: Tier): Detection {
  const days = warnings
    .filter((warning) => warning.area === area)
    .flatMap((warning) => spellsAt(warning, tier).filter((spell) => isFoundBy(spell, event)))
    .map(({ step }) => step.date)
    .sort();
  const found = days[0] ?? null;
  return { event, area, found, delay: found === null ? null : daysBetween(event.from, found) };
}

/** Whether a spell finds an event: it begins in its time or shortly before, or stands when it begins and is not much older. */
export function isFoundBy({ warning, step, to }: Spell, event: KnownEvent): boolean {
  const { from, by, early, standing = 0 } = event;
  if (!fits(event, warning.cause) || step.date > by) return false;
  if (step.date >= addDays(from, -early)) return true;
  return step.date >= addDays(from, -standing) && (to === null || to > from);
}

/** Score warnings against what is known, by level and tier. */
export function scoreWarnings(warnings: readonly Warning[], request: ScoreRequest): ScoreRow[] {
  const explained = explainedBy(request.known.events, request.areas);
  return [...request.judged].flatMap(([level, judged]) =>
    TIERS.map((tier) => {
      const found = detections(warnings, request, level, tier);
      const delays = found.flatMap(({ delay }) => (delay === null ? [] : [delay]));
      const withMissed = found.map(({ delay, event }) => delay ?? daysBetween(event.from, event.by));
      const spells = warnings
        .filter((warning) => warning.level === level)
        .flatMap((warning) => spellsAt(warning, tier));
      const marks = spells.map((spell) => markOf(spell, request, explained));
      const count = (mark: string) => marks.filter((value) => value === mark).length;
      const wrong = spells.filter((_, at) => marks[at] === "false");
      return {
        ...{ level, tier, events: found.length, found: delays.length },
        medianDelay: delays.length > 0 ? median(delays) : null,
        meanDelay: mean(delays),
        meanDelayMissedIncluded: mean(withMissed),
        ...{ trueWarnings: count("true"), falseWarnings: count("false"), otherWarnings: count("other") },
        areaYears: judged.size * countedYears(request),
        alarmShare: alarmShareOf(spells, judged.size, request, explained),
        spans: spansOf(request).map((span) => ({
          ...span,
          falseWarnings: wrong.filter(({ step: { date } }) => span.from <= date && date <= span.to).length,
          areaYears: judged.size * yearsOf(span),
        })),
      };
    }),
  );
}

/** Class of a warning when it reached a tier: explained by an event, false, or outside every quiet span. */
export function markOf(
  spell: Spell,
  request: Pick<ScoreRequest, "known" | "stretch">,
  explained: Explained,
): "true" | "false" | "other" {
  const { warning, step } = spell;
  const finds = (event: KnownEvent) => event.areas.includes(warning.area) && isFoundBy(spell, event);
  if (explained(warning, step.date) || request.known.events.some(finds)) return "true";
  return spansOf(request).some(({ from, to }) => from <= step.date && step.date <= to) ? "false" : "other";
}

/** The share of the quiet weeks of so many areas in which one of these spells stood. */
function alarmShareOf(
  spells: readonly Spell[],
  areas: number,
  request: Pick<ScoreRequest, "known" | "stretch">,
  explained: Explained,
): number | null {
  const byArea = new Map<string, Spell[]>();
  for (const spell of spells)
    byArea.set(spell.warning.area, [...(byArea.get(spell.warning.area) ?? []), spell]);
  let [weeks, inAlarm] = [0, 0];
  for (const { from, to } of spansOf(request))
    for (let day = from; day <= to; day = addDays(day, 7)) {
      weeks += areas;
      for (const ofArea of byArea.values())
        if (ofArea.some((spell) => standsOn(spell, day) && !explained(spell.warning, day))) inAlarm++;
    }
  return weeks > 0 ? inAlarm / weeks : null;
}

const standsOn = ({ step, to }: Spell, day: string): boolean => step.date <= day && (to === null || to > day);

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
export const countedYears = (request: Pick<ScoreRequest, "known" | "stretch">): number =>
  spansOf(request).reduce((sum, span) => sum + yearsOf(span), 0);

const yearsOf = ({ from, to }: Stretch): number => daysBetween(from, addDays(to, 1)) / 365.25;

/** The quiet spans as far as they were judged; all of the stretch where none is named. */
export function spansOf({ known, stretch }: Pick<ScoreRequest, "known" | "stretch">): Stretch[] {
  if (known.quiet.length === 0) return [stretch];
  return known.quiet.flatMap(({ from, to }) => {
    const span = { from: [from, stretch.from].sort()[1]!, to: [to, stretch.to].sort()[0]! };
    return span.from <= span.to ? [span] : [];
  });
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
