import { asOfMacro } from "../fact-tables.ts";
import type { Bindable, Warehouse } from "../warehouse.ts";
import { binding, literal, refusalSql, textSql, valueSql } from "./cell-sql.ts";
import type { LoadPlan, TextTable } from "./plan.ts";

/**
 * Read a file's text cells once and judge every row: the temporary table `stage` then holds line, raw cells, values
 * and the list of reasons for which the row is refused (empty when it is accepted).
 */
export async function stage(
  warehouse: Warehouse,
  plan: LoadPlan,
  table: TextTable,
  knownBy: string,
): Promise<void> {
  await warehouse.run(stageSql(plan, table), { ...planBindings(plan, table), known_by: knownBy });
}

function planBindings(plan: LoadPlan, table: TextTable): Record<string, Bindable> {
  const bindings: Record<string, Bindable> = { path: table.path };
  for (const cell of plan.cells) {
    if (cell.from && "constant" in cell.from) bindings[binding(cell.column, "constant")] = cell.from.constant;
    if ("formats" in cell.reading && cell.from)
      bindings[binding(cell.column, "formats")] = cell.reading.formats;
  }
  if ("position" in plan.known) bindings.formats_known = plan.known.formats;
  if (plan.senderArea !== null) bindings.sender_area = plan.senderArea;
  if (table.lines) bindings.lines = table.lines.map(String);
  return bindings;
}

function stageSql(plan: LoadPlan, table: TextTable): string {
  const present = plan.cells.filter((cell) => cell.from !== null);
  const absent = plan.cells.filter((cell) => cell.from === null);
  const areas = present.filter((cell) => cell.reading.as === "area");
  const values = [
    ...present.map((cell) => `${valueSql(cell.column, cell.reading)} AS v_${cell.column}`),
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
         ${plan.cells.map((cell) => `${textSql(cell)} AS t_${cell.column}`).join(",\n         ")}
  FROM raw
), valued AS (
  SELECT texts.*, ${knownValue(plan)} AS known_at, ${values.join(",\n         ")}
  FROM texts
  ${areas.map((cell) => `LEFT JOIN area AS area_of_${cell.column} ON area_of_${cell.column}.${areaKey(cell)} = t_${cell.column}`).join("\n")}
), judged AS (
  SELECT *, ${keySql(plan)} AS event_key, ${rowKeySql(plan)} AS key_of_row,
         list_filter([${reasonList(plan).join(",\n           ")}], reason -> reason IS NOT NULL) AS own_reasons
  FROM valued
), keyed AS (
  SELECT *, ${sameKey("count(*)")} AS times, ${sameKey("min(line)")} AS first_line,
         ${sameKey(`count(DISTINCT hash(${plan.cells.map((cell) => `v_${cell.column}`).join(", ")}))`)} AS versions
         ${plan.sumsTo ? `, ${sumsSql(plan)}` : ""}
  FROM judged ${plan.sumsTo ? sumsJoin(plan) : ""}
)
SELECT line, cells, known_at, event_key, times > 1 AND line > first_line AND versions = 1 AND len(own_reasons) = 0 AS repeated,
       ${plan.cells.map((cell) => `v_${cell.column} AS "${cell.column}"`).join(", ")},
       list_concat(own_reasons, list_filter([
         CASE WHEN len(own_reasons) = 0 AND times > 1 AND versions > 1
              THEN {'code': 'key-stands-twice', 'column': ${literal(plan.keys[0]?.[0] ?? "area")}, 'found': 'line ' || first_line} END
         ${plan.sumsTo ? sumsReason(plan) : ""}
       ], reason -> reason IS NOT NULL)) AS reasons
FROM keyed`;
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

function reasonList(plan: LoadPlan): string[] {
  const cells = plan.cells.map((cell) => {
    const code = refusalSql(cell, plan.nil);
    return `CASE WHEN (${code}) IS NOT NULL THEN {'code': ${code}, 'column': ${literal(cell.column)}, 'found': t_${cell.column}} END`;
  });
  const checks = plan.checks.map((check) => {
    const holds = check.holds.replace(/\b[a-z_]+\b/g, (word) =>
      plan.cells.some((cell) => cell.column === word) ? `v_${word}` : word,
    );
    return `CASE WHEN NOT coalesce(${holds}, true)
      THEN {'code': ${literal(`check:${check.id}`)}, 'column': ${literal(check.column)}, 'found': t_${check.column}} END`;
  });
  const known =
    "position" in plan.known
      ? [
          "CASE WHEN known_at IS NULL OR t_known IS NULL THEN {'code': 'not-date', 'column': 'known', 'found': t_known} END",
        ]
      : [];
  const sender =
    plan.senderArea === null
      ? []
      : [
          `CASE WHEN v_area IS NOT NULL AND v_area NOT IN (SELECT area FROM area_descent WHERE ancestor = $sender_area)
      THEN {'code': 'not-your-area', 'column': 'area', 'found': t_area} END`,
        ];
  return [...cells, ...checks, ...known, ...sender];
}

/** Rows that share a key: same area, period, instant of knowledge and key columns. */
function sameKey(aggregate: string): string {
  return `${aggregate} OVER (PARTITION BY len(own_reasons) = 0, key_of_row)`;
}

function sumsSql(plan: LoadPlan): string {
  const to = plan.sumsTo!;
  return to.columns
    .map(
      (name) =>
        `total."${name}" AS table_${name}, sum(v_${name}) OVER (PARTITION BY v_area, v_period, len(own_reasons) = 0) AS sum_${name}`,
    )
    .join(", ");
}

function sumsJoin(plan: LoadPlan): string {
  return `LEFT JOIN ${asOfMacro(plan.sumsTo!.contract)}(CAST($known_by AS TIMESTAMP)) AS total
    ON total.area = v_area AND total.period = v_period AND total.period_kind = ${literal(plan.periodKind ?? "")}`;
}

function sumsReason(plan: LoadPlan): string {
  return plan
    .sumsTo!.columns.map(
      (name) => `, CASE WHEN len(own_reasons) = 0 AND coalesce(table_${name} <> sum_${name}, false)
      THEN {'code': 'does-not-sum', 'column': ${literal(name)}, 'found': sum_${name} || ' ≠ ' || table_${name}} END`,
    )
    .join("\n");
}
