import { expect, test } from "vitest";
import { graver, lighter, rank, TIERS, tierOfRank } from "../../../rules/policy/tiers.ts";

test("tiers rise from IV to I, and no tier is the least", () => {
  expect([null, ...TIERS].map(rank)).toEqual([0, 1, 2, 3, 4]);
});

test("a rank gives its tier back, and nothing beyond the tiers does", () => {
  for (const tier of TIERS) expect(tierOfRank(rank(tier))).toBe(tier);
  expect([-1, 0, 5].map(tierOfRank)).toEqual([null, null, null]);
});

test.each([
  { name: "orange and yellow", a: "II", b: "III", graver: "II", lighter: "III" },
  { name: "nothing and blue", a: null, b: "IV", graver: "IV", lighter: null },
  { name: "red twice", a: "I", b: "I", graver: "I", lighter: "I" },
  { name: "nothing twice", a: null, b: null, graver: null, lighter: null },
] as const)("the graver and the lighter of $name", ({ a, b, graver: up, lighter: down }) => {
  expect([graver(a, b), graver(b, a)]).toEqual([up, up]);
  expect([lighter(a, b), lighter(b, a)]).toEqual([down, down]);
});
