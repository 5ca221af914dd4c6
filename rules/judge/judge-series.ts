import { type PeriodKind, shiftPeriod } from "../calendar/periods.ts";
import { NO_PEERS } from "../calendar/series-view.ts";
import type { SeriesRule } from "../definitions/define.ts";
import type { SettingsAt } from "../policy/settings-at.ts";
import { graver, lighter, rank, TIERS, type Tier, tierOfRank } from "../policy/tiers.ts";
import type { Beside } from "./beside.ts";
import { type AreaFigures, isUnchanged, type Measured } from "./figures.ts";
import { limbOf, reach } from "./judge.ts";
import { completedTo, nowcastParts } from "./nowcast-parts.ts";
import { type Coverage, existing, matched, sumsOf } from "./parts.ts";
import type { NowcastVerdict, Verdict, Wanting } from "./verdict.ts";

/** Inputs of judging one series rule in one area and period. */
export interface SeriesInput {
  readonly rule: SeriesRule;
  readonly settings: SettingsAt;
  readonly area: string;
  readonly figures: AreaFigures;
  /** What the rule reads besides; nothing where it is not given. */
  readonly beside?: Beside;
  readonly kind: PeriodKind;
  readonly period: string;
  /** Leave out the nowcast: a backtest uses only the reports that had arrived. */
  readonly observedOnly?: boolean;
}

/** Periods that could not be judged and are passed over when earlier ones are looked at (缺期跳过). */
const MOST_PASSED_OVER = 12;

/** The longest look back of any tier, in judged periods. */
export const longestDwell = ({ dwell }: Pick<SettingsAt, "dwell">): number =>
  Math.max(dwell.IV.of, dwell.III.of, dwell.II.of, dwell.I.of);

/** Every period that a judgement may measure, the judged one first: those that could not be judged are passed over. */
export function periodsMeasured(settings: SettingsAt, period: string, kind: PeriodKind): string[] {
  const longest = longestDwell(settings);
  const count = longest === 1 ? 1 : longest + MOST_PASSED_OVER;
  return Array.from({ length: count }, (_, back) => shiftPeriod(period, kind, -back));
}

/**
 * Judge one series rule for one area and period (判定).
 *
 * Below the coverage floor nothing is judged, with one exception: a lower bound of reported events that already reaches a line in a
 * single reporting area fires, because more reports could only raise it.
 */
export function judgeSeries(input: SeriesInput): Verdict {
  const { figures, settings, period } = input;
  const kept = figures.verdicts.get(settings);
  if (
    kept?.period === period &&
    kept.version === figures.version &&
    isUnchanged(kept.beside, besideAt(input, period)) &&
    (kept.wholeVersion === null || kept.wholeVersion === figures.wholeVersion(period))
  )
    return kept.verdict;
  const usedWhole = { version: null as number | null };
  const verdict = judged(input, usedWhole);
  figures.verdicts.set(settings, {
    ...{ period, version: figures.version, beside: besideAt(input, period), verdict },
    wholeVersion: usedWhole.version === null ? null : figures.wholeVersion(period),
  });
  return verdict;
}

/** The figures that a rule reads beside its indicator in the area, as they are up to a period. */
const besideAt = ({ beside }: SeriesInput, period: string) => beside?.upTo(period) ?? [];

/** As `judgeSeries`, beside the judgement of the newest period. */
export const judgeSeriesAnew = (input: SeriesInput): Verdict => judged(input, { version: null });

function judged(input: SeriesInput, usedWhole: { version: number | null }): Verdict {
  const { settings, figures } = input;
  const coverage = figures.coverage(input.period);
  const base = { area: input.area, rule: input.rule.id, kind: input.kind, period: input.period };
  const measured = measureAt(input, input.period);
  usedWhole.version = measured.wholeVersion;
  const { measure } = measured;
  const expected = nowcastVerdict(input, coverage);
  const parts = {
    partsIn: coverage.partsIn,
    partsExpected: coverage.partsExpected,
    ...(expected ? { nowcast: expected } : {}),
  };
  const silent = (reason: string, values = {}): Verdict => ({
    ...base,
    ...{ outcome: "not-judged", tier: null, steadyTier: null, keepsTier: null, reason },
    facts: { values, ...parts },
    coverage: coverage.share,
  });
  const reached = "candidates" in measure ? reach(measure, settings.lines, settings.floor) : null;
  const tier = reached && lighter(reached.tier, settings.cap);
  if (isUnder(coverage.share, settings.coverageFloor)) {
    const lowerBound = input.kind === "rolling-30-days" && coverage.partsExpected === 1 && tier !== null;
    if (!lowerBound) return silent(shortage(coverage), reached?.facts);
  }
  if (!("candidates" in measure)) return silent(measure.notJudged, measure.facts);
  if (measured.matched !== null && isUnder(measured.matched, settings.coverageFloor) && !isSingle(coverage))
    return silent("history-incomplete", reached!.facts);
  const { steadyTier, wanting, before } = steady(input, tier, usedWhole);
  const left = hasBounds(settings.exit) ? reach(measure, settings.exit, settings.floor).tier : null;
  const keepsTier = graver(steadyTier, lighter(left, settings.cap));
  const isGravest = reached!.tier === (steadyTier ?? tier);
  const limb = isGravest
    ? reached!.limb
    : (limbOf(measure, settings.lines, steadyTier ?? tier, settings.floor) ?? reached!.limb);
  return {
    ...base,
    ...{ outcome: tier ? "fired" : "quiet", tier, steadyTier, keepsTier, reason: null },
    facts: {
      values: reached!.facts,
      ...(reached!.by?.shown ? { shown: reached!.by.shown } : {}),
      ...(limb ? { limb } : {}),
      ...parts,
      ...(wanting ? { wanting } : {}),
      ...(before.length > 0 ? { before } : {}),
    },
    coverage: coverage.share,
  };
}

const hasBounds = (lines: SettingsAt["exit"]): boolean => Object.keys(lines).length > 0;

/** Whether a share is at or above a floor, compared as decimals. */
export const isEnough = (share: number, floor: number): boolean => share >= floor - 1e-9;

const isUnder = (share: number, floor: number): boolean => !isEnough(share, floor);

const isSingle = ({ partsExpected }: Coverage): boolean => partsExpected === 1;

const shortage = (coverage: Coverage): string =>
  coverage.partsIn === 0 ? "no-report" : "coverage-below-floor";

interface Steady {
  readonly steadyTier: Tier | null;
  readonly wanting: Wanting | null;
  /** The judged periods looked back at, newest first, with the tier each reached. */
  readonly before: readonly { readonly period: string; readonly tier: Tier | null }[];
}

/**
 * The gravest tier that as many of the last judged periods reached as the policy asks for it. A period that is missing or under the floor
 * confirms nothing and ends nothing: it is passed over.
 */
function steady(input: SeriesInput, tonight: Tier | null, usedWhole: { version: number | null }): Steady {
  const { settings, kind } = input;
  const before: { period: string; tier: Tier | null }[] = [];
  if (tonight !== null) {
    const wanted = longestDwell(settings) - 1;
    for (let back = 1; before.length < wanted && back <= wanted + MOST_PASSED_OVER; back++) {
      const period = shiftPeriod(input.period, kind, -back);
      const { measure, matched: share, wholeVersion } = measureAt(input, period);
      if (wholeVersion !== null) usedWhole.version = wholeVersion;
      if (!("candidates" in measure)) continue;
      const coverage = input.figures.coverage(period);
      const floor = settings.coverageFloor;
      if (isUnder(coverage.share, floor) || (share !== null && isUnder(share, floor) && !isSingle(coverage)))
        continue;
      const { tier } = reach(measure, settings.lines, settings.floor);
      before.push({ period, tier: lighter(tier, settings.cap) });
    }
  }
  const tiers = [tonight, ...before.map(({ tier }) => tier)];
  const met = (tier: Tier) =>
    tiers.slice(0, settings.dwell[tier].of).filter((past) => rank(past) >= rank(tier)).length;
  const held = TIERS.filter(
    (tier) => rank(tonight) >= rank(tier) && met(tier) >= settings.dwell[tier].periods,
  );
  const steadyTier = tierOfRank(Math.max(0, ...held.map(rank)));
  const wanting =
    tonight !== null && rank(tonight) > rank(steadyTier)
      ? {
          tier: tonight,
          met: met(tonight),
          needed: settings.dwell[tonight].periods,
          of: settings.dwell[tonight].of,
        }
      : null;
  return { steadyTier, wanting, before };
}

/** What the rule measures at a period, computed once while the figures up to it are the same. */
function measureAt(input: SeriesInput, period: string): Measured {
  const { figures, settings } = input;
  const measuredBy = measuredByOf(input.rule, settings);
  const measures = figures.measures.get(measuredBy) ?? new Map<string, Measured>();
  figures.measures.set(measuredBy, measures);
  const known = measures.get(period);
  if (
    known &&
    isUnchanged(known.beside, besideAt(input, period)) &&
    (known.wholeVersion === null || known.wholeVersion === figures.wholeVersion(period))
  )
    return known;
  const measured = measureWith(input, period, figures);
  measures.set(period, measured);
  return measured;
}

const names = new WeakMap<SettingsAt, string>();

/** All that what a rule measures depends on besides the figures: policies that differ by their lines alone measure once. */
function measuredByOf({ id }: SeriesRule, settings: SettingsAt): string {
  const { parameters, coverageFloor } = settings;
  const name = names.get(settings) ?? `${id} ${coverageFloor} ${JSON.stringify(parameters)}`;
  names.set(settings, name);
  return name;
}

type Read = Pick<AreaFigures, "matched" | "sums" | "whole" | "wholeVersion">;

function measureWith(input: SeriesInput, period: string, read: Read): Measured {
  const { rule, settings, kind, beside } = input;
  let share: number | null = null;
  let wholeVersion: number | null = null;
  const measure = rule.measure(
    {
      ...{ period, kind, enough: settings.coverageFloor },
      matched(periods) {
        const found = read.matched(periods);
        share = found?.coverage ?? null;
        return found;
      },
      sums: (periods) => read.sums(periods),
      further: (indicator) => beside?.further(indicator) ?? null,
      peers: () => beside?.peers(period) ?? NO_PEERS,
      get whole() {
        wholeVersion = read.wholeVersion(period);
        return read.whole(period);
      },
    },
    { ...rule.parameters, ...settings.parameters },
  );
  return { measure, matched: share, wholeVersion, beside: besideAt(input, period) };
}

/** The tiers the rule would reach at the nowcast and at both ends of its interval; null where no report is late. */
function nowcastVerdict(input: SeriesInput, { partsIn, partsExpected }: Coverage): NowcastVerdict | null {
  const { figures, settings, period, kind } = input;
  if (input.observedOnly || !input.rule.nowcast || !figures.places) return null;
  if (partsIn === 0 || partsIn === partsExpected) return null;
  const { series: known, scale } = figures.places;
  const parts = existing(figures.places.parts, period);
  const current = { parts, series: known, kind, period };
  const expected = nowcastParts(current);
  if (!expected) return null;
  const tierAt = (total: number): Tier | null => {
    const series = completedTo(total, current);
    const { measure } = measureWith(input, period, {
      matched: (periods) => matched(parts, series, periods, scale),
      sums: (periods) => sumsOf(parts, series, periods),
      whole: (before) => figures.whole(before),
      wholeVersion: (before) => figures.wholeVersion(before),
    });
    if (!("candidates" in measure)) return null;
    return lighter(reach(measure, settings.lines, settings.floor).tier, settings.cap);
  };
  const { estimate, low, high } = expected;
  const tier = tierAt(estimate);
  const ends = [tier, ...[low, high].flatMap((end) => (end === null ? [] : [tierAt(end)]))];
  return { ...expected, tier, lightest: ends.reduce(lighter), gravest: ends.reduce(graver) };
}
