import type { Past, PastLayoff } from "../backtest/past.ts";
import { dayNumber, type PeriodKind, shiftPeriod } from "../calendar/periods.ts";
import { drawCount, drawGamma, drawNormal, type Uniform } from "../detectors/random.ts";
import { indicatorById } from "../indicators/index.ts";
import { fitNoise, type Noise } from "./noise.ts";

/** One indicator when nothing happens: its noise, and that of its denominator where it has one. */
export interface NullIndicator {
  readonly id: string;
  readonly kind: PeriodKind;
  readonly last: string;
  readonly numerator: Noise;
  readonly denominator: Noise | null;
  /** The parts of every area, as indexes into `places`. */
  readonly places: readonly string[];
  readonly parts: ReadonlyMap<string, readonly number[]>;
}

/** A region when nothing happens (平静期模型): noise of its figures, and its usual layoff reports. */
export interface NullRegion {
  readonly areas: Past["areas"];
  readonly indicators: readonly NullIndicator[];
  readonly layoffs: readonly PastLayoff[];
  /** Years over which these layoffs were reported. */
  readonly layoffYears: number;
  /** Least days between two reports of one place; 0 where too few pairs are known. */
  readonly layoffGap: number;
  /** Periods of history the noise was measured on, the fewest of any indicator. */
  readonly measuredOn: number;
}

/** Estimate the model from history. Indicators with fewer than thirteen periods are left out. */
export function nullRegionOf(past: Past): NullRegion {
  const indicators = [...past.figures].flatMap(([id, figures]) => {
    const duty = past.owed.get(indicatorById(id)!.reads);
    if (!duty || figures.length === 0) return [];
    const periods = [...new Set(figures.map(({ period }) => period))].sort();
    const at = new Map(periods.map((period, t) => [period, t]));
    const places = [...new Set(figures.map(({ area }) => area))].sort();
    const rows = (of: "numerator" | "denominator") => {
      const values = new Map(
        places.map((area) => [area, new Array<number>(periods.length).fill(Number.NaN)]),
      );
      for (const figure of figures)
        values.get(figure.area)![at.get(figure.period)!] = figure.complete
          ? (figure[of] ?? Number.NaN)
          : Number.NaN;
      return places.map((area) => ({ area, values: values.get(area)! }));
    };
    const numerator = fitNoise(periods, rows("numerator"));
    if (!numerator) return [];
    const isShare = figures.some((figure) => figure.denominator !== null);
    const kept = numerator.places.map(({ area }) => area);
    const denominator = isShare
      ? fitNoise(
          periods,
          rows("denominator").filter(({ area }) => kept.includes(area)),
        )
      : null;
    if (isShare && (!denominator || denominator.places.length !== kept.length)) return [];
    const index = new Map(kept.map((area, place) => [area, place]));
    const parts = new Map(
      [...duty.parts].map(([area, areaParts]) => [
        area,
        areaParts.flatMap((part) => index.get(part.area) ?? []),
      ]),
    );
    const kind = duty.kind as PeriodKind;
    const indicator = { id, kind, last: periods.at(-1)!, numerator, denominator, places: kept, parts };
    return [{ nullRegion: indicator, length: periods.length }];
  });
  const layoffs = past.layoffs.filter(({ replacedOn }) => replacedOn === undefined);
  const days = layoffs.map(({ receivedOn }) => receivedOn).sort();
  const span = days.length > 1 ? (Date.parse(days.at(-1)!) - Date.parse(days[0]!)) / 31_557_600_000 : 0;
  // History began before its first report and ends after its last: the span between them is shorter by (n - 1) / (n + 1).
  const layoffYears = (span * (days.length + 1)) / Math.max(days.length - 1, 1);
  return {
    areas: past.areas,
    indicators: indicators.map(({ nullRegion: indicator }) => indicator),
    layoffs,
    layoffYears: Math.max(layoffYears, 1 / 12),
    layoffGap: gapOf(layoffs),
    measuredOn: Math.min(...indicators.map(({ length }) => length), Number.POSITIVE_INFINITY),
  };
}

/** Fewest pairs of reports in one place for which the smallest distance is used. */
const LEAST_PAIRS = 20;

function gapOf(layoffs: readonly PastLayoff[]): number {
  const days = new Map<string, number[]>();
  for (const { area, receivedOn } of layoffs) {
    days.set(area, [...(days.get(area) ?? []), dayNumber(receivedOn)]);
  }
  const gaps = [...days.values()].flatMap((placeDays) => {
    const sorted = placeDays.sort((a, b) => a - b);
    return sorted.slice(1).map((day, at) => day - sorted[at]!);
  });
  return gaps.length >= LEAST_PAIRS ? Math.min(...gaps) : 0;
}

/** Sums of an area over the drawn periods. */
export interface AreaSums {
  readonly numerator: Float64Array;
  readonly denominator: Float64Array | null;
}

/**
 * Draw an indicator for periods after its last, summed for every area asked for.
 *
 * The uncertain growth and common movement are drawn first. Growth is counted from the period `since`, so that many drawn years
 * represent the near future and not a distant one.
 */
export function drawIndicator(
  nullRegion: NullIndicator,
  areas: readonly string[],
  { count, since }: { readonly count: number; readonly since: number },
  uniform: Uniform,
): { periods: string[]; sums: Map<string, AreaSums> } {
  const periods: string[] = [];
  for (let period = nullRegion.last; periods.length < count; ) {
    period = shiftPeriod(period, nullRegion.kind, 1);
    periods.push(period);
  }
  const months = periods.map((period) => Number(period.slice(5, 7)) - 1);
  const numerator = drawPlaces(nullRegion.numerator, months, since, uniform);
  const denominator = nullRegion.denominator
    ? drawPlaces(nullRegion.denominator, months, since, uniform)
    : null;
  const sums = new Map<string, AreaSums>();
  for (const area of areas) {
    const parts = nullRegion.parts.get(area);
    if (!parts || parts.length === 0) continue;
    const of = (rows: readonly Float64Array[]) => {
      const sum = new Float64Array(count);
      for (const part of parts) for (let t = 0; t < count; t++) sum[t]! += rows[part]![t]!;
      return sum;
    };
    sums.set(area, { numerator: of(numerator), denominator: denominator ? of(denominator) : null });
  }
  return { periods, sums };
}

function drawPlaces(
  { kind, season, places, freedom, ...measured }: Noise,
  months: readonly number[],
  since: number,
  uniform: Uniform,
) {
  const growth = measured.growth + measured.growthError * drawNormal(uniform);
  const common = measured.common * Math.sqrt(freedom / (2 * drawGamma(freedom / 2, uniform)));
  const together = months.map(() => (common > 0 ? common * drawNormal(uniform) : 0));
  return places.map(({ level, noise }) => {
    const values = new Float64Array(months.length);
    let stock = level;
    for (let t = 0; t < months.length; t++) {
      const usual = season[months[t]!]!;
      if (kind === "flow") {
        values[t] = drawCount(
          level * usual * Math.exp(together[t]! + growth * (t + 1 - since)),
          noise,
          uniform,
        );
        continue;
      }
      stock *= Math.exp(usual + together[t]! + noise * drawNormal(uniform));
      values[t] = Math.round(stock);
    }
    return values;
  });
}
