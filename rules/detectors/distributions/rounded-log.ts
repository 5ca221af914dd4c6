/** An unevaluated sum of two doubles: some 31 digits. */
type Pair = readonly [high: number, low: number];

const LN2: Pair = [Math.LN2, 2.3190468138462996e-17];

function sum(a: Pair, b: Pair): Pair {
  const s = a[0] + b[0];
  const back = s - a[0];
  const e = a[0] - (s - back) + (b[0] - back) + a[1] + b[1];
  const high = s + e;
  return [high, s - high + e];
}

function split(a: number): Pair {
  const c = 134217729 * a;
  const high = c - (c - a);
  return [high, a - high];
}

function product(a: Pair, b: Pair): Pair {
  const p = a[0] * b[0];
  const [ah, al] = split(a[0]);
  const [bh, bl] = split(b[0]);
  const e = ah * bh - p + ah * bl + al * bh + al * bl + a[0] * b[1] + a[1] * b[0];
  const high = p + e;
  return [high, p - high + e];
}

function quotient(a: Pair, b: Pair): Pair {
  const q = a[0] / b[0];
  const rest = sum(a, product([-q, 0], b));
  const more = rest[0] / b[0];
  const last = sum(rest, product([-more, 0], b));
  return sum([q, 0], [more, last[0] / b[0]]);
}

/** Logarithm by the series of atanh. */
function logOf(x: number): number {
  const power = Math.round(Math.log2(x));
  const m: Pair = [x * 2 ** -power, 0];
  const s = quotient(sum(m, [-1, 0]), sum(m, [1, 0]));
  const square = product(s, s);
  let total: Pair = [0, 0];
  for (let k = 41; k >= 1; k -= 2) total = sum(product(total, square), quotient([1, 0], [k, 0]));
  const log = sum(product([2 * s[0], 2 * s[1]], total), product([power, 0], LN2));
  return log[0];
}

/**
 * Natural logarithm, correctly rounded (正确舍入的自然对数).
 *
 * `Math.log` may be one unit off in the last place; sixteen robust passes of STL can turn that into 1e-9.
 *
 * @when Logs that go into an iteration whose digits are compared with another program's.
 * @whenNot In inner loops: it takes about a microsecond.
 * @minimumSample none: a mathematical function.
 * @units x > 0.
 * @throws nothing; other arguments give what `Math.log` gives.
 * @source Dekker, T. J. (1971), A floating-point technique for extending the available precision.
 * @example
 * roundedLog(10) // => 2.302585092994046
 */
export function roundedLog(x: number): number {
  return x > 1e-290 && x < 1e290 ? logOf(x) : Math.log(x);
}
