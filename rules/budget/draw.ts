/** A stream of numbers in [0, 1), fixed by its seed. */
export type Uniform = () => number;

/** A seeded stream (mulberry32): small, quick and the same on every machine. */
export function seeded(seed: number): Uniform {
  let state = (seed * 0x9e3779b9) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A standard normal draw (Box and Muller 1958). */
export const drawNormal = (uniform: Uniform): number =>
  Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());

/** A gamma draw of scale one (Marsaglia and Tsang 2000; below 1 by their boost). */
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

/** A Poisson draw: by inversion below 30, halved above, rounded normal above 500 where the two cannot be told apart. */
export function drawPoisson(mean: number, uniform: Uniform): number {
  if (mean <= 0) return 0;
  if (mean > 500) return Math.max(0, Math.round(mean + Math.sqrt(mean) * drawNormal(uniform)));
  if (mean > 30) return drawPoisson(mean / 2, uniform) + drawPoisson(mean / 2, uniform);
  let [probability, left, count] = [Math.exp(-mean), uniform(), 0];
  while (left >= probability && count < 1000) {
    left -= probability;
    count++;
    probability *= mean / count;
  }
  return count;
}

/** A count whose variance is `dispersion` times its mean (negative binomial); Poisson at 1. */
export const drawCount = (mean: number, dispersion: number, uniform: Uniform): number =>
  mean > 0 && dispersion > 1.001
    ? drawPoisson((dispersion - 1) * drawGamma(mean / (dispersion - 1), uniform), uniform)
    : drawPoisson(mean, uniform);
