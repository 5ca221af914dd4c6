/**
 * Root of a function that rises with its argument (单调函数求根), by Newton steps kept inside a bracket.
 *
 * @when Quantiles of continuous distributions, working on a logarithmic scale.
 * @whenNot For functions that fall, or with several roots.
 * @minimumSample none: a mathematical function.
 * @units `value(x)` returns [f(x), f'(x)]; low and high bracket the root.
 * @throws nothing; after 200 steps the last point is returned.
 * @source Press et al., Numerical Recipes (3rd ed., 2007), 9.4 (rtsafe).
 * @example
 * solveIncreasing((x) => [x * x * x - 8, 3 * x * x], 0, 10, 1) // => 2
 */
export function solveIncreasing(
  value: (x: number) => readonly [number, number],
  low: number,
  high: number,
  start: number,
): number {
  let below = low;
  let above = high;
  let x = start > low && start < high ? start : (low + high) / 2;
  for (let i = 0; i < 200; i++) {
    const [f, slope] = value(x);
    if (f === 0) return x;
    if (f < 0) below = x;
    else above = x;
    let next = x - f / slope;
    if (!(next > below && next < above)) next = (below + above) / 2;
    if (Math.abs(next - x) <= 1e-15 * Math.max(Math.abs(next), 1e-3)) return next;
    x = next;
  }
  return x;
}
