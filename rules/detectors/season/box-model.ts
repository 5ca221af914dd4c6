/** The quadratic model of a function around a point, by its gradient and curvature. */
export interface BoxModel {
  readonly x: readonly number[];
  readonly gradient: readonly number[];
  readonly curvature: readonly (readonly number[])[];
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, v, i) => sum + v * b[i]!, 0);

/** A step s and the change y of the gradient over it. */
export interface CurvaturePair {
  readonly s: readonly number[];
  readonly y: readonly number[];
}

/**
 * Curvature matrix from the last steps (由近期步长得到的曲率矩阵): BFGS updates of a multiple of the unit matrix.
 *
 * @internal
 */
export function curvatureOf(n: number, scale: number, pairs: readonly CurvaturePair[]): number[][] {
  let b = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? scale : 0)));
  for (const { s, y } of pairs) {
    const bs = b.map((row) => dot(row, s));
    const [sbs, sy] = [dot(s, bs), dot(s, y)];
    b = b.map((row, i) => row.map((v, j) => v - (bs[i]! * bs[j]!) / sbs + (y[i]! * y[j]!) / sy));
  }
  return b;
}

/**
 * First minimum of the model along the projected downhill path (广义柯西点), and which shares stay inside.
 *
 * @internal
 */
export function cauchyPoint({ x, gradient, curvature }: BoxModel): { point: number[]; inside: boolean[] } {
  const point = x.slice();
  const pressed = x.map((v, i) => (v <= 0 && gradient[i]! >= 0) || (v >= 1 && gradient[i]! <= 0));
  const inside = pressed.map((p) => !p);
  const d = gradient.map((g, i) => (pressed[i] ? 0 : -g));
  const reach = x.map((v, i) =>
    d[i] === 0 ? Number.POSITIVE_INFINITY : d[i]! > 0 ? (1 - v) / d[i]! : -v / d[i]!,
  );
  const order = x
    .map((_, i) => i)
    .filter((i) => Number.isFinite(reach[i]!))
    .sort((a, b) => reach[a]! - reach[b]!);
  let travelled = 0;
  for (const next of [...order, -1]) {
    const bend = curvature.map((row) => dot(row, d));
    const slope =
      dot(gradient, d) +
      dot(
        bend,
        point.map((v, i) => v - x[i]!),
      );
    const best = Math.max(0, -slope / dot(d, bend));
    const room = next < 0 ? Number.POSITIVE_INFINITY : reach[next]! - travelled;
    if (d.every((v) => v === 0)) break;
    const way = Math.min(best, room);
    for (let i = 0; i < x.length; i++) point[i] = point[i]! + way * d[i]!;
    if (best < room || next < 0) break;
    travelled = reach[next]!;
    point[next] = d[next]! > 0 ? 1 : 0;
    inside[next] = false;
    d[next] = 0;
  }
  return { point, inside };
}

/** Solves a small symmetric system by elimination. */
function solve(a: readonly (readonly number[])[], b: readonly number[]): number[] {
  const rows = a.map((row, i) => [...row, b[i]!]);
  const n = rows.length;
  for (let i = 0; i < n; i++) {
    for (let r = i + 1; r < n; r++) {
      const factor = rows[r]![i]! / rows[i]![i]!;
      for (let c = i; c <= n; c++) rows[r]![c]! -= factor * rows[i]![c]!;
    }
  }
  const out = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    out[i] =
      (rows[i]![n]! - rows[i]!.slice(i + 1, n).reduce((sum, v, j) => sum + v * out[i + 1 + j]!, 0)) /
      rows[i]![i]!;
  }
  return out;
}

/**
 * Minimum of the model over the shares inside, cut off at the first wall (自由分量上的极小点).
 *
 * @internal
 */
export function subspacePoint(
  model: BoxModel,
  point: readonly number[],
  inside: readonly boolean[],
): number[] {
  const { x, gradient, curvature } = model;
  const free = x.map((_, i) => i).filter((i) => inside[i]);
  if (free.length === 0) return [...point];
  const moved = point.map((v, i) => v - x[i]!);
  const rest = free.map((i) => -(gradient[i]! + dot(curvature[i]!, moved)));
  const d = solve(
    free.map((i) => free.map((j) => curvature[i]![j]!)),
    rest,
  );
  const room = free.map((i, k) => (d[k]! > 0 ? (1 - point[i]!) / d[k]! : d[k]! < 0 ? -point[i]! / d[k]! : 1));
  const share = Math.max(0, Math.min(1, ...room));
  const out = [...point];
  free.forEach((i, k) => {
    const wall = share < 1 && room[k] === share;
    out[i] = wall ? (d[k]! > 0 ? 1 : 0) : point[i]! + share * d[k]!;
  });
  return out;
}
