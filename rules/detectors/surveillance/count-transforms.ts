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
      ((3 / alpha) * ((1 + alpha * x) ** (2 / 3) - (1 + alpha * m) ** (2 / 3)) +
        3 * (x ** (2 / 3) - m ** (2 / 3))) /
      (2 * (m + alpha * m * m) ** (1 / 6)),
    limit: (_room, _m, _alpha, h, sum) => h - sum,
  },
  none: { value: (x) => x, limit: (_room, _m, _alpha, h, sum) => h - sum },
};
