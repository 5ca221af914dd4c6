import { JudgedAreas } from "../backtest/backtest.ts";
import type { Past, Stretch } from "../backtest/past.ts";
import { judgeDays, RulesAlone } from "../backtest/through.ts";
import { arrivalsAt, type Warning, warningsOf } from "../backtest/warnings.ts";
import { daysBetween } from "../calendar/periods.ts";
import type { CaseEvent } from "../cases/case-event.ts";
import { ruleById } from "../definitions/index.ts";
import { stream } from "../detectors/random.ts";
import type { Policy } from "../policy/policy.ts";
import { TIERS, type Tier } from "../policy/tiers.ts";
import { type DrawnRegion, drawRegion } from "./drawn-region.ts";
import { predictionInterval } from "./interval.ts";
import type { NullRegion } from "./null-region.ts";

/** Expected warnings a year of one level and tier when nothing happens. */
export interface BudgetLine {
  /** Null for the cases of all rules together. */
  readonly rule: string | null;
  readonly level: string;
  readonly tier: Tier;
  /** Areas of the level that are judged. */
  readonly areas: number;
  /** Expected a year in all areas of the level, with its standard error. */
  readonly perYear: number;
  readonly error: number;
  /** Interval that holds the yearly number of 99 of 100 stretches. */
  readonly low: number;
  readonly high: number;
}

/** Settings of a simulation of false warnings. */
export interface BudgetRequest {
  /** Region-years to simulate, and the length of the stretches that the interval is for. */
  readonly regionYears: number;
  readonly stretchYears: number;
  readonly seed: number;
  /** Warnings that count as explained, not as false, by their day in the stretch; for comparison with a history of known events. */
  readonly explained?: (warning: Pick<Warning, "area" | "cause">, day: number) => boolean;
  /** Leave out the warnings that each rule alone would give. */
  readonly togetherOnly?: boolean;
}

/** Years drawn at once, the stretches in them, and what counts as explained. */
interface Span {
  readonly years: number;
  readonly stretchYears: number;
  readonly explained: NonNullable<BudgetRequest["explained"]>;
  readonly togetherOnly: boolean;
}

/** Years of one simulated region: its history is drawn once for all of them. */
const YEARS_AT_ONCE = 12;

/**
 * The false warnings that a policy's lines bring in a year (虚警预算), by simulating the region as it is when nothing happens: each
 * place with its own size and noise, all of its reports in, its enterprises reporting as they usually do.
 */
export const expectedWarnings = (
  nullRegion: NullRegion,
  owed: Past["owed"],
  policy: Policy,
  request: BudgetRequest,
): BudgetLine[] => expectedWarningsBy(nullRegion, owed, [policy], request)[0]!;

/** As `expectedWarnings`, by several policies over the same drawn years: they differ by their lines alone and not by chance. */
export const expectedWarningsBy = (
  nullRegion: NullRegion,
  owed: Past["owed"],
  policies: readonly Policy[],
  request: BudgetRequest,
): BudgetLine[][] => linesOfTallies([tallyRegions(nullRegion, owed, policies, request)], request);

/** A part of the simulated regions: every `of`-th, from `at` on. */
export interface Share {
  readonly at: number;
  readonly of: number;
}

/** How many regions are simulated for a request. */
export const regionsOf = (request: BudgetRequest): number =>
  Math.ceil(request.regionYears / yearsAtOnce(request));

const yearsAtOnce = ({ stretchYears }: BudgetRequest): number =>
  Math.max(stretchYears, Math.floor(YEARS_AT_ONCE / stretchYears) * stretchYears);

/** Simulate a share of the regions of a request: all are drawn, so that each is the same whoever judges it. A tally for each policy. */
export function tallyRegions(
  nullRegion: NullRegion,
  owed: Past["owed"],
  policies: readonly Policy[],
  request: BudgetRequest,
  share: Share = { at: 0, of: 1 },
): Tally[] {
  const { stretchYears, seed, explained = () => false, togetherOnly = false } = request;
  const { uniform } = stream(seed, "budget");
  const span: Span = { years: yearsAtOnce(request), stretchYears, explained, togetherOnly };
  const tallies = policies.map((): Tally => ({ counts: new Map(), areas: new Map() }));
  for (let region = 0; region < regionsOf(request); region++) {
    const drawn = drawRegion(nullRegion, owed, policies, span, uniform);
    if (region % share.of === share.at) countRegion(drawn, nullRegion, policies, span, tallies);
  }
  return tallies;
}

/** The expected warnings of each policy, from the tallies of all shares of a request. */
export function linesOfTallies(
  shares: readonly (readonly Tally[])[],
  request: BudgetRequest,
): BudgetLine[][] {
  const all = (regionsOf(request) * yearsAtOnce(request)) / request.stretchYears;
  return shares[0]!.map((_, policy) =>
    linesOf(merged(shares.map((tallies) => tallies[policy]!)), all, request.stretchYears),
  );
}

function merged(tallies: readonly Tally[]): Tally {
  const [counts, areas] = [new Map<string, number[]>(), new Map<string, Set<string>>()];
  for (const tally of tallies) {
    for (const [key, found] of tally.counts) counts.set(key, [...(counts.get(key) ?? []), ...found]);
    for (const [key, found] of tally.areas) areas.set(key, new Set([...(areas.get(key) ?? []), ...found]));
  }
  return { counts, areas };
}

/** Yearly means of stretches by rule (blank for all), level and tier, and the areas that were judged by rule and level. */
export interface Tally {
  readonly counts: Map<string, number[]>;
  readonly areas: Map<string, Set<string>>;
}

function linesOf({ counts, areas }: Tally, all: number, stretchYears: number): BudgetLine[] {
  return [...areas].flatMap(([key, judged]) => {
    const [rule = "", level = ""] = key.split("|");
    return TIERS.map((tier) => {
      const found = counts.get(`${key}|${tier}`) ?? [];
      const yearly = [...found, ...new Array<number>(Math.max(0, all - found.length)).fill(0)];
      const perYear = yearly.reduce((sum, count) => sum + count, 0) / yearly.length;
      const square =
        yearly.reduce((sum, count) => sum + (count - perYear) ** 2, 0) / (yearly.length - 1 || 1);
      const interval = predictionInterval(yearly.map((count) => Math.round(count * stretchYears)));
      return {
        ...{ rule: rule === "" ? null : rule, level, tier, areas: judged.size, perYear },
        ...{
          error: Math.sqrt(square / yearly.length),
          low: interval.low / stretchYears,
          high: interval.high / stretchYears,
        },
      };
    });
  });
}

/** Yearly mean of each stretch, from numbers by year. */
function stretches(years: readonly number[], length: number): number[] {
  return Array.from({ length: Math.floor(years.length / length) }, (_, at) => {
    const inStretch = years.slice(at * length, (at + 1) * length);
    return inStretch.reduce((sum, count) => sum + count, 0) / length;
  });
}

/** Judge a drawn region by each policy, and add what they warned of to the tally of each. */
function countRegion(
  { view, stretch }: DrawnRegion,
  nullRegion: NullRegion,
  policies: readonly Policy[],
  span: Span,
  tallies: readonly Tally[],
): void {
  const beside = policies.map((policy) => ({
    judged: new JudgedAreas(),
    alone: new RulesAlone(nullRegion.areas, policy, rulesAlone(policy, span)),
  }));
  const events = judgeDays(view, view.days(), policies, stretch, (at, moment) => {
    beside[at]!.judged.take(moment);
    beside[at]!.alone.take(moment);
  });
  for (const [at, policy] of policies.entries()) {
    const { judged, alone } = beside[at]!;
    const byLevel = judged.byLevel(nullRegion.areas);
    const add = (rule: string, ruleEvents: readonly CaseEvent[]) => {
      noteJudged(tallies[at]!.areas, rule, byLevel.get(rule === "" ? null : rule)!);
      addCounts(tally(rule, warningsOf(ruleEvents, nullRegion.areas), stretch, span), span, tallies[at]!);
    };
    add("", events[at]!);
    for (const rule of rulesAlone(policy, span))
      if (byLevel.has(rule)) add(rule, alone.events(rule, stretch.to));
  }
}

/** The rules whose warnings are counted apart: none where a policy has but one. */
function rulesAlone({ rules }: Policy, { togetherOnly }: Span): string[] {
  const only = Object.keys(rules).filter((id) => ruleById(id)?.kind !== "combined");
  return only.length > 1 && !togetherOnly ? only : [];
}

function addCounts(
  found: readonly { readonly key: string; readonly years: readonly number[] }[],
  { stretchYears }: Span,
  { counts }: Tally,
): void {
  for (const { key, years } of found)
    counts.set(key, [...(counts.get(key) ?? []), ...stretches(years, stretchYears)]);
}

/** Add the areas that a rule judged, by level. */
function noteJudged(
  areas: Map<string, Set<string>>,
  rule: string,
  judged: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  for (const [level, codes] of judged) {
    const key = `${rule}|${level}`;
    const noted = areas.get(key) ?? new Set();
    areas.set(key, noted);
    for (const code of codes) noted.add(code);
  }
}

function tally(rule: string, warnings: readonly Warning[], { from }: Stretch, span: Span) {
  const { years, stretchYears, explained } = span;
  const found = new Map<string, number[]>();
  for (const warning of warnings) {
    for (const tier of TIERS) {
      for (const { date } of arrivalsAt(warning, tier)) {
        const days = daysBetween(from, date);
        const year = Math.floor(days / 365.25);
        if (year < 0 || year >= years || explained(warning, days % (365.25 * stretchYears))) continue;
        const key = `${rule}|${warning.level}|${tier}`;
        const yearCounts = found.get(key) ?? new Array<number>(years).fill(0);
        found.set(key, yearCounts);
        yearCounts[year]!++;
      }
    }
  }
  return [...found].map(([key, yearCounts]) => ({ key, years: yearCounts }));
}
