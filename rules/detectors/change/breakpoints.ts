/** Settings of the search for breaks. */
export interface BreakpointSettings {
  /** Least length of a segment: a share of the series below 1, a number of values from 1 (0.15). */
  readonly h?: number;
  /** Most breaks looked for; as many as fit by default. */
  readonly most?: number;
}

/** The best breaks of each number, and the number that the criterion chooses. */
export interface BreakpointResult {
  /** Last time of each segment but the last, counted from one; empty when no break is best. */
  readonly breaks: readonly number[];
  /** Residual sum of squares with 0, 1, 2, ... breaks. */
  readonly rss: readonly number[];
  /** Bayesian information criterion with 0, 1, 2, ... breaks. */
  readonly bic: readonly number[];
}

/** Sum of squares about the mean of values i to j (from zero, both included), from running sums of centred values. */
function segmentCost(y: Float64Array): (i: number, j: number) => number {
  const n = y.length;
  const centre = y.reduce((a, b) => a + b, 0) / n;
  const sum = new Float64Array(n + 1);
  const square = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) {
    const v = y[i]! - centre;
    sum[i + 1] = sum[i]! + v;
    square[i + 1] = square[i]! + v * v;
  }
  return (i, j) => {
    const s = sum[j + 1]! - sum[i]!;
    return Math.max(0, square[j + 1]! - square[i]! - (s * s) / (j - i + 1));
  };
}

/** One more break: for each end, the best last break and the cost up to it. */
function extend(
  before: Float64Array,
  parts: number,
  n: number,
  least: number,
  cost: (i: number, j: number) => number,
): { best: Float64Array; from: Int32Array } {
  const best = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(n);
  for (let end = (parts + 1) * least - 1; end < n; end++) {
    for (let last = parts * least - 1; last <= end - least; last++) {
      const total = before[last]! + cost(last + 1, end);
      if (total < best[end]!) {
        best[end] = total;
        from[end] = last;
      }
    }
  }
  return { best, from };
}

/** Gaussian information criterion of a mean a segment, breaks counted as parameters. */
function criterion(rss: number, n: number, breaks: number): number {
  return n * (Math.log(rss) + 1 - Math.log(n) + Math.log(2 * Math.PI)) + Math.log(n) * 2 * (breaks + 1);
}

/**
 * Breakpoints of the level (均值断点): the cuts into segments with their own mean that fit best.
 *
 * Every number of breaks is solved exactly by dynamic programming; the information criterion chooses.
 *
 * @when Dating lasting changes of level in a past series; splitting a history before estimating from it.
 * @whenNot Trending or seasonal series: a trend is cut into stairs. Autocorrelation gives too many breaks.
 * @minimumSample two segments of the least length.
 * @units breaks are times counted from one: the last of each segment.
 * @throws RangeError when segments are too long for the series or a value is missing.
 * @source Bai and Perron (2003), J. Applied Econometrics 18, 1-22; numbers as R strucchange::breakpoints.
 * @example
 * breakpoints([1, 2, 1, 2, 9, 8, 9, 8], { h: 2 }).breaks // => [4]
 */
export function breakpoints(series: ArrayLike<number>, settings: BreakpointSettings = {}): BreakpointResult {
  const y = Float64Array.from(series);
  const n = y.length;
  const h = settings.h ?? 0.15;
  const least = h < 1 ? Math.floor(n * h) : Math.floor(h);
  if (y.some(Number.isNaN)) throw new RangeError("the series has missing values");
  if (!(least > 1)) throw new RangeError(`h = ${h} gives segments of ${least}: at least 2 values are needed`);
  if (least > Math.floor(n / 2))
    throw new RangeError(`h = ${h} gives segments longer than half of the series`);
  const possible = Math.ceil(n / least) - 2;
  const most = Math.max(1, Math.min(settings.most ?? possible, possible));
  const cost = segmentCost(y);
  let best: Float64Array = Float64Array.from(y, (_, i) =>
    i + 1 >= least ? cost(0, i) : Number.POSITIVE_INFINITY,
  );
  const rss = [cost(0, n - 1)];
  const origins: Int32Array[] = [];
  for (let parts = 1; parts <= most; parts++) {
    const next = extend(best, parts, n, least, cost);
    best = next.best;
    origins.push(next.from);
    rss.push(best[n - 1]!);
  }
  const bic = rss.map((value, breaks) => criterion(value, n, breaks));
  const chosen = bic.indexOf(Math.min(...bic));
  const breaks: number[] = [];
  let end = n - 1;
  for (let parts = chosen; parts >= 1; parts--) {
    end = origins[parts - 1]![end]!;
    breaks.unshift(end + 1);
  }
  return { breaks, rss, bic };
}
