import fc from "fast-check";
import { expect, it } from "vitest";
import { type Cell, hiddenCells } from "../../../warehouse/published/small-cells.ts";
import { SEED } from "../../rules/property.ts";

const LEAST = { firms: 3, share: 0.8 };
const cell = (
  area: string,
  parent: string | null,
  firms: number,
  persons = firms * 10,
  largest = 10,
): Cell => ({
  ...{ area, parent, firms, persons, largest },
});
const hidden = (...cells: Cell[]) => Object.fromEntries(hiddenCells(cells, LEAST));

it("hides what speaks of fewer than three enterprises, and the smallest sibling with it", () => {
  expect(
    hidden(
      cell("1", null, 14),
      cell("11", "1", 2),
      cell("12", "1", 5),
      cell("13", "1", 4),
      cell("14", "1", 3),
    ),
  ).toEqual({
    ...{ 11: "small", 14: "sibling" },
  });
});

it("hides what one enterprise dominates: at eighty of a hundred and not at seventy-nine", () => {
  const others = [cell("12", "1", 4, 100, 30), cell("13", "1", 5, 120, 30)];
  expect(hidden(cell("1", null, 14, 320, 80), cell("11", "1", 5, 100, 80), ...others)).toEqual({
    11: "small",
    12: "sibling",
  });
  expect(hidden(cell("1", null, 14, 320, 79), cell("11", "1", 5, 100, 79), ...others)).toEqual({});
});

it("needs no sibling where two are hidden already, and takes the total where there is none", () => {
  expect(hidden(cell("1", null, 9), cell("11", "1", 1), cell("12", "1", 2), cell("13", "1", 6))).toEqual({
    11: "small",
    12: "small",
  });
  expect(
    hidden(
      cell("0", null, 20),
      cell("1", "0", 5),
      cell("2", "0", 15),
      cell("11", "1", 2),
      cell("12", "1", 3),
      cell("21", "2", 15),
    ),
  ).toEqual({
    ...{ 11: "small", 12: "sibling" },
  });
  // 1 has the single part 11 and thus the same figure, so that it is hidden too, and 2 with it.
  expect(
    Object.keys(
      hidden(
        cell("0", null, 20),
        cell("1", "0", 2),
        cell("2", "0", 8),
        cell("3", "0", 10),
        cell("11", "1", 2),
      ),
    ),
  ).toEqual(["1", "2", "11"]);
});

it("an area without enterprises hides nothing and is not hidden", () => {
  expect(hidden(cell("1", null, 9), cell("11", "1", 1), cell("12", "1", 0), cell("13", "1", 8))).toEqual({
    11: "small",
    13: "sibling",
  });
});

it("no total of any tree has exactly one hidden part, and no small cell is shown", () => {
  const firms = fc.array(
    fc.array(fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 5 }), { minLength: 1, maxLength: 4 }),
    { minLength: 1, maxLength: 4 },
  );
  const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);
  const of = (area: string, parent: string | null, sizes: readonly number[]) =>
    cell(area, parent, sizes.length, sum(sizes), Math.max(0, ...sizes));
  fc.assert(
    fc.property(firms, (leagues) => {
      const cells = [
        of("0", null, leagues.flat(2)),
        ...leagues.map((banners, at) => of(`${at + 1}`, "0", banners.flat())),
        ...leagues.flatMap((banners, at) =>
          banners.map((sizes, below) => of(`${at + 1}.${below}`, `${at + 1}`, sizes)),
        ),
      ];
      const gone = hiddenCells(cells, LEAST);
      for (const cell of cells) {
        if (cell.firms > 0 && (cell.firms < 3 || cell.largest >= 0.8 * cell.persons))
          expect(gone.get(cell.area)).toBe("small");
        if (cell.firms === 0) expect(gone.has(cell.area)).toBe(false);
        const parts = cells.filter(({ parent, firms: some }) => parent === cell.area && some > 0);
        const unknown = [cell, ...parts].filter(({ area }) => gone.has(area)).length;
        if (parts.length > 0) expect(unknown).not.toBe(1);
      }
    }),
    { seed: SEED, numRuns: 300 },
  );
});
