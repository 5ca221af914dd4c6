import { median } from "simple-statistics";
import {
  type EarlySpell,
  earlySpells,
  falseSpells,
  type NamedSpell,
} from "../../rules/backtest/named-spells.ts";
import { type Against, againstSahm } from "../../rules/backtest/sahm-warnings.ts";
import { detections, type ScoreRequest, type SpanScore, scoreWarnings } from "../../rules/backtest/score.ts";
import type { Warning } from "../../rules/backtest/warnings.ts";
import { STRETCH, type StatesPast } from "./states-past.ts";

/** Days of a month on average. */
export const MONTH = 365.25 / 12;

/** What some lines found in the states at Ⅱ or above, beside the Sahm rule. */
export interface Scored {
  readonly events: readonly EventScore[];
  readonly early: readonly EarlySpell[];
  readonly wrong: readonly NamedSpell[];
  /** The false warnings of the quiet years, and of those of claims that rose from record lows. */
  readonly spans: readonly SpanScore[];
  readonly alarmShare: number;
}

/** One recession. */
export interface EventScore {
  readonly id: string;
  readonly found: number;
  readonly of: number;
  /** Months before the Sahm rule, of the areas where both found it. */
  readonly medianLead: number | null;
  readonly medianFound: string | null;
  readonly nation: string | null;
  readonly against: readonly Against[];
}

/** The score request of all states. */
export const requestOf = ({ past, known, states }: StatesPast): ScoreRequest => ({
  ...{ areas: past.areas, known, stretch: STRETCH },
  judged: new Map([
    ["league", new Set(states)],
    ["region", new Set(["US"])],
  ]),
});

/** Score warnings at Ⅱ or above in the states. */
export function scoreStates(warnings: readonly Warning[], loaded: StatesPast): Scored {
  const request = requestOf(loaded);
  const against = againstSahm(
    detections(warnings, request, "league", "II"),
    detections(loaded.sahm, request, "league", "II"),
  );
  const inNation = detections(warnings, request, "region", "II");
  const row = scoreWarnings(warnings, request).find(
    ({ level, tier }) => level === "league" && tier === "II",
  )!;
  const events = loaded.known.events.map((event): EventScore => {
    const results = against.filter(({ ours }) => ours.event.id === event.id);
    const found = results.flatMap(({ ours }) => ours.found ?? []).sort();
    return {
      ...{ id: event.id, found: found.length, of: results.length, against: results },
      medianLead: medianLead(results),
      medianFound: found[(found.length - 1) >> 1] ?? null,
      nation: inNation.find((detection) => detection.event.id === event.id)?.found ?? null,
    };
  });
  return {
    events,
    early: earlySpells(warnings, request, "league", "II"),
    wrong: falseSpells(warnings, request, "league", "II"),
    spans: row.spans,
    alarmShare: row.alarmShare ?? 0,
  };
}

/** The median lead in months; null where no area has one. */
export function medianLead(results: readonly Against[]): number | null {
  const leads = results.flatMap(({ lead }) => (lead === null ? [] : [lead / MONTH]));
  return leads.length > 0 ? median(leads) : null;
}

/** False warnings and state-years of the quiet years before 2020, and of the years after. */
export function falseBy({ spans }: Pick<Scored, "spans">) {
  const of = (some: readonly SpanScore[]) => ({
    count: some.reduce((sum, { falseWarnings }) => sum + falseWarnings, 0),
    years: some.reduce((sum, { areaYears }) => sum + areaYears, 0),
  });
  return {
    quiet: of(spans.filter(({ from }) => from < "2020")),
    after: of(spans.filter(({ from }) => from >= "2020")),
  };
}
