import { describe, expect, it } from "vitest";
import { judgeThrough, judgeThroughBy } from "../../rules/backtest/through.ts";
import { addDays } from "../../rules/calendar/periods.ts";
import { rank } from "../../rules/policy/tiers.ts";
import { line, PROPERTIES } from "./judging-properties.ts";
import { SEED } from "./property.ts";
import { randomHistory, randomPolicy, STRETCH } from "./random-history.ts";

/** Random histories for each property: some here, five thousand in the long tests, as many as wanted in `bench/judging.ts`. */
const CASES = Number(process.env.CASES ?? 60);
const seeds = Array.from({ length: CASES }, (_, at) => SEED + at);

/**
 * Histories that once told of faults: living layoffs moved an agreement that a case below stood by; two largest reports of a window left on
 * different days; a period became ready late by figures of the areas beside.
 */
const FOUND = [21260341, 21260345, 21261940];

describe(`on ${CASES} random histories with late, corrected and missing reports`, () => {
  it.each(Object.entries(PROPERTIES))("%s", (_name, holds) => {
    for (const seed of [...FOUND, ...seeds]) holds(seed);
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
  const histories = seeds.map((seed) => ({
    seed,
    policy: randomPolicy(seed),
    events: judgeThrough(randomHistory(seed), randomPolicy(seed), STRETCH).events,
  }));

  it("open, rise and fall in them", () => {
    const kinds = new Set(histories.flatMap(({ events }) => events.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual([
      ...["corrected", "held", "lifted", "lowered", "opened", "quiet", "raised", "reopened"],
    ]);
    expect(histories.reduce((sum, { events }) => sum + events.length, 0)).toBeGreaterThan(3 * CASES);
  });

  it("never oscillate within the hold: after a rise no fall before the nights that the policy asks", () => {
    for (const { seed, policy, events } of histories) {
      const rose = new Map<string, string>();
      for (const { caseId, kind, date, tierTo, reason } of events) {
        if (kind === "opened" || kind === "raised" || kind === "reopened") rose.set(caseId, date);
        if ((kind !== "lowered" && kind !== "lifted") || reason === "corrected") continue;
        const wait = tierTo === null ? policy.liftAfterDays : Math.min(policy.lowerAfterDays, 2);
        expect(date >= addDays(rose.get(caseId)!, wait), `seed ${seed} ${caseId} ${date}`).toBe(true);
      }
    }
  });

  it("have one title until they rise by a graver rule, and events that follow each other", () => {
    for (const { seed, events } of histories) {
      const titles = new Map<string, string>();
      const tiers = new Map<string, string | null>();
      for (const event of events) {
        const { caseId, kind, rule, tierFrom, tierTo } = event;
        // A correction after the end names the tier that the case had.
        if (kind === "corrected" && tierTo === null) continue;
        expect(tiers.get(caseId) ?? null).toBe(tierFrom);
        tiers.set(caseId, tierTo);
        if (kind === "raised") expect(rank(tierTo)).toBeGreaterThan(rank(tierFrom));
        if (kind === "opened" || kind === "raised" || kind === "reopened") titles.set(caseId, rule);
        else expect(rule, `seed ${seed} ${line(event)}`).toBe(titles.get(caseId));
      }
    }
  });
});
