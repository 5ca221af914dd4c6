import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { limbOf, reach } from "../../../rules/judge/judge.ts";
import type { Bound, Lines } from "../../../rules/policy/lines.ts";
import { rank, TIERS, type Tier } from "../../../rules/policy/tiers.ts";
import { checkProperty, SEED } from "../property.ts";

const measured = (...all: readonly Readonly<Record<string, number>>[]) => ({
  candidates: all.map((quantities) => ({ quantities, facts: { ...quantities } })),
});
const tierOf = (quantities: Readonly<Record<string, number>>, lines: Lines) =>
  reach(measured(quantities), lines).tier;

describe("one bound", () => {
  test.each<{ name: string; value: number; bound: Bound; met: boolean }>([
    { name: "a bare number: exactly", value: 20, bound: 20, met: true },
    { name: "a bare number: less", value: 19, bound: 20, met: false },
    { name: "above excludes its number", value: 50, bound: { above: 50 }, met: false },
    { name: "above: one more", value: 51, bound: { above: 50 }, met: true },
    { name: "below excludes its number", value: 12, bound: { below: 12 }, met: false },
    { name: "below: a little less", value: 11.99, bound: { below: 12 }, met: true },
    { name: "0.1 × 3 is 0.3, not above it", value: 0.1 * 3, bound: { above: 0.3 }, met: false },
    { name: "0.1 + 0.7 is 0.8 and reaches it", value: 0.1 + 0.7, bound: 0.8, met: true },
    { name: "0.1 + 0.7 is not below 0.8", value: 0.1 + 0.7, bound: { below: 0.8 }, met: false },
    { name: "a tenth of 90 is ten per cent", value: (100 * 9) / 90, bound: 10, met: true },
    { name: "1.1 × 1.1 as a share of itself", value: 100 * 1.1 * 1.1, bound: 121, met: true },
    { name: "a millionth short", value: 9.999999, bound: 10, met: false },
    { name: "a ten-millionth short is short", value: 9.9999999, bound: 10, met: false },
    { name: "as far as floating point errs counts as there", value: 10 - 2e-15, bound: 10, met: true },
    { name: "a figure below zero", value: -3, bound: { below: 0 }, met: true },
    { name: "not a number meets nothing", value: Number.NaN, bound: { below: 1 }, met: false },
  ])("$name", ({ value, bound, met }) => {
    expect(tierOf({ figure: value }, { II: [{ figure: bound }] })).toBe(met ? "II" : null);
  });
});

describe("limbs and tiers", () => {
  const lines: Lines = { IV: [{ persons: 20 }, { share: 10, persons: 10 }], II: [{ persons: 200 }] };
  test.each<{ name: string; quantities: Record<string, number>; tier: Tier | null }>([
    { name: "one limb is enough", quantities: { persons: 20 }, tier: "IV" },
    { name: "all conditions of a limb must hold", quantities: { persons: 9, share: 90 }, tier: null },
    { name: "the other limb", quantities: { persons: 10, share: 10 }, tier: "IV" },
    { name: "an absent quantity meets no bound", quantities: { persons: 15 }, tier: null },
    { name: "the gravest tier wins", quantities: { persons: 500, share: 50 }, tier: "II" },
    { name: "a tier without lines is passed over", quantities: { persons: 199 }, tier: "IV" },
  ])("$name", ({ quantities, tier }) => {
    expect(tierOf(quantities, lines)).toBe(tier);
  });

  test("an absent quantity does not meet “below” either", () => {
    expect(tierOf({}, { IV: [{ ratio: { below: 1 } }] })).toBeNull();
  });

  test("the facts are those of the candidate that met the line, the limb the one it met", () => {
    const reached = reach(measured({ persons: 30 }, { persons: 12, share: 40 }), {
      III: [{ share: 30 }],
      IV: [{ persons: 20 }],
    });
    expect(reached).toMatchObject({ tier: "III", limb: { share: 30 }, facts: { persons: 12, share: 40 } });
  });

  test("when no line is reached the first candidate speaks, or nobody", () => {
    expect(reach(measured({ persons: 3 }, { persons: 2 }), lines)).toMatchObject({
      tier: null,
      limb: null,
      facts: { persons: 3 },
    });
    expect(reach({ candidates: [] }, lines)).toMatchObject({ tier: null, limb: null, facts: {} });
  });
});

test(`a larger figure never has a lighter tier under rising lines (seed ${SEED})`, () => {
  const rising: Lines = { IV: [{ x: 10 }], III: [{ x: 20 }], II: [{ x: 40 }], I: [{ x: 80 }] };
  const pair = fc.tuple(
    fc.double({ min: -5, max: 100, noNaN: true }),
    fc.double({ min: 0, max: 50, noNaN: true }),
  );
  checkProperty(pair, ([x, more]) => {
    expect(rank(tierOf({ x: x + more }, rising))).toBeGreaterThanOrEqual(rank(tierOf({ x }, rising)));
  });
});

test(`a figure lies below a bound or reaches it, never both and never neither (seed ${SEED})`, () => {
  const pair = fc.tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }));
  checkProperty(pair, ([a, b]) => {
    const x = a / b;
    const below = tierOf({ x }, { IV: [{ x: { below: b / a } }] });
    const least = tierOf({ x }, { IV: [{ x: b / a }] });
    if (a > 0) expect([below, least].filter((tier) => tier !== null)).toEqual([TIERS[0]]);
  });
});

test("a warning held below the gravest line reached rests on a line of its own tier, or the next lighter", () => {
  const lines: Lines = { IV: [{ x: 10 }], II: [{ x: 40 }], I: [{ x: 80 }] };
  const limb = (tier: Tier | null) => limbOf(measured({ x: 90 }), lines, tier);
  expect([null, ...TIERS].map(limb)).toEqual([null, { x: 10 }, { x: 10 }, { x: 40 }, { x: 80 }]);
});
