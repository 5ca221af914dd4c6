import { asOfMacro } from "../fact-tables.ts";
import type { Bindable, Warehouse } from "../warehouse.ts";
import { markUnbalancedSql } from "./balances.ts";
import { binding, literal, refusalSql, SERIAL, textSql, valueSql } from "./cell-sql.ts";
import { markCrossPeriod } from "./cross-period.ts";
import type { LoadPlan, TextTable, TextTraits } from "./plan.ts";

/**
 * Read a file's text cells once and judge every row: the temporary table `stage` then holds line, raw cells, values and
 * `reasons`, the text of why a row is refused (`code|column|detail`, joined by `REASON_END`), empty when it is accepted.
 */
export async function stage(
  warehouse: Warehouse,
  plan: LoadPlan,
  table: TextTable,
  knownBy: string,
): Promise<Staged> {
  await warehouse
    .run(stageSql(plan, table), { ...planBindings(plan, table), known_by: knownBy })
    .catch((error) => {
      throw /CSV Error|CSV Parser|Invalid unicode|value too large/i.test(String(error))
        ? new Unreconciled(firstLine(error))
        : error;
    });
  for (const balance of plan.balances) await warehouse.run(markUnbalancedSql(balance));
  if (plan.sumsTo) await warehouse.run(markSumsSql(plan), { known_by: knownBy });
  await markCrossPeriod(warehouse, plan);
  const first = await countStaged(warehouse);
  if (first.suspects > 0) await warehouse.run(markPersonalSql(plan));
  if (first.keys < first.accepted) await warehouse.run(markRepeatedSql(plan));
  return first.suspects > 0 || first.keys < first.accepted ? countStaged(warehouse) : first;
}

/** The engine could not read what the decoder had read, or found other records: the file as a whole cannot be trusted. */
export class Unreconciled extends Error {}

const firstLine = (error: unknown): string =>
  String(error instanceof Error ? error.message : error).split("\n")[0] ?? "";

/** Rows of a file by what became of them. */
export interface Staged {
  readonly records: number;
  readonly accepted: number;
  readonly refused: number;
  readonly totals: number;
  readonly repeated: number;
  readonly keys: number;
  /** Rows with a run of digits as long as a telephone number. */
  readonly suspects: number;
}

/** What ends one reason where a row has several. */
export const REASON_END = "\u001f";
/** Rows that are neither accepted nor refused: a total is checked, a repetition counts once. */
export const NEITHER = "('', 'total', 'repeated')";

async function countStaged(warehouse: Warehouse): Promise<Staged> {
  const [counted] = await warehouse.rows<Staged>(
    `SELECT count(*) AS records, count(*) FILTER (reasons = '') AS accepted, count(*) FILTER (reasons NOT IN ${NEITHER}) AS refused,
            count(*) FILTER (reasons = 'total') AS totals, count(*) FILTER (reasons = 'repeated') AS repeated,
            count(DISTINCT key_of_row) FILTER (reasons = '') AS keys, count(*) FILTER (long_digits) AS suspects FROM stage`,
  );
  return counted!;
}

function planBindings(plan: LoadPlan, table: TextTable): Record<string, Bindable> {
  const bindings: Record<string, Bindable> = { path: table.path };
  for (const cell of plan.cells) {
    if (cell.from && "constant" in cell.from) bindings[binding(cell.column, "constant")] = cell.from.constant;
    if ("formats" in cell.reading && cell.from)
      bindings[binding(cell.column, "formats")] = bindableFormats(cell.reading.formats);
  }
  if ("position" in plan.known) bindings.formats_known = bindableFormats(plan.known.formats);
  if (plan.senderArea !== null) bindings.sender_area = plan.senderArea;
  if (plan.statedPeriod !== null) bindings.stated_period = plan.statedPeriod;
  if (table.lines) bindings.lines = table.lines.map(String);
  return bindings;
}

/** Day numbers are read by arithmetic, not by a format. */
function bindableFormats(formats: readonly string[]): readonly string[] {
  const own = formats.filter((format) => format !== SERIAL);
  return own.length > 0 ? own : ["%Y-%m-%d"];
}

function stageSql(plan: LoadPlan, table: TextTable): string {
  const present = plan.cells.filter((cell) => cell.from !== null);
  const absent = plan.cells.filter((cell) => cell.from === null);
  const areas = present.filter((cell) => cell.reading.as === "area");
  const values = [
    ...present.map((cell) => `${valueSql(cell.column, cell.reading, table.traits)} AS v_${cell.column}`),
    ...absent.map((cell) => `CAST(NULL AS ${nullType(plan, cell.column)}) AS v_${cell.column}`),
  ];
  return `
CREATE OR REPLACE TEMP TABLE stage AS
WITH raw AS (
  SELECT *, row_number() OVER () AS record
  FROM read_csv($path, header = false, skip = 1, auto_detect = false, delim = ${literal(table.delimiter)}, quote = '"',
                escape = '"', strict_mode = true, max_line_size = 4194304, columns = ${columnTypes(table.width)})
), texts AS (
  SELECT ${table.lines ? "CAST(list_extract($lines, record) AS BIGINT)" : "record + 1"} AS line,
         ${rawList(table.width)} AS cells, ${knownText(plan)}
         ${plan.cells.map((cell) => `${textSql(cell, table.traits)} AS t_${cell.column}`).join(",\n         ")}
  FROM raw
), valued AS (
  SELECT texts.*, ${knownValue(plan)} AS known_at, ${values.join(",\n         ")}
  FROM texts
  ${areas.map((cell) => `LEFT JOIN area AS area_of_${cell.column} ON area_of_${cell.column}.${areaKey(cell)} = t_${cell.column}`).join("\n")}
)
SELECT line, cells, known_at, ${keySql(plan)} AS event_key, ${rowKeySql(plan)} AS key_of_row,
       ${plan.cells.map((cell) => `v_${cell.column} AS "${cell.column}"`).join(", ")},
       ${table.traits.longDigits ? longDigitsSql(plan) : "false"} AS long_digits,
       CASE WHEN ${table.traits.totals ? TOTAL : "false"} THEN 'total' ELSE concat_ws(${literal(REASON_END)},
         ${reasonList(plan, table.traits).join(",\n         ")}) END AS reasons
FROM valued`;
}

const TOTAL_WORDS = "('合计', '总计', '小计', '共计', 'total', 'subtotal', 'grandtotal')";
const bareWord = (cell: string) =>
  `lower(rtrim(replace(replace(coalesce(${cell}, ''), ' ', ''), '\u3000', ''), ':：'))`;
/** A row whose first or second cell says that it sums others (合计、小计). */
const TOTAL = `(${bareWord("cells[1]")} IN ${TOTAL_WORDS} OR ${bareWord("cells[2]")} IN ${TOTAL_WORDS})`;

/** Whether any text of the row holds a run of digits that could be a person's number. */
function longDigitsSql(plan: LoadPlan): string {
  const columns = personalColumns(plan);
  const texts = columns.filter((name) => name !== CODE).map((name) => `t_${name}`);
  const found = [
    ...(texts.length > 0 ? [`regexp_matches(concat_ws('|', ${texts.join(", ")}), ${LONG_DIGITS})`] : []),
    ...(columns.includes(CODE) ? [`coalesce(regexp_full_match(t_${CODE}, '[0-9]{17}[0-9Xx]'), false)`] : []),
  ];
  return found.length > 0 ? `(${found.join(" OR ")})` : "false";
}

/** A telephone number with or without hyphens, or a longer number. */
const LONG_DIGITS = "'[0-9]{11}|[0-9]{3}[- ][0-9]{4}[- ][0-9]{4}'";
/** An enterprise's code is long by itself: only a whole citizen number is a person's there. */
const CODE = "credit_code";
const holdsPersonal = (name: string): string =>
  name === CODE
    ? `coalesce(citizen_id_holds(citizen_id("${name}")), false)`
    : `holds_personal_data("${name}")`;

/** Text columns in which a person's number may be hidden. */
const personalColumns = (plan: LoadPlan): string[] =>
  plan.cells
    .filter((cell) => cell.reading.as === "text" && cell.from !== null && "position" in cell.from)
    .map((cell) => cell.column);

/** Refuse the cells that hold a person's number. */
function markPersonalSql(plan: LoadPlan): string {
  const found = personalColumns(plan).map(
    (name) => `CASE WHEN ${holdsPersonal(name)} THEN 'personal-data|${name}' END`,
  );
  const all = `concat_ws(${literal(REASON_END)}, nullif(reasons, ''), ${found.join(", ")})`;
  return `UPDATE stage SET reasons = ${all} WHERE long_digits AND reasons NOT IN ('total', 'repeated')
            AND (${personalColumns(plan).map(holdsPersonal).join(" OR ")})`;
}

const columnTypes = (width: number) =>
  `{${Array.from({ length: width }, (_, index) => `'c${index}': 'VARCHAR'`).join(", ")}}`;
const rawList = (width: number) => `[${Array.from({ length: width }, (_, index) => `c${index}`).join(", ")}]`;
const areaKey = (cell: LoadPlan["cells"][number]) => (cell.reading.as === "area" ? cell.reading.by : "code");

function nullType(plan: LoadPlan, column: string): string {
  if (column === "period") return "DATE";
  return plan.fact.columns.find((own) => own.name === column)?.sqlType ?? "VARCHAR";
}

function knownText(plan: LoadPlan): string {
  return "position" in plan.known ? `nullif(trim(c${plan.known.position}), '') AS t_known,` : "";
}

/** A day in the known-column means its beginning in the deployment's zone, plus the declared days. */
function knownValue(plan: LoadPlan): string {
  if (!("position" in plan.known)) return "CAST($known_by AS TIMESTAMP)";
  return `least(CAST($known_by AS TIMESTAMP), CAST(timezone('UTC', timezone(${literal(plan.zone)},
    try_strptime(t_known, $formats_known) + INTERVAL ${plan.known.plusDays} DAY)) AS TIMESTAMP))`;
}

/** The first key all of whose columns are given, as text; without one the row has no key and is refused elsewhere. */
function keySql(plan: LoadPlan): string {
  if (plan.fact.grain === "period") return "CAST(NULL AS VARCHAR)";
  const options = plan.keys.map((key, index) => {
    const parts = key.map((name) => `coalesce(CAST(v_${name} AS VARCHAR), '')`).join(", ");
    const lead = key[0] ?? "area";
    return `WHEN v_${lead} IS NOT NULL THEN '${index}:' || concat_ws('|', ${parts})`;
  });
  const nil = plan.nil ? `WHEN coalesce(v_${plan.nil}, false) THEN NULL` : "";
  return `CASE ${nil} ${options.join(" ")} END`;
}

/** What two rows of one file share when they speak of the same thing. */
function rowKeySql(plan: LoadPlan): string {
  const own = plan.fact.grain === "event" ? [keySql(plan)] : (plan.keys[0] ?? []).map((name) => `v_${name}`);
  return `concat_ws('|', v_area, coalesce(CAST(v_period AS VARCHAR), ''), CAST(known_at AS VARCHAR), ${own.join(", ")})`;
}

function reasonList(plan: LoadPlan, traits: TextTraits): string[] {
  const cells = plan.cells.map((cell) => refusalSql(cell, plan.nil, traits));
  const checks = plan.checks.map((check) => {
    const holds = check.holds.replace(/\b[a-z_]+\b/g, (word) =>
      plan.cells.some((cell) => cell.column === word) ? `v_${word}` : word,
    );
    return `CASE WHEN NOT coalesce(${holds}, true) THEN ${literal(`check:${check.id}|${check.column}`)} END`;
  });
  const known =
    "position" in plan.known
      ? ["CASE WHEN known_at IS NULL OR t_known IS NULL THEN 'not-date|known' END"]
      : [];
  const stated =
    plan.statedPeriod === null
      ? []
      : [
          "CASE WHEN v_period <> CAST($stated_period AS DATE) THEN 'not-the-stated-period|period|' || $stated_period END",
        ];
  const sender =
    plan.senderArea === null
      ? []
      : [
          `CASE WHEN v_area IS NOT NULL AND v_area NOT IN (SELECT area FROM area_descent WHERE ancestor = $sender_area)
      THEN 'not-your-area|area' END`,
        ];
  return [...cells, ...checks, ...known, ...stated, ...sender];
}

/** Rows that say the same thing twice count once; rows that contradict each other are all refused. */
function markRepeatedSql(plan: LoadPlan): string {
  const values = plan.cells.map((cell) => `"${cell.column}"`).join(", ");
  return `UPDATE stage SET reasons = marked.reasons FROM (
      SELECT line, CASE WHEN versions > 1 THEN 'key-stands-twice|${plan.keys[0]?.[0] ?? "area"}|' || first_line
                        WHEN line > first_line THEN 'repeated' ELSE '' END AS reasons
      FROM (SELECT line, min(line) OVER same AS first_line, count(DISTINCT hash(${values})) OVER same AS versions
            FROM stage WHERE reasons = '' WINDOW same AS (PARTITION BY key_of_row))
    ) AS marked WHERE stage.line = marked.line AND marked.reasons <> ''`;
}

/** A detail whose rows do not sum to the table of their area and period is refused as a whole; without a table it waits unjudged. */
function markSumsSql(plan: LoadPlan): string {
  const { contract, columns } = plan.sumsTo!;
  const wrong = columns.map(
    (name) => `WHEN detail."${name}" <> total."${name}"
      THEN 'does-not-sum|${name}|' || detail."${name}" || ' ≠ ' || total."${name}"`,
  );
  return `UPDATE stage SET reasons = marked.reasons FROM (
      SELECT detail.area, detail.period, CASE ${wrong.join(" ")} ELSE '' END AS reasons
      FROM (SELECT area, period, ${columns.map((name) => `sum("${name}") AS "${name}"`).join(", ")}
            FROM stage WHERE reasons = '' GROUP BY ALL) AS detail
      JOIN ${asOfMacro(contract)}(CAST($known_by AS TIMESTAMP)) AS total
        ON total.area = detail.area AND total.period = detail.period AND total.period_kind = ${literal(plan.periodKind ?? "")}
    ) AS marked WHERE stage.area = marked.area AND stage.period = marked.period AND stage.reasons = '' AND marked.reasons <> ''`;
}
