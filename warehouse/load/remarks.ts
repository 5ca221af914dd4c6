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

/** Whether a plan has figures that a total row could sum. */
export const hasFigures = (plan: LoadPlan): boolean => figuresOf(plan).length > 0;

/**
 * Query of the total rows (合计、小计) of `stage` with the sums of the rows above them: `submission`, and `totals`, a JSON list for
 * `totalsThatDiffer`. A subtotal sums the rows since the previous total.
 *
 * @param goodRows query of the accepted rows: submission, line, and the contract's columns
 */
export function totalsSql(plan: LoadPlan, goodRows: string): string {
  const figures = figuresOf(plan).map(
    (name) => `'sum_${name}': sum(part."${name}"), 'said_${name}': any_value(total."${name}")`,
  );
  return `
    WITH totals AS (
      SELECT *, regexp_matches(coalesce(cells[1], '') || coalesce(cells[2], ''), '小\\s*计|(?i)subtotal') AS partial,
             coalesce(lag(line) OVER (PARTITION BY submission ORDER BY line), 0) AS total_before
      FROM stage WHERE reasons = 'total'),
    summed AS (
      SELECT total.submission, total.line, {'line': total.line, ${figures.join(", ")}} AS total
      FROM totals AS total JOIN ${goodRows} AS part ON part.submission = total.submission
        AND CASE WHEN total.partial THEN part.line > total.total_before AND part.line < total.line ELSE true END
      GROUP BY total.submission, total.line)
    SELECT submission, CAST(to_json(list(total ORDER BY line)) AS VARCHAR) AS totals FROM summed GROUP BY submission`;
}

/** Remarks on the totals that are not the sums of their rows. */
export function totalsThatDiffer(plan: LoadPlan, totals: string | null): Remark[] {
  if (totals === null) return [];
  const columns = figuresOf(plan);
  return (JSON.parse(totals) as Record<string, number | null>[]).flatMap((row) =>
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
