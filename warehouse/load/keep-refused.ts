import { literal } from "../engine/literal.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import type { LoadPlan } from "./plan.ts";
import { QUESTIONS } from "./questions.ts";
import { NOT_REFUSED } from "./stage.ts";
import { REASON_END } from "./stage-sql.ts";

/** A row refused because of its shape, before its cells were read. */
export interface RefusedRow {
  readonly line: number;
  readonly code: string;
  readonly cells: readonly string[];
}

/** Rows written in one statement. */
const BATCH = 2000;

/** The rows of a submission that were refused because of their shape. */
export interface Misshapen {
  readonly id: number;
  readonly refused: readonly RefusedRow[];
}

/** Store the refused rows of `stage` and the misshapen rows, with their reasons; personal data are masked. */
export async function keepRefused(
  warehouse: Warehouse,
  plan: LoadPlan,
  files: readonly Misshapen[],
): Promise<void> {
  const misshapen = files.flatMap(({ id, refused }) => refused.map((row) => ({ submission: id, ...row })));
  await warehouse.run(
    `INSERT INTO rejected_row (submission, line, cells, reasons)
     WITH refused AS (
       SELECT submission, line, cells, unnest(string_split(reasons, ${literal(REASON_END)})) AS reason FROM stage WHERE reasons NOT IN ${NOT_REFUSED}
     ), ${partedSql("refused")}
     SELECT submission, line, to_json(list_transform(any_value(cells), cell -> masked(cell))) AS cells, ${REASON_LIST} AS reasons
     FROM parted GROUP BY submission, line
     ${misshapen.length > 0 ? `UNION ALL ${MISSHAPEN}` : ""} ORDER BY submission, line`,
    {
      ...describedColumns(plan),
      ...(misshapen.length > 0 ? { rows: JSON.stringify(misshapen.slice(0, BATCH)) } : {}),
    },
  );
  for (let at = BATCH; at < misshapen.length; at += BATCH)
    await warehouse.run(`INSERT INTO rejected_row (submission, line, cells, reasons) ${MISSHAPEN}`, {
      rows: JSON.stringify(misshapen.slice(at, at + BATCH)),
    });
}

/** `parted`: the reasons of rows split into code, column and detail, with the column's place. @param rows query with `reason` */
export const partedSql = (rows: string): string => `parted AS (
       SELECT submission, line, cells, split_part(reason, '|', 1) AS code, split_part(reason, '|', 2) AS name, split_part(reason, '|', 3) AS detail,
              json_extract(CAST($columns AS JSON), '$.' || name) AS place
       FROM ${rows}
     )`;

/** The reasons of a row of `parted` as JSON: code, column, what was found, place, message, and the places of what was compared. */
export const REASON_LIST = `to_json(list({
       'code': code, 'column': name,
       'found': masked(CASE WHEN detail <> '' THEN detail ELSE cells[CAST(json_extract(place, '$.position') AS INTEGER)] END),
       'where': json_merge_patch(coalesce(place, '{}'),
         json_object('message', json_extract(CAST($messages AS JSON), '$."' || code || '"'),
                     'beside', json_extract(CAST($compared AS JSON), '$."' || code || '"')))}))`;

/** Bindings of `partedSql` and `REASON_LIST`. */
export function describedColumns(plan: LoadPlan): { columns: string; messages: string; compared: string } {
  const { columns, messages } = describe(plan);
  return {
    columns: JSON.stringify(columns),
    messages: JSON.stringify(messages),
    compared: JSON.stringify(comparedPlaces(plan)),
  };
}

/** The places of the columns that each check reads, and of those by which each balance tells its rows apart. */
const comparedPlaces = ({ cells, checks, balances }: LoadPlan): Readonly<Record<string, number[]>> => {
  const placesOf = (isNamed: (column: string) => boolean) =>
    cells.flatMap(({ column, from }) =>
      from && "position" in from && isNamed(column) ? [from.position + 1] : [],
    );
  return Object.fromEntries([
    ...checks.map(({ id, holds }) => [
      `check:${id}`,
      placesOf((column) => new RegExp(`\\b${column}\\b`).test(holds)),
    ]),
    ...balances.map(({ id, whole, parts }) => [
      `balance:${id}`,
      placesOf((column) => column in whole || column in parts),
    ]),
  ]);
};

const MISSHAPEN = `
  SELECT submission, line, to_json(list_transform(cells, cell -> masked(cell))),
         to_json([{'code': code, 'column': NULL, 'found': CAST(len(cells) AS VARCHAR), 'where': NULL}])
  FROM (SELECT unnest(from_json(CAST($rows AS JSON), '[{"submission":"BIGINT","line":"BIGINT","code":"VARCHAR","cells":["VARCHAR"]}]'), recursive := true))`;

/** Details reported for each column and each check: its place, and what is allowed. */
function describe(plan: LoadPlan) {
  const columns = Object.fromEntries(plan.cells.map((cell) => [cell.column, placeOf(cell)]));
  if ("position" in plan.known)
    columns.known = { header: plan.known.header, position: plan.known.position + 1, example: "" };
  const messages = Object.fromEntries([
    ...plan.checks.map(({ id, message }) => [`check:${id}`, message]),
    ...plan.balances.map(({ id, message }) => [`balance:${id}`, message]),
    ...Object.entries(QUESTIONS),
  ]);
  return { columns, messages };
}

function placeOf(cell: LoadPlan["cells"][number]) {
  const from = cell.from;
  const position = from && "position" in from ? from.position + 1 : null;
  const { reading } = cell;
  const words = reading.as === "word" ? Object.values(reading.words).flatMap(([first]) => first ?? []) : [];
  return {
    header: from && "header" in from ? from.header : cell.column,
    position,
    example: cell.example,
    ...(words.length > 0 && words.length <= MOST_WORDS ? { allowed: words } : {}),
  };
}

/** Most words of a closed list that are named with a refusal. */
const MOST_WORDS = 12;
