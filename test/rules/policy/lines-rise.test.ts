import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Bound, Limb } from "../../../rules/policy/lines.ts";
import { implies } from "../../../rules/policy/mistakes/bounds.ts";
import { policySchema } from "../../../rules/policy/policy.ts";

const SEED = 17;

/** A policy of one rule with these lines for IV and III. */
const withLines = (lighter: Limb, graver: Limb) => ({
  ...{ version: "1", validFrom: "2026-01-01", approvedBy: "nobody" },
  ...{ coverageFloor: 0.8, lowerAfterDays: 7, liftAfterDays: 30 },
  rules: { "jobs-shortage": { status: "trial", lines: { IV: [lighter], III: [graver] } } },
});

const meets = (figure: number, bound: Bound): boolean => {
  if (typeof bound === "number") return figure >= bound;
  return "above" in bound ? figure > bound.above : figure < bound.below;
};
const meetsAll = (figures: Readonly<Record<string, number>>, limb: Limb): boolean =>
  Object.entries(limb).every(([quantity, bound]) => meets(figures[quantity]!, bound));

const value = fc.integer({ min: 1, max: 6 }).map((tenth) => tenth / 2);
const bound: fc.Arbitrary<Bound> = fc.oneof(
  value,
  value.map((above) => ({ above })),
  value.map((below) => ({ below })),
);
const limb: fc.Arbitrary<Limb> = fc.record({ ratio: bound, seekers: bound });
/** Every pair of figures on, between and outside the bounds above. */
const GRID = Array.from({ length: 29 }, (_, at) => at / 8).flatMap((ratio) =>
  Array.from({ length: 29 }, (_, at) => ({ ratio, seekers: at / 8 })),
);

describe("the same line at two tiers", () => {
  const withDwell = (dwell: object) => {
    const policy = withLines({ ratio: 1.2 }, { ratio: 1.2 });
    const rule = { ...policy.rules["jobs-shortage"], dwell };
    return policySchema.safeParse({ ...policy, rules: { "jobs-shortage": rule } }).success;
  };

  it.each([
    [{ III: 2 }, true],
    [{ IV: 2, III: 3 }, true],
    [{ IV: { periods: 2, of: 3 }, III: 2 }, true],
    [{ IV: { periods: 2, of: 3 }, III: { periods: 3, of: 4 } }, true],
    [{}, false],
    [{ IV: 2, III: 2 }, false],
    [{ IV: 3, III: 2 }, false],
    [{ IV: 2, III: { periods: 2, of: 3 } }, false],
    [{ IV: 3, III: { periods: 3, of: 5 } }, false],
  ])("with dwell %j: %s", (dwell, expected) => expect(withDwell(dwell)).toBe(expected));
});

describe("lines that rise", () => {
  it("one limb implies another exactly where no figure meets only the first", () => {
    fc.assert(
      fc.property(limb, limb, (first, second) => {
        const isSubset = GRID.every((figures) => !meetsAll(figures, first) || meetsAll(figures, second));
        // Two bounds of different ways are never compared, even where the figures at hand leave nothing between them.
        if (implies(first, second)) expect(isSubset).toBe(true);
        else if (GRID.some((figures) => meetsAll(figures, first))) expect(isSubset).toBe(false);
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });

  it("lines over the same quantities are accepted exactly where the graver is met by less and by nothing else", () => {
    fc.assert(
      fc.property(limb, limb, (lighter, graver) => {
        const isInside = implies(graver, lighter) && !implies(lighter, graver);
        expect(policySchema.safeParse(withLines(lighter, graver)).success).toBe(isInside);
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });

  it.each([
    ["other quantities at the graver tier", { ratio: 1.2 }, { seekers: 500 }],
    ["one condition more at the graver tier", { ratio: 1.2 }, { ratio: 1.2, seekers: 500 }],
    ["the same number, excluded at the graver tier", { ratio: 1.2 }, { ratio: { above: 1.2 } }],
    ["0.3 after 0.1 + 0.2 as written", { ratio: 0.3 }, { ratio: 0.31 }],
  ] as const)("%s: accepted", (_, lighter, graver) =>
    expect(policySchema.safeParse(withLines(lighter, graver)).success).toBe(true),
  );
});
