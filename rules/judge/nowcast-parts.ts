import { type PeriodKind, shiftPeriod } from "../calendar/periods.ts";
import { nowcast, type SettledReport, totalOfPartial } from "../detectors/index.ts";
import type { Lookup, Part, PartObservation, PartSeries } from "./parts.ts";

/** Nowcast of the numerator's total when the late reports are in (迟报推算). */
export interface PartsNowcast {
  readonly estimate: number;
  /** 90 % interval; null with fewer than nineteen settled periods to take the error from. */
  readonly low: number | null;
  readonly high: number | null;
  readonly reported: number;
  readonly share: number;
}

/** The parts of an area, their series and the period to nowcast. */
export interface NowcastInput {
  readonly parts: readonly Part[];
  readonly series: PartSeries;
  readonly kind: PeriodKind;
  readonly period: string;
}

/** Periods looked back for a place's usual figure, and periods the interval may rest on. */
const LAST_KNOWN = 12;
const SETTLED = 48;

type Values = readonly number[];

/**
 * Nowcast of a period in which some places are late: these are assumed to move like those that are in. The interval is the error of
 * the same estimate in settled periods with just these places left out.
 *
 * Null where nothing or everything is in, or where a late place has never reported.
 */
export function nowcastParts(input: NowcastInput): PartsNowcast | null {
  const { kind, period } = input;
  const now = valuesAt(input, period);
  const late = now.map((value) => Number.isNaN(value));
  if (!late.includes(true) || !late.includes(false)) return null;
  const usual = usualBefore(input, period);
  if (usual.some(Number.isNaN)) return null;
  const settled: SettledReport[] = [];
  for (let back = 1; back <= SETTLED; back++) {
    const past = shiftPeriod(period, kind, -back);
    const values = valuesAt(input, past);
    const before = usualBefore(input, past);
    if ([...values, ...before].some(Number.isNaN)) continue;
    settled.push({
      reported: values.map((value, at) => (late[at] ? Number.NaN : value)),
      usual: before,
      final: values.reduce((sum, value) => sum + value, 0),
    });
  }
  const { estimate, low, high, reported, share } = nowcast({ reported: now, usual }, settled);
  const known = (bound: number) => (Number.isNaN(bound) ? null : bound);
  return { estimate, low: known(low), high: known(high), reported, share };
}

/** The series completed so that the late places bring the total to this figure. */
export function completedTo(total: number, input: NowcastInput): PartSeries {
  const { parts, series, period } = input;
  const now = valuesAt(input, period);
  const usual = usualBefore(input, period);
  const { reported } = totalOfPartial({ reported: now, usual });
  const missing = usual.reduce((sum, value, at) => sum + (Number.isNaN(now[at]!) ? value : 0), 0);
  const completed = new Map<string, Lookup>();
  for (const [at, part] of parts.entries()) {
    if (!Number.isNaN(now[at]!)) continue;
    const numerator = missing > 0 ? ((total - reported) * usual[at]!) / missing : 0;
    const observation: PartObservation = { numerator, denominator: null, complete: true };
    const known = series.get(part.area);
    completed.set(part.area, { get: (at) => (at === period ? observation : known?.get(at)) });
  }
  return { get: (area) => completed.get(area) ?? series.get(area) };
}

const valueAt = ({ series }: NowcastInput, area: string, period: string): number => {
  const observation = series.get(area)?.get(period);
  return observation?.complete ? observation.numerator : Number.NaN;
};

const valuesAt = (input: NowcastInput, period: string): Values =>
  input.parts.map((part) => valueAt(input, part.area, period));

/** For each place its last figure before a period. */
function usualBefore(input: NowcastInput, period: string): Values {
  const before = Array.from({ length: LAST_KNOWN }, (_, back) => shiftPeriod(period, input.kind, -back - 1));
  return input.parts.map(({ area }) => {
    for (const earlier of before) {
      const value = valueAt(input, area, earlier);
      if (!Number.isNaN(value)) return value;
    }
    return Number.NaN;
  });
}
