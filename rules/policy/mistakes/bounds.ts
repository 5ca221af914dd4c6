import type { Bound, Limb } from "../lines.ts";

/** A bound by its parts: which way graver figures lie, its number, and whether the number itself is excluded. */
export interface BoundParts {
  readonly way: "up" | "down";
  readonly value: number;
  readonly excludes: boolean;
}

/** The parts of a bound: plain numbers and `above` grow graver upwards, `below` downwards. */
export function partsOf(bound: Bound): BoundParts {
  if (typeof bound === "number") return { way: "up", value: bound, excludes: false };
  return "above" in bound
    ? { way: "up", value: bound.above, excludes: true }
    : { way: "down", value: bound.below, excludes: true };
}

/** Whether every figure that meets the first bound meets the second. */
export function isAsHard(first: Bound, second: Bound): boolean {
  const [a, b] = [partsOf(first), partsOf(second)];
  if (a.way !== b.way) return false;
  if (a.value === b.value) return a.excludes || !b.excludes;
  return a.way === "up" ? a.value > b.value : a.value < b.value;
}

/** Whether all that meets the first limb meets the second. */
export const implies = (first: Limb, second: Limb): boolean =>
  Object.entries(second).every(([quantity, bound]) => {
    const stricter = first[quantity];
    return stricter !== undefined && isAsHard(stricter, bound);
  });

const SIGNS = { "up false": "≥", "up true": ">", "down true": "<", "down false": "≤" } as const;

/** `≥ 20`, `> 20`, `< 0.9`. */
export function boundText(bound: Bound): string {
  const { way, value, excludes } = partsOf(bound);
  return `${SIGNS[`${way} ${excludes}`]} ${value}`;
}

/** `persons ≥ 20 + share ≥ 10`. */
export const limbText = (limb: Limb): string =>
  Object.entries(limb)
    .map(([quantity, bound]) => `${quantity} ${boundText(bound)}`)
    .join(" + ");

/** A bound that is just harder than another one: `> 20` for at least 20. */
export const harderText = (bound: Bound): string => {
  const { way, value } = partsOf(bound);
  return `${way === "up" ? ">" : "<"} ${value}`;
};
