import { literal } from "../engine/literal.ts";
import { identifies, shortenedSql, writtenSql } from "./identity-sql.ts";
import { numberSql } from "./number-sql.ts";
import type { CellReading, PlannedCell, TextTraits } from "./plan.ts";

/** A special date format: days counted from the end of 1899, as a workbook stores them. */
export const SERIAL = "serial";

/** Name of the binding that carries a column's date formats or constant. */
export const binding = (column: string, what: "formats" | "constant"): string => `${what}_${column}`;

/** The text of a cell: trimmed, full-width digits converted, blank as NULL (the engine's reader already returns an empty cell as NULL), and so the words of databases for a missing value. */
export function textSql(cell: PlannedCell, traits: TextTraits): string {
  const text = trimmedSql(cell, traits);
  if (cell.from === null || "constant" in cell.from) return text;
  const blanks = [
    ...(traits.absentWords ? [`${text} IN ('None', 'nan', 'NaN', 'NULL', 'null', '<NA>', '\\N')`] : []),
    // A number or name that nobody has given is none: it would be the same one in every report.
    ...(traits.placeholders && identifies(cell) && !cell.required ? [isPlaceholderSql(text)] : []),
  ];
  return blanks.length > 0 ? `CASE WHEN ${blanks.join(" OR ")} THEN NULL ELSE ${text} END` : text;
}

/** SQL condition that a text only says that there is none (`无`, `-`, `0`). */
export const isPlaceholderSql = (text: string): string =>
  `regexp_full_match(${text}, '(?i)无|暂无|没有|未编|未编号|待编|待定|待补|空|不详|否|none|no|n/a|[-—–－―/／\\\\*.]+|[0０]+')`;

function trimmedSql(cell: PlannedCell, { fullWidth, spaces, quotes, unseen }: TextTraits): string {
  if (cell.from === null) return "CAST(NULL AS VARCHAR)";
  if ("constant" in cell.from) return `CAST($${binding(cell.column, "constant")} AS VARCHAR)`;
  const raw = `c${cell.from.position}`;
  const plain = fullWidth ? `translate(${raw}, '０１２３４５６７８９，．－', '0123456789,.-')` : raw;
  // Texts are stored as they can be seen; figures, dates and words are read so too.
  const seen = unseen && cell.reading.as !== "text" ? `regexp_replace(${plain}, '\\p{Cf}+', '', 'g')` : plain;
  if (seen === raw && !spaces && !quotes) return raw;
  return `nullif(trim(${seen}, ' \t\r\u3000\u00a0'), '')`;
}

/** The value of a cell whose text is in `t_<column>`; NULL where the text is not a valid value. */
export function valueSql(column: string, reading: CellReading, traits: TextTraits): string {
  const text = `t_${column}`;
  switch (reading.as) {
    case "text":
      return writtenSql(column, text, traits);
    case "count":
    case "amount":
      return numberSql(text, reading, traits);
    case "flag":
      return `CASE WHEN lower(${text}) IN ('是', 'yes', 'true', '1') THEN true
                   WHEN lower(${text}) IN ('否', 'no', 'false', '0') THEN false END`;
    case "date":
      return `CAST(${sensibleTime(column, reading.formats)} AS DATE)`;
    case "period":
      return periodSql(column, reading);
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

/** Dashes that mean "nothing reported" in a table: neither a zero nor a figure. */
export const DASHES = "('-', '--', '—', '——', '–', '－', '―')";

/** A day within a month does not say that the month is meant: only its first and last day do. */
function periodSql(column: string, { kind, formats }: Extract<CellReading, { as: "period" }>): string {
  const time = sensibleTime(column, formats);
  const end = periodEndSql(time, kind);
  if (kind !== "month") return end;
  return `CASE WHEN day(${time}) = 1 OR CAST(${time} AS DATE) = ${end} THEN ${end} END`;
}

/** A year outside these bounds is a misread format (18 taken for the year 18), not a date. */
function sensibleTime(column: string, formats: readonly string[]): string {
  const first = `try_strptime(t_${column}, $${binding(column, "formats")})`;
  // A format of four digits takes 26 for the year 26, and later formats are not tried.
  const short = formats.filter((format) => format.includes("%y"));
  const parsed =
    short.length > 0 && short.length < formats.length
      ? `coalesce(CASE WHEN ${first} BETWEEN TIMESTAMP '1900-01-01' AND TIMESTAMP '2199-12-31' THEN ${first} END, try_strptime(t_${column}, [${short.map(literal).join(", ")}]))`
      : first;
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
  const bad = isLeftOut(cell) ? "" : `WHEN ${unreadableSql(cell)} THEN 'not-${reading.as}|${column}'`;
  const conditions = `${missing} ${nilPeriod} ${dash} ${shortened} ${ambiguousSql(cell)} ${bad}`;
  return conditions.trim() === "" ? "NULL" : `CASE ${conditions} END`;
}

/** Whether a cell that cannot be read counts as blank, with a remark, and does not refuse its row. */
export const isLeftOut = ({ required, reading, from }: PlannedCell): boolean =>
  !required &&
  from !== null &&
  "position" in from &&
  ["count", "amount", "date", "word"].includes(reading.as);

/** SQL condition that a cell has a text that cannot be read. */
export const unreadableSql = ({ column, reading }: PlannedCell): string =>
  `${reading.as === "text" ? `v_${column}` : `t_${column}`} IS NOT NULL AND v_${column} IS NULL`;

/** The reason for refusing a cell that names several areas; part of a CASE. */
const ambiguousSql = ({ column, from, reading }: PlannedCell): string =>
  reading.as === "area" && reading.by !== "code" && from !== null
    ? `WHEN candidates_${column} IS NOT NULL THEN 'area-ambiguous|${column}|' || candidates_${column}`
    : "";
