import type { LoadPlan } from "../../../warehouse/load/plan.ts";
import type { Remark } from "../../../warehouse/load/remarks.ts";
import { isTotalLabel } from "../decode/layout/row-roles.ts";
import type { DecodedTable } from "../decode/table.ts";
import { rowsOf, subjectOf, withRows } from "./table-rows.ts";

/** Lines named in a remark. */
const SHOWN = 5;

/**
 * Pass over hidden and filtered rows where a visible row has their area, period and key. Where one has not, it cannot be known whether a
 * filter was forgotten or the row was meant to be left out: the file goes back with that question.
 */
export function decideHiddenRows(
  table: DecodedTable,
  plan: LoadPlan,
): { readonly table: DecodedTable; readonly remarks: readonly Remark[] } | { readonly unclear: Remark } {
  const hidden = new Set(table.layout.hiddenRows);
  if (hidden.size === 0) return { table, remarks: [] };
  const rows = rowsOf(table);
  const visible = rows.filter(({ line }) => !hidden.has(line));
  const subjects = new Set(visible.map(({ cells }) => subjectOf(plan, cells)));
  const isCovered = (cells: readonly string[]): boolean =>
    isTotalLabel(cells[0] ?? "") || isTotalLabel(cells[1] ?? "") || subjects.has(subjectOf(plan, cells));
  const passed = rows.filter(({ line }) => hidden.has(line));
  const open = passed.filter(({ cells }) => !isCovered(cells));
  if (open.length > 0)
    return { unclear: { code: "hidden-rows", details: { count: open.length, lines: linesOf(open) } } };
  const { count } = table;
  const kept = withRows(table, visible);
  const remark = { code: "hidden-rows-passed", details: { count: passed.length, lines: linesOf(passed) } };
  return {
    table: {
      ...kept,
      count: { ...count, records: count.records - passed.length, passed: count.passed + passed.length },
    },
    remarks: [remark],
  };
}

const linesOf = (rows: readonly { readonly line: number }[]): string[] =>
  rows.slice(0, SHOWN).map(({ line }) => String(line));
