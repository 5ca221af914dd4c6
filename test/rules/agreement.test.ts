import { describe, expect, it } from "vitest";
import { PastView } from "../../rules/backtest/past-view.ts";
import { PolicyView } from "../../rules/backtest/policy-view.ts";
import { daysOfChange, judgeThrough, judgeThroughBy } from "../../rules/backtest/through.ts";
import { addDays } from "../../rules/calendar/periods.ts";
import type { CaseEvent } from "../../rules/cases/case-event.ts";
import { NO_CASES } from "../../rules/cases/case-state.ts";
import { AreaTree, caseStep } from "../../rules/cases/case-step.ts";
import { byArea } from "../../rules/cases/update-cases.ts";
import { judgeAt } from "../../rules/judge/judge-at.ts";
import { rank } from "../../rules/policy/tiers.ts";
import { SEED } from "./property.ts";
import { randomHistory, randomPolicy, STRETCH } from "./random-history.ts";

const CASES = Number(process.env.CASES ?? 60);
const seeds = Array.from({ length: CASES }, (_, at) => SEED + at);

const line = ({ date, caseId, area, cause, kind, tierFrom, tierTo, rule, reason }: CaseEvent) =>
  `${date} ${caseId} ${area} ${cause} ${kind} ${tierFrom} ${tierTo} ${rule} ${reason}`;

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
      known.advance(addDays(date, -1));
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

describe("night and backtest", () => {
  it(`agree event by event on ${CASES} random histories with late, corrected and missing reports`, () => {
    let events = 0;
    for (const seed of seeds) {
      const nights = everyNight(seed).map(line);
      const backtest = judgeThrough(randomHistory(seed), randomPolicy(seed), STRETCH).events.map(line);
      expect(backtest, `seed ${seed}`).toEqual(nights);
      events += nights.length;
    }
    expect(events).toBeGreaterThan(CASES * 3);
  });
});

describe("several policies side by side", () => {
  it("find what each finds alone", () => {
    for (const seed of seeds.slice(0, Math.ceil(CASES / 4))) {
      const policies = [
        randomPolicy(seed),
        { ...randomPolicy(seed), version: "same" },
        randomPolicy(seed + 1),
      ];
      const beside = judgeThroughBy(randomHistory(seed), policies, STRETCH);
      for (const [at, policy] of policies.entries()) {
        const alone = judgeThrough(randomHistory(seed), policy, STRETCH);
        expect(beside[at]!.events.map(line), `seed ${seed}, policy ${at}`).toEqual(alone.events.map(line));
      }
    }
  });
});

describe("cases", () => {
  it("never oscillate within the hold: after a rise no fall before the nights that the policy asks", () => {
    for (const seed of seeds) {
      const policy = randomPolicy(seed);
      const { events } = judgeThrough(randomHistory(seed), policy, STRETCH);
      const rose = new Map<string, string>();
      for (const { caseId, kind, date, tierTo, reason } of events) {
        if (kind === "opened" || kind === "raised") rose.set(caseId, date);
        if (kind !== "lowered" && kind !== "lifted") continue;
        if (reason === "corrected") continue;
        const wait = tierTo === null ? policy.liftAfterDays : Math.min(policy.lowerAfterDays, 2);
        expect(date >= addDays(rose.get(caseId)!, wait), `seed ${seed} ${caseId} ${date}`).toBe(true);
      }
    }
  });

  it("have one title until they rise by a graver rule, and events that follow each other", () => {
    for (const seed of seeds) {
      const titles = new Map<string, string>();
      const tiers = new Map<string, string | null>();
      for (const event of judgeThrough(randomHistory(seed), randomPolicy(seed), STRETCH).events) {
        const { caseId, kind, rule, tierFrom, tierTo } = event;
        expect(tiers.get(caseId) ?? null).toBe(tierFrom);
        tiers.set(caseId, tierTo);
        if (kind === "raised") expect(rank(tierTo)).toBeGreaterThan(rank(tierFrom));
        if (kind === "opened" || kind === "raised") titles.set(caseId, rule);
        else expect(rule, `seed ${seed} ${line(event)}`).toBe(titles.get(caseId));
      }
    }
  });
});
