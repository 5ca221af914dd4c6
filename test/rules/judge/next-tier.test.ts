import { describe, expect, it } from "vitest";
import { shiftPeriod } from "../../../rules/calendar/periods.ts";
import { judgeBelow } from "../../../rules/cases/judge-combined.ts";
import { nextTierOfBelow } from "../../../rules/cases/next-below.ts";
import { indicatorsOf, type LayoffEvent, type SeriesRule } from "../../../rules/definitions/define.ts";
import { rules } from "../../../rules/definitions/index.ts";
import { warnedBelow } from "../../../rules/definitions/warned-below.ts";
import { stream } from "../../../rules/detectors/random.ts";
import { indicatorById } from "../../../rules/indicators/index.ts";
import { besideOf } from "../../../rules/judge/beside.ts";
import { PlaceFigures } from "../../../rules/judge/figures.ts";
import { ALL_STATED, judgeEvents } from "../../../rules/judge/judge-events.ts";
import { judgeSeriesAnew, type SeriesInput } from "../../../rules/judge/judge-series.ts";
import { type NextTier, nextTier, nextTierOfEvents } from "../../../rules/judge/next-tier.ts";
import type { Part, PartObservation } from "../../../rules/judge/parts.ts";
import type { Verdict } from "../../../rules/judge/verdict.ts";
import { policySchema } from "../../../rules/policy/policy.ts";
import { settingsAt } from "../../../rules/policy/settings-at.ts";
import { rank } from "../../../rules/policy/tiers.ts";
import { SEED } from "../property.ts";
import { shippedPolicy } from "../shipped-policy.ts";

/** The shipped policy, with the rules that it does not use. */
const POLICY = policySchema.parse({
  ...shippedPolicy,
  rules: {
    "panel-loss": { status: "trial", lines: { IV: [{ rate: 2 }], III: [{ rate: 4 }] } },
    "registered-rate": { status: "trial", lines: { IV: [{ rate: 4 }], III: [{ lowestOfTwo: 5 }] } },
    "claims-broad": {
      status: "trial",
      parameters: { initialPeriods: 2, continuedPeriods: 1, levelPeriods: 2 },
      lines: { III: [{ share: 30, level: 90, growth: 0 }], II: [{ share: 40, level: 95, growth: 20 }] },
    },
    "claims-deep": {
      status: "trial",
      parameters: { initialPeriods: 2, continuedPeriods: 1 },
      lines: { III: [{ initial: 30, continued: -20 }], II: [{ initial: 60, continued: -20 }] },
    },
    "claims-sudden": {
      status: "trial",
      parameters: { initialPeriods: 1, continuedPeriods: 1 },
      lines: { III: [{ change: 100 }], II: [{ change: 150 }] },
    },
    ...shippedPolicy.rules,
  },
});

const PERIOD = "2026-03-31";
const PLACES = ["A1", "A2"];

/** What figures of an indicator usually are: the numerator, and what it is divided by. */
const USUAL: Readonly<Record<string, readonly [number, number | null]>> = {
  "insured-persons": [40_000, null],
  "online-postings": [600, null],
  "jobs-to-seekers": [900, 1000],
  "registered-rate-monthly": [300, 10_000],
  "fund-support-months": [20_000, 1800],
  "layoff-rate": [60, 20_000],
  "panel-post-loss-rate": [40, 3000],
  "panel-post-loss-year": [150, 3000],
  "long-term-share-12-months": [350, 2000],
};

/** Six years of two places, with noise and now and then another level or a hole. */
function randomSeries(
  rule: Pick<SeriesRule, "id" | "indicator">,
  seed: number,
  places = PLACES,
): Map<string, Map<string, PartObservation>> {
  const { uniform } = stream(seed, rule.id);
  const [usual, denominator] = USUAL[rule.indicator] ?? [60, null];
  const rolling = indicatorById(rule.indicator)!.periods.includes("rolling-30-days");
  return new Map(
    places.map((place) => {
      let level = usual;
      const months = Array.from({ length: 74 }, (_, back) => shiftPeriod(PERIOD, "month", back - 73));
      const figures = (rolling ? [PERIOD] : months).flatMap((month): [string, PartObservation][] => {
        if (uniform() < 0.05) level = usual * (0.7 + uniform());
        if (month !== PERIOD && uniform() < 0.01) return [];
        const numerator = Math.round(level * (0.9 + 0.2 * uniform()));
        return [[month, { numerator, denominator, complete: true }]];
      });
      return [place, new Map(figures)];
    }),
  );
}

const PEERS = ["P1", "P2", "P3", "P4"];

/** The area with its further indicators, beside four other areas of one place each. */
function viewBeside(rule: SeriesRule, seed: number, judged: PlaceFigures, parts: readonly Part[]) {
  const areas = ["A", ...PEERS].map((code) => ({ code, level: "banner", parent: "L" }));
  const peers = PEERS.map((area) => [area, [{ ...parts[0]!, area }]] as const);
  const figures = new Map(
    indicatorsOf(rule).map((id) => {
      const series = randomSeries({ ...rule, id: `${rule.id} ${id}`, indicator: id }, seed, [
        ...PLACES,
        ...PEERS,
      ]);
      if (id === rule.indicator)
        for (const place of PLACES)
          series.set(
            place,
            new Map(judged.of("A")!.places!.series.get(place) as Map<string, PartObservation>),
          );
      return [
        id,
        new PlaceFigures(
          { kind: "month", parts: new Map([["A", parts], ...peers]) },
          indicatorById(id)!.scale,
          series,
        ),
      ] as const;
    }),
  );
  return { areas, figures: (id: string) => figures.get(id) ?? null };
}

/** Random figures of a rule, judged as they are or with some numerators of the period changed. */
function inputOf(
  rule: SeriesRule,
  seed: number,
  changes: ReadonlyMap<string, number> = new Map(),
): SeriesInput {
  const kind = indicatorById(rule.indicator)!.periods.includes("rolling-30-days")
    ? "rolling-30-days"
    : "month";
  const level = rule.levels[seed % rule.levels.length]!;
  const parts = PLACES.map((area, at) => ({ area, weight: 2 - at, validFrom: null, validTo: null }));
  const { scale } = indicatorById(rule.indicator)!;
  const figures = new PlaceFigures({ kind, parts: new Map([["A", parts]]) }, scale, randomSeries(rule, seed));
  for (const [area, change] of changes) {
    const known = randomSeries(rule, seed).get(area)!.get(PERIOD)!;
    figures.set(area, PERIOD, { ...known, numerator: known.numerator + change });
  }
  const settings = settingsAt(POLICY, rule.id, level)!;
  return {
    ...{ rule, settings, area: "A", kind, period: PERIOD, observedOnly: true },
    figures: figures.of("A")!,
    beside: besideOf(rule, viewBeside(rule, seed, figures, parts), "A"),
  };
}

/** The changes of a raise by one unit less. */
function withoutLast(changes: ReadonlyMap<string, number>): Map<string, number> {
  const less = new Map(changes);
  const [place, change] = [...changes].at(-1)!;
  less.set(place, change - Math.sign(change));
  return less;
}

describe("what the next tier needs", () => {
  // Rules that read further indicators or other areas need more than the figures of one: their case files have them.
  for (const rule of rules.filter(
    (candidate): candidate is SeriesRule => candidate.kind === "series" && !candidate.further,
  )) {
    it(`of ${rule.id}: it is reached there, and not at one unit less`, () => {
      let found = 0;
      for (let at = 0; at < 60; at++) {
        const seed = SEED + at;
        const input = inputOf(rule, seed);
        const now = judgeSeriesAnew(input);
        const next = nextTier(input);
        if (!next) continue;
        found++;
        const at1 = judgeSeriesAnew(inputOf(rule, seed, next.changes));
        expect(at1.tier, `seed ${seed}`).toBe(next.verdict.tier);
        expect(at1.facts.values).toEqual(next.verdict.facts.values);
        expect(rank(at1.tier)).toBeGreaterThan(rank(now.tier));
        const less = judgeSeriesAnew(inputOf(rule, seed, withoutLast(next.changes!)));
        expect(rank(less.tier), `seed ${seed}`).toBeLessThanOrEqual(rank(now.tier));
        const total = [...next.changes!.values()].reduce((sum, change) => sum + Math.abs(change), 0);
        expect(total).toBe(next.more);
      }
      expect(found).toBeGreaterThan(10);
    });
  }

  for (const rule of rules.filter(({ kind }) => kind === "event")) {
    it(`of ${rule.id}: it is reached there, and not at one unit less`, () => {
      if (rule.kind !== "event") return;
      const settings = settingsAt(POLICY, rule.id, "banner")!;
      const { uniform } = stream(SEED, rule.id);
      const pick = (most: number) => Math.floor(uniform() * most);
      let found = 0;
      for (let at = 0; at < 300; at++) {
        const events = Array.from({ length: pick(6) }, (): LayoffEvent => {
          const firm = `firm ${pick(4)}`;
          const persons = [3, 12, 49, 60, 199, 400][pick(6)]!;
          const staff = uniform() < 0.5 ? persons * (1 + pick(9)) : null;
          const known = { receivedOn: PERIOD, persons, staff, closure: uniform() < 0.2 };
          return { employer: firm, employerKey: firm, ...known };
        });
        const input = { rule, settings, area: "A", date: PERIOD, events, stated: ALL_STATED };
        const judge = (all: readonly LayoffEvent[]): Verdict =>
          judgeEvents(rule, settings, "A", PERIOD, all, ALL_STATED);
        const next = nextTierOfEvents(input);
        if (!next) continue;
        found++;
        const now = rank(judge(events).tier);
        expect(rank(judge(more(events, next, next.more)).tier)).toBeGreaterThan(now);
        expect(rank(judge(more(events, next, next.more - 1)).tier)).toBeLessThanOrEqual(now);
      }
      // Of small lots, groups and industries, random reports seldom make any.
      if (["single-layoff", "layoff-cluster"].includes(rule.id)) expect(found).toBeGreaterThan(100);
    });
  }

  it("of cases below: as many areas at a tier, and not one less", () => {
    const settings = settingsAt(POLICY, "warned-below", "league")!;
    const judge = (yellow: number, blue: number) =>
      judgeBelow(warnedBelow, settings, "L", PERIOD, "claims", {
        ...{ all: 9, judged: 9, blue, yellow, orange: 0, red: 0 },
      });
    const next = nextTierOfBelow(warnedBelow, settings, judge(1, 1), PERIOD)!;
    expect(next).toMatchObject({ more: 2, at: "III" });
    expect(judge(3, 3).tier).toBe("III");
    expect(judge(2, 4).tier).toBeNull();
    expect(nextTierOfBelow(warnedBelow, settings, judge(3, 3), PERIOD)).toBeNull();
  });
});

/** The events with a raise applied by hand. */
function more(events: readonly LayoffEvent[], { by, employer }: NextTier, count: number): LayoffEvent[] {
  const fresh = (name: string, persons: number): LayoffEvent => ({
    ...{ employer: name, employerKey: name, receivedOn: PERIOD, persons, staff: null, closure: false },
  });
  if (by === "enterprises")
    return [...events, ...Array.from({ length: count }, (_, at) => fresh(`new ${at}`, 51))];
  if (by === "new-enterprise") return [...events, fresh("new", count)];
  const last = events.findLast((event) => event.employer === employer)!;
  return events.map((event) => (event === last ? { ...last, persons: last.persons + count } : event));
}
