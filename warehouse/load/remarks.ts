import { asOfMacro } from "../fact-tables.ts";
import type { Warehouse } from "../warehouse.ts";
import { literal } from "./cell-sql.ts";
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

/** Totals (合计、小计) that differ from the sum of the rows they stand under; a subtotal sums from the total before it. */
export async function totalsThatDiffer(warehouse: Warehouse, plan: LoadPlan): Promise<Remark[]> {
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
     SELECT total.line, ${sums.join(", ")} FROM totals AS total JOIN stage AS part
       ON part.reasons = '' AND CASE WHEN total.partial THEN part.line > total.total_before AND part.line < total.line ELSE true END
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

/** Areas whose details, known before their table, do not sum to it. */
export async function detailsThatDiffer(
  warehouse: Warehouse,
  plan: LoadPlan,
  knownBy: string,
): Promise<Remark[]> {
  const remarks: Remark[] = [];
  for (const { contract, columns } of plan.summedBy) {
    const differ = columns.map((name) => `sum(detail."${name}") <> any_value(stage."${name}")`).join(" OR ");
    const rows = await warehouse.rows<{ area: string }>(
      `SELECT stage.area FROM stage JOIN ${asOfMacro(contract)}(CAST($known_by AS TIMESTAMP)) AS detail
         ON detail.area = stage.area AND detail.period = stage.period
       WHERE stage.reasons = '' GROUP BY stage.area, stage.period HAVING ${differ} ORDER BY ALL`,
      { known_by: knownBy },
    );
    if (rows.length > 0)
      remarks.push({ code: "details-differ", details: { areas: rows.map(({ area }) => area) } });
  }
  return remarks;
}

/** Periods of a monthly past that a figure is held against, and how far from their median is worth a question. */
const [PAST_MONTHS, FEWEST, TIMES, AT_LEAST] = [12, 6, 5, 100];

/**
 * Figures worth a question, never a refusal: all of them the same as the period before (照抄上期), or one many times above or
 * below the median of the area's own last year.
 */
export async function figuresToAskAbout(
  warehouse: Warehouse,
  plan: LoadPlan,
  knownBy: string,
): Promise<Remark[]> {
  const columns = figuresOf(plan);
  if (plan.fact.grain !== "period" || plan.periodKind !== "month" || columns.length < 2) return [];
  const same = columns.map((name) => `new."${name}" IS NOT DISTINCT FROM before."${name}"`).join(" AND ");
  const far = columns.map(
    (
      name,
    ) => `CASE WHEN count(past."${name}") >= ${FEWEST} AND abs(any_value(new."${name}") - median(past."${name}")) > ${AT_LEAST}
        AND (any_value(new."${name}") > ${TIMES} * median(past."${name}") OR ${TIMES} * any_value(new."${name}") < median(past."${name}"))
      THEN ${literal(name)} || ' ' || any_value(new."${name}") || ' ' || median(past."${name}") END`,
  );
  const rows = await warehouse.rows<{ area: string; line: number; copied: boolean; far: string[] }>(
    `WITH new AS (SELECT * FROM stage WHERE reasons = ''),
     past AS (SELECT fact.* FROM ${asOfMacro(plan.fact.contract)}(CAST($known_by AS TIMESTAMP)) AS fact
              WHERE fact.period_kind = 'month' AND fact.area IN (SELECT area FROM new)
                AND fact.period >= (SELECT min(period) FROM new) - INTERVAL ${PAST_MONTHS} MONTH)
     SELECT new.area, new.line, bool_or(before.area IS NOT NULL AND ${same}) AS copied,
            list_filter([${far.join(", ")}], one -> one IS NOT NULL) AS far
     FROM new
     LEFT JOIN past ON past.area = new.area AND past.period < new.period AND past.period >= new.period - INTERVAL ${PAST_MONTHS} MONTH
     LEFT JOIN past AS before ON before.area = new.area AND before.period = last_day(CAST(new.period - INTERVAL 1 MONTH AS DATE))
     GROUP BY new.area, new.line HAVING copied OR len(far) > 0 ORDER BY new.line`,
    { known_by: knownBy },
  );
  return rows.flatMap(({ area, line, copied, far: distant }) => [
    ...(copied ? [{ code: "copied-forward", details: { area, line } }] : []),
    ...distant.map((one) => {
      const [name = "", found = "", usual = ""] = one.split(" ");
      return { code: "far-from-the-past", details: { line, header: headerOf(plan, name), found, usual } };
    }),
  ]);
}
