import type { FullFarringtonSettings } from "./farrington-settings.ts";

const DAY = 86_400_000;

/** The day `years` earlier in the calendar; 29 February becomes 1 March. */
function yearsEarlier(day: number, years: number): number {
  const date = new Date(day * DAY);
  return Date.UTC(date.getUTCFullYear() - years, date.getUTCMonth(), date.getUTCDate()) / DAY;
}

const weekday = (day: number) => (((day + 4) % 7) + 7) % 7;

/** The nearest day on the weekday of `like`; a tie stays in the same week, Sunday to Saturday. */
function nearestSameWeekday(day: number, like: number): number {
  const inWeek = day - (weekday(day) - weekday(like));
  const other = inWeek > day ? inWeek - 7 : inWeek + 7;
  return Math.abs(inWeek - day) > Math.abs(other - day) ? other : inWeek;
}

/**
 * Reference times of time k (参照时点): k itself, then the same time one to b years before, counted from one.
 *
 * By index they lie `frequency` apart; by date they are the calendar days, weekly data moved to the nearest
 * same weekday.
 *
 * @when Inside `farringtonFlexible`.
 * @whenNot For holidays that move through the calendar.
 * @minimumSample b years before k.
 * @units k and results are times counted from one; days since 1970-01-01.
 * @throws RangeError when a reference time does not exist.
 * @source Farrington et al. (1996), J. R. Statist. Soc. A 159; date steps as R surveillance.
 * @example
 * referenceTimes(264, { frequency: 52, epochAsDate: false, b: 2 }) // => [264, 212, 160]
 */
export function referenceTimes(
  k: number,
  settings: Pick<FullFarringtonSettings, "frequency" | "epochAsDate" | "b">,
  days?: ArrayLike<number>,
  timeOfDay?: ReadonlyMap<number, number>,
): number[] {
  const times = [k];
  for (let i = 1; i <= settings.b; i++) {
    let time: number | undefined = k - i * settings.frequency;
    if (settings.epochAsDate && days !== undefined) {
      const same = yearsEarlier(days[k - 1]!, i);
      time = timeOfDay?.get(settings.frequency === 52 ? nearestSameWeekday(same, days[k - 1]!) : same);
    }
    if (time === undefined || time < 1) {
      throw new RangeError(
        `time ${k} has no reference ${i} years before: decrease b or start the range later`,
      );
    }
    times.push(time);
  }
  return times;
}

/**
 * Seasonal group of each time before k (季节分组), 0 where it is not used; written into `group`, index = time.
 *
 * The windows around the reference times get group p; the gaps between them are cut, oldest side first, into
 * p - 1 blocks as equal as can be, numbered from one. The last values before k are left out.
 *
 * @when Inside `farringtonFlexible`.
 * @whenNot More groups than values between two windows.
 * @minimumSample w values before the oldest reference time.
 * @units times counted from one; returns the oldest used time.
 * @throws RangeError when the windows do not fit.
 * @source Noufaily et al. (2013), Statistics in Medicine 32; layout as R surveillance.
 * @example
 * seasonalGroups([13, 7], { w: 1, noPeriods: 3, pastWeeksNotIncluded: 1 }, new Int32Array(14)) // => 6
 */
export function seasonalGroups(
  references: readonly number[],
  settings: Pick<FullFarringtonSettings, "w" | "noPeriods" | "pastWeeksNotIncluded">,
  group: Int32Array,
): number {
  const { w, noPeriods: p, pastWeeksNotIncluded } = settings;
  const k = references[0]!;
  const oldest = references[references.length - 1]! - w;
  if (oldest < 0)
    throw new RangeError(`the window of time ${k} begins before the series: start the range later`);
  group.fill(0, Math.max(oldest, 1), k + 1);
  group.fill(p, k - w, k + 1);
  for (let i = 1; i < references.length; i++) {
    const reference = references[i]!;
    group.fill(p, Math.max(reference - w, 1), reference + w + 1);
    if (p === 1) continue;
    const gap = references[i - 1]! - 2 * w - 1 - reference;
    if (gap < p - (2 * w + 1)) throw new RangeError(`noPeriods ${p} is too many for a gap of ${gap} values`);
    const length = Math.floor(gap / (p - 1));
    const longer = gap % (p - 1);
    let start = reference + w + 1;
    for (let j = 1; j < p; j++) {
      const size = length + (j <= longer ? 1 : 0);
      // An empty block runs backwards over two values in R's a:(a-1); kept, since later blocks overwrite them.
      if (size === 0) group.fill(j, start - 1, start + 1);
      else group.fill(j, start, start + size);
      start += size;
    }
  }
  group.fill(0, Math.max(k - pastWeeksNotIncluded, 0), k + 1);
  return Math.max(oldest, 1);
}
