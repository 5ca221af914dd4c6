import type { CellReading, PlannedCell } from "./plan.ts";

/** A text that stands in our own code, as an SQL literal. Values from outside are bound, never written this way. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Name of the binding that carries a column's date formats or constant. */
export const binding = (column: string, what: "formats" | "constant"): string => `${what}_${column}`;

/** The text of a cell: trimmed, full-width digits made plain, blank made NULL. */
export function textSql(cell: PlannedCell): string {
  if (cell.from === null) return "CAST(NULL AS VARCHAR)";
  const raw = "constant" in cell.from ? `$${binding(cell.column, "constant")}` : `c${cell.from.position}`;
  return `nullif(trim(translate(CAST(${raw} AS VARCHAR), '０１２３４５６７８９，．－', '0123456789,.-'), ' \t\r\u3000\u00a0'), '')`;
}

/** The value of a cell whose text stands in `t_<column>`; NULL where the text is not one. */
export function valueSql(column: string, reading: CellReading): string {
  const text = `t_${column}`;
  switch (reading.as) {
    case "text":
      return text;
    case "count":
      return `CASE WHEN regexp_full_match(${text}, '[0-9]{1,15}') THEN CAST(${text} AS BIGINT) END`;
    case "amount":
      return `CASE WHEN regexp_full_match(${text}, '-?[0-9]{1,13}([.][0-9]{1,4})?') THEN CAST(${text} AS DECIMAL(18,4)) END`;
    case "flag":
      return `CASE WHEN lower(${text}) IN ('是', 'yes', 'true', '1') THEN true
                   WHEN lower(${text}) IN ('否', 'no', 'false', '0') THEN false END`;
    case "date":
      return `CAST(${sensibleTime(column)} AS DATE)`;
    case "period":
      return periodEndSql(sensibleTime(column), reading.kind);
    case "area":
      return `area_of_${column}.code`;
    case "word":
      return `CASE ${Object.entries(reading.words)
        .map(([word, said]) => `WHEN ${text} IN (${said.map(literal).join(", ")}) THEN ${literal(word)}`)
        .join(" ")} END`;
  }
}

/** A year outside these bounds is a misread format (18 taken for the year 18), not a date. */
function sensibleTime(column: string): string {
  const time = `try_strptime(t_${column}, $${binding(column, "formats")})`;
  return `CASE WHEN ${time} BETWEEN TIMESTAMP '1900-01-01' AND TIMESTAMP '2199-12-31' THEN ${time} END`;
}

/** A period is kept as its last day. */
export function periodEndSql(timestamp: string, kind: string): string {
  const date = `CAST(${timestamp} AS DATE)`;
  if (kind === "month") return `last_day(${date})`;
  if (kind === "quarter") return `last_day(CAST(date_trunc('quarter', ${date}) + INTERVAL 2 MONTH AS DATE))`;
  if (kind === "year") return `last_day(CAST(date_trunc('year', ${date}) + INTERVAL 11 MONTH AS DATE))`;
  return date;
}

/** Why the text of a column is refused, as `code|column`, or NULL; the column's value stands in `v_<column>`. */
export function refusalSql({ column, required, reading }: PlannedCell, nil: string | null): string {
  const excused = nil && column !== "area" && column !== "period" ? ` AND NOT coalesce(v_${nil}, false)` : "";
  const missing = required ? `WHEN t_${column} IS NULL${excused} THEN 'missing|${column}'` : "";
  const nilPeriod =
    nil && column === "period"
      ? `WHEN t_period IS NULL AND coalesce(v_${nil}, false) THEN 'missing|period'`
      : "";
  const bad = `WHEN t_${column} IS NOT NULL AND v_${column} IS NULL THEN 'not-${reading.as}|${column}'`;
  return `CASE ${missing} ${nilPeriod} ${bad} END`;
}
