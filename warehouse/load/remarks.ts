import type { Warehouse } from "../warehouse.ts";
import type { LoadPlan } from "./plan.ts";

/** Why a whole file was refused, or something the sender should look at: a code and its details. */
export interface Remark {
  readonly code: string;
  readonly details: Readonly<
    Record<string, string | number | readonly string[] | { readonly zh: string; readonly en: string }>
  >;
}

const figuresOf = (plan: LoadPlan): string[] =>
  plan.cells
    .filter((cell) => cell.from !== null && (cell.reading.as === "count" || cell.reading.as === "amount"))
    .map((cell) => cell.column);

const headerOf = (plan: LoadPlan, column: string): string => {
  const from = plan.cells.find((cell) => cell.column === column)?.from;
  return from && "header" in from ? from.header : column;
};

/**
 * Totals (合计、小计) that differ from the sum of the rows they stand under; a subtotal sums from the total before it.
 *
 * @param goodRows query of the accepted rows: line, and the contract's columns
 */
export async function totalsThatDiffer(
  warehouse: Warehouse,
  plan: LoadPlan,
  goodRows: string,
): Promise<Remark[]> {
  const columns = figuresOf(plan);
  if (columns.length === 0) return [];
  const sums = columns.map(
    (name) => `sum(part."${name}") AS "sum_${name}", any_value(total."${name}") AS "said_${name}"`,
  );
  const rows = await warehouse.rows<Record<string, number | null>>(
    `WITH totals AS (
       SELECT *, regexp_matches(coalesce(cells[1], '') || coalesce(cells[2], ''), '小\\s*计|(?i)subtotal') AS partial,
              coalesce(lag(line) OVER (ORDER BY line), 0) AS total_before
       FROM stage WHERE reasons = 'total')
     SELECT total.line, ${sums.join(", ")} FROM totals AS total JOIN ${goodRows} AS part
       ON CASE WHEN total.partial THEN part.line > total.total_before AND part.line < total.line ELSE true END
     GROUP BY total.line ORDER BY total.line`,
  );
  return rows.flatMap((row) =>
    columns
      .filter((name) => row[`said_${name}`] !== null && row[`said_${name}`] !== row[`sum_${name}`])
      .map((name) => ({
        code: "total-differs",
        details: {
          line: row.line!,
          header: headerOf(plan, name),
          found: row[`said_${name}`]!,
          sum: row[`sum_${name}`] ?? 0,
        },
      })),
  );
}
