/** Draws from one stream of random numbers. The same key gives the same draws, independent of other streams. */
export interface Random {
  /** In [0, 1). */
  uniform(): number;
  between(low: number, high: number): number;
  /** Whole, both ends included. */
  integer(low: number, high: number): number;
  chance(share: number): boolean;
  pick<T>(items: readonly T[]): T;
  normal(): number;
  poisson(mean: number): number;
  /** A count whose variance is `ratio` times its mean (negative binomial); Poisson at 1. */
  overdispersed(mean: number, ratio: number): number;
}

/** Above this mean a rounded normal draw and a Poisson draw cannot be distinguished. */
const LARGE_MEAN = 200;

/**
 * The stream of one key, such as `stream(1, "990101", "claims", "2026-03-31")`.
 *
 * The key is hashed to 128 bits and drives sfc32 (Doty-Humphrey, Small Fast Counter).
 */
export function stream(seed: number, ...key: readonly (string | number)[]): Random {
  const uniform = sfc32(hash128([seed, ...key].join("\u001f")));
  const between = (low: number, high: number) => low + (high - low) * uniform();
  return {
    uniform,
    between,
    integer: (low, high) => low + Math.floor((high - low + 1) * uniform()),
    chance: (share) => uniform() < share,
    pick: (items) => items[Math.floor(items.length * uniform())]!,
    normal: () => drawNormal(uniform),
    poisson: (mean) => drawPoisson(mean, uniform),
    overdispersed: (mean, ratio) => drawCount(mean, ratio, uniform),
  };
}

/** A stream of numbers in [0, 1). */
export type Uniform = () => number;

/** A standard normal draw (Box and Muller 1958). */
export const drawNormal = (uniform: Uniform): number =>
  Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());

/** A Poisson draw: by inversion up to 30, halved above, a rounded normal where the two cannot be distinguished. */
export function drawPoisson(mean: number, uniform: Uniform): number {
  if (mean <= 0) return 0;
  if (mean > LARGE_MEAN) return Math.max(0, Math.round(mean + Math.sqrt(mean) * drawNormal(uniform)));
  if (mean > 30) return drawPoisson(mean / 2, uniform) + drawPoisson(mean / 2, uniform);
  let [probability, left, count] = [Math.exp(-mean), uniform(), 0];
  while (left >= probability && count < 1000) {
    left -= probability;
    count++;
    probability *= mean / count;
  }
  return count;
}

/** A count whose variance is `ratio` times its mean (negative binomial); Poisson at 1. */
export const drawCount = (mean: number, ratio: number, uniform: Uniform): number =>
  mean > 0 && ratio > 1
    ? drawPoisson((ratio - 1) * drawGamma(mean / (ratio - 1), uniform), uniform)
    : drawPoisson(mean, uniform);

/** A gamma draw of scale one: Marsaglia and Tsang (2000), A simple method for generating gamma variables; shapes below 1 by their boost. */
export function drawGamma(shape: number, uniform: Uniform): number {
  if (shape < 1) return drawGamma(shape + 1, uniform) * (1 - uniform()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(uniform);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

type Words = [number, number, number, number];

/** Bryc's cyrb128: four 32-bit words of a text. */
function hash128(text: string): Words {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [a ^ b ^ c ^ d, b ^ a, c ^ a, d ^ a];
}

function sfc32([a, b, c, d]: Words): () => number {
  const next = () => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let warm = 0; warm < 12; warm++) next();
  return next;
}
