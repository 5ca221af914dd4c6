/** One column of a fact table: a plain name and an engine type. */
export interface FactColumn {
  readonly name: string;
  readonly sqlType: "VARCHAR" | "BIGINT" | "DECIMAL(18,4)" | "DATE" | "BOOLEAN";
}

/**
 * What the warehouse must know of a report kind to keep its rows.
 *
 * `grain` says which later report replaces which earlier one: a `period` report replaces the same area and period
 * as a whole; an `event` report replaces the same event, whose key is kept in `event_key`.
 */
export interface FactTable {
  readonly contract: string;
  readonly grain: "period" | "event";
  readonly columns: readonly FactColumn[];
}

/** Name of the table that holds the accepted rows of a report kind. */
export const factTable = (contract: string): string => `fact_${contract.replaceAll("-", "_")}`;
/** Name under which a query of the night finds the rows as known at the night's instant. */
export const currentTable = (contract: string): string => `current_${contract.replaceAll("-", "_")}`;
/** Name of the table macro that reads the rows as known at an instant: `social_insurance_as_of(instant)`. */
export const asOfMacro = (contract: string): string => `${contract.replaceAll("-", "_")}_as_of`;

/** The columns that every fact row has besides its report's own. */
export const ROAD_COLUMNS =
  "submission BIGINT, line BIGINT, area VARCHAR, period_kind VARCHAR, period DATE, known_at TIMESTAMP, event_key VARCHAR";

/**
 * Statements that make the fact table of a report kind and its reading as of an instant. Columns that the report kind has gained
 * since the table was made are added to it: blank in the rows of before.
 */
export function factStatements(fact: FactTable): string[] {
  const own = fact.columns.map((column) => `"${column.name}" ${column.sqlType}`).join(", ");
  return [
    `CREATE TABLE IF NOT EXISTS ${factTable(fact.contract)} (${ROAD_COLUMNS}, ${own})`,
    ...fact.columns.map(
      ({ name, sqlType }) =>
        `ALTER TABLE ${factTable(fact.contract)} ADD COLUMN IF NOT EXISTS "${name}" ${sqlType}`,
    ),
    `CREATE OR REPLACE MACRO ${asOfMacro(fact.contract)}(instant) AS TABLE ${asOfQuery(fact)}`,
  ];
}

function asOfQuery({ contract, grain }: FactTable): string {
  const table = factTable(contract);
  if (grain === "event") {
    return `SELECT * FROM ${table} WHERE known_at <= instant AND event_key IS NOT NULL
            QUALIFY row_number() OVER (PARTITION BY area, event_key ORDER BY known_at DESC, submission DESC, line DESC) = 1`;
  }
  return `SELECT fact.* FROM ${table} AS fact SEMI JOIN (
            SELECT * FROM report_scope WHERE contract = '${contract}' AND known_at <= instant
            QUALIFY row_number() OVER (PARTITION BY area, period_kind, period ORDER BY known_at DESC, submission DESC) = 1
          ) AS latest USING (submission, area, period_kind, period, known_at)`;
}
