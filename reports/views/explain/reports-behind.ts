import { asOfMacro } from "../../../warehouse/engine/fact-tables.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import type { NumberAsked } from "./explained-number.ts";

/** One submission that a number rests on, for one report kind and period. */
export interface ReportBehind {
  readonly submission: number;
  readonly contract: string;
  readonly fileName: string;
  readonly sender: string | null;
  readonly period: string;
  readonly receivedAt: string;
  /** Accepted rows for the area or below; 0 for a nil report. */
  readonly rows: number;
  readonly areas: number;
}

/** An area that owed the report of the period and whose report was not in. */
export interface AbsentPart {
  readonly area: string;
}

const BELOW = `SELECT area FROM descent_span WHERE ancestor = $area
               AND CAST($period AS DATE) BETWEEN valid_from AND valid_to`;

const BEHIND = `submission, contract, file_name AS "fileName", sender, period, received_at AS "receivedAt", rows, areas`;

/**
 * The submissions that a number rests on, as known at the instant: for each area and period the latest one, over the periods that its
 * indicator reaches back; for a window of days, the reports of events within it and the last statements of its places. An indicator
 * that divides by another report's figure rests on its latest one too.
 */
export async function reportsBehind(warehouse: Warehouse, asked: NumberAsked): Promise<ReportBehind[]> {
  const { indicator } = asked;
  const rolling = asked.periodKind === "rolling-30-days";
  const reports = rolling ? await eventReports(warehouse, asked) : await periodReports(warehouse, asked);
  if (!indicator.dividesBy) return reports;
  return [...reports, ...(await latestScopes(warehouse, asked, indicator.dividesBy, 100))];
}

/** Areas below that owed the report of the period and have not sent it by the instant; for a window of days, none are named. */
export async function absentParts(warehouse: Warehouse, asked: NumberAsked): Promise<AbsentPart[]> {
  if (asked.periodKind === "rolling-30-days") return [];
  const { area, period, periodKind, asOf, indicator } = asked;
  return warehouse.rows(
    `SELECT duty.area FROM duty
     WHERE contract = $contract AND period_kind = $kind AND area IN (${BELOW})
       AND area NOT IN (SELECT area FROM report_scope WHERE contract = $contract AND period_kind = $kind
                        AND period = CAST($period AS DATE) AND known_at <= CAST($asOf AS TIMESTAMP))
     ORDER BY weight DESC, area`,
    { area, period, kind: periodKind, asOf, contract: indicator.reads },
  );
}

/** Current fact rows by submission and period, from the first month the indicator reads. */
function periodReports(warehouse: Warehouse, asked: NumberAsked): Promise<ReportBehind[]> {
  const { area, period, periodKind, asOf, indicator } = asked;
  return warehouse.rows(
    `SELECT ${BEHIND} FROM (
       SELECT submission, period, count(*) AS rows, count(DISTINCT area) AS areas
       FROM ${asOfMacro(indicator.reads)}(CAST($asOf AS TIMESTAMP))
       WHERE area IN (${BELOW}) AND period_kind = $kind AND period <= CAST($period AS DATE)
         AND period >= last_day(CAST(CAST($period AS DATE) - to_months(CAST($reach AS INTEGER)) AS DATE))
         AND (period = CAST($period AS DATE) OR $reach > 0)
       GROUP BY ALL
     ) AS fact JOIN submission ON submission.id = fact.submission
     ORDER BY period DESC, submission`,
    { area, period, kind: periodKind, asOf, reach: indicator.reachesBack },
  );
}

/** Event reports of the thirty days that end with the period, and the latest statement of each area. */
async function eventReports(warehouse: Warehouse, asked: NumberAsked): Promise<ReportBehind[]> {
  const { area, period, asOf, indicator } = asked;
  const events = await warehouse.rows<ReportBehind>(
    `SELECT ${BEHIND} FROM (
       SELECT submission, max(received_on) AS period, count(*) AS rows, count(DISTINCT area) AS areas
       FROM ${asOfMacro(indicator.reads)}(CAST($asOf AS TIMESTAMP))
       WHERE area IN (${BELOW}) AND received_on <= CAST($period AS DATE) AND received_on > CAST($period AS DATE) - 30
       GROUP BY ALL
     ) AS fact JOIN submission ON submission.id = fact.submission
     ORDER BY submission`,
    { area, period, asOf },
  );
  const stated = await latestScopes(warehouse, asked, indicator.reads, 100);
  const named = new Set(events.map(({ submission }) => submission));
  return [...events, ...stated.filter(({ submission }) => !named.has(submission))];
}

/** For each area below, its latest reported period within some days before the period's end. */
function latestScopes(
  warehouse: Warehouse,
  { area, period, asOf }: NumberAsked,
  contract: string,
  days: number,
): Promise<ReportBehind[]> {
  return warehouse.rows(
    `SELECT ${BEHIND} FROM (
       SELECT submission, period, CAST(sum(rows) AS BIGINT) AS rows, count(DISTINCT area) AS areas FROM (
         SELECT * FROM report_scope WHERE contract = $contract AND area IN (${BELOW}) AND known_at <= CAST($asOf AS TIMESTAMP)
           AND period <= CAST($period AS DATE) AND period > CAST($period AS DATE) - CAST($days AS INTEGER)
         QUALIFY row_number() OVER (PARTITION BY area ORDER BY period DESC, known_at DESC, submission DESC) = 1
       ) GROUP BY ALL
     ) AS scope JOIN submission ON submission.id = scope.submission
     ORDER BY period DESC, submission`,
    { area, period, asOf, contract, days },
  );
}
