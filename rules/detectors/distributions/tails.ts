/** Both tails of a distribution at one point, each computed without subtracting it from one when it is small. */
export interface Tails {
  /** P(X <= x). */
  readonly lower: number;
  /** P(X > x). */
  readonly upper: number;
}

/** Machine precision of a double. */
export const EPSILON = 2.220446049250313e-16;

/** Keeps a denominator of Lentz's continued fraction away from zero. */
export const TINY = 1e-300;

/** Tails from the smaller one, which was computed directly. */
export function fromLower(lower: number): Tails {
  return { lower, upper: 1 - lower };
}

/** Tails from the upper one, which was computed directly. */
export function fromUpper(upper: number): Tails {
  return { lower: 1 - upper, upper };
}
