import type { Tier } from "./tiers.ts";

/** A bound on one quantity: a number means "at least". */
export type Bound = number | { readonly above: number } | { readonly below: number };
/** Conditions that must hold together. */
export type Limb = Readonly<Record<string, Bound>>;
/** For each tier its limbs; one that is met is enough. */
export type Lines = Readonly<Partial<Record<Tier, readonly Limb[]>>>;
