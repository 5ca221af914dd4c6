import type { SeriesView, Whole } from "../define.ts";
import { movingHolidayEffect } from "../detectors/index.ts";
import type { PeriodKind } from "../periods.ts";
import { type Slot, shareAfterFestival, slotsPerYear, slotsUpTo } from "./slots.ts";

/** How a rule looks back. */
export interface LookBack {
  readonly years: number;
  /** January and February as one, the festival's effect estimated and removed (春节影响). */
  readonly springFestival: boolean;
}

/** Counts of comparable steps, the judged one last; NaN is missing. */
export interface History {
  readonly slots: readonly Slot[];
  readonly counts: Float64Array;
  /** Days, times the share of the parts that are in, times what the festival does. */
  readonly exposure: Float64Array;
  /** Whole years of steps before the judged one. */
  readonly years: number;
  readonly perYear: number;
  /** Whether the judged step can be compared, as far as the festival goes. */
  readonly festivalKnown: boolean;
}

/** Years from which the effect of the festival can be told from the season. */
const YEARS_FOR_EFFECT = 4;
/** Below this share of its usual parts a past period says too little. */
const LEAST_SHARE = 0.5;

/** The steps that a look back reads, the judged one last. */
const slotsFor = (period: string, kind: PeriodKind, { years, springFestival }: LookBack): readonly Slot[] =>
  slotsUpTo(period, kind, springFestival, years * slotsPerYear(kind, springFestival) + 1);

/** Every period a look back asks for. */
export const historyPeriods = (period: string, kind: PeriodKind, look: LookBack): string[] =>
  slotsFor(period, kind, look).flatMap((slot) => slot.periods);

/** The past of an area in comparable steps (可比历史序列), with what makes them comparable as exposure. */
export function historyOf(view: SeriesView, look: LookBack): History {
  const slots = slotsFor(view.period, view.kind, look);
  const perYear = slotsPerYear(view.kind, look.springFestival);
  const own = read(view, slots);
  const years = Math.floor((slots.length - 1 - firstKnown(own.counts)) / perYear);
  const effect = look.springFestival ? festivalEffect(view.whole, slots, perYear) : null;
  const factor = effect?.factor ?? new Float64Array(slots.length).fill(1);
  return {
    slots,
    counts: own.counts,
    exposure: own.exposure.map((days, at) => (days > 0 ? days * factor[at]! : 1)),
    years,
    perYear,
    festivalKnown: effect === null || effect.estimated || fallsAlike(slots, firstKnown(own.counts)),
  };
}

const wholes = new WeakMap<Whole, Map<string, History>>();

/** The same past of the whole region, read once for all its areas. */
export function historyOfWhole(view: SeriesView, look: LookBack): History {
  const key = `${view.period} ${look.years} ${look.springFestival}`;
  const known = wholes.get(view.whole) ?? new Map<string, History>();
  wholes.set(view.whole, known);
  const whole = known.get(key) ?? historyOf({ ...view, sums: view.whole.sums }, look);
  known.set(key, whole);
  return whole;
}

interface Read {
  readonly counts: Float64Array;
  readonly exposure: Float64Array;
}

function read(source: Whole, slots: readonly Slot[]): Read {
  const sums = source.sums(slots.flatMap((slot) => slot.periods));
  const counts = new Float64Array(slots.length);
  const exposure = new Float64Array(slots.length);
  let next = 0;
  for (const [at, slot] of slots.entries()) {
    const own = sums.slice(next, next + slot.periods.length);
    next += slot.periods.length;
    const known = own.every((sum) => sum.share >= LEAST_SHARE);
    counts[at] = known ? own.reduce((sum, one) => sum + one.numerator, 0) : Number.NaN;
    exposure[at] = (slot.days * own.reduce((sum, one) => sum + one.share, 0)) / own.length;
  }
  return { counts, exposure };
}

function firstKnown(counts: Float64Array): number {
  const first = counts.findIndex((count) => !Number.isNaN(count));
  return first < 0 ? counts.length : first;
}

interface FestivalEffect {
  readonly factor: Float64Array;
  readonly estimated: boolean;
}

const effects = new WeakMap<Whole, Map<string, FestivalEffect>>();

/** Estimated on the whole region without the judged step, once for all its areas. */
function festivalEffect(whole: Whole, slots: readonly Slot[], perYear: number): FestivalEffect {
  const key = `${slots[0]!.periods[0]} ${slots.at(-1)!.periods.at(-1)}`;
  const known = effects.get(whole) ?? new Map<string, FestivalEffect>();
  effects.set(whole, known);
  const effect = known.get(key) ?? estimate(read(whole, slots), slots, perYear);
  known.set(key, effect);
  return effect;
}

function estimate({ counts, exposure }: Read, slots: readonly Slot[], perYear: number): FestivalEffect {
  const window = slots.map(shareAfterFestival);
  const years = (slots.length - 1 - firstKnown(counts)) / perYear;
  const past = counts.slice();
  past[past.length - 1] = Number.NaN;
  const result =
    years >= YEARS_FOR_EFFECT
      ? movingHolidayEffect(past, { exposure, season: slots.map((slot) => slot.season), window })
      : null;
  const estimated = result !== null && Number.isFinite(result.coefficient);
  return { factor: result?.factor ?? new Float64Array(slots.length).fill(1), estimated };
}

/** Whether the festival's weeks take about the same share of the judged step as of the same step in the years known. */
function fallsAlike(slots: readonly Slot[], from: number): boolean {
  const judged = slots.at(-1)!;
  const now = shareAfterFestival(judged);
  const past = slots.slice(from, -1).filter((slot) => slot.season === judged.season);
  return past.every((slot) => Math.abs(shareAfterFestival(slot) - now) <= 0.2);
}
