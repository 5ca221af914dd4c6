/** How a local regression looks at its neighbours. */
export interface LocalRegression {
  /** Number of neighbours; more than there are widens the weights further. */
  readonly window: number;
  /** 0 a local mean, 1 a local line. */
  readonly degree: 0 | 1;
  /** Distance between the points that are evaluated; straight lines join them. */
  readonly jump: number;
}

/** Room for the weights of one place, and tricube weights by distance for each reach met so far. */
export interface LocalRoom {
  readonly weights: Float64Array;
  readonly tricubes: Map<number, Float64Array>;
}

/**
 * Room for local regressions on up to n values (局部回归的存放空间).
 *
 * @internal
 */
export function roomForLocal(n: number): LocalRoom {
  return { weights: new Float64Array(n + 1), tricubes: new Map() };
}

/** Weights that fall with distance, (1 - d^3)^3, at whole distances up to `most`. */
function tricubeWeights(reach: number, most: number, room: LocalRoom): Float64Array {
  const known = room.tricubes.get(reach);
  if (known !== undefined && known.length > most) return known;
  const made = Float64Array.from({ length: most + 1 }, (_, distance) => {
    if (distance > 0.999 * reach) return 0;
    if (distance <= 0.001 * reach) return 1;
    const share = distance / reach;
    const rest = 1 - share * share * share;
    return rest * rest * rest;
  });
  room.tricubes.set(reach, made);
  return made;
}

/**
 * Local regression at one place (单点局部回归), counted from one; NaN when every weight is zero.
 *
 * @internal
 */
export function localValue(
  y: Float64Array,
  n: number,
  shape: LocalRegression,
  x: number,
  left: number,
  right: number,
  robust: Float64Array | null,
  room: LocalRoom,
): number {
  const furthest = Math.max(x - left, right - x);
  const reach = shape.window > n ? furthest + Math.floor((shape.window - n) / 2) : furthest;
  const tricube = tricubeWeights(reach, furthest, room);
  const w = room.weights;
  let total = 0;
  for (let j = left; j <= right; j++) {
    const distanceWeight = tricube[j < x ? x - j : j - x]!;
    const weight = robust === null ? distanceWeight : distanceWeight * robust[j - 1]!;
    w[j] = weight;
    total += weight;
  }
  if (total <= 0) return Number.NaN;
  let centre = 0;
  for (let j = left; j <= right; j++) {
    const weight = w[j]! / total;
    w[j] = weight;
    centre += weight * j;
  }
  let value = 0;
  const slope = reach > 0 && shape.degree > 0 ? slopeAt(w, left, right, centre, x, n) : 0;
  for (let j = left; j <= right; j++) value += w[j]! * (slope * (j - centre) + 1) * y[j - 1]!;
  return value;
}

/** Factor that turns the weights of a mean into those of a line evaluated at x; 0 where the values lie too close. */
function slopeAt(w: Float64Array, left: number, right: number, centre: number, x: number, n: number): number {
  let spread = 0;
  for (let j = left; j <= right; j++) spread += w[j]! * ((j - centre) * (j - centre));
  return Math.sqrt(spread) <= 0.001 * (n - 1) ? 0 : (x - centre) / spread;
}

/** First neighbour used at place i: the nearest ones, shifted inwards at both ends. */
function firstNeighbour(i: number, n: number, window: number): number {
  if (window >= n) return 1;
  return Math.min(Math.max(i - Math.floor((window + 1) / 2) + 1, 1), n - window + 1);
}

function joinByLine(out: Float64Array, from: number, to: number): void {
  const step = (out[to - 1]! - out[from - 1]!) / (to - from);
  for (let j = from + 1; j < to; j++) out[j - 1] = out[from - 1]! + step * (j - from);
}

/**
 * Local regression smoother (局部回归平滑, loess) on equally spaced values.
 *
 * @when Inside STL, or to draw a smooth line through a series.
 * @whenNot With missing values, or where the ends decide: they rest on half as many neighbours.
 * @minimumSample 2 values.
 * @units in the unit of the series; window and jump in values.
 * @throws nothing.
 * @source Cleveland, W. S. (1979), JASA 74, 829-836; as in Cleveland et al. (1990), J. Official Statistics 6.
 * @example
 * localRegression(Float64Array.of(1, 2, 3, 10, 5), { window: 3, degree: 1, jump: 1 })[4] // => 5
 */
export function localRegression(
  y: Float64Array,
  shape: LocalRegression,
  robust: Float64Array | null = null,
  n = y.length,
  out: Float64Array = new Float64Array(n),
  room: LocalRoom = roomForLocal(n),
): Float64Array {
  if (n < 2) {
    out[0] = y[0]!;
    return out;
  }
  const jump = Math.min(shape.jump, n - 1);
  const width = Math.min(shape.window, n);
  let left = 1;
  let last = 1;
  for (let i = 1; ; i = Math.min(i + jump, n)) {
    // The last place, when no jump meets it, looks at the neighbours of the one before.
    if (i !== n || (n - 1) % jump === 0) left = firstNeighbour(i, n, shape.window);
    const value = localValue(y, n, shape, i, left, left + width - 1, robust, room);
    out[i - 1] = Number.isNaN(value) ? y[i - 1]! : value;
    if (i > 1) joinByLine(out, last, i);
    last = i;
    if (i === n) break;
  }
  return out;
}
