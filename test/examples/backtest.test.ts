import { describe, expect, it } from "vitest";
import { heldOf, plantedRecords } from "../../bench/backtest/planted.ts";
import { haveStates, statesRecord } from "../../bench/backtest/states.ts";

describe.skipIf(!haveStates)("real recessions in 36 areas (skipped where the shared data is absent)", () => {
  it("one set of lines: earlier than Sahm in 2001 and 2020, no more false warnings in quiet years", async () => {
    const { ours, sahm } = await statesRecord();
    const found = (result: typeof ours) => result.events.map((event) => event.found);
    // Sahm's from the reference episodes: known three weeks after its month, 32, 34 and 35 states.
    expect(found(sahm)).toEqual([32, 34, 35]);
    expect(found(ours)).toEqual([33, 36, 36]);
    const middle = (result: typeof ours, at: number) => result.events[at]!.median!;
    expect(middle(ours, 0) < middle(sahm, 0)).toBe(true);
    expect(middle(ours, 2) < middle(sahm, 2)).toBe(true);
    expect(ours.events.map(({ nation }) => nation)).toEqual(["2001-04-05", "2008-08-14", "2020-04-02"]);
    expect(ours.falseWarnings / ours.areaYears).toBeLessThanOrEqual(0.051);
  }, 600_000);
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
