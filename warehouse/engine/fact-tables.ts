/** One column of a fact table: a plain name and an engine type. */
export interface FactColumn {
  readonly name: string;
  readonly sqlType: "VARCHAR" | "BIGINT" | "DECIMAL(18,4)" | "DATE" | "BOOLEAN";
  /** Text that hardly repeats (names, codes): packed by its pieces at once, for the search for a better packing takes longer. */
  readonly varied?: true;
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
  /** Columns that count from the beginning of the year (累计数). */
  readonly cumulative?: readonly string[];
}

/** Name of the table that holds the accepted rows of a report kind. */
export const factTable = (contract: string): string => `fact_${contract.replaceAll("-", "_")}`;
/** Name under which a query of the night finds the rows as known at the night's instant. */
export const currentTable = (contract: string): string => `current_${contract.replaceAll("-", "_")}`;
/** Name of the table macro that reads the rows as known at an instant: `social_insurance_as_of(instant)`. */
export const asOfMacro = (contract: string): string => `${contract.replaceAll("-", "_")}_as_of`;

/** Name of the table macro that takes the cumulative columns apart into single months: `official_series_single_as_of(instant)`. */
export const singleMacro = (contract: string): string => `${contract.replaceAll("-", "_")}_single_as_of`;

/**
 * The columns that every fact row has besides its report's own. Their packing is said outright: nearly all of them repeat from row to
 * row, and trying every other packing on ten million rows takes a tenth of their load.
 */
export const ROAD_COLUMNS =
  "submission BIGINT USING COMPRESSION rle, line BIGINT USING COMPRESSION bitpacking, area VARCHAR USING COMPRESSION dictionary, " +
  "period_kind VARCHAR USING COMPRESSION dictionary, period DATE USING COMPRESSION rle, known_at TIMESTAMP USING COMPRESSION rle, " +
  "event_key VARCHAR";

/**
 * Statements that make the fact table of a report kind and its reading as of an instant. Columns that the report kind has gained
 * since the table was made are added to it: blank in the rows of before.
 *
 * @param has the columns the table has already; undefined where there is none yet
 */
export function factStatements(fact: FactTable, has: ReadonlySet<string> | undefined): string[] {
  const definitions = fact.columns
    .map(({ name, sqlType, varied }) => `"${name}" ${sqlType}${varied ? " USING COMPRESSION fsst" : ""}`)
    .join(", ");
  const gained = fact.columns.filter(({ name }) => has && !has.has(name));
  return [
    `CREATE TABLE IF NOT EXISTS ${factTable(fact.contract)} (${ROAD_COLUMNS}, ${definitions})`,
    ...gained.map(
      ({ name, sqlType }) => `ALTER TABLE ${factTable(fact.contract)} ADD COLUMN "${name}" ${sqlType}`,
    ),
    `CREATE OR REPLACE MACRO ${asOfMacro(fact.contract)}(instant) AS TABLE ${asOfQuery(fact)}`,
    ...(fact.cumulative && fact.cumulative.length > 0
      ? [`CREATE OR REPLACE MACRO ${singleMacro(fact.contract)}(instant) AS TABLE ${singleQuery(fact)}`]
      : []),
  ];
}

/**
 * Single months (or quarters) out of figures that count from January (累计数化为当月数): the first of a year is itself, another is the
 * difference to the one before, and where that one is absent there is none.
 */
function singleQuery({ contract, cumulative = [] }: FactTable): string {
  const single = cumulative.map(
    (name) =>
      `CASE WHEN month(new.period) = CASE new.period_kind WHEN 'quarter' THEN 3 ELSE 1 END THEN new."${name}"
            ELSE new."${name}" - before."${name}" END AS "${name.replace(/_ytd$/, "")}"`,
  );
  return `SELECT new.submission, new.line, new.area, new.period_kind, new.period,
            greatest(new.known_at, coalesce(before.known_at, new.known_at)) AS known_at, ${single.join(", ")}
          FROM ${asOfMacro(contract)}(instant) AS new LEFT JOIN ${asOfMacro(contract)}(instant) AS before
            ON before.area = new.area AND before.period_kind = new.period_kind AND year(before.period) = year(new.period)
            AND before.period = last_day(CAST(new.period - to_months(CASE new.period_kind WHEN 'quarter' THEN 3 ELSE 1 END) AS DATE))
          WHERE new.period_kind IN ('month', 'quarter')`;
}

function asOfQuery({ contract, grain }: FactTable): string {
  const table = factTable(contract);
  if (grain === "event") {
    return `SELECT * FROM ${table} WHERE known_at <= instant AND event_key IS NOT NULL
            AND (area, event_key) NOT IN (SELECT area, event_key FROM event_replaced
              WHERE contract = '${contract}' AND decided_at <= instant)
            QUALIFY row_number() OVER (PARTITION BY area, event_key ORDER BY known_at DESC, submission DESC, line DESC) = 1`;
  }
  return `SELECT fact.* FROM ${table} AS fact SEMI JOIN (
            SELECT * FROM report_scope WHERE contract = '${contract}' AND known_at <= instant
            QUALIFY row_number() OVER (PARTITION BY area, period_kind, period ORDER BY known_at DESC, submission DESC) = 1
          ) AS latest USING (submission, area, period_kind, period, known_at)`;
}
