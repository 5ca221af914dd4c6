/** One recession and the crossing that found it; delay in periods, NaN when none did. */
export interface Detection {
  readonly start: number;
  readonly end: number;
  readonly detected: number;
  readonly delay: number;
}

/** How a rule did over a history. */
export interface DetectionRecord {
  readonly detections: readonly Detection[];
  readonly falsePositives: readonly number[];
  /** Mean and largest delay of those found. */
  readonly meanDelay: number;
  readonly maxDelay: number;
}

/**
 * Record of a turning-point rule (转折点规则的成绩): which crossing found which recession, and how late.
 *
 * A crossing belongs to a recession when it falls between `early` periods before its start and `late` periods
 * after its end; the first such unused crossing counts, the rest are false positives.
 *
 * @when Back-testing a rule or a threshold on dated recessions.
 * @whenNot To compare rules whose thresholds were chosen on the same dates.
 * @minimumSample 1 recession; the mean delay of fewer than 8 says little.
 * @units all in periods of the series.
 * @throws nothing.
 * @source pairing as in the published tables of Michaillat and Saez (2025).
 * @example
 * detectionRecord([12, 40], [{ start: 10, end: 20 }]).falsePositives // => [40]
 */
export function detectionRecord(
  crossings: readonly number[],
  recessions: readonly { readonly start: number; readonly end: number }[],
  { early = 3, late = 12 }: { readonly early?: number; readonly late?: number } = {},
): DetectionRecord {
  const used = new Set<number>();
  const detections = recessions.map(({ start, end }) => {
    const found = crossings.find((t) => !used.has(t) && t >= start - early && t <= end + late);
    if (found !== undefined) used.add(found);
    return {
      start,
      end,
      detected: found ?? Number.NaN,
      delay: found === undefined ? Number.NaN : found - start,
    };
  });
  const delays = detections.map((d) => d.delay).filter((d) => !Number.isNaN(d));
  return {
    detections,
    falsePositives: crossings.filter((t) => !used.has(t)),
    meanDelay: delays.length === 0 ? Number.NaN : delays.reduce((a, b) => a + b, 0) / delays.length,
    maxDelay: delays.length === 0 ? Number.NaN : Math.max(...delays),
  };
}
