import { expect } from "vitest";
import type { Past } from "../../rules/backtest/past.ts";
import { PastView } from "../../rules/backtest/past-view.ts";
import { PolicyView } from "../../rules/backtest/policy-view.ts";
import { daysOfChange, judgeDays, judgeThrough } from "../../rules/backtest/through.ts";
import { addDays, shiftPeriod } from "../../rules/calendar/periods.ts";
import { AreaTree } from "../../rules/cases/area-tree.ts";
import type { CaseEvent } from "../../rules/cases/case-event.ts";
import { NO_CASES } from "../../rules/cases/case-state.ts";
import { caseStep } from "../../rules/cases/case-step.ts";
import { byArea } from "../../rules/cases/update-cases.ts";
import { stream } from "../../rules/detectors/random.ts";
import { DrawnView } from "../../rules/false-alarms/drawn-view.ts";
import type { NullIndicator, NullRegion } from "../../rules/false-alarms/null-region.ts";
import { judgeAt } from "../../rules/judge/judge-at.ts";
import type { Verdict } from "../../rules/judge/verdict.ts";
import { graver, rank } from "../../rules/policy/tiers.ts";
import { casesByHand, verdictByHand } from "./by-hand.ts";
import { plainVerdict } from "./cases/days.ts";
import { randomHistory, randomPolicy, STRETCH } from "./random-history.ts";

/** A change of a case in a line. */
export const line = ({
  date,
  caseId,
  area,
  cause,
  kind,
  tierFrom,
  tierTo,
  rule,
  reason,
}: CaseEvent): string => `${date} ${caseId} ${area} ${cause} ${kind} ${tierFrom} ${tierTo} ${rule} ${reason}`;

/**
 * The changes of one risk as the evaluator by hand knows them, which knows no episodes and no persons: going quiet is the end, reaching the
 * lines again a beginning, and what was corrected without a change of tier is left out.
 */
const asOneRisk = (events: readonly CaseEvent[]): string[] => {
  let isQuiet = false;
  return events.flatMap(({ date, kind, tierTo }) => {
    // That its rules were long not judged changes nothing of it.
    if (
      kind === "corrected" ||
      kind === "held" ||
      (kind === "lifted" && isQuiet) ||
      (kind === "quiet" && isQuiet)
    )
      return [];
    isQuiet = kind === "quiet";
    if (kind === "quiet") return [`${date} lifted null`];
    return [`${date} ${kind === "reopened" ? "opened" : kind} ${tierTo}`];
  });
};

/**
 * Night after night, every day judged: every tenth history from a view read anew each night, as a fresh process would read it, with nothing
 * carried over but the state.
 */
function everyNight(seed: number): CaseEvent[] {
  const past = randomHistory(seed);
  const policy = randomPolicy(seed);
  const tree = new AreaTree(past.areas);
  const dueDays = daysOfChange(past.lastDue!, STRETCH);
  let known = new PastView(past, dueDays);
  let view = new PolicyView(known);
  const { log } = view;
  const events: CaseEvent[] = [];
  let state = NO_CASES;
  for (let date = STRETCH.from; date <= STRETCH.to; date = addDays(date, 1)) {
    if (seed % 10 === 0) {
      known = new PastView(past, dueDays);
      if (date > STRETCH.from) known.advance(addDays(date, -1));
      view = new PolicyView(known);
      view.log = log;
    }
    known.advance(date);
    view.watch(state);
    const verdicts = judgeAt(view, policy, date);
    log.add(verdicts.filter(({ occasion }) => occasion !== "again"));
    const step = caseStep(state, { date, verdicts: byArea(verdicts), areas: tree }, policy);
    state = step.state;
    events.push(...step.events);
  }
  return events;
}

/** Night and backtest give the same changes. Returns how many there were. */
function nightEqualsBacktest(seed: number): number {
  const nights = everyNight(seed).map(line);
  const backtest = judgeThrough(randomHistory(seed), randomPolicy(seed), STRETCH).events.map(line);
  expect(backtest, `seed ${seed}`).toEqual(nights);
  return nights.length;
}

/** The simulation of false warnings gives the changes that a backtest gives of the same figures. */
function budgetEqualsBacktest(seed: number): number {
  const { owed, areas } = randomHistory(seed);
  const policy = randomPolicy(seed);
  const places = ["B1", "B2"];
  const noise = (level: number) => ({
    ...{ kind: "flow", growth: 0, growthError: 0, freedom: 10, common: 0.4 },
    ...{ season: new Array<number>(12).fill(1), places: places.map((area) => ({ area, level, noise: 4 })) },
  });
  const indicator: NullIndicator = {
    ...{ id: "new-claims", kind: "month", last: "2024-12-31", denominator: null, places },
    numerator: noise(80) as NullIndicator["numerator"],
    parts: new Map([
      ["R", [0, 1]],
      ["L1", [0, 1]],
      ["B1", [0]],
      ["B2", [1]],
    ]),
  };
  const region: NullRegion = {
    ...{ areas, indicators: [indicator], layoffs: [], layoffYears: 1, layoffGap: 0, measuredOn: 60 },
  };
  const only = { ...policy, rules: pick(policy.rules, ["new-claims-surge", "warned-below"]) };
  const stretch = { from: "2027-06-01", to: "2028-12-31" };
  const layoffs: Past = { areas, owed, layoffs: [], figures: new Map() };
  const drawn = new DrawnView(
    region,
    layoffs,
    { policies: [only], stretch, stretchYears: 1 },
    stream(seed, "draw").uniform,
  );
  const simulated = judgeDays(drawn, drawn.days(), [only], stretch, () => undefined)[0]!.map(line);
  const figures = places.flatMap((area) => {
    const found = drawn.figures("new-claims")!.of(area)!;
    return Array.from({ length: 48 }, (_, back) => shiftPeriod("2028-12-31", "month", -back)).flatMap(
      (period) => {
        const sum = found.matched([period])?.sums[0];
        const known = { area, period, denominator: null, complete: true, knownOn: addDays(period, 5) };
        return sum ? [{ ...known, numerator: sum.numerator }] : [];
      },
    );
  });
  const past: Past = { areas, owed, layoffs: [], figures: new Map([["new-claims", figures]]) };
  expect(judgeThrough(past, only, stretch).events.map(line), `seed ${seed}`).toEqual(simulated);
  return simulated.length;
}

const pick = <Value>(all: Readonly<Record<string, Value>>, keys: readonly string[]): Record<string, Value> =>
  Object.fromEntries(keys.flatMap((key) => (all[key] ? [[key, all[key]]] : [])));

/** The verdicts of a date, from a view that knows nothing of earlier nights. */
function verdictsOn(past: Past, seed: number, date: string): Verdict[] {
  const known = new PastView(past, []);
  known.advance(date);
  return judgeAt(new PolicyView(known), randomPolicy(seed), date);
}

const plain = ({
  area,
  rule,
  period,
  outcome,
  tier,
  steadyTier,
  keepsTier,
  reason,
  coverage,
  facts,
}: Verdict) =>
  JSON.stringify({ area, rule, period, outcome, tier, steadyTier, keepsTier, reason, coverage, facts });

/** Neither the order in which reports came within a night nor how many nights saw the same facts changes a verdict. */
function orderAndNightsDoNotMatter(seed: number): void {
  const past = randomHistory(seed);
  const { uniform } = stream(seed, "order");
  const date = addDays(STRETCH.from, Math.floor(uniform() * 100));
  const verdicts = verdictsOn(past, seed, date).map(plain).sort();
  const shuffled: Past = {
    ...past,
    layoffs: past.layoffs.toReversed(),
    figures: new Map([...past.figures].reverse().map(([id, all]) => [id, byPlaceTurned(all)])),
  };
  expect(verdictsOn(shuffled, seed, date).map(plain).sort(), `seed ${seed}`).toEqual(verdicts);
  const view = new PastView(past, daysOfChange(past.lastDue!, STRETCH));
  for (let day = STRETCH.from; day <= date; day = addDays(day, 1)) view.advance(day);
  const later = judgeAt(new PolicyView(view), randomPolicy(seed), date).filter(
    ({ occasion }) => occasion !== "late",
  );
  expect(later.map(plain).sort(), `seed ${seed}`).toEqual(verdicts);
}

/** Figures with the places in the other order; those of one place stay as they became known. */
function byPlaceTurned<Row extends { readonly area: string }>(rows: readonly Row[]): Row[] {
  const places = [...new Set(rows.map(({ area }) => area))].reverse();
  return places.flatMap((place) => rows.filter(({ area }) => area === place));
}

/** Raising the judged figure in its worse direction never lowers a tier. */
function worseNeverLowers(seed: number): void {
  const past = randomHistory(seed);
  const { uniform } = stream(seed, "worse");
  const date = addDays(STRETCH.from, Math.floor(uniform() * 100));
  const before = verdictsOn(past, seed, date);
  const surge = before.filter(({ rule, outcome }) => rule === "new-claims-surge" && outcome !== "not-judged");
  const judged = surge[Math.floor(uniform() * surge.length)];
  if (!judged) return;
  const more = 1 + Math.floor(uniform() * 200);
  const claims = past.figures
    .get("new-claims")!
    .map((figure) =>
      figure.period === judged.period && figure.complete
        ? { ...figure, numerator: figure.numerator + more }
        : figure,
    );
  const worse: Past = { ...past, figures: new Map([...past.figures, ["new-claims", claims]]) };
  for (const verdict of verdictsOn(worse, seed, date)) {
    if (verdict.rule !== "new-claims-surge" || verdict.period !== judged.period) continue;
    const was = surge.find(({ area, period }) => area === verdict.area && period === verdict.period);
    if (!was) continue;
    expect(rank(verdict.tier), `seed ${seed} ${verdict.area}`).toBeGreaterThanOrEqual(rank(was.tier));
    expect(rank(verdict.steadyTier), `seed ${seed} ${verdict.area}`).toBeGreaterThanOrEqual(
      rank(was.steadyTier),
    );
  }
  worseLayoffs(past, seed, date);
}

function worseLayoffs(past: Past, seed: number, date: string): void {
  const more = {
    ...past,
    layoffs: past.layoffs.map((layoff) => ({
      ...layoff,
      persons: layoff.persons * 2,
      staff: layoff.staff && layoff.staff * 2,
    })),
  };
  const before = new Map(
    verdictsOn(past, seed, date).map((verdict) => [`${verdict.rule} ${verdict.area}`, verdict]),
  );
  for (const verdict of verdictsOn(more, seed, date)) {
    if (verdict.rule !== "single-layoff" && verdict.rule !== "layoff-rate") continue;
    expect(rank(verdict.tier)).toBeGreaterThanOrEqual(
      rank(before.get(`${verdict.rule} ${verdict.area}`)!.tier),
    );
  }
}

/** A report that comes in besides never turns fired into not judged. */
function coverageNeverSilences(seed: number): void {
  const past = randomHistory(seed);
  const { uniform } = stream(seed, "coverage");
  const date = addDays(STRETCH.from, Math.floor(uniform() * 100));
  const fired = verdictsOn(past, seed, date).filter(({ outcome }) => outcome === "fired");
  if (fired.length === 0) return;
  const figures = new Map(past.figures);
  for (const [indicator, all] of past.figures) {
    const known = new Set(
      all.filter(({ knownOn }) => knownOn <= date).map(({ area, period }) => `${area} ${period}`),
    );
    const added = fired.flatMap(({ period, kind }) =>
      kind === "month"
        ? ["B1", "B2"].flatMap((area) =>
            known.has(`${area} ${period}`)
              ? []
              : [{ area, period, numerator: 60, denominator: null, complete: true, knownOn: date }],
          )
        : [],
    );
    figures.set(indicator, [...all.filter(({ knownOn }) => knownOn <= date), ...added]);
  }
  const after = verdictsOn({ ...past, figures }, seed, date);
  for (const { rule, area, period, kind } of fired) {
    const now = after.find((verdict) => verdict.rule === rule && verdict.area === area);
    // Another period may have become ready and be judged instead.
    if (kind === "month" && now?.period !== period) continue;
    expect(now?.outcome, `seed ${seed} ${rule} ${area}`).not.toBe("not-judged");
  }
}

/** An evaluator written by hand, without anything of the judge or the reducer, agrees. */
function byHandAgrees(seed: number): void {
  const past = randomHistory(seed);
  const policy = randomPolicy(seed);
  const { moments, events } = judgeThrough(
    past,
    { ...policy, combination: undefined, rules: pick(policy.rules, ["new-claims-surge"]) },
    STRETCH,
  );
  const standing = new Map<string, Verdict>();
  let next = 0;
  const tiers = new Map<
    string,
    { steady: Verdict["steadyTier"]; keeps: Verdict["keepsTier"]; judged: boolean }[]
  >();
  for (let date = STRETCH.from; date <= STRETCH.to; date = addDays(date, 1)) {
    const once: Verdict[] = [];
    for (; next < moments.length && moments[next]!.date <= date; next++) {
      for (const verdict of moments[next]!.changed) standing.set(verdict.area, verdict);
      once.push(...moments[next]!.once);
    }
    for (const [area, { period, tier, steadyTier, keepsTier, outcome }] of standing) {
      const hand = verdictByHand(past, policy, area, date);
      expect(
        { period, tier, steadyTier, judged: outcome !== "not-judged" },
        `seed ${seed} ${area} ${date}`,
      ).toEqual({
        ...{ period: hand.period, tier: hand.tier, steadyTier: hand.steady, judged: hand.judged },
      });
      const late = once.filter((verdict) => verdict.area === area && verdict.occasion === "late");
      const again = once.some((verdict) => verdict.area === area && verdict.occasion === "again");
      const days = tiers.get(area) ?? [];
      tiers.set(area, days);
      days.push({
        steady: late.reduce((gravest, verdict) => graver(gravest, verdict.steadyTier), steadyTier),
        keeps: late.reduce((gravest, verdict) => graver(gravest, verdict.keepsTier), keepsTier),
        judged: outcome !== "not-judged",
      });
      // Corrections are another story.
      if (again) return;
    }
  }
  for (const [area, days] of tiers) {
    const ours = asOneRisk(events.filter((event) => event.area === area));
    expect(ours, `seed ${seed} ${area}`).toEqual(casesByHand(days, policy, area, STRETCH.from));
  }
}

const OUTCOMES = [null, "IV", "III", "II", "I", "not-judged"] as const;

/** The life of a case through random days that change every few nights, against the evaluator written by hand. */
function lifeByHand(seed: number): void {
  const policy = randomPolicy(seed);
  const { uniform } = stream(seed, "life");
  const areas = [{ code: "B1", level: "banner", parent: null }];
  const from = "2026-01-01";
  const days: { steady: Verdict["steadyTier"]; keeps: Verdict["keepsTier"]; judged: boolean }[] = [];
  const ours: CaseEvent[] = [];
  let state = NO_CASES;
  let [outcome, left] = [OUTCOMES[0] as (typeof OUTCOMES)[number], 0];
  for (let at = 0; at < 150; at++, left--) {
    const date = addDays(from, at);
    if (left <= 0) {
      outcome = OUTCOMES[Math.floor(uniform() * OUTCOMES.length)]!;
      left = 1 + Math.floor(uniform() * 12);
    }
    const verdict = plainVerdict("new-claims-surge", "B1", date, outcome);
    const keeps = outcome === "III" && uniform() < 0.3 ? "II" : verdict.keepsTier;
    days.push({ steady: verdict.steadyTier, keeps, judged: outcome !== "not-judged" });
    const verdicts = new Map([["B1", [{ ...verdict, keepsTier: keeps }]]]);
    const step = caseStep(
      state,
      { date, verdicts, areas: new AreaTree(areas) },
      { ...policy, combination: undefined },
    );
    state = step.state;
    ours.push(...step.events);
  }
  expect(asOneRisk(ours), `seed ${seed}`).toEqual(casesByHand(days, policy, "B1", from));
}

/** Every property by its name; each is given the seed of a random history. */
export const PROPERTIES: Readonly<Record<string, (seed: number) => unknown>> = {
  "night and backtest change the same cases": nightEqualsBacktest,
  "the simulation of false warnings and a backtest change the same cases": budgetEqualsBacktest,
  "an evaluator written by hand agrees on every verdict and every case": byHandAgrees,
  "an evaluator written by hand agrees on the life of a case": lifeByHand,
  "neither the order of reports within a night nor the number of nights matters": orderAndNightsDoNotMatter,
  "a worse figure never lowers a tier": worseNeverLowers,
  "a report more never silences what fired": coverageNeverSilences,
};
