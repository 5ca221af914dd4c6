import { describe, expect, it } from "vitest";
import { benjaminiHochberg, controlled } from "../../../rules/judge/false-discovery.ts";
import type { Verdict } from "../../../rules/judge/verdict.ts";

/** The fifteen probabilities of the example of Benjamini and Hochberg (1995), section 2.2: four stand at 0.05. */
const PUBLISHED = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
  0.759, 1,
];

const verdict = (area: string, rarity: number, fired: boolean): Verdict => ({
  ...{ area, rule: "claims-unusual", kind: "month", period: "2026-03-31", reason: null, coverage: 1 },
  ...{
    outcome: fired ? "fired" : "quiet",
    tier: fired ? "IV" : null,
    keepsTier: null,
    steadyTier: fired ? "IV" : null,
  },
  facts: { values: { rarity }, partsIn: 1, partsExpected: 1 },
});

describe("false discovery rate over the areas of one night", () => {
  it("as published", () => {
    expect(benjaminiHochberg(PUBLISHED, 0.05).filter(Boolean)).toHaveLength(4);
    expect(benjaminiHochberg([], 0.05)).toEqual([]);
  });

  it("quiets an alarm that does not stand among the areas, and says by which share", () => {
    const night = [
      verdict("A", 100, true),
      ...Array.from({ length: 99 }, (_, at) => verdict(`B${at}`, 1.5, false)),
    ];
    const [alone] = controlled(night, 0.1);
    expect(alone).toMatchObject({ outcome: "quiet", tier: null, keepsTier: null, steadyTier: null });
    expect(alone!.facts.values).toMatchObject({ falseDiscoveryRate: 0.1 });
    expect(controlled([verdict("A", 100_000, true), ...night.slice(1)], 0.1)[0]!.outcome).toBe("fired");
  });

  it("leaves a policy without it, and rules without probabilities, as they were", () => {
    const plain = { ...verdict("A", 0, true), facts: { values: {}, partsIn: 1, partsExpected: 1 } };
    expect(controlled([plain], 0.1)).toEqual([plain]);
    expect(controlled([verdict("A", 2, true)], undefined)[0]!.outcome).toBe("fired");
  });
});
