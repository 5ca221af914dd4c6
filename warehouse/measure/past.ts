import { literal } from "../engine/literal.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import { withFactViews } from "./fact-views.ts";
import { indicatorSql } from "./observation-sql.ts";

/** One past figure of an area that reports, with the instant (milliseconds) at which its report first arrived. */
export interface PastFigureRow {
  readonly indicator: string;
  readonly area: string;
  readonly kind: string;
  readonly period: string;
  readonly numerator: number;
  readonly denominator: number | null;
  readonly knownAt: number;
}

/** One past layoff report as last corrected, with the instant (milliseconds) at which it became known. */
export interface PastLayoffRow {
  readonly area: string;
  readonly employer: string;
  readonly employerKey: string;
  readonly receivedOn: string;
  readonly persons: number;
  readonly staff: number | null;
  readonly closure: boolean;
  readonly knownAt: number;
}

/**
 * Every figure from past reports, by the indicators' SQL and for all periods at once.
 *
 * A figure has its last correction; it counts as known from the day on which the first report of its area and period arrived.
 */
export async function pastFigures(
  warehouse: Warehouse,
  indicators: readonly { readonly id: string; readonly reads: string }[],
  asOf: string,
): Promise<PastFigureRow[]> {
  if (indicators.length === 0) return [];
  const viewed = [...new Set(indicators.map(({ reads }) => reads))].map((contract) => ({ contract }));
  const reported = indicators.map(
    ({ id, reads }) =>
      `SELECT ${literal(id)} AS indicator, ${literal(reads)} AS contract, area, period_kind, period,
              CAST(numerator AS DOUBLE) AS numerator, CAST(denominator AS DOUBLE) AS denominator
       FROM (${indicatorSql(id)})`,
  );
  return withFactViews(warehouse, viewed, asOf, () =>
    warehouse.rows(
      `WITH reported AS (${reported.join("\nUNION ALL\n")}), came AS (
         SELECT contract, area, period_kind, period, min(known_at) AS known_at FROM report_scope
         WHERE known_at <= CAST($as_of AS TIMESTAMP) GROUP BY ALL
       )
       SELECT indicator, area, period_kind AS kind, period, numerator, denominator, epoch_ms(known_at) AS "knownAt"
       FROM reported JOIN came USING (contract, area, period_kind, period)
       WHERE numerator IS NOT NULL AND area IN (SELECT area FROM duty)
       ORDER BY ALL`,
      { as_of: asOf },
    ),
  );
}

/** Every past layoff report, as known at an instant. */
export function pastLayoffs(warehouse: Warehouse, asOf: string): Promise<PastLayoffRow[]> {
  return warehouse.rows(
    `SELECT report.area, employer, coalesce(credit_code, identity_text(employer)) AS "employerKey", received_on AS "receivedOn",
            workers_affected AS persons, workers_employed AS staff, coalesce(action = 'closure', false) AS closure,
            epoch_ms(coalesce(came.known_at, report.known_at)) AS "knownAt"
     FROM layoff_report_as_of(CAST($as_of AS TIMESTAMP)) AS report LEFT JOIN (
       SELECT area, event_key, min(known_at) AS known_at FROM fact_layoff_report
       WHERE event_key IS NOT NULL AND known_at <= CAST($as_of AS TIMESTAMP) GROUP BY ALL
     ) AS came USING (area, event_key)
     WHERE received_on IS NOT NULL
     ORDER BY report.area, received_on, report.event_key`,
    { as_of: asOf },
  );
}
