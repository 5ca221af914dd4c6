import { dayInZone } from "../engine/day-in-zone.ts";
import { literal } from "../engine/literal.ts";
import type { Bindable } from "../engine/warehouse.ts";
import { areaJoins, candidatesSql, dayOfRow } from "./area-sql.ts";
import { binding, isPlaceholderSql, refusalSql, SERIAL, textSql, valueSql } from "./cell-sql.ts";
import { flagReason } from "./flags.ts";
import { comparedSql, identifies, keyTextsSql } from "./identity-sql.ts";
import { leftOutColumn } from "./left-out.ts";
import { longDigitsSql } from "./personal.ts";
import type { LoadPlan, PlannedCell, TextTable, TextTraits } from "./plan.ts";
import { otherYearQuestion, rowQuestions, statedCorrection, unendedReason } from "./time-sql.ts";
import { TOTAL_LABEL } from "./total-labels.ts";

/** Separator after each reason of a row. */
export const REASON_END = "\u001f";

/** Bindings of every statement that reads cells. */
export function planBindings(plan: LoadPlan, table: TextTable): Record<string, Bindable> {
  const bindings: Record<string, Bindable> = { path: table.path };
  for (const cell of plan.cells) {
    if (cell.from && "constant" in cell.from) bindings[binding(cell.column, "constant")] = cell.from.constant;
    if ("formats" in cell.reading && cell.from)
      bindings[binding(cell.column, "formats")] = bindableFormats(cell.reading.formats);
  }
  if ("position" in plan.known) bindings.formats_known = bindableFormats(plan.known.formats);
  if (table.submission !== null) bindings.submission = table.submission;
  return bindings;
}

/** Formats to bind; day numbers are converted by arithmetic, not by a format. */
function bindableFormats(formats: readonly string[]): readonly string[] {
  const bindable = formats.filter((format) => format !== SERIAL);
  return bindable.length > 0 ? bindable : ["%Y-%m-%d"];
}

/** SQL for the data that differ between files: the sender's area, the period stated above the table, the receipt. */
export interface FileTerms {
  /** The join that adds the file of each record (`texts`). */
  readonly file: string;
  /** Joins that add what the columns need to the records and areas. */
  readonly join: string;
  readonly columns: string;
  /** When the file was received. */
  readonly knownBy: string;
  /** SQL of reasons for refusing a row that depend on its file. */
  readonly reasons: readonly string[];
  /** SQL of questions about a row; without any, the stage has no columns for them. */
  readonly questions: readonly string[];
}

/** The terms of a wave: joined from the table `incoming` by file. */
export const waveTerms = (plans: readonly LoadPlan[]): FileTerms => ({
  file: "JOIN incoming ON incoming.id = texts.submission",
  join: `LEFT JOIN area_descent AS allowed ON allowed.ancestor = incoming.sender_area AND allowed.area = area_of_area.code`,
  columns:
    "incoming.sender_area, allowed.area IS NOT NULL AS is_allowed, incoming.stated_period, incoming.stated_year,",
  knownBy: "incoming.known_by",
  questions: [
    ...rowQuestions(plans[0]!),
    ...statedCorrection(plans[0]!),
    ...(plans.some(({ statedYear }) => statedYear !== null)
      ? otherYearQuestion(plans[0]!, "stated_year")
      : []),
  ],
  reasons: [
    ...(plans.some((plan) => plan.statedPeriod !== null)
      ? [
          "CASE WHEN v_period <> CAST(stated_period AS DATE) THEN 'not-the-stated-period|period|' || stated_period END",
        ]
      : []),
    ...(plans.some((plan) => plan.senderArea !== null)
      ? [
          "CASE WHEN sender_area IS NOT NULL AND v_area IS NOT NULL AND NOT is_allowed THEN 'not-your-area|area' END",
        ]
      : []),
  ],
});

/** Areas that the sender of a large file may report on. */
export const SENDER_AREAS = "(SELECT area FROM area_descent WHERE ancestor = $sender_area)";

/** The terms of a single file, as bindings, because the engine plans better with known values. */
export const boundTerms = (plan: LoadPlan): FileTerms => ({
  file: "",
  join: "",
  columns: "",
  knownBy: "CAST($known_by AS TIMESTAMP)",
  questions: [
    ...rowQuestions(plan),
    ...statedCorrection(plan),
    ...(plan.statedYear === null ? [] : otherYearQuestion(plan, String(plan.statedYear))),
  ],
  reasons: [
    ...(plan.statedPeriod === null
      ? []
      : [
          "CASE WHEN v_period <> CAST($stated_period AS DATE) THEN 'not-the-stated-period|period|' || $stated_period END",
        ]),
    ...(plan.senderArea === null
      ? []
      : [`CASE WHEN v_area IS NOT NULL AND v_area NOT IN ${SENDER_AREAS} THEN 'not-your-area|area' END`]),
  ],
});

/** Bindings of those terms. */
export const boundFile = (plan: LoadPlan, knownBy: string): Record<string, Bindable> => ({
  known_by: knownBy,
  ...(plan.senderArea === null ? {} : { sender_area: plan.senderArea }),
  ...(plan.statedPeriod === null ? {} : { stated_period: plan.statedPeriod }),
});

/** The records: submission and line of each, its cells `c<n>`, and the texts of the plan's columns, `t_<column>`. */
export const textsSql = (plan: LoadPlan, table: TextTable): string => `
texts AS (
  SELECT ${table.submission === null ? "" : "CAST($submission AS BIGINT) AS "}submission, line, ${cellNames(table.width).join(", ")}, ${knownText(plan)} ${explanationText(plan)}
         ${plan.cells.map((cell) => `${textSql(cell, table.traits)} AS t_${cell.column}`).join(",\n         ")}
  FROM read_csv($path, header = false, skip = 0, auto_detect = false, delim = ${literal(table.delimiter)}, quote = '"',
                escape = '"', strict_mode = true, new_line = '\\n', max_line_size = ${Math.max(table.longestLine, 65_536)}, columns = ${columnTypes(table)})
)`;

/** The value of every column of the contract, `v_<column>`. */
export const valuesSql = (plan: LoadPlan, value: (cell: PlannedCell) => string): string =>
  plan.cells
    .map(
      (cell) =>
        `${cell.from === null ? `CAST(NULL AS ${nullType(plan, cell.column)})` : value(cell)} AS v_${cell.column}`,
    )
    .join(",\n         ");

/** A selection of a file's records: a condition, with the joins and columns it needs. */
export interface Others {
  readonly join: string;
  readonly columns: string;
  readonly where: string;
}

/** Every record, or the selected ones, with raw cells, values and reasons for refusal. */
export const stageSelect = (
  plan: LoadPlan,
  table: TextTable,
  terms: FileTerms,
  wanted: Others = { join: "", columns: "", where: "true" },
): string => `
WITH ${textsSql(plan, table)}, valued AS (
  SELECT texts.*, ${terms.columns} ${wanted.columns} ${knownValue(plan, terms)} AS known_at, ${dayInZone("known_at", plan.zone)} AS known_on,
         ${keyTextsSql(plan, table.traits)}${candidatesSql(plan)}${valuesSql(plan, ({ column, reading }) => valueSql(column, reading, table.traits))}
  FROM texts ${terms.file} ${areaJoins(plan, table.traits, dayOfRow(plan, table.traits, knownValue(plan, terms)))} ${terms.join} ${wanted.join}
)
SELECT submission, line, [${cellNames(table.width).join(", ")}] AS cells, known_at, ${keySql(plan)} AS event_key, ${rowKeySql(plan)} AS key_of_row,
       ${plan.cells.map((cell) => `v_${cell.column} AS "${cell.column}"`).join(", ")},
       ${table.traits.longDigits ? longDigitsSql(plan, table.submission === null) : "false"} AS long_digits, ${leftOutColumn(plan, table.traits)} ${questionColumns(plan, terms)}
       CASE WHEN ${table.traits.totals ? totalCondition(plan, table) : "false"} THEN 'total' ELSE concat_ws(${literal(REASON_END)},
         ${reasonList(plan, table.traits, terms).join(",\n         ")}) END AS reasons
FROM valued WHERE ${wanted.where}`;

/** SQL condition that a cell marks its row as a total (合计、本页小计); the mark is in the first or second cell of a row. */
export const isTotalSql = (cell: string): string =>
  `regexp_full_match(lower(rtrim(regexp_replace(coalesce(${cell}, ''), '[\\s\u3000]+', '', 'g'), ':：')), '${TOTAL_LABEL}')`;

/**
 * SQL condition that a row is a total: by its first two cells, or by a text that would identify it. A column of words among which 合计 is
 * one does not count.
 */
function totalCondition(plan: LoadPlan, { width }: TextTable): string {
  const words = new Set(
    plan.cells.flatMap(({ from, reading }) =>
      from && "position" in from && reading.as === "word" ? [from.position] : [],
    ),
  );
  const firstTwo = [0, 1].filter((at) => at < width && !words.has(at)).map((at) => `c${at}`);
  const texts = plan.cells
    .filter((cell) => cell.from !== null && identifies(cell))
    .map(({ column }) => `t_${column}`);
  const all = [...firstTwo, ...texts].map(isTotalSql);
  return all.length > 0 ? `(${all.join(" OR ")})` : "false";
}

const cellNames = (width: number) => Array.from({ length: width }, (_, index) => `c${index}`);
const columnTypes = ({ width, submission }: TextTable) =>
  `{${[...(submission === null ? ["'submission': 'BIGINT'"] : []), "'line': 'BIGINT'", ...cellNames(width).map((name) => `'${name}': 'VARCHAR'`)].join(", ")}}`;

function nullType(plan: LoadPlan, column: string): string {
  if (column === "period") return "DATE";
  return plan.fact.columns.find((factColumn) => factColumn.name === column)?.sqlType ?? "VARCHAR";
}

function knownText(plan: LoadPlan): string {
  return "position" in plan.known ? `nullif(trim(c${plan.known.position}), '') AS t_known,` : "";
}

function explanationText({ explanation }: LoadPlan): string {
  if (!explanation) return "";
  const text = `nullif(trim(c${explanation.position}, ' \t\r\u3000\u00a0'), '')`;
  // A form may have the column in every row; a word that says that there is nothing to explain explains nothing.
  return `CASE WHEN ${isPlaceholderSql(text)} OR coalesce(identity_text(${text}), '') = '' THEN NULL ELSE ${text} END AS t_explanation,`;
}

/** The row's answer to a question and its questions, each `code|column|detail` with `REASON_END` between them. */
function questionColumns({ explanation }: LoadPlan, { questions }: FileTerms): string {
  if (questions.length === 0) return "";
  return `${explanation ? "t_explanation" : "CAST(NULL AS VARCHAR)"} AS explanation,
       concat_ws(${literal(REASON_END)}, ${questions.join(",\n         ")}) AS questions,`;
}

/** A day in the known-column means the beginning of that day in the deployment's zone, plus the declared days. */
function knownValue(plan: LoadPlan, { knownBy }: FileTerms): string {
  if (!("position" in plan.known)) return knownBy;
  return `least(${knownBy}, CAST(timezone('UTC', timezone(${literal(plan.zone)},
    try_strptime(t_known, $formats_known) + INTERVAL ${plan.known.plusDays} DAY)) AS TIMESTAMP))`;
}

/** The first key whose columns are all filled, as text; a row without one is refused elsewhere. */
function keySql(plan: LoadPlan): string {
  if (plan.fact.grain === "period") return "CAST(NULL AS VARCHAR)";
  const options = plan.keys.map((key, index) => {
    const parts = key.map((name) => `coalesce(CAST(${comparedSql(plan, name)} AS VARCHAR), '')`).join(", ");
    const lead = key[0] ?? "area";
    return `WHEN ${comparedSql(plan, lead)} IS NOT NULL THEN '${index}:' || concat_ws('|', ${parts})`;
  });
  const nil = plan.nil ? `WHEN coalesce(v_${plan.nil}, false) THEN NULL` : "";
  return `CASE ${nil} ${options.join(" ")} END`;
}

/** Key shared by rows of one file about the same subject. */
function rowKeySql(plan: LoadPlan): string {
  const keyColumns =
    plan.fact.grain === "event"
      ? [keySql(plan)]
      : (plan.keys[0] ?? []).map((name) => comparedSql(plan, name));
  return `concat_ws('|', v_area, coalesce(CAST(v_period AS VARCHAR), ''), CAST(known_at AS VARCHAR), ${keyColumns.join(", ")})`;
}

/** A check over the values `v_<column>`; it holds when a value is missing. */
export function holdsSql(plan: LoadPlan, check: LoadPlan["checks"][number]): string {
  const holds = check.holds.replace(/\b[a-z_]+\b/g, (word) =>
    plan.cells.some((cell) => cell.column === word) ? `v_${word}` : word,
  );
  return `coalesce(${holds}, true)`;
}

function reasonList(plan: LoadPlan, traits: TextTraits, terms: FileTerms): string[] {
  const cells = plan.cells.map((cell) => refusalSql(cell, plan.nil, traits));
  const checks = plan.checks.map(
    (check) =>
      `CASE WHEN NOT ${holdsSql(plan, check)} THEN ${literal(`check:${check.id}|${check.column}`)} END`,
  );
  const known =
    "position" in plan.known
      ? ["CASE WHEN known_at IS NULL OR t_known IS NULL THEN 'not-date|known' END"]
      : [];
  return [
    ...cells,
    ...flagReason(plan, traits),
    ...checks,
    ...known,
    ...unendedReason(plan),
    ...terms.reasons,
  ];
}
