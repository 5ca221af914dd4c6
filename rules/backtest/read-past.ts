import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { pastFigures, pastLayoffs, pastStatements } from "../../warehouse/measure/past.ts";
import { indicatorsOf } from "../definitions/define.ts";
import { ruleById } from "../definitions/index.ts";
import { indicatorById } from "../indicators/index.ts";
import { readAllAreas } from "../judge/read-areas.ts";
import { readOwed, readSuccessions } from "../judge/read-facts.ts";
import type { Policy } from "../policy/policy.ts";
import type { Past, PastFigure } from "./past.ts";

/** The periodic indicators that a policy's rules read, and insured persons, the denominator of layoff rates. */
export function indicatorsRead(policy: Policy) {
  const ids = Object.keys(policy.rules).flatMap((id) => {
    const rule = ruleById(id);
    return rule?.kind === "series" ? indicatorsOf(rule) : [];
  });
  return [...new Set([...ids, "insured-persons"])].flatMap((id) => {
    const indicator = indicatorById(id);
    return indicator && !indicator.periods.includes("rolling-30-days") ? [indicator] : [];
  });
}

/** How a deployment reckons days. */
export interface DaysOf {
  /** The local day of an instant. */
  dayOf(instant: Date): string;
  /** By report kind, the last period whose report was due by a date; where it is not known, the newest ready period is judged. */
  readonly lastDue?: NonNullable<Past["lastDue"]>;
}

/** Read the history that a policy's rules need, and of the indicators named besides: all periods, as known at an instant. */
export async function readPast(
  warehouse: Warehouse,
  policy: Policy,
  asOf: string,
  { dayOf, lastDue }: DaysOf,
  also: readonly string[] = [],
): Promise<Past> {
  const owed = await readOwed(warehouse);
  const days = new Map<number, string>();
  const day = (instant: number) => {
    const known = days.get(instant) ?? dayOf(new Date(instant));
    days.set(instant, known);
    return known;
  };
  const figures = new Map<string, PastFigure[]>();
  const read = indicatorsRead(policy);
  const besides = also.filter((id) => !read.some((indicator) => indicator.id === id));
  const indicators = [...read, ...besides.flatMap((id) => indicatorById(id) ?? [])];
  for (const row of await pastFigures(warehouse, indicators, asOf)) {
    const { indicator, area, period, numerator, denominator, kind } = row;
    if (owed.get(indicatorById(indicator)!.reads)?.kind !== kind) continue;
    const indicatorFigures = figures.get(indicator) ?? [];
    figures.set(indicator, indicatorFigures);
    indicatorFigures.push({
      area,
      period,
      numerator: numerator ?? 0,
      denominator,
      complete: numerator !== null,
      knownOn: day(row.knownAt),
    });
  }
  const layoffs = (await pastLayoffs(warehouse, asOf)).map(({ knownAt, replacedAt, ...layoff }) => ({
    ...{ ...layoff, knownOn: day(knownAt) },
    ...(replacedAt === null ? {} : { replacedOn: day(replacedAt) }),
  }));
  const statements = (await pastStatements(warehouse, asOf)).map(({ knownAt, ...statement }) => ({
    ...statement,
    knownOn: day(knownAt),
  }));
  const areas = await readAllAreas(warehouse);
  const successions = await readSuccessions(warehouse);
  const past = { areas, owed, figures, layoffs, successions };
  return lastDue ? { ...past, statements, lastDue } : past;
}
