/** One column of a fact table: a plain name and an engine type. */
export interface FactColumn {
  readonly name: string;
  readonly sqlType: "VARCHAR" | "BIGINT" | "DECIMAL(18,4)" | "DATE" | "BOOLEAN";
  /** Text that hardly repeats (names, codes): compressed with FSST, because searching for a better compression takes longer. */
  readonly varied?: true;
}

/**
 * What the warehouse must know about a report kind to store its rows.
 *
 * `grain` determines which earlier report a later one replaces: a `period` report replaces the same area and period as a whole; an
 * `event` report replaces the same event, whose key is kept in `event_key`.
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
/** Name under which the night's queries find the rows as known at the night's instant. */
export const currentTable = (contract: string): string => `current_${contract.replaceAll("-", "_")}`;
/** Name of the table macro that reads the rows as known at an instant: `social_insurance_as_of(instant)`. */
export const asOfMacro = (contract: string): string => `${contract.replaceAll("-", "_")}_as_of`;

/** Name of the table macro that splits the cumulative columns into single months: `official_series_single_as_of(instant)`. */
export const singleMacro = (contract: string): string => `${contract.replaceAll("-", "_")}_single_as_of`;

/**
 * Columns that every fact row has besides those of its report. Their compression is fixed: nearly all values repeat from row to row, and
 * trying every other compression on ten million rows takes a tenth of the load time.
 */
export const ROAD_COLUMNS =
  "submission BIGINT USING COMPRESSION rle, line BIGINT USING COMPRESSION bitpacking, area VARCHAR USING COMPRESSION dictionary, " +
  "period_kind VARCHAR USING COMPRESSION dictionary, period DATE USING COMPRESSION rle, known_at TIMESTAMP USING COMPRESSION rle, " +
  "event_key VARCHAR";

/**
 * Statements that create the fact table of a report kind and its as-of macros. Columns added to the report kind since the table was
 * created are added to it, NULL in earlier rows.
 *
 * @param has the columns of the existing table; undefined if there is none yet
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
 * Single months (or quarters) out of figures that count from January (累计数化为当月数): the first of a year is unchanged, each other is the
 * difference to the previous one, and NULL where that is missing.
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
