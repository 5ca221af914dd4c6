import { firmsOf } from "../definitions/by-employer.ts";
import type { EventRule, LayoffEvent } from "../definitions/define.ts";
import { indicatorById } from "../indicators/index.ts";
import type { SettingsAt } from "../policy/settings-at.ts";
import { rank } from "../policy/tiers.ts";
import type { Beside } from "./beside.ts";
import type { AreaFigures, Places } from "./figures.ts";
import { judgeEvents, type Stated } from "./judge-events.ts";
import { judgeSeriesAnew, type SeriesInput } from "./judge-series.ts";
import { coverageOf, existing, matched, type PartSeries, sumsOf } from "./parts.ts";
import type { Verdict } from "./verdict.ts";

/** What is raised: the figures of places; the persons of an enterprise that reported, or of a new one; new enterprises; warned areas. */
export type RaisedBy = "places" | "enterprise" | "new-enterprise" | "enterprises" | "areas";

/** The least figure at which a graver tier is reached (上调所需), found by judging again. */
export interface NextTier {
  readonly by: RaisedBy;
  /** Whole units by which the figure is raised, in its worse direction. */
  readonly more: number;
  /** The verdict at that figure. */
  readonly verdict: Verdict;
  /** What each place's numerator changes by, where places are raised. */
  readonly changes?: ReadonlyMap<string, number>;
  /** The enterprise whose persons are raised. */
  readonly employer?: string;
}

/** The largest raise that is tried. */
const MOST = 2 ** 40;

/**
 * The least raise, in whole units, at which a verdict reaches a graver tier than it does now; null where none up to the most does.
 *
 * At the raise found the tier is reached and at one unit less it is not, whatever the rule computes. It is the least of all where more never
 * makes the tier lighter.
 */
export function leastRaise(
  now: Verdict,
  judge: (more: number) => Verdict,
  most = MOST,
): { readonly more: number; readonly verdict: Verdict } | null {
  if (now.outcome === "not-judged") return null;
  const isGraver = (verdict: Verdict) => rank(verdict.tier) > rank(now.tier);
  let below = 0;
  let at = 0;
  for (let step = 1; ; step *= 2) {
    at = Math.min(step, most);
    if (at <= below) return null;
    if (isGraver(judge(at))) break;
    below = at;
  }
  while (at - below > 1) {
    const middle = Math.floor((below + at) / 2);
    if (isGraver(judge(middle))) at = middle;
    else below = middle;
  }
  return { more: at, verdict: judge(at) };
}

/** What a series rule's next tier needs of the judged period; null where its figure alone reaches none, or nothing was judged. */
export function nextTier(input: SeriesInput): NextTier | null {
  const { places } = input.figures;
  if (!places) return null;
  const judge = (changes: ReadonlyMap<string, number>) => {
    const figures = raised(input, places, changes);
    const beside = input.beside && besideRaised(input.beside, input, figures);
    return judgeSeriesAnew({ ...input, observedOnly: true, figures, ...(beside ? { beside } : {}) });
  };
  const now = judge(new Map());
  if (now.outcome === "not-judged") return null;
  const isWorseHigher = indicatorById(input.rule.indicator)!.higherIs === "worse";
  const movable = movablePlaces(input, places, isWorseHigher, now, judge);
  const spread = (more: number) =>
    isWorseHigher ? new Map([[movable[0]!.area, more]]) : lowered(movable, more);
  const most = isWorseHigher ? MOST : movable.reduce((sum, { numerator }) => sum + Math.floor(numerator), 0);
  if (movable.length === 0) return null;
  const found = leastRaise(now, (more) => judge(spread(more)), most);
  return found && { ...found, by: "places", changes: spread(found.more) };
}

/** A place whose figure the verdict depends on, with its numerator. */
interface Movable {
  readonly area: string;
  readonly numerator: number;
}

/** The places whose figures of the period move what is judged, the largest first; of those that raise it, the first is enough. */
function movablePlaces(
  { period }: SeriesInput,
  { parts, series }: Places,
  isWorseHigher: boolean,
  now: Verdict,
  judge: (changes: ReadonlyMap<string, number>) => Verdict,
): Movable[] {
  const before = JSON.stringify(now.facts.values);
  const found: Movable[] = [];
  const bySize = [...existing(parts, period)].sort((a, b) => b.weight - a.weight);
  for (const { area } of bySize) {
    const numerator = series.get(area)?.get(period)?.numerator;
    if (numerator === undefined) continue;
    const probe = isWorseHigher ? Math.max(1000, numerator) : -Math.ceil(numerator / 2);
    if (JSON.stringify(judge(new Map([[area, probe]])).facts.values) === before) continue;
    found.push({ area, numerator });
    if (isWorseHigher) break;
  }
  return found;
}

/** A fall spread over places: each falls to zero before the next one does. */
function lowered(places: readonly Movable[], fall: number): Map<string, number> {
  const changes = new Map<string, number>();
  let left = fall;
  for (const { area, numerator } of places) {
    const part = Math.min(left, Math.floor(numerator));
    if (part > 0) changes.set(area, -part);
    left -= part;
  }
  return changes;
}

/** What the rule reads beside, with the raised figures where the area stands among its peers. */
const besideRaised = (beside: Beside, { rule, area }: SeriesInput, figures: AreaFigures): Beside => ({
  ...beside,
  peers: (period) => ({
    areas: beside
      .peers(period)
      .areas.map((peer) =>
        peer.area === area
          ? { area, figures: (id: string) => (id === rule.indicator ? figures : peer.figures(id)) }
          : peer,
      ),
    once: (_key, compute) => compute(),
  }),
});

/** The figures of an area with other numerators in one period. */
function raised(
  { figures, period }: SeriesInput,
  { parts, series: known, scale }: Places,
  changes: ReadonlyMap<string, number>,
): AreaFigures {
  const series: PartSeries = {
    get(area) {
      const [observations, change] = [known.get(area), changes.get(area)];
      if (!observations || !change) return observations;
      return {
        get(at) {
          const observation = observations.get(at);
          return observation && at === period
            ? { ...observation, numerator: observation.numerator + change }
            : observation;
        },
      };
    },
  };
  return {
    version: 0,
    coverage: (at) => coverageOf(parts, series, at),
    matched: (periods) => matched(parts, series, periods, scale),
    sums: (periods) => sumsOf(parts, series, periods),
    whole: (at) => figures.whole(at),
    wholeVersion: (at) => figures.wholeVersion(at),
    places: { parts, series, scale },
    ...{ measures: new Map(), verdicts: new Map(), lookedBack: new Map() },
  };
}

/** Inputs of judging one event rule in one area. */
export interface EventsInput {
  readonly rule: EventRule;
  readonly settings: SettingsAt;
  readonly area: string;
  readonly date: string;
  readonly events: readonly LayoffEvent[];
  readonly stated: Stated;
}

/** What an event rule's next tier needs: more persons of an enterprise, or more enterprises where the rule counts these. */
export function nextTierOfEvents(input: EventsInput): NextTier | null {
  const { rule, settings, area, date, events, stated } = input;
  const judge = (all: readonly LayoffEvent[]) => judgeEvents(rule, settings, area, date, all, stated);
  const now = judge(events);
  const counts = now.facts.shown?.unit === "enterprises" ? [moreEnterprises(input)] : morePersons(input);
  const found = counts.flatMap(({ by, employer, most, raise }) => {
    const least = leastRaise(now, (more) => judge(raise(more)), most);
    return least ? [{ ...least, by, ...(employer === undefined ? {} : { employer }) }] : [];
  });
  return found.sort((a, b) => a.more - b.more)[0] ?? null;
}

/** A way in which the events may become more. */
interface Raise {
  readonly by: RaisedBy;
  readonly employer?: string;
  readonly most: number;
  raise(more: number): readonly LayoffEvent[];
}

const newEnterprise = (date: string, name: string, persons: number): LayoffEvent => ({
  ...{ employer: name, employerKey: name, receivedOn: date },
  ...{ persons, staff: null, closure: false },
});

/** More enterprises, each just over the size from which the rule counts one. */
function moreEnterprises({ rule, settings, date, events }: EventsInput): Raise {
  const size = Number({ ...rule.parameters, ...settings.parameters }.personsAbove ?? 0) + 1;
  const named = (count: number) =>
    Array.from({ length: count }, (_, at) => newEnterprise(date, `+${at}`, size));
  return { by: "enterprises", most: 1000, raise: (more) => [...events, ...named(more)] };
}

/** More persons of each enterprise, up to its staff, or of one that has not reported yet. */
function morePersons({ date, events }: EventsInput): Raise[] {
  const known = [...firmsOf(events).values()].map((reports): Raise => {
    const last = reports.at(-1)!;
    const persons = reports.reduce((sum, report) => sum + report.persons, 0);
    const staff = Math.max(0, ...reports.map((report) => report.staff ?? 0));
    return {
      ...{ by: "enterprise", employer: last.employer },
      most: staff > 0 ? Math.max(0, staff - persons) : MOST,
      raise: (more) =>
        events.map((event) => (event === last ? { ...last, persons: last.persons + more } : event)),
    };
  });
  const raise = (more: number) => [...events, newEnterprise(date, "+", more)];
  return [...known, { by: "new-enterprise", most: MOST, raise }];
}
