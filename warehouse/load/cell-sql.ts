import { literal } from "../engine/literal.ts";
import { identifies, shortenedSql, writtenSql } from "./identity-sql.ts";
import type { CellReading, PlannedCell, TextTraits } from "./plan.ts";

/** A special date format: days counted from the end of 1899, as a workbook stores them. */
export const SERIAL = "serial";

/** Name of the binding that carries a column's date formats or constant. */
export const binding = (column: string, what: "formats" | "constant"): string => `${what}_${column}`;

/** The text of a cell: trimmed, full-width digits converted, blank as NULL (the engine's reader already returns an empty cell as NULL). */
export function textSql(cell: PlannedCell, { fullWidth, spaces, quotes }: TextTraits): string {
  if (cell.from === null) return "CAST(NULL AS VARCHAR)";
  if ("constant" in cell.from) return `CAST($${binding(cell.column, "constant")} AS VARCHAR)`;
  const raw = `c${cell.from.position}`;
  const plain = fullWidth ? `translate(${raw}, '０１２３４５６７８９，．－', '0123456789,.-')` : raw;
  if (!fullWidth && !spaces && !quotes) return raw;
  return `nullif(trim(${plain}, ' \t\r\u3000\u00a0'), '')`;
}

/** The value of a cell whose text is in `t_<column>`; NULL where the text is not a valid value. */
export function valueSql(column: string, reading: CellReading, traits: TextTraits): string {
  const text = `t_${column}`;
  switch (reading.as) {
    case "text":
      return writtenSql(column, text, traits);
    case "count":
      return countSql(text, reading.times, traits.quotes);
    case "amount":
      return amountSql(text, reading.times, traits.quotes);
    case "flag":
      return `CASE WHEN lower(${text}) IN ('是', 'yes', 'true', '1') THEN true
                   WHEN lower(${text}) IN ('否', 'no', 'false', '0') THEN false END`;
    case "date":
      return `CAST(${sensibleTime(column, reading.formats)} AS DATE)`;
    case "period":
      return periodEndSql(sensibleTime(column, reading.formats), reading.kind);
    case "area":
      return `area_of_${column}.code`;
    case "word":
      return `CASE ${Object.entries(reading.words)
        .map(
          ([word, synonyms]) => `WHEN ${text} IN (${synonyms.map(literal).join(", ")}) THEN ${literal(word)}`,
        )
        .join(" ")} END`;
  }
}

/** Digits, grouped by commas in threes only where the file has quotes, since a comma inside a cell needs them. */
const WHOLE = { plain: "'[0-9]{1,15}'", grouped: "'[0-9]{1,15}|[0-9]{1,3}(,[0-9]{3}){1,4}'" };
const DECIMAL = {
  plain: "'-?[0-9]{1,13}([.][0-9]{1,6})?'",
  grouped: "'-?([0-9]{1,13}|[0-9]{1,3}(,[0-9]{3}){1,3})([.][0-9]{1,6})?'",
};

/** A count must be whole: 1.5 万人 is 15,000 persons, but 1.5 persons is not a count. */
function countSql(text: string, times: number, grouped: boolean): string {
  const form = grouped ? "grouped" : "plain";
  const bare = grouped ? `replace(${text}, ',', '')` : text;
  if (times === 1)
    return `CASE WHEN regexp_full_match(${text}, ${WHOLE[form]}) THEN CAST(${bare} AS BIGINT) END`;
  const scaled = `CAST(${bare} AS DECIMAL(20,6)) * ${times}`;
  return `CASE WHEN regexp_full_match(${text}, ${DECIMAL[form]}) AND NOT starts_with(${text}, '-') AND ${scaled} = floor(${scaled})
               THEN CAST(${scaled} AS BIGINT) END`;
}

function amountSql(text: string, times: number, grouped: boolean): string {
  const form = grouped ? "grouped" : "plain";
  const bare = grouped ? `replace(${text}, ',', '')` : text;
  // In a larger unit a figure of thirteen digits exceeds the column's range: the cell is refused, and the file does not fail.
  const value =
    times === 1
      ? `CAST(${bare} AS DECIMAL(18,4))`
      : `TRY_CAST(CAST(${bare} AS DECIMAL(20,6)) * ${times} AS DECIMAL(18,4))`;
  return `CASE WHEN regexp_full_match(${text}, ${DECIMAL[form]}) THEN ${value} END`;
}

/** Dashes that mean "nothing reported" in a table: neither a zero nor a figure. */
export const DASHES = "('-', '--', '—', '——', '–', '－', '―')";

/** A year outside these bounds is a misread format (18 taken for the year 18), not a date. */
function sensibleTime(column: string, formats: readonly string[]): string {
  const parsed = `try_strptime(t_${column}, $${binding(column, "formats")})`;
  // A workbook's day number, where the mapping allows them for this sender.
  const serial = `CASE WHEN regexp_full_match(t_${column}, '[1-9][0-9]{4}([.][0-9]+)?')
    THEN TIMESTAMP '1899-12-30' + to_days(CAST(floor(CAST(t_${column} AS DOUBLE)) AS INTEGER)) ELSE ${parsed} END`;
  const time = formats.includes(SERIAL) ? `(${serial})` : parsed;
  return `CASE WHEN ${time} BETWEEN TIMESTAMP '1900-01-01' AND TIMESTAMP '2199-12-31' THEN ${time} END`;
}

/** A period is stored as its last day. */
export function periodEndSql(timestamp: string, kind: string): string {
  const date = `CAST(${timestamp} AS DATE)`;
  if (kind === "month") return `last_day(${date})`;
  if (kind === "quarter") return `last_day(CAST(date_trunc('quarter', ${date}) + INTERVAL 2 MONTH AS DATE))`;
  if (kind === "year") return `last_day(CAST(date_trunc('year', ${date}) + INTERVAL 11 MONTH AS DATE))`;
  return date;
}

/** Why the text of a column is refused, as `code|column`, or NULL; the column's value is in `v_<column>`. */
export function refusalSql(cell: PlannedCell, nil: string | null, traits: TextTraits): string {
  const { column, required, reading } = cell;
  // A text of invisible characters is blank.
  const read = reading.as === "text" ? `v_${column}` : `t_${column}`;
  const excused = nil && column !== "area" && column !== "period" ? ` AND NOT coalesce(v_${nil}, false)` : "";
  const missing = required ? `WHEN ${read} IS NULL${excused} THEN 'missing|${column}'` : "";
  const nilPeriod =
    nil && column === "period"
      ? `WHEN t_period IS NULL AND coalesce(v_${nil}, false) THEN 'missing|period'`
      : "";
  const figure = reading.as === "count" || reading.as === "amount";
  const dash =
    figure && traits.dashes
      ? `WHEN t_${column} IN ${DASHES} THEN ${required ? `'dash|${column}'` : "NULL"}`
      : "";
  const shortened = traits.scientific && identifies(cell) ? shortenedSql(cell, traits) : "";
  const bad = `WHEN ${read} IS NOT NULL AND v_${column} IS NULL THEN 'not-${reading.as}|${column}'`;
  return `CASE ${missing} ${nilPeriod} ${dash} ${shortened} ${ambiguousSql(cell)} ${bad} END`;
}

/** The reason for refusing a cell that names several areas; part of a CASE. */
const ambiguousSql = ({ column, from, reading }: PlannedCell): string =>
  reading.as === "area" && reading.by !== "code" && from !== null
    ? `WHEN candidates_${column} IS NOT NULL THEN 'area-ambiguous|${column}|' || candidates_${column}`
    : "";
