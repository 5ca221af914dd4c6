import { factTable } from "../fact-tables.ts";
import type { Warehouse } from "../warehouse.ts";
import { literal } from "./cell-sql.ts";
import type { LoadPlan } from "./plan.ts";

/**
 * Refuse the rows of `stage` that cannot stand beside the other periods of their area, or speak of an area the report is not about:
 * a figure that counts from January and falls within its year (累计数只增不减), or stands above the next one already in.
 *
 * A row is held against what was known when it became known, rows of its own file before those of the warehouse. Returns whether
 * anything was looked for.
 */
export async function markCrossPeriod(warehouse: Warehouse, plan: LoadPlan): Promise<boolean> {
  const { levels, fact } = plan;
  const read = new Set(plan.cells.filter((cell) => cell.from !== null).map((cell) => cell.column));
  const cumulative = (fact.cumulative ?? []).filter((name) => read.has(name));
  if (levels.length > 0) await warehouse.run(OTHER_LEVEL, { levels });
  if (cumulative.length > 0) await warehouse.run(fallingSql(plan, cumulative));
  return levels.length > 0 || cumulative.length > 0;
}

const OTHER_LEVEL = `UPDATE stage SET reasons = 'not-this-level|area'
  FROM area WHERE area.code = stage.area AND reasons = '' AND area.level NOT IN (SELECT unnest($levels))`;

/**
 * Rows whose figure is below that of the nearest earlier period of the year, or above that of the nearest later one. Of two rows of
 * one file that contradict each other the later period is refused: as a later neighbour only what was in before counts.
 */
function fallingSql(plan: LoadPlan, columns: readonly string[]): string {
  const each = (table: string, submission: string, where: string) =>
    columns
      .map(
        (name) => `SELECT ${submission} AS submission, line, area, period, known_at, ${literal(name)} AS name,
                     CAST("${name}" AS DECIMAL(24,4)) AS figure FROM ${table} WHERE ${where} AND "${name}" IS NOT NULL`,
      )
      .join(" UNION ALL ");
  const kind = literal(plan.periodKind ?? "");
  // What the file itself says of a period goes before what came in earlier for it.
  const kept = `period_kind = ${kind} AND area IN (SELECT area FROM own) AND (area, period) NOT IN (SELECT area, period FROM own)`;
  return `UPDATE stage SET reasons = marked.reasons FROM (
    WITH own AS (${each("stage", "NULL", "reasons = '' AND period IS NOT NULL")}),
    other AS (FROM own UNION ALL ${each(factTable(plan.fact.contract), "submission", kept)}),
    beside AS (
      SELECT own.line, own.name, own.figure, other.figure AS other_figure, other.period AS other_period, other.period < own.period AS earlier
      FROM own JOIN other ON other.area = own.area AND other.name = own.name AND year(other.period) = year(own.period)
        AND other.period <> own.period AND other.known_at <= own.known_at
        AND (other.period < own.period OR other.submission IS NOT NULL OR other.known_at < own.known_at)
      QUALIFY row_number() OVER (PARTITION BY own.line, own.name, earlier
        ORDER BY abs(other.period - own.period), other.submission IS NULL DESC, other.known_at DESC, other.submission DESC) = 1)
    SELECT line, string_agg(concat(CASE WHEN earlier THEN 'cumulative-falls|' ELSE 'cumulative-above-next|' END, name, '|',
             ${plain("figure")}, CASE WHEN earlier THEN ' < ' ELSE ' > ' END, ${plain("other_figure")},
             ' (', strftime(other_period, '%Y-%m'), ')'), chr(31) ORDER BY NOT earlier, name) AS reasons
    FROM beside WHERE CASE WHEN earlier THEN figure < other_figure ELSE figure > other_figure END GROUP BY line
  ) AS marked WHERE stage.line = marked.line AND stage.reasons = ''`;
}

/** A figure without the zeros that its type adds. */
const plain = (figure: string): string => `rtrim(rtrim(CAST(${figure} AS VARCHAR), '0'), '.')`;
