import { type CurvaturePair, cauchyPoint, curvatureOf, subspacePoint } from "./box-model.ts";
import { searchLine } from "./line-search.ts";

const GRADIENT_STEP = 1e-3;
const MOST_STEPS = 100;
const MEMORY = 5;
/** Relative decrease below which the search ends: R's default of 1e7 machine precisions. */
const ENOUGH = 1e7 * Number.EPSILON;

type Objective = (x: readonly number[]) => number;

const clamp = (v: number) => Math.min(1, Math.max(0, v));
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, v, i) => sum + v * b[i]!, 0);

/** Central differences, one-sided at the walls. */
function gradientOf(f: Objective, x: readonly number[]): number[] {
  return x.map((v, i) => {
    const [low, high] = [clamp(v - GRADIENT_STEP), clamp(v + GRADIENT_STEP)];
    const at = (w: number) => f(x.map((old, j) => (j === i ? w : old)));
    return (at(high) - at(low)) / (high - low);
  });
}

/** The longest step along d that stays in the box. */
function roomAlong(x: readonly number[], d: readonly number[]): number {
  const room = d.map((v, i) => (v > 0 ? (1 - x[i]!) / v : v < 0 ? -x[i]! / v : Number.POSITIVE_INFINITY));
  return Math.max(0, Math.min(1e10, ...room));
}

/**
 * Local minimum over the unit box (单位立方体内的局部极小), by limited-memory quasi-Newton steps with walls.
 *
 * The method and constants of R's optim("L-BFGS-B"), numerical gradient included, so that of several minima
 * the same one is found.
 *
 * @when A function of two or three shares, such as smoothing weights.
 * @whenNot When the lowest of several minima is wanted: this finds one that lies downhill from the start.
 * @minimumSample none: a numerical method.
 * @units shares between 0 and 1.
 * @throws nothing; after 100 steps the best point so far is returned.
 * @source Byrd, Lu, Nocedal and Zhu (1995), SIAM J. Scientific Computing 16, 1190-1208; More and Thuente (1994).
 * @example
 * minimiseInBox(([x, y]) => (x - 0.25) ** 2 + (y - 2) ** 2, [0.5, 0.5]).map((v) => Math.round(v * 1e6) / 1e6) // => [0.25, 1]
 */
export function minimiseInBox(f: Objective, start: readonly number[]): number[] {
  let x = start.map(clamp);
  let value = f(x);
  let gradient = gradientOf(f, x);
  let pairs: CurvaturePair[] = [];
  let scale = 1;
  let first = true;
  for (let step = 0; step < MOST_STEPS; step++) {
    const model = { x, gradient, curvature: curvatureOf(x.length, scale, pairs) };
    const { point, inside } = cauchyPoint(model);
    const target = pairs.length > 0 ? subspacePoint(model, point, inside) : point;
    const from = x;
    const d = target.map((v, i) => v - from[i]!);
    const slope = dot(gradient, d);
    const trial = (t: number) => (t === 1 ? target : d.map((v, i) => clamp(from[i]! + t * v)));
    let last = { x, value, gradient };
    const at = (t: number) => {
      const where = trial(t);
      last = { x: where, value: f(where), gradient: gradientOf(f, where) };
      return { value: last.value, slope: dot(last.gradient, d) };
    };
    const found = slope < 0 ? searchLine(at, { value, slope }, first ? 1 : roomAlong(x, d)) : null;
    if (found === null) {
      if (pairs.length === 0) break;
      [pairs, scale] = [[], 1];
      continue;
    }
    first = false;
    const gain = value - last.value;
    const size = Math.max(Math.abs(value), Math.abs(last.value), 1);
    const s = d.map((v) => v * found.step);
    const y = last.gradient.map((v, i) => v - gradient[i]!);
    ({ x, value, gradient } = last);
    if (gain <= ENOUGH * size) break;
    if (dot(s, y) > -Number.EPSILON * slope * found.step) {
      pairs = [...pairs, { s, y }].slice(-MEMORY);
      scale = dot(y, y) / dot(s, y);
    }
  }
  return x;
}
