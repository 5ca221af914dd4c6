/** One input of a composite index: its periods, higher already meaning worse. */
export interface CompositeInput {
  readonly values: ArrayLike<number>;
  /** Weight before renormalising (1). */
  readonly weight?: number;
  /** The series is a ratio or already a change: take plain differences (false). */
  readonly isRatio?: boolean;
}

/** A composite index; one entry for each period. */
export interface CompositeResult {
  /** 100 in the first period; carried over a period whose coverage is too small. */
  readonly index: Float64Array;
  /** Weighted mean of the standardised changes in percent; NaN where the coverage is too small. */
  readonly change: Float64Array;
  /** Share of the weight present. */
  readonly coverage: Float64Array;
}

/** Symmetric percentage change, or the plain difference of a ratio; the first is NaN. */
function changes(input: CompositeInput): Float64Array {
  return Float64Array.from(input.values, (now, i) => {
    if (i === 0) return Number.NaN;
    const before = input.values[i - 1]!;
    if (input.isRatio === true) return now - before;
    return now + before === 0 ? (now === before ? 0 : Number.NaN) : (200 * (now - before)) / (now + before);
  });
}

/** Divides by the mean absolute change, so that every input moves equally much. */
function standardise(change: Float64Array): Float64Array {
  const known = Array.from(change).filter((c) => !Number.isNaN(c));
  const scale = known.reduce((sum, c) => sum + Math.abs(c), 0) / known.length;
  return change.map((c) => (scale > 0 ? c / scale : c));
}

/**
 * Composite index (合成指数): many inputs as one line, each standardised by its own usual movement.
 *
 * Missing inputs are left out and the weights of the rest renormalised; below the least coverage the period
 * has no change, rather than one made of too little.
 *
 * @when Following a group of leading or coincident indicators together.
 * @whenNot To decide the tier of a notice: a named rule can be explained, a mixture cannot.
 * @minimumSample 2 periods; the standardisation means something from about 24.
 * @units inputs in any unit, higher meaning worse; change in standardised percent, index 100 at the start.
 * @throws RangeError without inputs, with unequal lengths, or a weight that is not above 0.
 * @source Moore and Shiskin (1967), Indicators of business expansions and contractions, NBER; the symmetric
 *   change and its standardisation as in the US Census Bureau's composite indexes.
 * @example
 * compositeIndex([{ values: [100, 102, 101] }, { values: [50, 55, 50] }]).index[2] // => 100.336098
 */
export function compositeIndex(inputs: readonly CompositeInput[], leastCoverage = 0.7): CompositeResult {
  const n = inputs[0]?.values.length ?? 0;
  if (inputs.length === 0) throw new RangeError("a composite needs at least one input");
  if (inputs.some((input) => input.values.length !== n)) throw new RangeError("inputs must be of one length");
  const weights = inputs.map((input) => input.weight ?? 1);
  if (weights.some((w) => !(w > 0))) throw new RangeError("every weight must be above 0");
  const parts = inputs.map((input) => standardise(changes(input)));
  const all = weights.reduce((a, b) => a + b, 0);
  const [index, change, coverage] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    const present = parts.map((part, j) => (Number.isNaN(part[i]!) ? 0 : weights[j]!));
    const weight = present.reduce((a, b) => a + b, 0);
    coverage[i] = weight / all;
    const sum = parts.reduce((s, part, j) => (present[j] === 0 ? s : s + present[j]! * part[i]!), 0);
    change[i] = i > 0 && weight > 0 && coverage[i]! >= leastCoverage ? sum / weight : Number.NaN;
    const before = i === 0 ? 100 : index[i - 1]!;
    index[i] = Number.isNaN(change[i]!) ? before : (before * (200 + change[i]!)) / (200 - change[i]!);
  }
  return { index, change, coverage };
}
