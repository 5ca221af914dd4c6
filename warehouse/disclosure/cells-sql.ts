import { asOfMacro } from "../engine/fact-tables.ts";
import type { NamingReport } from "./naming-reports.ts";

/**
 * SQL of the amounts of a report by area, month, enterprise and table, above zero, as known at the instant bound as `instant`, for the
 * months in the list.
 */
export function amountsSql(report: NamingReport, months: string, instant: string): string {
  const { contract, firm, month, amounts, events, many } = report;
  const rows = `${asOfMacro(contract)}(CAST($${instant} AS TIMESTAMP))`;
  const coded = report.events
    ? `LEFT JOIN (SELECT identity_text(employer) AS name, min(credit_code) AS code FROM ${rows} WHERE credit_code IS NOT NULL GROUP BY 1) AS coded
         ON coded.name = identity_text(now.employer)`
    : "";
  const earlier =
    report.reach > 0
      ? `LEFT JOIN ${rows} AS earlier ON earlier.area = now.area AND earlier.credit_code = now.credit_code
           AND earlier.period_kind = now.period_kind AND earlier.period = last_day(CAST(now.period - INTERVAL 1 MONTH AS DATE))`
      : "";
  const list = amounts.map(([table, sql]) => `{name: ${table}, amount: CAST(${sql} AS BIGINT)}`);
  return `SELECT area, month, firm, entry.name AS name, ${many ? "entry.amount" : "sum(entry.amount)"} AS amount FROM (
      SELECT now.area, ${month} AS month, ${firm} AS firm, unnest([${list.join(", ")}]) AS entry FROM ${rows} AS now ${coded} ${earlier}
      WHERE ${month} IN (${months})${events ? "" : " AND now.period_kind = 'month'"}
    ) WHERE entry.amount > 0${many ? "" : " GROUP BY ALL"}`;
}

/** SQL of amounts added up by enterprise for each area with all areas below it; an area's own beside them, marked. */
export const rolledSql = (amounts: string, spans: string): string => `
  WITH amounts AS MATERIALIZED (${amounts})
  SELECT span.ancestor AS area, false AS own, month, name, firm, sum(amount) AS amount
  FROM amounts JOIN ${spans} AS span ON span.area = amounts.area AND month BETWEEN span.valid_from AND span.valid_to GROUP BY ALL
  UNION ALL
  SELECT area, true, month, name, firm, sum(amount) FROM amounts
  WHERE area IN (SELECT ancestor FROM ${spans} WHERE distance > 0) GROUP BY ALL`;

/** The largest enterprises of a cell that are kept, to be recognised in other cells. */
const RECOGNISED = 5;

/** SQL of the largest enterprises, by their fingerprints. */
const TOPS = `max_by({firm: CAST(hash(firm) AS VARCHAR), amount: CAST(amount AS BIGINT)}, {amount: amount, firm: firm}, ${RECOGNISED})`;

/** SQL of cells (area, own, month, name, firms, persons, tops) of amounts that were added up by enterprise. */
export const cellsOfRolled = (rolled: string): string => `
  SELECT area, own, month, name, count(*) AS firms, CAST(sum(amount) AS BIGINT) AS persons, ${TOPS} AS tops
  FROM (${rolled}) GROUP BY area, own, month, name`;

/** SQL of the cells of amounts by area and enterprise, along the spans of a register. */
export const cellsSql = ({ many }: Pick<NamingReport, "many">, amounts: string, spans: string): string =>
  many ? cellsOfMany(amounts, spans) : cellsOfRolled(rolledSql(amounts, spans));

/** The same where there are many: above an area, only its largest enterprises are recognised in other areas. */
const cellsOfMany = (amounts: string, spans: string): string => `
  WITH leaf AS (
    SELECT area, month, name, count(*) AS firms, sum(amount) AS persons,
           max_by({firm: firm, amount: amount}, {amount: amount, firm: firm}, ${RECOGNISED}) AS tops
    FROM (${amounts}) GROUP BY area, month, name
  ), rolled AS (
    SELECT span.ancestor AS area, false AS own, month, name, sum(firms) AS firms, sum(persons) AS persons, flatten(list(tops)) AS tops
    FROM leaf JOIN ${spans} AS span ON span.area = leaf.area AND month BETWEEN span.valid_from AND span.valid_to GROUP BY ALL
    UNION ALL
    SELECT area, true, month, name, firms, persons, tops FROM leaf WHERE area IN (SELECT ancestor FROM ${spans} WHERE distance > 0)
  ), firm AS (
    SELECT area, own, month, name, top.firm AS firm, sum(top.amount) AS amount, count(*) AS times
    FROM (SELECT area, own, month, name, unnest(tops) AS top FROM rolled) GROUP BY ALL
  ), large AS (
    SELECT area, own, month, name, ${TOPS} AS tops, sum(times - 1) AS again FROM firm GROUP BY ALL
  )
  SELECT area, own, month, name, CAST(firms - again AS BIGINT) AS firms, CAST(persons AS BIGINT) AS persons, large.tops
  FROM rolled JOIN large USING (area, own, month, name)`;
