import type { Warehouse } from "../engine/warehouse.ts";
import type { ComputedIndicator } from "./computed-indicator.ts";
import { LAYOFF_COLUMNS, withNormalTexts } from "./layoff-columns.ts";
import { markAffected } from "./observe.ts";
import { prepareInstants, withTaggedFacts } from "./observe-versions.ts";
import { ALL_CHANGED, areaVersionsSql } from "./versions-sql.ts";

/** An indicator whose past is read. */
export type PastIndicator = Pick<ComputedIndicator, "id" | "reads" | "reachesBack">;

/** A past figure of an area that reports, with the instant (milliseconds) from which it was known so; null where it was taken away. */
export interface PastFigureRow {
  readonly indicator: string;
  readonly area: string;
  readonly kind: string;
  readonly period: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly knownAt: number;
}

/** One version of a past layoff report, with the instants (milliseconds) from which it was known, and from which it was replaced; null where it was not. */
export interface PastLayoffRow {
  readonly area: string;
  readonly employer: string;
  readonly employerKey: string;
  readonly receivedOn: string;
  readonly persons: number;
  readonly staff: number | null;
  readonly closure: boolean;
  readonly knownAt: number;
  readonly replacedAt: number | null;
  /** Whether it names more persons than every version before it, or is the first. */
  readonly isNews: boolean;
}

/**
 * Every figure from past reports at every instant at which it changed, by the indicators' SQL and for all periods at once (历次获知的数值). A
 * figure that a correction took away has an empty numerator.
 */
export async function pastFigures(
  warehouse: Warehouse,
  indicators: readonly PastIndicator[],
  asOf: string,
): Promise<PastFigureRow[]> {
  if (indicators.length === 0) return [];
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE touched AS
     SELECT DISTINCT contract, period_kind, period FROM report_scope WHERE known_at <= CAST($as_of AS TIMESTAMP)`,
    { as_of: asOf },
  );
  await markAffected(
    warehouse,
    indicators.map((indicator) => ({ ...indicator, rolling: false })),
    LAST_DAY,
  );
  await warehouse.run(ALL_CHANGED);
  await prepareInstants(warehouse, asOf);
  const reads = indicators.map((indicator) => indicator.reads);
  return withTaggedFacts(warehouse, reads, () => warehouse.rows(areaVersionsSql(indicators)));
}

/** A past has no end: figures are read for all periods. */
const LAST_DAY = "9999-12-31";

/** A layoff statement (nil included) for a period, with the instant (milliseconds) at which it became known. */
export interface PastStatementRow {
  readonly area: string;
  readonly period: string;
  readonly knownAt: number;
}

/** Every layoff statement of the past, as known at an instant. */
export const pastStatements = (warehouse: Warehouse, asOf: string): Promise<PastStatementRow[]> =>
  warehouse.rows(
    `SELECT area, period, epoch_ms(min(known_at)) AS "knownAt" FROM report_scope
     WHERE contract = 'layoff-report' AND known_at <= CAST($as_of AS TIMESTAMP) GROUP BY ALL ORDER BY ALL`,
    { as_of: asOf },
  );

/** SQL: whether a version of an event names more persons than every version before it. */
export const IS_NEWS = `workers_affected > coalesce(max(workers_affected) OVER (
    PARTITION BY area, event_key ORDER BY known_at, submission, line ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)`;

/** Every version of every past layoff report, as known at an instant, in the order in which they became known. */
export function pastLayoffs(warehouse: Warehouse, asOf: string): Promise<PastLayoffRow[]> {
  return warehouse.rows(
    `SELECT ${LAYOFF_COLUMNS},
            epoch_ms(report.known_at) AS "knownAt", epoch_ms(least(next_known, decided_at)) AS "replacedAt", is_news AS "isNews"
     FROM ${withNormalTexts(`(
       SELECT *, ${IS_NEWS} AS is_news, lead(known_at) OVER (PARTITION BY area, event_key ORDER BY known_at, submission, line) AS next_known
       FROM fact_layoff_report WHERE event_key IS NOT NULL AND known_at <= CAST($as_of AS TIMESTAMP))`)} AS report LEFT JOIN (
       SELECT area, event_key, min(decided_at) AS decided_at FROM event_replaced
       WHERE contract = 'layoff-report' AND decided_at <= CAST($as_of AS TIMESTAMP) GROUP BY ALL
     ) AS replaced USING (area, event_key)
     WHERE received_on IS NOT NULL
     ORDER BY report.area, received_on, report.event_key, report.known_at`,
    { as_of: asOf },
  );
}
