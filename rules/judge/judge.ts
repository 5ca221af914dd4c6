import type { Facts, Measure, Quantities } from "../definitions/define.ts";
import type { Bound, Limb, Lines } from "../policy/lines.ts";
import { rank, TIERS, type Tier } from "../policy/tiers.ts";

type Candidate = Extract<Measure, { candidates: unknown }>["candidates"][number];

/** The gravest line reached, the limb that was met and the candidate that met it. */
export interface Reached {
  readonly tier: Tier | null;
  readonly limb: Limb | null;
  readonly facts: Facts;
  /** The candidate that met the limb; the first where none did. */
  readonly by: Candidate | null;
}

const GRAVEST_FIRST = [...TIERS].reverse();

/**
 * Compare candidates with the tier lines.
 *
 * Figures and bounds are compared as decimals: what floating point adds in the thirteenth digit is no difference, so that 10 % of 90 is 9
 * and not 8.999…; a quantity that is absent (a share without a staff total) meets no bound. While a quantity is under its small-count
 * floor, no line is met.
 *
 * @example
 * reach({ candidates: [{ quantities: { persons: 200 }, facts: {} }] }, { IV: [{ persons: 20 }], II: [{ persons: 200 }] }).tier // "II"
 */
export function reach(
  { candidates }: Extract<Measure, { candidates: unknown }>,
  lines: Lines,
  floor: Limb = NO_FLOOR,
): Reached {
  const counted =
    floor === NO_FLOOR ? candidates : candidates.filter(({ quantities }) => meets(quantities, floor));
  for (const tier of GRAVEST_FIRST) {
    for (const limb of lines[tier] ?? []) {
      const met = counted.find((candidate) => meets(candidate.quantities, limb));
      if (met) return { tier, limb, facts: met.facts, by: met };
    }
  }
  const [first = null] = candidates;
  return { tier: null, limb: null, facts: first?.facts ?? {}, by: first };
}

const NO_FLOOR: Limb = {};

/**
 * The limb that was met of a tier's line, the ground of a warning of that tier. Where a cap or a dwell holds the tier below the
 * gravest line reached, it is a limb of that tier or of the next lighter one.
 */
export function limbOf(
  measure: Extract<Measure, { candidates: unknown }>,
  lines: Lines,
  tier: Tier | null,
  floor: Limb = NO_FLOOR,
): Limb | null {
  const upTo = TIERS.filter((candidate) => rank(candidate) <= rank(tier));
  const lighterLines = Object.fromEntries(upTo.map((candidate) => [candidate, lines[candidate] ?? []]));
  return reach(measure, lighterLines, floor).limb;
}

/** Whether all conditions of a limb hold. */
export function meets(quantities: Quantities, limb: Limb): boolean {
  for (const name in limb) {
    if (!meetsBound(quantities[name], limb[name]!)) return false;
  }
  return true;
}

/** Whether a figure meets a bound; an absent figure meets none. */
export function meetsBound(value: number | undefined, bound: Bound): boolean {
  if (value === undefined || Number.isNaN(value)) return false;
  if (typeof bound === "number") return value >= bound || isSame(value, bound);
  if ("above" in bound) return value > bound.above && !isSame(value, bound.above);
  return value < bound.below && !isSame(value, bound.below);
}

/** Equal but for what floating point adds: closer than a part in a million million. */
const isSame = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b), 1e-3);
