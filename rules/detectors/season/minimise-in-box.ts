const GRADIENT_STEP = 1e-3;
const MOST_STEPS = 200;

type Objective = (x: readonly number[]) => number;

const clamp = (v: number) => Math.min(1, Math.max(0, v));

/** Central differences, one-sided at the walls. */
function gradient(f: Objective, x: readonly number[], step: number): number[] {
  return x.map((v, i) => {
    const [low, high] = [clamp(v - step), clamp(v + step)];
    const at = (w: number) => f(x.map((old, j) => (j === i ? w : old)));
    return (at(high) - at(low)) / (high - low);
  });
}

/** Whether a coordinate may move: not pressed against a wall. */
const free = (v: number, slope: number) => !((v <= 0 && slope > 0) || (v >= 1 && slope < 0));

/** BFGS update of the inverse Hessian. */
function updateInverse(h: number[][], s: readonly number[], y: readonly number[]): number[][] {
  const sy = s.reduce((sum, v, i) => sum + v * y[i]!, 0);
  if (!(sy > 1e-300)) return h;
  const hy = h.map((row) => row.reduce((sum, v, j) => sum + v * y[j]!, 0));
  const yhy = y.reduce((sum, v, i) => sum + v * hy[i]!, 0);
  return h.map((row, i) =>
    row.map((v, j) => v + ((1 + yhy / sy) * s[i]! * s[j]!) / sy - (s[i]! * hy[j]! + hy[i]! * s[j]!) / sy),
  );
}

const unitMatrix = (n: number, scale: number) =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? scale : 0)));

/** The first point along a projected direction that is lower, or null. */
function stepDown(
  f: Objective,
  x: readonly number[],
  value: number,
  d: readonly number[],
  g: readonly number[],
) {
  for (let scale = 1; scale > 1e-12; scale /= 2) {
    const next = x.map((v, i) => clamp(v + scale * d[i]!));
    const expected = next.reduce((sum, v, i) => sum + (v - x[i]!) * g[i]!, 0);
    const reached = f(next);
    if (reached <= value + 1e-4 * expected && reached < value) return { next, reached };
  }
  return null;
}

/**
 * Local minimum over the unit box (单位立方体内的局部极小), by projected quasi-Newton steps from a start.
 *
 * @when A smooth function of two or three shares, such as smoothing weights.
 * @whenNot When the lowest of several minima is wanted: this finds the one downhill from the start.
 * @minimumSample none: a numerical method.
 * @units shares between 0 and 1.
 * @throws nothing; after 200 steps the best point so far is returned.
 * @source Nocedal and Wright, Numerical Optimization (2nd ed., 2006), 6.1 and 16.7.
 * @example
 * minimiseInBox(([x, y]) => (x - 0.25) ** 2 + (y - 2) ** 2, [0.5, 0.5]).map((v) => Math.round(v * 1e6) / 1e6) // => [0.25, 1]
 */
export function minimiseInBox(f: Objective, start: readonly number[]): number[] {
  let x = start.map(clamp);
  let value = f(x);
  let g = gradient(f, x, GRADIENT_STEP);
  let inverse = unitMatrix(x.length, 1 / Math.max(Math.hypot(...g), 1e-300));
  let fresh = true;
  for (let i = 0; i < MOST_STEPS; i++) {
    const open = x.map((v, j) => free(v, g[j]!));
    const d = x.map((_, j) =>
      open[j] ? -g.reduce((sum, slope, k) => sum + (open[k] ? inverse[j]![k]! * slope : 0), 0) : 0,
    );
    const step = stepDown(f, x, value, d, g);
    if (step === null) {
      if (fresh) break;
      inverse = unitMatrix(x.length, 1 / Math.max(Math.hypot(...g), 1e-300));
      fresh = true;
      continue;
    }
    const slopes = gradient(f, step.next, GRADIENT_STEP);
    const moved = step.next.map((v, j) => v - x[j]!);
    inverse = updateInverse(
      inverse,
      moved,
      slopes.map((v, j) => v - g[j]!),
    );
    fresh = false;
    const gain = value - step.reached;
    [x, value, g] = [step.next, step.reached, slopes];
    if (gain <= 1e-12 * Math.abs(value)) break;
  }
  return x;
}
