import type { CurrentTime, FarringtonRoom } from "./farrington-model.ts";
import { referenceTimes, seasonalGroups } from "./farrington-references.ts";
import type { FarringtonInput, FullFarringtonSettings } from "./farrington-settings.ts";
import { roomForFit } from "./grouped-poisson-fit.ts";

/** What is computed once for a whole series. */
export interface PreparedSeries {
  readonly input: FarringtonInput;
  readonly settings: FullFarringtonSettings;
  readonly logY: Float64Array;
  readonly logStart: Float64Array;
  readonly yTwoThirds: Float64Array;
  readonly logPopulation: Float64Array | null;
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
  /** Time that the trend counts from, and the length of a step. */
  readonly origin: number;
  readonly step: number;
  readonly middle: number;
  /** The group number of each of the fitted groups, in order. */
  readonly groupNumbers: readonly number[];
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
  const data = {
    n: 0,
    groups: 0,
    y: column(),
    logY: column(),
    logStart: column(),
    yTwoThirds: column(),
    time: column(),
    group: new Int32Array(n),
    offset: column(),
  };
  const days = settings.epochAsDate ? Array.from(input.days ?? []) : [];
  return {
    input: { ...input, counts },
    settings,
    logY: counts.map((y) => (y > 0 ? Math.log(y) : 0)),
    logStart: counts.map((y) => Math.log(y + 0.1)),
    yTwoThirds: counts.map((y) => y ** (2 / 3)),
    logPopulation: settings.populationOffset ? Float64Array.from(input.population ?? []).map(Math.log) : null,
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

/**
 * Regression data of time k (时点 k 的回归数据), from the reference windows and blocks.
 *
 * @internal
 */
export function prepareTime(series: PreparedSeries, k: number): PreparedTime {
  const { settings, room, group, used } = series;
  const { counts, days } = series.input;
  const { data } = room;
  const references = referenceTimes(k, settings, days, series.timeOfDay);
  const oldest = seasonalGroups(references, settings, group);
  let n = 0;
  let first = 0;
  for (let t = oldest; t < k; t++) {
    if (group[t] === 0) continue;
    if (first === 0) first = t;
    if (!Number.isNaN(counts[t - 1]!)) used[n++] = t;
  }
  const dated = settings.epochAsDate && days !== undefined;
  const step = dated ? days[1]! - days[0]! : 1;
  const at = (t: number) => (dated ? (days[t - 1]! - days[0]!) / step : t);
  const groupNumbers = orderGroups(series, n);
  const middle = (at(used[0]!) + at(used[Math.max(n - 1, 0)]!)) / 2;
  data.n = n;
  data.groups = groupNumbers.length;
  for (let i = 0; i < n; i++) {
    const t = used[i]!;
    data.y[i] = counts[t - 1]!;
    data.logY[i] = series.logY[t - 1]!;
    data.logStart[i] = series.logStart[t - 1]!;
    data.yTwoThirds[i] = series.yTwoThirds[t - 1]!;
    data.time[i] = at(t) - middle;
    data.group[i] = series.seen[group[t]!]!;
    data.offset[i] = series.logPopulation === null ? 0 : series.logPopulation[t - 1]!;
  }
  // R counts the trend of the prediction from the first value not missing, that of the fit from the first used.
  const late = dated && n > 0 ? at(used[0]!) - at(first) : 0;
  return {
    used,
    origin: dated ? at(first) : 0,
    step,
    middle,
    groupNumbers,
    time: at(k) - middle - late,
    group: series.seen[settings.noPeriods] ?? -1,
    offset: series.logPopulation === null ? 0 : series.logPopulation[k - 1]!,
  };
}
