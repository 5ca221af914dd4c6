import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AreaTree } from "../../../warehouse/disclosure/area-tree.ts";
import { type Cell, isSensitive, requiredSlack } from "../../../warehouse/disclosure/cell.ts";
import { hiddenCells } from "../../../warehouse/disclosure/hidden-cells.ts";
import { SEED } from "../../rules/property.ts";
import { bounds, type Total } from "./intruder.ts";

const LIMITS = { firms: 3, share: 0.8, p: 0.1 };

/** A cell of enterprises of these sizes. */
function cell(area: string, parent: string | null, sizes: readonly number[], isDirect = false): Cell {
  const persons = sizes.reduce((a, b) => a + b, 0);
  const tops = [...sizes]
    .sort((a, b) => b - a)
    .slice(0, 5)
    .map((amount, at) => ({ firm: `${area}:${at}`, amount }));
  return { area, parent, firms: sizes.length, persons, tops, isDirect };
}

const firms = (count: number, size = 10): number[] => Array.from({ length: count }, () => size);
const hidden = (...cells: Cell[]) => Object.fromEntries(hiddenCells(cells, LIMITS));

describe("a table of areas", () => {
  it("hides what speaks of fewer than three enterprises, and the smallest sibling that protects it", () => {
    expect(
      hidden(
        cell("1", null, firms(14)),
        cell("11", "1", firms(2)),
        cell("12", "1", firms(5)),
        cell("13", "1", firms(4)),
        cell("14", "1", firms(3)),
      ),
    ).toEqual({ 11: "small", 14: "sibling" });
  });

  it("hides what one enterprise dominates: at eighty of a hundred and not at seventy-nine", () => {
    const others = [cell("12", "1", firms(10)), cell("13", "1", firms(12))];
    const table = (sizes: number[]) => [
      cell("1", null, [...sizes, ...firms(22)]),
      cell("11", "1", sizes),
      ...others,
    ];
    expect(hidden(...table([80, 8, 6, 6]))).toEqual({ 11: "small", 12: "sibling" });
    expect(hidden(...table([79, 8, 7, 6]))).toEqual({});
  });

  it("hides what the second-largest enterprise can estimate within a tenth", () => {
    const table = (rest: number) => [
      cell("1", null, [100, 60, rest, ...firms(22)]),
      cell("11", "1", [100, 60, rest]),
      cell("12", "1", firms(10)),
      cell("13", "1", firms(12)),
    ];
    expect(hidden(...table(9))).toEqual({ 11: "small", 12: "sibling" });
    expect(hidden(...table(10))).toEqual({});
  });

  it("two hidden cells whose sum tells of two enterprises need a third", () => {
    // The total less the shown part is the sum of two enterprises: each would know the other.
    expect(
      hidden(
        cell("1", null, firms(8)),
        cell("11", "1", firms(1)),
        cell("12", "1", firms(1)),
        cell("13", "1", firms(3)),
        cell("14", "1", firms(3)),
      ),
    ).toEqual({ 11: "small", 12: "small", 13: "sibling" });
  });

  it("a large cell is not protected by a small one", () => {
    expect(
      hidden(
        cell("1", null, [1000, ...firms(3), ...firms(30, 40)]),
        cell("11", "1", [1000]),
        cell("12", "1", firms(3)),
        cell("13", "1", firms(30, 40)),
      ),
    ).toEqual({ 11: "small", 13: "sibling" });
  });

  it("reports for a total's own area count as a part that is never shown", () => {
    expect(
      hidden(
        cell("1", null, firms(9)),
        cell("1", null, firms(1), true),
        cell("11", "1", firms(3)),
        cell("12", "1", firms(5)),
      ),
    ).toEqual({ 11: "sibling" });
  });

  it("an area without enterprises hides nothing and is not hidden; what was hidden stays hidden", () => {
    const table = [
      cell("1", null, firms(15)),
      cell("11", "1", firms(1)),
      cell("12", "1", []),
      cell("13", "1", firms(8)),
      cell("14", "1", firms(6)),
    ];
    expect(hidden(...table)).toEqual({ 11: "small", 14: "sibling" });
    expect(Object.fromEntries(hiddenCells(table, LIMITS, new Set(["13"])))).toEqual({
      11: "small",
      13: "sibling",
    });
  });
});

const SIZES = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 6 });

/** Cells of a region with leagues and banners, and some reports of the leagues themselves. */
function region(leagues: readonly { banners: number[][]; own: number[] }[]): Cell[] {
  const all = leagues.map(({ banners, own }) => [...banners.flat(), ...own]);
  return [
    cell("0", null, all.flat()),
    ...leagues.flatMap(({ banners, own }, at) => [
      cell(`${at + 1}`, "0", all[at]!),
      cell(`${at + 1}`, "0", own, true),
      ...banners.map((sizes, below) => cell(`${at + 1}.${below}`, `${at + 1}`, sizes)),
    ]),
  ];
}

const regionOf = (leagues: number, banners: number) =>
  fc.array(
    fc.record({
      banners: fc.array(SIZES, { maxLength: banners }),
      own: fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: leagues },
  );

/** The unknown amounts behind a cell: the areas below it, or the area's own reports. */
function unknownsOf(cells: readonly Cell[], { area, isDirect }: Cell): string[] {
  if (isDirect) return [`${area}*`];
  const parts = cells.filter(
    (part) => (part.isDirect ? part.area === area : part.parent === area) && part.firms > 0,
  );
  const areas = parts.filter((part) => !part.isDirect);
  return areas.length === 0 ? [area] : parts.flatMap((part) => unknownsOf(cells, part));
}

const totalsOf = (cells: readonly Cell[], gone: ReadonlySet<string>): Total[] =>
  cells
    .filter((one) => !one.isDirect && !gone.has(one.area))
    .map((one) => ({ of: one.firms > 0 ? unknownsOf(cells, one) : [one.area], is: one.persons }));

describe("an intruder with linear programming", () => {
  it("finds no hidden cell of any tree, and none more closely than required", () => {
    fc.assert(
      fc.property(regionOf(4, 5), (leagues) => {
        const cells = region(leagues);
        const gone = new Set(hiddenCells(cells, LIMITS).keys());
        const totals = totalsOf(cells, gone);
        for (const one of cells.filter(({ isDirect, firms: some }) => !isDirect && some > 0)) {
          if (!gone.has(one.area)) {
            expect(isSensitive(one, LIMITS)).toBe(false);
            continue;
          }
          const { least, most } = bounds(totals, unknownsOf(cells, one));
          expect(most - least).toBeGreaterThanOrEqual(1);
          if (!isSensitive(one, LIMITS)) continue;
          const required = requiredSlack(one, LIMITS) - 1e-6;
          expect(most - one.persons).toBeGreaterThanOrEqual(required);
          expect(one.persons - least).toBeGreaterThanOrEqual(Math.min(required, one.persons - 1e-6));
        }
      }),
      { seed: SEED, numRuns: 150 },
    );
  });

  it("the walk through the tree gives the ranges that linear programming gives", () => {
    fc.assert(
      fc.property(regionOf(3, 4), fc.infiniteStream(fc.boolean()), (leagues, coin) => {
        const tree = new AreaTree(region(leagues), LIMITS);
        const gone = new Set(
          [...tree.cells.keys()].filter((at) => coin.next().value || tree.cells[at]!.isDirect === true),
        );
        const totals = tree.cells
          .filter((one, at) => !one.isDirect && !gone.has(at))
          .map((one) => ({ of: unknownsOf(tree.cells, one), is: one.persons }));
        for (const at of gone) {
          const one = tree.cells[at]!;
          const { least, most } = bounds(totals, unknownsOf(tree.cells, one));
          expect(one.persons + tree.slackUp(at, gone)).toBeCloseTo(most, 6);
          expect(one.persons - tree.slackDown(at, gone)).toBeCloseTo(least, 6);
        }
      }),
      { seed: SEED, numRuns: 60 },
    );
  });
});

it("hides at most half as many cells again as the fewest possible on small tables", () => {
  const ratios: number[] = [];
  fc.assert(
    fc.property(regionOf(3, 5), (leagues) => {
      const cells = region(leagues);
      const tree = new AreaTree(cells, LIMITS);
      const must = [...tree.cells.keys()].filter(
        (at) => tree.cells[at]!.isDirect || isSensitive(tree.cells[at]!, LIMITS),
      );
      const shown = [...tree.cells.keys()].filter((at) => !must.includes(at));
      if (shown.length > 13 || tree.faults(new Set(must)).length === 0) return;
      const chosen = hiddenCells(cells, LIMITS).size + must.filter((at) => tree.cells[at]!.isDirect).length;
      let fewest = Number.POSITIVE_INFINITY;
      for (let choice = 0; choice < 2 ** shown.length; choice++) {
        const hidden = [...must, ...shown.filter((_, at) => (choice >> at) & 1)];
        if (hidden.length < fewest && tree.faults(new Set(hidden)).length === 0) fewest = hidden.length;
      }
      ratios.push(chosen / fewest);
    }),
    { seed: SEED, numRuns: 150 },
  );
  process.stdout.write(
    `hidden cells over the fewest possible, ${ratios.length} tables: at most ${Math.max(...ratios).toFixed(2)}, mean ${(ratios.reduce((a, b) => a + b, 0) / ratios.length).toFixed(3)}\n`,
  );
  expect(Math.max(...ratios)).toBeLessThanOrEqual(1.5);
});
