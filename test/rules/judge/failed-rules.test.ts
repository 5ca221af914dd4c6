import { afterEach, describe, expect, it, vi } from "vitest";
import { PastView } from "../../../rules/backtest/past-view.ts";
import { PolicyView } from "../../../rules/backtest/policy-view.ts";
import { daysOfChange, judgeThrough } from "../../../rules/backtest/through.ts";
import { addDays } from "../../../rules/calendar/periods.ts";
import { AreaTree } from "../../../rules/cases/area-tree.ts";
import { NO_CASES } from "../../../rules/cases/case-state.ts";
import { caseStep } from "../../../rules/cases/case-step.ts";
import { byArea } from "../../../rules/cases/update-cases.ts";
import type { EventRule, SeriesRule } from "../../../rules/definitions/define.ts";
import { newClaimsSurge } from "../../../rules/definitions/new-claims-surge.ts";
import { singleLayoff } from "../../../rules/definitions/single-layoff.ts";
import { warnedBelow } from "../../../rules/definitions/warned-below.ts";
import { judgeAt } from "../../../rules/judge/judge-at.ts";
import type { RuleFailure } from "../../../rules/judge/set-aside.ts";
import type { Verdict } from "../../../rules/judge/verdict.ts";
import { line } from "../judging-properties.ts";
import { randomHistory, randomPolicy, STRETCH } from "../random-history.ts";

const FAULT = new Error("poisoned");
/** The layoffs and the claims of areas; each is poisoned here in turn. */
const [layoffs, claims]: [EventRule, SeriesRule] = [singleLayoff, newClaimsSurge];
const POISONED = [layoffs, claims];
afterEach(() => void vi.restoreAllMocks());

const [measureLayoffs, measureClaims] = [layoffs.measure.bind(layoffs), claims.measure.bind(claims)];
/** Let a rule throw where a condition on the last day of what it measures holds. */
function poison(rule: (typeof POISONED)[number], isBroken: (until: string) => boolean): void {
  if (rule.kind === "event")
    vi.spyOn(rule, "measure").mockImplementation((events, parameters, window) => {
      if (isBroken(window.until)) throw FAULT;
      return measureLayoffs(events, parameters, window);
    });
  else
    vi.spyOn(rule, "measure").mockImplementation((view, parameters) => {
      if (isBroken(view.period)) throw FAULT;
      return measureClaims(view, parameters);
    });
}

/** The verdicts of a date, and what failed. */
function verdictsOn(seed: number, date: string) {
  const view = new PastView(randomHistory(seed), []);
  view.advance(date);
  const failures: RuleFailure[] = [];
  const verdicts = judgeAt(new PolicyView(view), randomPolicy(seed), date, (found) => failures.push(found));
  return { verdicts, failures };
}
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const DATE = addDays(STRETCH.from, 60);
const key = ({ rule, area, period, occasion }: Verdict) => `${rule} ${area} ${period} ${occasion ?? ""}`;

describe.each(POISONED.map((rule) => [rule.id, rule] as const))("%s throws", (id, rule) => {
  it("it is not judged in any area where it was, and named; every other verdict stays", () => {
    for (const seed of SEEDS) {
      vi.restoreAllMocks();
      const before = verdictsOn(seed, DATE);
      expect(before.failures).toEqual([]);
      poison(rule, () => true);
      const { verdicts, failures } = verdictsOn(seed, DATE);
      const others = (all: readonly Verdict[]) => all.filter((verdict) => verdict.rule !== id);
      expect(others(verdicts)).toEqual(others(before.verdicts));
      const standing = (all: readonly Verdict[]) =>
        all.filter((verdict) => verdict.rule === id && !verdict.occasion);
      expect(standing(verdicts).map(key)).toEqual(standing(before.verdicts).map(key));
      for (const { outcome, reason, tier } of standing(verdicts))
        expect([outcome, reason, tier]).toEqual(["not-judged", "rule-failed", null]);
      expect(new Set(failures.map(({ area }) => area))).toEqual(
        new Set(standing(before.verdicts).map(({ area }) => area)),
      );
      expect(failures.every(({ rule: failed, error }) => failed === id && error === FAULT)).toBe(true);
    }
  });

  it("in a single area, the others are judged as before", () => {
    const before = verdictsOn(3, DATE).verdicts.filter((verdict) => verdict.rule === id);
    let calls = 0;
    poison(rule, () => calls++ === 0);
    const { verdicts, failures } = verdictsOn(3, DATE);
    expect(failures).toHaveLength(1);
    const after = verdicts.filter((verdict) => verdict.rule === id);
    const differ = after.filter((verdict, at) => JSON.stringify(verdict) !== JSON.stringify(before[at]));
    expect(differ.map(({ area, reason }) => [area, reason])).toEqual([[failures[0]!.area, "rule-failed"]]);
  });

  it("the next night tries again, from the same view", () => {
    const view = new PolicyView(new PastView(randomHistory(2), []));
    const known = new PastView(randomHistory(2), []);
    known.advance(DATE);
    const again = new PolicyView(known);
    poison(rule, () => true);
    judgeAt(again, randomPolicy(2), DATE);
    vi.restoreAllMocks();
    const { verdicts } = verdictsOn(2, DATE);
    expect(judgeAt(again, randomPolicy(2), DATE)).toEqual(verdicts);
    expect(view.areas).toEqual(again.areas);
  });

  it("no case in which it stood falls while it is set aside, and a backtest has the same changes as the nights", () => {
    let stood = 0;
    for (const seed of [11, 12, 13, 14]) {
      vi.restoreAllMocks();
      const from = addDays(STRETCH.from, 40);
      poison(rule, (until) => until >= from);
      stood += nightsOf(seed).filter(({ event }) => event.rule === id && event.date < from).length;
      const falls = nightsOf(seed).flatMap(({ event, before }) =>
        event.kind === "lowered" || event.kind === "lifted"
          ? [[event.date, before?.memory.rules.includes(id) ?? false] as const]
          : [],
      );
      const since = rule.kind === "event" ? from : addDays(from, 45);
      expect(falls.filter(([date, isOfRule]) => date >= since && isOfRule)).toEqual([]);
      expect(judgeThrough(randomHistory(seed), randomPolicy(seed), STRETCH).events.map(line)).toEqual(
        nightsOf(seed).map(({ event }) => line(event)),
      );
    }
    expect(stood, "cases of the rule before it failed").toBeGreaterThan(0);
  });
});

/** Every change of a case, night after night, with the case as it stood before. */
function nightsOf(seed: number) {
  const past = randomHistory(seed);
  const policy = randomPolicy(seed);
  const tree = new AreaTree(past.areas);
  const known = new PastView(past, daysOfChange(past.lastDue!, STRETCH));
  const view = new PolicyView(known);
  let state = NO_CASES;
  const changes = [];
  for (let date = STRETCH.from; date <= STRETCH.to; date = addDays(date, 1)) {
    known.advance(date);
    view.watch(state);
    const verdicts = judgeAt(view, policy, date);
    view.log.add(verdicts.filter(({ occasion }) => occasion !== "again"));
    const step = caseStep(state, { date, verdicts: byArea(verdicts), areas: tree }, policy);
    const open = [...state.open.values()];
    for (const event of step.events)
      changes.push({ event, before: open.find(({ id }) => id === event.caseId) });
    state = step.state;
  }
  return changes;
}

it("a rule on the cases below that throws is not judged, and named", () => {
  const seed = [...Array(40).keys()].find((each) =>
    nightsOf(each).some(({ event }) => event.rule === warnedBelow.id),
  )!;
  const date = nightsOf(seed).find(({ event }) => event.rule === warnedBelow.id)!.event.date;
  vi.spyOn(warnedBelow, "measure").mockImplementation(() => {
    throw FAULT;
  });
  const past = randomHistory(seed);
  const known = new PastView(past, daysOfChange(past.lastDue!, STRETCH));
  const view = new PolicyView(known);
  const failures: RuleFailure[] = [];
  const combined: Verdict[] = [];
  let state = NO_CASES;
  for (let day = STRETCH.from; day <= date; day = addDays(day, 1)) {
    known.advance(day);
    view.watch(state);
    const verdicts = judgeAt(view, randomPolicy(seed), day);
    view.log.add(verdicts.filter(({ occasion }) => occasion !== "again"));
    const onFailure = (failure: RuleFailure) => void failures.push(failure);
    const input = { date: day, verdicts: byArea(verdicts), areas: new AreaTree(past.areas), onFailure };
    const step = caseStep(state, input, randomPolicy(seed));
    state = step.state;
    combined.push(...step.combined);
  }
  expect(failures.length).toBeGreaterThan(0);
  expect(new Set(combined.map(({ rule, reason }) => `${rule} ${reason}`))).toEqual(
    new Set(["warned-below rule-failed"]),
  );
});
