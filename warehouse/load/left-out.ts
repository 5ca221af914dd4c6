import type { Warehouse } from "../engine/warehouse.ts";
import { DASHES, isLeftOut, unreadableSql } from "./cell-sql.ts";
import type { LoadPlan, TextTraits } from "./plan.ts";
import type { Remark } from "./remarks.ts";

/** Most cells of a submission that are listed one by one. */
const MOST_LISTED = 10;

const cellsOf = (plan: LoadPlan) => plan.cells.filter(isLeftOut);

/** The column of `stage` with the optional columns whose text cannot be read and counts as blank, followed by a comma. */
export function leftOutColumn(plan: LoadPlan, { dashes }: TextTraits): string {
  const cells = cellsOf(plan);
  if (cells.length === 0) return "";
  const found = cells.map((cell) => {
    const isDash = dashes && cell.reading.as !== "word" ? ` AND t_${cell.column} NOT IN ${DASHES}` : "";
    return `CASE WHEN ${unreadableSql(cell)}${isDash} THEN '${cell.column}' END`;
  });
  return `concat_ws('|', ${found.join(", ")}) AS left_out,`;
}

/** The count of accepted rows of `stage` with such cells, as a column of a query over it. */
export const leftOutCount = (plan: LoadPlan): string =>
  cellsOf(plan).length === 0
    ? ", 0 AS left_out_rows"
    : ", count(*) FILTER (reasons = '' AND left_out <> '') AS left_out_rows";

/** Remarks on the cells that count as blank, by submission; personal numbers are masked. */
export async function leftOutRemarks(
  warehouse: Warehouse,
  plan: LoadPlan,
): Promise<ReadonlyMap<number, readonly Remark[]>> {
  const places = Object.fromEntries(
    cellsOf(plan).flatMap(({ column, from }) =>
      from && "position" in from ? [[column, { at: from.position + 1, header: from.header }]] : [],
    ),
  );
  const rows = await warehouse.rows<{ submission: number; line: number; column: string; found: string }>(
    `SELECT submission, line, name AS column, left(masked(cells[CAST(json_extract(CAST($places AS JSON), '$.' || name || '.at') AS INTEGER)]), 200) AS found
     FROM (SELECT submission, line, cells, unnest(string_split(left_out, '|')) AS name FROM stage WHERE reasons = '' AND left_out <> '')
     ORDER BY submission, line, name LIMIT ${MOST_READ}`,
    { places: JSON.stringify(places) },
  );
  const remarks = new Map<number, Remark[]>();
  const counts = new Map<number, number>();
  for (const { submission, line, column, found } of rows) {
    const count = (counts.get(submission) ?? 0) + 1;
    counts.set(submission, count);
    if (count > MOST_LISTED) continue;
    const details = { line, header: places[column]?.header ?? column, found };
    remarks.set(submission, [...(remarks.get(submission) ?? []), { code: "cell-left-out", details }]);
  }
  for (const [submission, count] of counts)
    if (count > MOST_LISTED)
      remarks.get(submission)!.push({ code: "cells-left-out", details: { count: count - MOST_LISTED } });
  return remarks;
}

/** Most cells counted over all submissions of a wave. */
const MOST_READ = 100_000;
