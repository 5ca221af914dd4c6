import { dayInZone } from "../engine/day-in-zone.ts";
import { factTable } from "../engine/fact-tables.ts";
import { literal } from "../engine/literal.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import { areaJoins } from "./area-sql.ts";
import { SERIAL, valueSql } from "./cell-sql.ts";
import { MOST_COUNTED } from "./number-sql.ts";
import { CODE, longDigitsSql } from "./personal.ts";
import type { LoadPlan, PlannedCell, TextTable } from "./plan.ts";
import { reading } from "./reading.ts";
import {
  boundFile,
  holdsSql,
  isTotalSql,
  type Others,
  planBindings,
  SENDER_AREAS,
  textsSql,
  valuesSql,
} from "./stage-sql.ts";
import { otherYearSql } from "./time-sql.ts";

/** Rows of a large file that were written directly to the facts. */
export interface FastPath {
  readonly submission: number;
  taken: number;
  /** No enterprise is repeated among the accepted rows. */
  uniqueCodes: boolean;
  /** All their enterprises are in the register already. */
  knownCodes: boolean;
}

/**
 * Whether rows of a file may be written directly to the facts: it is large, and area and period identify its report. All others are
 * staged completely.
 */
export const hasFastPath = (plan: LoadPlan, table: TextTable): boolean =>
  table.submission !== null &&
  plan.fact.grain === "period" &&
  plan.nil === null &&
  !plan.completes &&
  "at" in plan.known &&
  !plan.completeMonths &&
  plan.balances.length === 0 &&
  plan.levels.length === 0 &&
  (plan.fact.cumulative ?? []).every((name) =>
    plan.cells.some((cell) => cell.column === name && cell.from === null),
  ) &&
  usualFormats(plan).length > 0;

/** Formats in which a period is written as text, without a workbook's day numbers. */
function usualFormats(plan: LoadPlan): readonly string[] {
  const cell = plan.cells.find(({ column }) => column === "period");
  return cell?.from && "formats" in cell.reading
    ? cell.reading.formats.filter((format) => format !== SERIAL)
    : [];
}

/**
 * Insert the certainly valid rows into the facts in one pass, without staging them: writing ten million rows twice costs more than all
 * checks together. Every other row, even if only unusually written, is left to `stage()` for full checks.
 */
export async function insertAcceptedRows(
  warehouse: Warehouse,
  submission: number,
  plan: LoadPlan,
  table: TextTable,
  knownBy: string,
): Promise<FastPath> {
  const { formats_period: _, ...bindings } = planBindings(plan, table);
  await prepareWords(warehouse, plan, table, knownBy);
  const valueColumns = plan.fact.columns.map(({ name }) => `v_${name}`).join(", ");
  const names = plan.fact.columns.map(({ name }) => `"${name}"`).join(", ");
  const kind = plan.periodKind === null ? "NULL" : literal(plan.periodKind);
  const facts = factTable(plan.fact.contract);
  await reading(() =>
    warehouse.run(
      `INSERT INTO ${facts} (submission, line, area, period_kind, period, known_at, event_key, ${names})
       WITH ${textsSql(plan, table)}, valued AS (
         SELECT texts.*, ${USUAL_PERIOD} ${valuesSql(plan, (cell) => plainValue(cell, table))}
         FROM texts ${USUAL_JOIN} ${areaJoins(plan, { ...table.traits, unusual: false }, "period_word.ends")}
       )
       SELECT submission, line, v_area, ${kind}, v_period, CAST($known_by AS TIMESTAMP), NULL, ${valueColumns}
       FROM valued WHERE ${certainSql(plan, table)}`,
      { ...bindings, ...boundFile(plan, knownBy) },
    ),
  );
  const [counted] = await warehouse.rows<{ taken: number }>(
    `SELECT count(*) AS taken FROM ${facts} WHERE submission = $submission`,
    { submission },
  );
  return { submission, taken: counted!.taken, uniqueCodes: false, knownCodes: false };
}

/** The rows that the fast path did not take, which `stage` still has to judge. */
export const othersOf = (plan: LoadPlan, table: TextTable, { taken }: FastPath, records: number): Others => ({
  join: USUAL_JOIN,
  columns: USUAL_PERIOD,
  where: taken === records ? "false" : `NOT ${certainSql(plan, table)}`,
});

const USUAL_JOIN = "LEFT JOIN period_word ON period_word.printed = t_period";
const USUAL_PERIOD = "period_word.ends AS usual_period,";

/** Fill `period_word` with each period of forty years in each format and its last day: a lookup is ten times faster than parsing. */
async function prepareWords(
  warehouse: Warehouse,
  plan: LoadPlan,
  table: TextTable,
  knownBy: string,
): Promise<void> {
  const cell = plan.cells.find(({ column }) => column === "period")!;
  const formats = usualFormats(plan);
  const step = plan.periodKind === "day" || plan.periodKind === "week" ? "DAY" : "MONTH";
  const written = formats
    .map((_, at) => `SELECT strftime(day, $format_${at}) AS t_period FROM days`)
    .join(" UNION ");
  const parsed = valueSql("period", cell.reading, table.traits);
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE period_word AS
     WITH days AS (SELECT unnest(generate_series(CAST($known_by AS TIMESTAMP) - INTERVAL 38 YEAR, CAST($known_by AS TIMESTAMP) + INTERVAL 2 YEAR,
                                                 INTERVAL 1 ${step})) AS day)
     SELECT t_period AS printed, ${parsed} AS ends FROM (${written}) WHERE ${parsed} IS NOT NULL`,
    {
      known_by: knownBy,
      formats_period: formats,
      ...Object.fromEntries(formats.map((format, at) => [`format_${at}`, format])),
    },
  );
}

/** The value of a cell where it is written plainly. */
function plainValue({ column, reading: how }: PlannedCell, table: TextTable): string {
  if (how.as === "period") return "period_word.ends";
  if (how.as === "text") return `t_${column}`;
  return how.as === "count" && how.times === 1
    ? `try_cast(t_${column} AS BIGINT)`
    : valueSql(column, how, table.traits);
}

/** The day of receipt. */
const dayOfReceipt = ({ zone }: LoadPlan): string => dayInZone("CAST($known_by AS TIMESTAMP)", zone);

/** Whether a row is certainly valid, and raises no question: a condition over texts, values and looked-up words of `valued`, never NULL. */
function certainSql(plan: LoadPlan, table: TextTable): string {
  const cells = plan.cells.filter((cell) => cell.from !== null).map(certainCell);
  const heads = [0, 1].filter((at) => at < table.width && mayBeTotal(plan, at));
  const all = [
    ...cells,
    ...heads.map((at) => `NOT ${isTotalSql(`c${at}`)}`),
    `NOT ${longDigitsSql(plan, false)}`,
    ...plan.checks.map((check) => holdsSql(plan, check)),
    `v_period <= ${dayOfReceipt(plan)}`,
    ...(plan.statedYear === null
      ? []
      : [
          `NOT coalesce(${otherYearSql(plan.periodKind, String(plan.statedYear), dayOfReceipt(plan))}, false)`,
        ]),
    ...(plan.statedPeriod === null ? [] : ["v_period = CAST($stated_period AS DATE)"]),
    ...(plan.senderArea === null ? [] : [`v_area IN ${SENDER_AREAS}`]),
  ];
  return `coalesce(${all.join("\n AND ")}, false)`;
}

function certainCell({ column, reading: how, required }: PlannedCell): string {
  const number = `try_cast(t_${column} AS BIGINT)`;
  const good =
    how.as === "period"
      ? "usual_period IS NOT NULL"
      : how.as === "count" && how.times === 1
        ? `(CAST(${number} AS VARCHAR) = t_${column} AND ${number} BETWEEN 0 AND ${MOST_COUNTED})`
        : how.as === "text"
          ? plainTextSql(column)
          : `v_${column} IS NOT NULL`;
  return required ? good : `(t_${column} IS NULL OR ${good})`;
}

/** A text that is stored as it is; a credit code must be in its standard form, and no other text may be a shortened number. */
const plainTextSql = (column: string): string =>
  column === CODE
    ? `regexp_full_match(t_${column}, '[0-9A-Z]+')`
    : `(v_${column} IS NOT NULL AND NOT contains(t_${column}, '+') AND NOT starts_with(t_${column}, ''''))`;

/** Whether a cell may hold the word for a total; in a valid row an area or a number cannot. */
const mayBeTotal = (plan: LoadPlan, position: number): boolean =>
  !plan.cells.some(
    ({ from, reading: how, required }) =>
      required &&
      from !== null &&
      "position" in from &&
      from.position === position &&
      ["area", "period", "count", "amount", "date"].includes(how.as),
  );
