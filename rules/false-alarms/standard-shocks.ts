import type { KnownEvent } from "../backtest/known-event.ts";
import type { PastLayoff, Stretch } from "../backtest/past.ts";
import { addDays, shiftPeriod } from "../calendar/periods.ts";
import type { Uniform } from "../detectors/random.ts";
import type { Tier } from "../policy/tiers.ts";
import type { Happening } from "./drawn-region.ts";
import type { FigureShock } from "./drawn-view.ts";
import type { NullIndicator, NullRegion } from "./null-region.ts";

/** A shock to an indicator's figures: what each period's are multiplied by, as of an area of a level. */
interface StandardFigureShock {
  readonly indicator: string;
  readonly cause: string;
  readonly level: "banner" | "league";
  readonly tier: Tier;
  /** By month of the shock, first to last. */
  readonly factors: readonly number[];
  readonly stays: boolean;
  /** How often it happens in the region, a year. */
  readonly perYear: number;
  /** Periods from the first within which it must be found. */
  readonly within: number;
}

/** A shock of layoffs in one banner: the reports, by days after the first. */
interface StandardLayoffs {
  readonly tier: Tier;
  readonly reports: readonly {
    readonly day: number;
    readonly persons: number;
    readonly staff: number;
    readonly closure: boolean;
  }[];
  readonly perYear: number;
  readonly within: number;
}

const times = (factor: number, periods: number) => new Array<number>(periods).fill(factor);
const falling = (perPeriod: number, periods: number) =>
  Array.from({ length: periods }, (_, at) => (1 - perPeriod) ** (at + 1));
const layoff = (day: number, persons: number, staff: number, closure = false) => ({
  day,
  persons,
  staff,
  closure,
});

/**
 * The shocks against which lines are weighed (标准冲击): claims that rise by four fifths, to two and a half times and to four times for a quarter, a
 * stock of insured that shrinks for nine months, a market that loses a third or half of its vacancies, a wave of layoffs, a firm that cuts
 * 250 and one that closes with 700. Sizes are an assumption and are printed with every curve; the areas they strike are drawn.
 */
export const STANDARD_FIGURES: readonly StandardFigureShock[] = [
  ...(["league", "banner"] as const).flatMap((level) => [
    { ...claims(level), tier: "III" as const, factors: times(1.8, 3), perYear: 0.4 },
    { ...claims(level), tier: "II" as const, factors: times(2.5, 3), perYear: 0.3 },
    { ...claims(level), tier: "I" as const, factors: times(4, 3), perYear: 0.1 },
  ]),
  { ...stock(), tier: "III", factors: falling(0.006, 9), perYear: 0.2 },
  { ...stock(), tier: "II", factors: falling(0.0095, 9), perYear: 0.1 },
  { ...vacancies(), tier: "III", factors: times(0.55, 4), perYear: 0.2 },
  { ...vacancies(), tier: "II", factors: times(0.47, 4), perYear: 0.1 },
];

export const STANDARD_LAYOFFS: readonly StandardLayoffs[] = [
  { tier: "III", reports: [0, 4, 9].map((day) => layoff(day, 70, 600)), perYear: 0.4, within: 20 },
  { tier: "II", reports: [layoff(0, 250, 1200)], perYear: 0.3, within: 5 },
  { tier: "II", reports: [0, 3, 6, 10, 14].map((day) => layoff(day, 80, 700)), perYear: 0.2, within: 25 },
  { tier: "I", reports: [layoff(0, 700, 700, true)], perYear: 0.1, within: 5 },
];

function claims(level: "banner" | "league") {
  return { indicator: "new-claims", cause: "claims", level, stays: false, within: 4 };
}
function stock() {
  return {
    indicator: "insured-persons",
    cause: "insured",
    level: "league" as const,
    stays: true,
    within: 12,
  };
}
function vacancies() {
  return {
    indicator: "jobs-to-seekers",
    cause: "vacancies",
    level: "league" as const,
    stays: false,
    within: 5,
  };
}

/** Weeks for which a month's factor holds where figures are weekly. */
const WEEKS_OF_A_MONTH = 4;
/** Days of a month, for what is told in days of what lasts months; and for how long a shock explains warnings after its end. */
const [MONTH_DAYS, EXPLAINED_MONTHS, EXPLAINED_DAYS] = [31, 15, 45];
/** Largest share of a banner's insured that standard layoffs may be. */
const MOST_OF_INSURED = 0.25;

/** Draw where and when the standard shocks happen in a stretch, and what a warning system should make of them. */
export function drawShocks(
  { areas, indicators }: Pick<NullRegion, "areas" | "indicators">,
  stretch: Stretch,
  years: number,
  uniform: Uniform,
): { readonly happening: Happening; readonly events: KnownEvent[] } {
  const figures = new Map<string, FigureShock[]>();
  const events: KnownEvent[] = [];
  for (const shock of STANDARD_FIGURES) {
    const indicator = indicators.find(({ id }) => id === shock.indicator);
    if (!indicator) continue;
    for (const start of daysOf(shock.perYear, stretch, years, uniform)) {
      const area = pick(struckAreas(areas, indicator, shock.level), uniform);
      if (area === undefined) continue;
      const first = shiftPeriod(start, indicator.kind, 0);
      const monthly = indicator.kind === "week" ? WEEKS_OF_A_MONTH : 1;
      const each = shock.factors.flatMap((factor) => times(factor, monthly));
      const factors = each.map((factor, at) => [shiftPeriod(first, indicator.kind, at), factor] as const);
      const known = figures.get(shock.indicator) ?? [];
      figures.set(shock.indicator, [...known, { area, factors: new Map(factors), stays: shock.stays }]);
      const last = factors.at(-1)![0];
      events.push({
        ...eventOf(`${shock.cause}-${shock.level}-${shock.tier}`, area, shock.cause, shock.tier),
        ...{ from: first, by: addDays(first, shock.within * MONTH_DAYS) },
        until: shiftPeriod(last, "month", EXPLAINED_MONTHS),
      });
    }
  }
  const layoffs = STANDARD_LAYOFFS.flatMap((shock, kind) =>
    daysOf(shock.perYear, stretch, years, uniform).flatMap((day, at) => {
      const persons = shock.reports.reduce((sum, report) => sum + report.persons, 0);
      const area = pick(banners(areas, indicators, persons / MOST_OF_INSURED), uniform);
      if (area === undefined) return [];
      events.push({
        ...eventOf(`layoffs-${kind}-${shock.tier}`, area, "layoffs", shock.tier),
        ...{ from: day, by: addDays(day, shock.within), until: addDays(day, EXPLAINED_DAYS + 30) },
      });
      return shock.reports.map((report, index): PastLayoff => {
        const receivedOn = addDays(day, report.day);
        const name = `shock ${kind} ${at} ${index}`;
        return {
          ...{ area, employer: name, employerKey: name, receivedOn, knownOn: addDays(receivedOn, 1) },
          ...{ persons: report.persons, staff: report.staff, closure: report.closure },
        };
      });
    }),
  );
  return { happening: { figures, layoffs }, events };
}

const eventOf = (id: string, area: string, cause: string, tier: Tier) => ({
  ...{ id, title: { zh: id, en: id }, areas: [area], causes: [cause], tier, early: 0 },
});

/** The days on which something begins that happens so often a year; none in the last year, so that there is time to find it. */
function daysOf(perYear: number, { from }: Stretch, years: number, uniform: Uniform): string[] {
  return Array.from({ length: Math.max(0, years - 1) }, (_, year) => year).flatMap((year) =>
    uniform() < perYear ? [addDays(from, Math.floor((year + uniform()) * 365.25))] : [],
  );
}

const pick = <Value>(values: readonly Value[], uniform: Uniform): Value | undefined =>
  values[Math.floor(uniform() * values.length)];

const struckAreas = (areas: NullRegion["areas"], { parts }: NullIndicator, level: string): string[] =>
  areas.flatMap((area) =>
    area.level === level && (parts.get(area.code)?.length ?? 0) > 0 ? [area.code] : [],
  );

/** The banners with at least so many insured. */
function banners(areas: NullRegion["areas"], indicators: readonly NullIndicator[], least: number): string[] {
  const insured = indicators.find(({ id }) => id === "insured-persons")?.numerator.places ?? [];
  const sizes = new Map(insured.map(({ area, level }) => [area, level]));
  return areas.flatMap(({ code, level }) =>
    level === "banner" && (sizes.get(code) ?? 0) >= least ? [code] : [],
  );
}
