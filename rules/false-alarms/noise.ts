import { mean, median } from "simple-statistics";
import { monthOf } from "../calendar/periods.ts";

/** Size and noise of one place's figures when nothing happens. */
export interface PlaceNoise {
  readonly area: string;
  /** Mean of a flow, last figure of a stock. */
  readonly level: number;
  /** Of a flow, variance over mean around the season; of a stock, the standard deviation of a period's relative change. */
  readonly noise: number;
}

/** Noise model (噪声模型): movement common to all places, and noise of each. */
export interface Noise {
  /** A flow varies around its season; a stock moves from where it was. */
  readonly kind: "flow" | "stock";
  /** Of a flow, its factor by calendar month; of a stock, the usual relative change of a period ending in that month. */
  readonly season: readonly number[];
  /** Growth of a flow from one period to the next, as a logarithm; of a stock it lies in the season. */
  readonly growth: number;
  /** Standard error of that growth, from one period to the next. */
  readonly growthError: number;
  /** Relative standard deviation of the movement common to all places. */
  readonly common: number;
  /** Degrees of freedom of that estimate; the season takes twelve. */
  readonly freedom: number;
  readonly places: readonly PlaceNoise[];
}

/** One place's figures; NaN is a gap. */
export interface PlaceValues {
  readonly area: string;
  readonly values: readonly number[];
}

/** Below this ratio of the variance of changes to that of levels a series is a stock: white noise has 2, a random walk near 0. */
const STOCK_BELOW = 0.5;
/** Residuals are cut at this many standard deviations, so that a past crisis does not count as noise. */
const FARTHEST = 3;

/**
 * Estimate size, season and noise from figures of the past.
 *
 * The season is that of all places together; the noise is each place's own, drawn towards the median place as twelve
 * periods' worth, and winsorised so that a past shock does not pass for noise.
 */
export function fitNoise(periods: readonly string[], places: readonly PlaceValues[]): Noise | null {
  const full = places.filter(({ values }) => values.filter((value) => value >= 0).length >= MIN_PERIODS);
  if (full.length === 0) return null;
  const total = periods.map((_, t) =>
    full.reduce((sum, { values }) => sum + (Number.isNaN(values[t]!) ? 0 : values[t]!), 0),
  );
  const months = periods.map((period) => monthOf(period) - 1);
  const logs = total.map((value) => Math.log(Math.max(value, 0.5)));
  const { rest: smooth, slope } = withoutTrend(logs);
  const changes = logs.slice(1).map((log, t) => log - logs[t]!);
  const levelled = withoutSeason(smooth, months);
  const moved = withoutSeason(changes, months.slice(1));
  const span = (Date.parse(periods.at(-1)!) - Date.parse(periods[0]!)) / 31_557_600_000;
  const periodsPerYear = (periods.length - 1) / span;
  const isStock = spread(moved.rest) ** 2 < STOCK_BELOW * spread(levelled.rest) ** 2;
  return isStock
    ? stockNoise(full, months, moved)
    : flowNoise(full, months, levelled, { total, slope, periodsPerYear });
}

const MIN_PERIODS = 13;
/** Least degrees of freedom of the common noise; with fewer its spread cannot be drawn. */
const LEAST_FREEDOM = 6;
/** Largest yearly growth of a flow, as a logarithm: faster growth does not last. */
const MOST_GROWTH = 0.1;

/** Total of all places, and its trend. */
interface Together {
  readonly total: readonly number[];
  readonly slope: number;
  readonly periodsPerYear: number;
}

function flowNoise(
  places: readonly PlaceValues[],
  months: readonly number[],
  { means, rest }: Seasoned,
  { total, slope, periodsPerYear }: Together,
): Noise {
  const raw = means.map(Math.exp);
  const usual = mean(months.map((month) => raw[month]!));
  const season = raw.map((factor) => factor / usual);
  const perYear = Math.max(-MOST_GROWTH, Math.min(MOST_GROWTH, slope * periodsPerYear));
  const growth = perYear / periodsPerYear;
  const fitted = places.map(({ area, values }) => {
    // The level is that of the last period, where the drawn periods begin.
    const factorAt = (t: number) => season[months[t]!]! * Math.exp(growth * (t - values.length + 1));
    const known = values.flatMap((value, t) => (value >= 0 ? [{ value, factor: factorAt(t) }] : []));
    const level = levelOf(known);
    const residuals = known.map(
      ({ value, factor }) => (value - level * factor) / Math.sqrt(Math.max(level * factor, 0.1)),
    );
    return { area, level, noise: Math.max(1, winsorised(residuals) ** 2), count: known.length };
  });
  const middle = median(fitted.map(({ noise }) => noise));
  const shrunk = fitted.map(({ area, level, noise, count }) => ({
    ...{ area, level },
    noise: (count * noise + 12 * middle) / (count + 12),
  }));
  const alone = shrunk.reduce((sum, place) => sum + place.noise * place.level, 0) / mean(total) ** 2;
  return {
    kind: "flow",
    season,
    growth,
    growthError: spread(rest) / Math.sqrt((rest.length * (rest.length ** 2 - 1)) / 12),
    freedom: Math.max(LEAST_FREEDOM, rest.length - 13),
    common: Math.sqrt(Math.max(0, spread(rest) ** 2 - alone)),
    places: shrunk,
  };
}

/** Usual size: the median place-month over its season, so that a crisis does not lift it; the mean where counts are small. */
function levelOf(known: readonly { value: number; factor: number }[]): number {
  const middle = median(known.map(({ value, factor }) => value / factor));
  if (middle >= LARGE) return middle;
  const sum = (of: "value" | "factor") => known.reduce((total, figure) => total + figure[of], 0);
  return sum("value") / sum("factor");
}

const LARGE = 20;

function stockNoise(
  places: readonly PlaceValues[],
  months: readonly number[],
  { means, rest }: Seasoned,
): Noise {
  const fitted = places.map(({ area, values }) => {
    const residuals = values.flatMap((value, t) => {
      const before = t > 0 ? values[t - 1]! : Number.NaN;
      return value > 0 && before > 0 ? [Math.log(value / before) - means[months[t]!]!] : [];
    });
    return { area, level: values.findLast((value) => value >= 0) ?? 0, noise: winsorised(residuals) };
  });
  const size = fitted.reduce((sum, { level }) => sum + level, 0);
  const alone =
    fitted.reduce((sum, { level, noise }) => sum + (level * noise) ** 2, 0) / Math.max(size, 1) ** 2;
  return {
    kind: "stock",
    ...{ growth: 0, growthError: 0, freedom: Math.max(LEAST_FREEDOM, rest.length - 12) },
    season: means,
    common: Math.sqrt(Math.max(0, spread(rest) ** 2 - alone)),
    places: fitted,
  };
}

interface Seasoned {
  /** The median of each calendar month, so that a crisis makes no season; 0 where none is known. */
  readonly means: readonly number[];
  readonly rest: readonly number[];
}

function withoutSeason(values: readonly number[], months: readonly number[]): Seasoned {
  const means = Array.from({ length: 12 }, (_, month) => {
    const sameMonth = values.filter((_value, t) => months[t] === month);
    return sameMonth.length > 0 ? median(sameMonth) : 0;
  });
  return { means, rest: values.map((value, t) => value - means[months[t]!]!) };
}

/** Least squares: the straight line taken away, and its slope. */
function withoutTrend(values: readonly number[]): { rest: number[]; slope: number } {
  const [middle, at] = [mean([...values]), (values.length - 1) / 2];
  const [up, across] = values.reduce(
    ([a, b], value, t) => [a + (t - at) * (value - middle), b + (t - at) ** 2],
    [0, 0],
  );
  const slope = across > 0 ? up / across : 0;
  return { rest: values.map((value, t) => value - middle - slope * (t - at)), slope };
}

/** Of all places together: twelve degrees of freedom go to the season. */
const spread = (values: readonly number[]): number => winsorised(values, Math.min(12, values.length / 3));

/** Standard deviation about zero, residuals cut at three of it; of one place, a degree of freedom goes to its level. */
function winsorised(values: readonly number[], fitted = 1): number {
  if (values.length === 0) return 0;
  const free = Math.max(1, values.length - fitted);
  const of = (residuals: readonly number[]) =>
    Math.sqrt(residuals.reduce((sum, value) => sum + value ** 2, 0) / free);
  let scale = median(values.map(Math.abs)) * 1.4826 || of(values);
  for (let pass = 0; pass < 3; pass++) {
    const most = FARTHEST * scale;
    scale = of(values.map((value) => Math.min(Math.max(value, -most), most)));
  }
  return scale;
}
