/** How a count is standardised before it is summed. */
export type CountTransform =
  | "standard"
  | "rossi"
  | "anscombe"
  | "anscombe2nd"
  | "pearsonNegBin"
  | "anscombeNegBin"
  | "none";

/** A transformation, and the count at which the sum would just reach its limit. */
interface Transform {
  readonly value: (x: number, mean: number, alpha: number) => number;
  /** `room` = h + k - sum before; `sum` and h for the transformations without an inverse. */
  readonly limit: (room: number, mean: number, alpha: number, h: number, sum: number) => number;
}

const powerLimit = (base: number, room: number, mean: number) => {
  const root = (2 / 3) * mean ** (1 / 6) * room + base;
  return root < 0 ? 0 : root ** 1.5;
};

/** Nodes and weights of Gauss and Legendre on -1 to 1, ten points. */
const NODES = [
  0.14887433898163122, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845, 0.9739065285171717,
];
const WEIGHTS = [
  0.29552422471475287, 0.26926671930999635, 0.21908636251598204, 0.1494513491505806, 0.06667134430868814,
];

/**
 * Integral of (t + alpha t^2)^(-1/3) from 0 to x: Anscombe's transformation for the negative binomial. R looks
 * the hypergeometric function in it up in a table, to about three digits.
 */
function varianceStabilised(x: number, alpha: number): number {
  const end = Math.cbrt(alpha * x);
  const panels = Math.max(1, Math.ceil(2 * end));
  const half = end / panels / 2;
  const slope = (v: number) => (3 * v) / Math.cbrt(1 + v ** 3);
  let sum = 0;
  for (let p = 0; p < panels; p++) {
    const middle = (2 * p + 1) * half;
    NODES.forEach((node, i) => {
      sum += WEIGHTS[i]! * half * (slope(middle - node * half) + slope(middle + node * half));
    });
  }
  return sum / alpha ** (2 / 3);
}

/** The transformations of counts (计数的标准化变换), by name. */
export const COUNT_TRANSFORMS: Readonly<Record<CountTransform, Transform>> = {
  standard: {
    value: (x, m) => (x - m) / Math.sqrt(m),
    limit: (room, m) => Math.ceil(Math.sqrt(m) * room + m),
  },
  rossi: {
    value: (x, m) => (x - 3 * m + 2 * Math.sqrt(x * m)) / (2 * Math.sqrt(m)),
    limit: (room, m) => 2 * room * Math.sqrt(m) + 5 * m - 2 * Math.sqrt(4 * m * m + 2 * m ** 1.5 * room),
  },
  anscombe: {
    value: (x, m) => (1.5 * (x ** (2 / 3) - m ** (2 / 3))) / m ** (1 / 6),
    limit: (room, m) => powerLimit(m ** (2 / 3), room, m),
  },
  anscombe2nd: {
    value: (x, m) => (x ** (2 / 3) - (m ** (2 / 3) - m ** (-1 / 3) / 9)) / ((2 / 3) * m ** (1 / 6)),
    limit: (room, m) => powerLimit(m ** (2 / 3) - m ** (1 / 3) / 9, room, m),
  },
  pearsonNegBin: {
    value: (x, m, alpha) => (x - m) / Math.sqrt(m + alpha * m * m),
    limit: (room, m, alpha) => Math.sqrt(m + alpha * m * m) * room + m,
  },
  anscombeNegBin: {
    value: (x, m, alpha) =>
      (varianceStabilised(x, alpha) - varianceStabilised(m, alpha)) / (m + alpha * m * m) ** (1 / 6),
    limit: (_room, _m, _alpha, h, sum) => h - sum,
  },
  none: { value: (x) => x, limit: (_room, _m, _alpha, h, sum) => h - sum },
};
