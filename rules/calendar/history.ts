import { movingHolidayEffect } from "../detectors/index.ts";
import type { PeriodKind } from "./periods.ts";
import type { SeriesView, Whole } from "./series-view.ts";
import { type Slot, shareAfterFestival, slotsPerYear, slotsUpTo } from "./slots.ts";

/** How far a rule looks back, and whether it removes the festival. */
export interface LookBack {
  readonly years: number;
  /** January and February as one, the festival's effect estimated and removed (春节影响). */
  readonly springFestival: boolean;
}

/** Counts of comparable steps, the judged one last; NaN is missing. */
export interface History {
  readonly slots: readonly Slot[];
  readonly counts: Float64Array;
  /** Days, times the share of the parts that are in, times the festival factor. */
  readonly exposure: Float64Array;
  /** Whole years of steps before the judged one. */
  readonly years: number;
  readonly perYear: number;
  /** Whether the judged step can be compared despite the moving festival. */
  readonly festivalKnown: boolean;
  /** Whether the festival's effect was estimated and taken out of the exposure. */
  readonly isFestivalRemoved: boolean;
}

/** Fewest years that separate the festival effect from the season, and most years read for it. */
const [YEARS_FOR_EFFECT, MOST_YEARS] = [4, 6];
/** A past period with a smaller share of its usual parts counts as missing. */
const LEAST_SHARE = 0.5;

/** The steps that a look back reads, the judged one last. */
const slotsFor = (period: string, kind: PeriodKind, { years, springFestival }: LookBack): readonly Slot[] =>
  slotsUpTo(period, kind, springFestival, years * slotsPerYear(kind, springFestival) + 1);

/** Every period a look-back reads, including those for the festival effect. */
export function historyPeriods(period: string, kind: PeriodKind, look: LookBack): string[] {
  const years = look.springFestival ? Math.max(look.years, MOST_YEARS) : look.years;
  return slotsFor(period, kind, { ...look, years }).flatMap((slot) => slot.periods);
}

/** The history of an area in comparable steps (可比历史序列); the exposure makes them comparable. */
export function historyOf(view: SeriesView, look: LookBack): History {
  const slots = slotsFor(view.period, view.kind, look);
  const perYear = slotsPerYear(view.kind, look.springFestival);
  const series = read(view, slots);
  const years = Math.floor((slots.length - 1 - firstKnown(series.counts)) / perYear);
  const effect = look.springFestival ? festivalEffect(view) : null;
  const factors = effect && factorsOf(effect, slots);
  return {
    slots,
    counts: series.counts,
    exposure: series.exposure.map((days, at) => (days > 0 ? days * (factors?.[at] ?? 1) : 1)),
    years,
    perYear,
    festivalKnown: effect === null || effect.estimated || fallsAlike(slots, firstKnown(series.counts)),
    isFestivalRemoved: effect?.estimated ?? false,
  };
}

const wholes = new WeakMap<Whole, Map<string, History>>();

/** The same history for the whole region, computed once for all its areas. */
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

const flat = new WeakMap<readonly Slot[], readonly string[]>();

/** The periods of all steps, cached by the steps array, which all areas share. */
function periodsOf(slots: readonly Slot[]): readonly string[] {
  const known = flat.get(slots) ?? slots.flatMap((slot) => slot.periods);
  flat.set(slots, known);
  return known;
}

function read(source: Whole, slots: readonly Slot[]): Read {
  const sums = source.sums(periodsOf(slots));
  const counts = new Float64Array(slots.length);
  const exposure = new Float64Array(slots.length);
  let next = 0;
  for (const [at, slot] of slots.entries()) {
    const { length } = slot.periods;
    let [known, count, share] = [true, 0, 0];
    for (let index = next; index < next + length; index++) {
      known &&= sums[index]!.share >= LEAST_SHARE;
      count += sums[index]!.numerator;
      share += sums[index]!.share;
    }
    next += length;
    counts[at] = known ? count : Number.NaN;
    exposure[at] = (slot.days * share) / length;
  }
  return { counts, exposure };
}

function firstKnown(counts: Float64Array): number {
  const first = counts.findIndex((count) => !Number.isNaN(count));
  return first < 0 ? counts.length : first;
}

/** Effect of the weeks after the festival on a step, estimated from the region's history (春节效应). */
export interface FestivalEffect {
  /** False where the history is too short: then every factor is 1. */
  readonly estimated: boolean;
  /** Factor on the mean of a step. */
  on(slot: Slot): number;
}

const effects = new WeakMap<Whole, Map<string, FestivalEffect>>();

/** Estimate the effect on the whole region without the judged step, once a night for all areas and rules. */
export function festivalEffect({ whole, period, kind }: SeriesView): FestivalEffect {
  const known = effects.get(whole) ?? new Map<string, FestivalEffect>();
  effects.set(whole, known);
  const effect = known.get(period) ?? estimate(whole, period, kind);
  known.set(period, effect);
  return effect;
}

const factorsBy = new WeakMap<FestivalEffect, WeakMap<readonly Slot[], Float64Array>>();

/** The factor of each step, cached by effect and steps. */
function factorsOf(effect: FestivalEffect, slots: readonly Slot[]): Float64Array {
  const known = factorsBy.get(effect) ?? new WeakMap<readonly Slot[], Float64Array>();
  factorsBy.set(effect, known);
  const factors = known.get(slots) ?? Float64Array.from(slots, (slot) => effect.on(slot));
  known.set(slots, factors);
  return factors;
}

function estimate(whole: Whole, period: string, kind: PeriodKind): FestivalEffect {
  const slots = slotsFor(period, kind, { years: MOST_YEARS, springFestival: true });
  const { counts, exposure } = read(whole, slots);
  const years = (slots.length - 1 - firstKnown(counts)) / slotsPerYear(kind, true);
  const past = counts.slice();
  past[past.length - 1] = Number.NaN;
  const coefficient =
    kind === "month" && years >= YEARS_FOR_EFFECT
      ? movingHolidayEffect(past, {
          exposure,
          season: slots.map((slot) => slot.season),
          window: slots.map(shareAfterFestival),
        }).coefficient
      : Number.NaN;
  const estimated = Number.isFinite(coefficient);
  return { estimated, on: (slot) => (estimated ? Math.exp(coefficient * shareAfterFestival(slot)) : 1) };
}

/** Whether the festival's weeks take about the same share of the judged step as of the same step in the known years. */
function fallsAlike(slots: readonly Slot[], from: number): boolean {
  const judged = slots.at(-1)!;
  const now = shareAfterFestival(judged);
  const past = slots.slice(from, -1).filter((slot) => slot.season === judged.season);
  return past.every((slot) => Math.abs(shareAfterFestival(slot) - now) <= 0.2);
}
