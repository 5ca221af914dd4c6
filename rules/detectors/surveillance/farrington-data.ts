import type { CurrentTime, FarringtonRoom } from "./farrington-model.ts";
import { referenceTimes, seasonalGroups } from "./farrington-references.ts";
import type { FarringtonInput, FullFarringtonSettings } from "./farrington-settings.ts";
import { type Exposure, findRuns, roomForCounts } from "./grouped-counts.ts";
import { roomForFit } from "./grouped-fit.ts";

/** What is computed once for a whole series. */
export interface PreparedSeries {
  readonly input: FarringtonInput;
  readonly settings: FullFarringtonSettings;
  readonly logY: Float64Array;
  readonly logStart: Float64Array;
  readonly yTwoThirds: Float64Array;
  readonly exposure: Exposure | null;
  /** Each time as the trend counts it: its number, or days in steps of the first. */
  readonly clock: Float64Array;
  readonly timeOfDay: ReadonlyMap<number, number>;
  readonly room: FarringtonRoom;
  /** Group of each time (index = time), and the times used for the current one. */
  readonly group: Int32Array;
  readonly used: Int32Array;
  readonly seen: Int32Array;
}

/** The regression data of one time, laid out in the room. */
export interface PreparedTime extends CurrentTime {
  /** Times used, oldest first; only the first `room.data.n`. */
  readonly used: Int32Array;
  /** Time that the trend counts from. */
  readonly origin: number;
  readonly middle: number;
  /** The group number of each of the fitted groups, in order. */
  readonly groupNumbers: readonly number[];
}

function exposureOf(population: ArrayLike<number>): Exposure {
  const value = Float64Array.from(population);
  return { value, log: value.map(Math.log), sixthRoot: value.map((v) => Math.cbrt(Math.sqrt(v))) };
}

/**
 * Logarithms and powers of a whole series, and room for its fits (整条序列的预计算).
 *
 * @internal
 */
export function prepareSeries(input: FarringtonInput, settings: FullFarringtonSettings): PreparedSeries {
  const n = input.counts.length;
  const counts = Float64Array.from(input.counts);
  const column = () => new Float64Array(n);
  const data = roomForCounts(n, settings.populationOffset);
  const days = settings.epochAsDate ? Array.from(input.days ?? []) : [];
  return {
    input: { ...input, counts },
    settings,
    logY: counts.map((y) => (y > 0 ? Math.log(y) : 0)),
    logStart: counts.map((y) => Math.log(y + 0.1)),
    yTwoThirds: counts.map((y) => y ** (2 / 3)),
    exposure: settings.populationOffset ? exposureOf(input.population ?? []) : null,
    clock: counts.map((_, i) =>
      settings.epochAsDate ? (days[i]! - days[0]!) / (days[1]! - days[0]!) : i + 1,
    ),
    timeOfDay: new Map(days.map((day, i) => [day, i + 1])),
    room: { data, fit: roomForFit(n, settings.noPeriods), residual: column(), omega: column() },
    group: new Int32Array(n + 1),
    used: new Int32Array(n),
    seen: new Int32Array(settings.noPeriods + 1),
  };
}

/** Which group numbers occur among the used times, and their order. */
function orderGroups(series: PreparedSeries, n: number): number[] {
  const { used, group, seen } = series;
  seen.fill(-1);
  for (let i = 0; i < n; i++) seen[group[used[i]!]!] = 0;
  const numbers: number[] = [];
  for (let g = 1; g < seen.length; g++) {
    if (seen[g] === -1) continue;
    seen[g] = numbers.length;
    numbers.push(g);
  }
  return numbers;
}

/** The times used for k, in order; returns how many, and the first one even if it is missing. */
function collectTimes(series: PreparedSeries, k: number): { n: number; first: number } {
  const { settings, group, used } = series;
  const { counts, days } = series.input;
  const references = referenceTimes(k, settings, days, series.timeOfDay);
  const oldest = seasonalGroups(references, settings, group);
  let n = 0;
  let first = 0;
  for (let t = oldest; t < k; t++) {
    if (group[t] === 0) continue;
    if (first === 0) first = t;
    if (!Number.isNaN(counts[t - 1]!)) used[n++] = t;
  }
  return { n, first };
}

/** Copies what the fit needs of the used times into the room. */
function fillRoom(series: PreparedSeries, n: number, middle: number): void {
  const { used, group, seen, clock } = series;
  const { counts } = series.input;
  const { data } = series.room;
  data.n = n;
  for (let i = 0; i < n; i++) {
    const t = used[i]!;
    data.y[i] = counts[t - 1]!;
    data.logY[i] = series.logY[t - 1]!;
    data.logStart[i] = series.logStart[t - 1]!;
    data.yTwoThirds[i] = series.yTwoThirds[t - 1]!;
    data.time[i] = clock[t - 1]! - middle;
    data.group[i] = seen[group[t]!]!;
    if (data.exposure !== null && series.exposure !== null) {
      data.exposure.value[i] = series.exposure.value[t - 1]!;
      data.exposure.log[i] = series.exposure.log[t - 1]!;
      data.exposure.sixthRoot[i] = series.exposure.sixthRoot[t - 1]!;
    }
  }
  findRuns(data);
}

/**
 * Regression data of time k (时点 k 的回归数据), from the reference windows and blocks.
 *
 * @internal
 */
export function prepareTime(series: PreparedSeries, k: number): PreparedTime {
  const { settings, used, clock } = series;
  const { n, first } = collectTimes(series, k);
  const groupNumbers = orderGroups(series, n);
  series.room.data.groups = groupNumbers.length;
  const [oldest, newest] = [clock[used[0]! - 1]!, clock[used[Math.max(n - 1, 0)]! - 1]!];
  const middle = (oldest + newest) / 2;
  fillRoom(series, n, middle);
  // R counts the trend of the prediction from the first value not missing, that of the fit from the first used.
  const origin = settings.epochAsDate ? clock[first - 1]! : 0;
  const late = settings.epochAsDate && n > 0 ? oldest - origin : 0;
  return {
    used,
    origin,
    middle,
    groupNumbers,
    time: clock[k - 1]! - middle - late,
    group: series.seen[settings.noPeriods] ?? -1,
    offset: series.exposure === null ? 0 : series.exposure.log[k - 1]!,
  };
}
