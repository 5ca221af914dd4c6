import { inserted } from "../engine/inserted.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import { Carried, seriesOf } from "./carried.ts";
import type { ObserveRequest } from "./computed-indicator.ts";
import { copyFacts } from "./copy-facts.ts";
import { appendFirstSql, appendSql, rollingAffected } from "./observation-sql.ts";

/** Days before a night's date for which the rolling indicators need event reports: thirty, and the thirty before them. */
export const WINDOW_DAYS = 60;

/** Compute the figures of the windows that end on the night's date. */
export async function observeRolling(
  warehouse: Warehouse,
  request: ObserveRequest,
  carried: Carried,
): Promise<number> {
  const { night, date, asOf, windowAsOf = asOf } = request;
  const rolling = request.indicators.filter((indicator) => indicator.rolling);
  if (rolling.length === 0) return 0;
  for (const { id } of rolling) carried.changed(seriesOf(id));
  for (const contract of new Set(rolling.map((indicator) => indicator.reads))) {
    if (carried.isSame(`events of ${contract}`, carried.reports(contract))) continue;
    await copyFacts(
      warehouse,
      contract,
      { asOf: windowAsOf, carried },
      {
        sql: `received_on > CAST($date AS DATE) - ${WINDOW_DAYS}`,
        bindings: { date },
      },
    );
  }
  await prepareHelpers(warehouse, { ...request, asOf: windowAsOf }, carried);
  const affected = rollingAffected(rolling);
  const bindings = { night, as_of: asOf };
  const first = (carried.kept<string>("observed date") ?? "9999-12-31") < date;
  carried.keep("observed date", date);
  return first
    ? inserted(warehouse, appendFirstSql(rolling, affected), bindings)
    : inserted(warehouse, appendSql(rolling, "period = CAST($date AS DATE)", affected), {
        ...bindings,
        ...{ date, least: date },
      });
}

/**
 * Prepare the other inputs of the rolling indicators: the night's date, the insured of each area, and the areas that sent their layoff
 * statements. The date changes every night; the others are read again when reports or due dates have changed.
 */
export async function prepareHelpers(
  warehouse: Warehouse,
  { date, asOf, statementDue }: Pick<ObserveRequest, "date" | "asOf" | "statementDue">,
  carried = new Carried(),
): Promise<void> {
  const due = statementDue["layoff-report"] ?? "9999-12-31";
  await warehouse.run("CREATE OR REPLACE TEMP TABLE night_date AS SELECT CAST($date AS DATE) AS date", {
    date,
  });
  if (!carried.isSame("insured by period", carried.reports("social-insurance")))
    await warehouse.run(
      `CREATE OR REPLACE TEMP TABLE insured_by_period AS
       SELECT area, period, insured FROM social_insurance_as_of(CAST($as_of AS TIMESTAMP))
       WHERE insured > 0 AND period > CAST($date AS DATE) - ${STOCK_DAYS}`,
      { as_of: asOf, date },
    );
  if (!carried.isSame("layoff statements", [...carried.reports("layoff-report"), due]))
    await warehouse.run(
      `CREATE OR REPLACE TEMP TABLE layoff_statement AS
       SELECT duty.area, EXISTS (FROM report_scope AS scope WHERE scope.contract = 'layoff-report' AND scope.area = duty.area
           AND scope.period >= CAST($due AS DATE) AND scope.known_at <= CAST($as_of AS TIMESTAMP)) AS stated
       FROM duty WHERE duty.contract = 'layoff-report'`,
      { as_of: asOf, due },
    );
  if (!carried.isSame("rolling views", [])) await warehouse.run(ROLLING_VIEWS);
}

/** Days for which the last stock of insured persons is used in place of a later one. */
const STOCK_DAYS = 100;

const ROLLING_VIEWS = `
  CREATE OR REPLACE TEMP VIEW insured_latest AS
  SELECT area, max_by(insured, period) AS persons FROM insured_by_period, night_date
  WHERE period <= date AND period > date - ${STOCK_DAYS} GROUP BY area;
  CREATE OR REPLACE TEMP VIEW layoff_place AS
  SELECT area, bool_or(stated) AS stated FROM (
    FROM layoff_statement
    UNION ALL SELECT area, false FROM current_layoff_report, night_date WHERE received_on > date - ${WINDOW_DAYS}
  ) GROUP BY area`;
