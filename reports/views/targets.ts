import type { Indicator } from "../../rules/indicators/define.ts";
import type { Span } from "../../rules/targets/months.ts";
import type { ParsedTarget } from "../../rules/targets/parse-target.ts";
import {
  type Actual,
  cumulativeProgress,
  levelProgress,
  type Progress,
} from "../../rules/targets/progress.ts";
import { plainUnit } from "../../rules/targets/units.ts";
import { fillGaps, yearsToDate } from "../../rules/targets/year-to-date.ts";
import { addDays, monthEndAfter } from "../../warehouse/engine/days.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";

/** A plan target to show. */
export interface ShownTarget {
  readonly id: string;
  readonly area: string;
  readonly unit: string;
  readonly kind: "cumulative" | "level" | "rate" | "text";
  readonly span: Span;
  readonly parsed: ParsedTarget;
  readonly tolerance?: number | undefined;
  readonly published: readonly Actual[];
}

/** How figures for a target are read from the warehouse. */
export interface TargetQuestion {
  /** The day the figures are read as of. */
  readonly date: string;
  /** The end of that day. */
  readonly asOf: string;
  /** Figures with less coverage are not used; of those used, a total from January that lacks a place is a lower bound. */
  readonly coverageFloor: number;
  /** Name of the warehouse as a source, in the reader's language. */
  readonly sourceName: string;
}

/** Progress of a target, with the figures it was computed from. */
export interface StandingTarget {
  readonly progress: Progress;
  readonly actuals: readonly Actual[];
}

/** Judge one target by the figures of its indicator, or by published figures for months without them (规划目标进度). */
export async function standingOf(
  warehouse: Warehouse,
  target: ShownTarget,
  indicator: Indicator | undefined,
  question: TargetQuestion,
): Promise<StandingTarget> {
  const { span, parsed, kind } = target;
  const until = lastMonthBy(question.date);
  const observed = indicator ? await observedFigures(warehouse, target, indicator, question) : [];
  const published = target.published.filter(({ to }) => to <= until);
  if (kind === "cumulative") {
    const figures = observed.map(({ period, value, coverage }) =>
      coverage < COMPLETE ? { period, value, partial: true as const } : { period, value },
    );
    const actuals = fillGaps(yearsToDate(figures, span, question.sourceName), published);
    return { progress: cumulativeProgress(parsed, span, actuals, until), actuals };
  }
  const levels = [
    ...published,
    ...observed.map(({ period, value }) => ({ ...monthSpan(period), value, source: question.sourceName })),
  ].filter(({ to }) => span.from <= to && to <= span.to);
  const latest = levels.reduce<Actual | null>(
    (best, figure) => (best && best.to > figure.to ? best : figure),
    null,
  );
  return {
    progress: levelProgress(parsed, latest?.value ?? null, target.tolerance ?? null),
    actuals: latest ? [latest] : [],
  };
}

/** Coverage of a total that no place is missing from; shares are sums of fractions. */
const COMPLETE = 1 - 1e-9;

const monthSpan = (period: string): Span => ({ from: period.slice(0, 7), to: period.slice(0, 7) });

/** The last month that has ended by a day: `2026-03-30` is in March, `2026-03-31` ends it. */
export const lastMonthBy = (date: string): string => monthEndAfter(addDays(date, 1), -1).slice(0, 7);

/** The indicator's figures of an area in the months of a target, in the target's unit, as known on the day. */
async function observedFigures(
  warehouse: Warehouse,
  { area, span, unit }: ShownTarget,
  indicator: Indicator,
  { date, asOf, coverageFloor }: TargetQuestion,
): Promise<{ period: string; value: number; coverage: number }[]> {
  const rows = await warehouse.rows<{ period: string; value: number; coverage: number }>(
    `SELECT period, value, coverage FROM observation_as_of(CAST($as_of AS TIMESTAMP))
     WHERE indicator = $indicator AND area = $area AND period_kind IN ('month', 'quarter', 'year')
       AND strftime(period, '%Y-%m') BETWEEN $first AND $last AND period <= CAST($date AS DATE)
     ORDER BY period`,
    { indicator: indicator.id, area, first: span.from, last: span.to, date, as_of: asOf },
  );
  const { times } = plainUnit(unit);
  return rows.flatMap(({ period, value, coverage }) =>
    value === null || coverage < coverageFloor ? [] : [{ period, value: value / times, coverage }],
  );
}
