/** The regression data of one fit; arrays may be longer than n. */
export interface GroupedCounts {
  n: number;
  groups: number;
  readonly y: Float64Array;
  /** log y, 0 where y is 0; this and the next two are taken once for the whole series. */
  readonly logY: Float64Array;
  readonly logStart: Float64Array;
  readonly yTwoThirds: Float64Array;
  /** Time less some constant near its middle. */
  readonly time: Float64Array;
  /** Group of each value, from zero. */
  readonly group: Int32Array;
  /** Exposure of each value, its logarithm and its sixth root; null when there is none. */
  readonly exposure: Exposure | null;
  /** Where each run begins: values of one group at consecutive times. The last entry is n. */
  readonly runs: Int32Array;
  /** 1 where the run follows the one before without a gap in time. */
  readonly follows: Uint8Array;
  runCount: number;
}

/** Exposure of each value in the forms that a log-linear fit uses. */
export interface Exposure {
  readonly value: Float64Array;
  readonly log: Float64Array;
  readonly sixthRoot: Float64Array;
}

/**
 * Room for the regression data of up to `size` values (回归数据的存放空间).
 *
 * @internal
 */
export function roomForCounts(size: number, withExposure: boolean): GroupedCounts {
  const column = () => new Float64Array(size);
  return {
    n: 0,
    groups: 0,
    y: column(),
    logY: column(),
    logStart: column(),
    yTwoThirds: column(),
    time: column(),
    group: new Int32Array(size),
    exposure: withExposure ? { value: column(), log: column(), sixthRoot: column() } : null,
    runs: new Int32Array(size + 1),
    follows: new Uint8Array(size + 1),
    runCount: 0,
  };
}

/** Runs after which the factor of time is recomputed, so that rounding errors do not add up. */
const FRESH_EVERY = 4;

/**
 * Finds the runs (划分连续段): over one of them the fitted mean changes by a constant factor a step.
 *
 * @internal
 */
export function findRuns(data: GroupedCounts): void {
  const { n, time, group, runs, follows } = data;
  let count = 0;
  for (let i = 0; i < n; i++) {
    const consecutive = i > 0 && time[i]! - time[i - 1]! === 1;
    if (consecutive && group[i] === group[i - 1]) continue;
    follows[count] = consecutive && count % FRESH_EVERY !== 0 ? 1 : 0;
    runs[count++] = i;
  }
  runs[count] = n;
  data.runCount = count;
}
