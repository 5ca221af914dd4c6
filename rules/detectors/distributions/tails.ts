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

/**
 * Both tails from the lower one (由下尾得双尾), which was computed directly.
 *
 * @internal
 */
export function fromLower(lower: number): Tails {
  return { lower, upper: 1 - lower };
}

/**
 * Both tails from the upper one (由上尾得双尾), which was computed directly.
 *
 * @internal
 */
export function fromUpper(upper: number): Tails {
  return { lower: 1 - upper, upper };
}
