import { describe, expect, it } from "vitest";
import {
  bellAfter,
  mayTry,
  nextStep,
  type RoundStep,
  type Situation,
} from "../../../pipeline/service/plan-round.ts";
import type { JobRun } from "../../../warehouse/operation/job-runs.ts";

const SETTING = { night: "30 2 * * *", zone: "Asia/Shanghai" };
/** 09:00 on 12 March in the zone; the last bell was at 02:30, for the 11th. */
const NOW = new Date("2026-03-12T01:00:00Z");
const BELL = "2026-03-11T18:30:00.000Z";
const QUIET: Situation = {
  lastNight: { date: "2026-03-11", asOf: BELL },
  ...{ runs: [], isCopyStale: false, waiting: 0, acts: 0, setBack: null },
};
const next = (change: Partial<Situation>, tried: readonly RoundStep["kind"][] = [], now = NOW) =>
  nextStep({ ...QUIET, ...change }, SETTING, now, new Set(tried));
const run = (change: Partial<JobRun>): JobRun => ({
  ...{
    job: "night" as const,
    dueAt: BELL,
    state: "failed" as const,
    tries: 1,
    startedAt: BELL,
    finishedAt: BELL,
  },
  detail: null,
  ...change,
});
const behind = (date: string) => ({ lastNight: { date, asOf: `${date}T18:30:00.000Z` } });

describe("the next step of a round", () => {
  it.each<[string, Partial<Situation>, RoundStep | null]>([
    ["nothing is due", {}, null],
    ["acts come before everything", { acts: 1, waiting: 1, ...behind("2026-03-10") }, { kind: "acts" }],
    ["what waits is sent at once, also before a night", { waiting: 3, lastNight: null }, { kind: "send" }],
    ["the first night ever", { lastNight: null }, { kind: "night", dueAt: BELL }],
    ["the night of the last bell", behind("2026-03-10"), { kind: "night", dueAt: BELL }],
    [
      "missed nights before it, the oldest first",
      behind("2026-03-08"),
      { kind: "made-up", date: "2026-03-09", dueAt: "2026-03-09T18:30:00.000Z" },
    ],
    [
      "nights too long ago are recorded as skipped before all others",
      behind("2025-12-31"),
      { kind: "skip", stretch: { from: "2026-01-01", to: "2026-02-07", count: 38 } },
    ],
    ["a copy that is old, once no night is due", { isCopyStale: true }, { kind: "publish", dueAt: BELL }],
    [
      "a night before the copy",
      { isCopyStale: true, ...behind("2026-03-10") },
      { kind: "night", dueAt: BELL },
    ],
    [
      "a night by hand for today does not silence its bell",
      { lastNight: { date: "2026-03-12", asOf: "2026-03-11T10:00:00.000Z" } },
      { kind: "night", dueAt: BELL },
    ],
  ])("%s", (_name, change, step) => expect(next(change)).toEqual(step));

  it("what was tried in a round is not tried again in it", () => {
    expect(next({ waiting: 3, acts: 1 }, ["send", "acts"])).toBeNull();
    expect(next(behind("2026-03-10"), ["night"])).toBeNull();
    expect(next({ isCopyStale: true }, ["publish"])).toBeNull();
  });

  it("a night that failed waits, longer each time, and one that was broken off goes on at once", () => {
    const minutes = (passed: number) => new Date(NOW.getTime() + passed * 60_000);
    const failed = (tries: number) => ({
      ...behind("2026-03-10"),
      runs: [run({ tries, finishedAt: NOW.toISOString() })],
    });
    expect(next(failed(1), [], minutes(4))).toBeNull();
    expect(next(failed(1), [], minutes(5))?.kind).toBe("night");
    expect(next(failed(3), [], minutes(19))).toBeNull();
    expect(next(failed(9), [], minutes(60))?.kind).toBe("night");
    expect(next({ ...behind("2026-03-10"), runs: [run({ state: "running", finishedAt: null })] })?.kind).toBe(
      "night",
    );
  });

  it("a missed night that failed three times does not hold up the nights after it", () => {
    const missed = {
      ...behind("2026-03-08"),
      runs: [run({ dueAt: "2026-03-09T18:30:00.000Z", tries: 3, finishedAt: NOW.toISOString() })],
    };
    expect(next(missed)).toEqual({ kind: "made-up", date: "2026-03-10", dueAt: "2026-03-10T18:30:00.000Z" });
  });

  it("while the clock stands set back, bells that ring again repeat the last night once each", () => {
    const later = { date: "2026-03-14", asOf: "2026-03-14T18:30:00.000Z" };
    const setBack = { to: "2026-03-11T12:00:00.000Z", from: "2026-03-14T20:00:00.000Z" };
    expect(next({ lastNight: later, setBack })).toEqual({ kind: "bridge", dueAt: BELL });
    const done = run({ job: "bridge", state: "done" });
    expect(next({ lastNight: later, setBack, runs: [done] })).toBeNull();
    expect(next({ lastNight: later, setBack: { ...setBack, to: "2026-03-11T20:00:00.000Z" } })).toBeNull();
  });

  it("a try made by a clock that stood ahead holds nothing up", () =>
    expect(mayTry(run({ finishedAt: "2027-01-01T00:00:00.000Z", tries: 9 }), NOW)).toBe(true));
});

it("the bell of a day's night is the first of the day after it, summer time or not", () => {
  expect(bellAfter("2026-03-11", SETTING)).toBe(BELL);
  expect(bellAfter("2026-03-28", { night: "30 2 * * *", zone: "Europe/Berlin" })).toBe(
    "2026-03-29T01:00:00.000Z",
  );
});

it("a day after which no bell rings is judged as of its end, in its zone", () => {
  // 2026-03-13 is a Friday; the bell rings on working days alone.
  const workingDays = { night: "30 2 * * 1-5", zone: "America/New_York" };
  expect(bellAfter("2026-03-13", workingDays)).toBe("2026-03-14T03:59:59.999Z");
});
