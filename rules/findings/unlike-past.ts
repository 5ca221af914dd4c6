import { median } from "simple-statistics";

/** How far a figure must be from its past to be asked about. */
export interface Least {
  /** Times the usual figure, or the usual figure times it. */
  readonly times: number;
  /** Standard deviations of a count (Poisson). */
  readonly apart: number;
}

/** Fewest figures of the past, and how many times it must be beyond the second most extreme of them. */
const [FEWEST, BEYOND] = [6, 1.5];

/**
 * Distance of two counts in standard deviations: twice the difference of their square roots (方差稳定化).
 *
 * @source Anscombe (1948), Biometrika 35: the root of a Poisson count plus 3/8 has a variance near 1/4, whatever its mean.
 * @example
 * countsApart(100, 25) // => 9.935
 */
export const countsApart = (a: number, b: number): number =>
  2 * Math.abs(Math.sqrt(Math.max(0, a) + 3 / 8) - Math.sqrt(Math.max(0, b) + 3 / 8));

/** How many times one figure is the other, the larger over the smaller; a count of nothing is taken as one more than it is. */
export const timesApart = (a: number, b: number): number => (Math.max(a, b) + 1) / (Math.min(a, b) + 1);

/**
 * The usual figure (median) of an area's past, where a new figure is far from it; null where it is not, or the past is short.
 *
 * Both a multiple and a distance in standard deviations of a count are needed: a small place doubles by chance, a large one never does. It
 * must also lie beyond all of the past but one, so that one past event does not hide the next, and a season of each year is no surprise.
 *
 * @minimumSample six figures
 * @example
 * unlikePast(1800, [190, 200, 210, 205, 195, 200], { times: 3, apart: 4 }) // => 200
 */
export function unlikePast(value: number, past: readonly number[], least: Least): number | null {
  if (past.length < FEWEST) return null;
  const usual = median([...past]);
  if (value < 0 || usual < 0) return null;
  const rises = value > usual;
  const [, edge] = [...past].sort((a, b) => (rises ? b - a : a - b));
  const isBeyond = (rises ? value > edge! : value < edge!) && timesApart(value, Math.max(0, edge!)) >= BEYOND;
  const isFar = timesApart(value, usual) >= least.times && countsApart(value, usual) >= least.apart;
  return isBeyond && isFar ? usual : null;
}
