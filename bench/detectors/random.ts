/** A stream of random numbers that a seed fixes. */
export interface Random {
  /** Uniform on 0 to 1, ends excluded. */
  uniform(): number;
  normal(): number;
  gamma(shape: number): number;
  poisson(mean: number): number;
  /** Negative binomial with variance `dispersion` times the mean. */
  negativeBinomial(mean: number, dispersion: number): number;
  /** A whole number from 0 to n - 1. */
  below(n: number): number;
}

/** Small fast counter generator of 32 bits (sfc32). */
function generator(seed: number): () => number {
  let [a, b, c, d] = [0x9e3779b9 ^ seed, 0x243f6a88 + seed, 0xb7e15162, 1];
  const next = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 20; i++) next();
  return next;
}

/** A seeded stream; the same seed gives the same numbers on every machine. */
export function random(seed: number): Random {
  const bits = generator(seed);
  let spare = Number.NaN;
  const uniform = () => (bits() * 2097152 + (bits() >>> 11) + 0.5) / 9007199254740992;
  const normal = () => {
    if (!Number.isNaN(spare)) {
      const value = spare;
      spare = Number.NaN;
      return value;
    }
    for (;;) {
      const [u, v] = [2 * uniform() - 1, 2 * uniform() - 1];
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(s)) / s);
      spare = v * scale;
      return u * scale;
    }
  };
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * uniform() ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const x = normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(uniform()) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v;
    }
  };
  const poisson = (mean: number): number => {
    if (mean > 30) return poisson(mean / 2) + poisson(mean / 2);
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = uniform(); product > limit; product *= uniform()) count += 1;
    return count;
  };
  return {
    uniform,
    normal,
    gamma,
    poisson,
    negativeBinomial: (mean, dispersion) => poisson(gamma(mean / (dispersion - 1)) * (dispersion - 1)),
    below: (n) => Math.floor(uniform() * n),
  };
}
