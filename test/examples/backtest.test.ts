import { describe, expect, it } from "vitest";
import { heldOf, plantedRecords } from "../../bench/backtest/planted.ts";
import { haveStates, shocksFound, statesRecord } from "../../bench/backtest/states.ts";
import { falseBy } from "../../bench/backtest/states-score.ts";
import { tricksOf } from "../../bench/backtest/tricks.ts";

describe.skipIf(!haveStates)("real recessions in 36 areas (skipped where the shared data is absent)", () => {
  it("one set of lines: earlier than Sahm in each recession, false warnings only where a shock can be named", async () => {
    const { loaded, ours, sahm } = await statesRecord();
    const found = (result: typeof ours) => result.events.map((event) => event.found);
    expect(found(sahm)).toEqual([33, 35, 36]);
    for (const count of found(ours)) expect(count).toBeGreaterThanOrEqual(35);
    for (const [at, least] of [2, 3, 1].entries())
      expect(ours.events[at]!.medianLead).toBeGreaterThanOrEqual(least);
    expect(ours.early.length).toBeLessThanOrEqual(2);
    const { quiet, after } = falseBy(ours);
    expect(quiet.count / quiet.years).toBeLessThanOrEqual(0.02);
    expect(after.count / after.years).toBeLessThanOrEqual(0.04);
    expect(shocksFound(ours, loaded.names).length).toBeGreaterThanOrEqual(7);
    expect(ours.events.map(({ nation }) => nation)).toEqual(["2001-02-22", "2008-04-03", "2020-04-02"]);
  }, 900_000);
});

describe("the planted region over 36 months", () => {
  it("finds every shock in time with and without late reports, false warnings within the budget", () => {
    const records = plantedRecords(1, [0, 0.2], 36);
    for (const record of records) {
      expect(heldOf(record), `${record.late}`).toEqual({ found: true, within: true });
      expect(record.broken).toEqual([]);
      expect(record.detections).toHaveLength(7);
    }
  }, 600_000);
});

describe("tricks with layoffs", () => {
  it.each([1, 2])(
    "are each found and named, and cost a clean region no notice: seed %i",
    (seed) => {
      const { found, notices, blues } = tricksOf(seed);
      expect(found).toHaveLength(4);
      expect(notices).toBe(0);
      expect(blues).toBeLessThanOrEqual(1);
    },
    120_000,
  );
});
