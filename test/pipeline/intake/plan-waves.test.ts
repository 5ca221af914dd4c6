import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Placed, planWaves } from "../../../pipeline/intake/plan-waves.ts";

const TREE: Readonly<Record<string, readonly string[]>> = {
  region: [],
  north: ["region"],
  south: ["region"],
  n1: ["north", "region"],
  n2: ["north", "region"],
  s1: ["south", "region"],
};
const ancestorsOf = (area: string) => TREE[area] ?? [];
const nested = (a: string, b: string) => a === b || ancestorsOf(a).includes(b) || ancestorsOf(b).includes(a);
const overlap = (a: Placed, b: Placed) =>
  a.areas === null ||
  b.areas === null ||
  a.areas.some((area) => b.areas!.some((other) => nested(area, other)));

const table = fc.record({
  contract: fc.constantFrom("table", "detail", "event"),
  layout: fc.constantFrom("a", "b"),
  areas: fc.option(
    fc.constantFrom(...Object.keys(TREE)).map((area) => [area]),
    { freq: 6 },
  ),
  duplicateKey: fc.constantFrom("x", "y", "z", "p", "q", "r", "s", "t"),
  alone: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
  records: fc.integer({ min: 1, max: 40 }),
});
const tables = fc.array(table, { maxLength: 30 }).map((all) =>
  all.map(
    (each, at): Placed => ({
      ...each,
      ...{ id: at + 1, layout: `${each.contract} ${each.layout}`, bytes: each.records * 100 },
      isDetail: each.contract === "detail",
    }),
  ),
);
const LIMITS = { files: 4, records: 60, bytes: 5000 };

describe("waves of any tables", () => {
  const holds = (property: (waves: Placed[][], all: readonly Placed[]) => void) =>
    fc.assert(
      fc.property(tables, (all) => property(planWaves(all, ancestorsOf, LIMITS), all)),
      { seed: 20260315, numRuns: 400 },
    );

  it("hold each table once, of one layout, within the limits", () =>
    holds((waves, all) => {
      expect(
        waves
          .flat()
          .map(({ id }) => id)
          .sort((a, b) => a - b),
      ).toEqual(all.map(({ id }) => id));
      for (const wave of waves) {
        expect(new Set(wave.map(({ layout }) => layout)).size).toBe(1);
        expect(wave.length).toBeLessThanOrEqual(LIMITS.files);
        if (wave.length > 1)
          expect(wave.reduce((sum, { records }) => sum + records, 0)).toBeLessThanOrEqual(LIMITS.records);
        if (wave.some(({ alone }) => alone)) expect(wave).toHaveLength(1);
      }
    }));

  it("judge what overlaps one after the other, in the order of the numbers", () =>
    holds((waves) => {
      const place = new Map(waves.flatMap((wave, at) => wave.map(({ id }) => [id, at] as const)));
      const flat = waves.flat();
      for (const a of flat)
        for (const b of flat) {
          if (a.id >= b.id || a.isDetail !== b.isDetail) continue;
          const mustWait = a.duplicateKey === b.duplicateKey || (a.contract === b.contract && overlap(a, b));
          if (mustWait) expect(place.get(a.id)).toBeLessThan(place.get(b.id)!);
        }
    }));

  it("judge totals before the details that must sum to them, whatever their numbers", () =>
    holds((waves) => {
      const kinds = waves.map((wave) => wave[0]!.isDetail);
      expect(kinds).toEqual([...kinds].sort((a, b) => Number(a) - Number(b)));
    }));
});

it("a hundred offices of one layout make one wave, and a second file of one of them another", () => {
  const file = { contract: "table", layout: "a", isDetail: false, alone: false, records: 1, bytes: 80 };
  const offices = Array.from({ length: 101 }, (_, at) => ({
    ...{ ...file, id: at + 1, areas: [`area ${at % 100}`], duplicateKey: `bytes ${at}` },
  }));
  expect(planWaves(offices, () => []).map((wave) => wave.length)).toEqual([100, 1]);
});
