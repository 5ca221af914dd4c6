import type { Facts, Measure, Quantities, Shown } from "../definitions/define.ts";
import type { Limb, Lines } from "../policy/lines.ts";
import { rank, TIERS, type Tier } from "../policy/tiers.ts";

export type { Limb, Lines } from "../policy/lines.ts";

/** The gravest line reached, the limb that was met and the facts that met it. */
export interface Reached {
  readonly tier: Tier | null;
  readonly limb: Limb | null;
  readonly facts: Facts;
  readonly shown?: Shown | undefined;
}

/**
 * Compare candidates with the tier lines.
 *
 * Figures and bounds are compared at six decimals, so that 10 % of 90 is 9 and not 8.999…; a quantity that is absent
 * (a share without a staff total) meets no bound.
 *
 * @example
 * reach({ candidates: [{ quantities: { persons: 200 }, facts: {} }] }, { IV: [{ persons: 20 }], II: [{ persons: 200 }] }).tier // "II"
 */
export function reach(measure: Extract<Measure, { candidates: unknown }>, lines: Lines): Reached {
  for (const tier of [...TIERS].reverse()) {
    for (const limb of lines[tier] ?? []) {
      const met = measure.candidates.find((candidate) => meets(candidate.quantities, limb));
      if (met) return { tier, limb, facts: met.facts, shown: met.shown };
    }
  }
  const [first] = measure.candidates;
  return { tier: null, limb: null, facts: first?.facts ?? {}, shown: first?.shown };
}

/**
 * The limb that was met of a tier's line, the ground of a warning of that tier. Where a cap or a dwell holds the tier below the
 * gravest line reached, it is a limb of that tier or of the next lighter one.
 */
export function limbOf(
  measure: Extract<Measure, { candidates: unknown }>,
  lines: Lines,
  tier: Tier | null,
): Limb | null {
  const upTo = TIERS.filter((candidate) => rank(candidate) <= rank(tier));
  return reach(measure, Object.fromEntries(upTo.map((candidate) => [candidate, lines[candidate] ?? []])))
    .limb;
}

function meets(quantities: Quantities, limb: Limb): boolean {
  return Object.entries(limb).every(([name, bound]) => {
    const value = quantities[name];
    if (value === undefined || Number.isNaN(value)) return false;
    const at = fixed(value);
    if (typeof bound === "number") return at >= fixed(bound);
    return "above" in bound ? at > fixed(bound.above) : at < fixed(bound.below);
  });
}

const fixed = (value: number): number => Math.round(value * 1e6);
