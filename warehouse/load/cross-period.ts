import { factTable } from "../engine/fact-tables.ts";
import { literal } from "../engine/literal.ts";
import type { Mark } from "./mark.ts";
import type { LoadPlan } from "./plan.ts";

/** Refuse the rows about an area of a level that the report does not cover. */
export const otherLevelMark =
  ({ levels }: LoadPlan): Mark =>
  (from) =>
    `SELECT * REPLACE (CASE WHEN reasons = '' AND area IN (SELECT code FROM area WHERE level NOT IN (${levels.map(literal).join(", ")}))
                            THEN 'not-this-level|area' ELSE reasons END AS reasons) FROM ${from}`;

/**
 * Refuse the rows that contradict other periods of their area: a figure that counts from January and falls within its year (累计数只增不减), or
 * is above the next one already received.
 *
 * A row is compared with what was known when it became known, with rows of the same file before those of the warehouse. Of two
 * contradicting rows in one file, that of the later period is refused: only periods received earlier count as later neighbours.
 */
export function fallingMark(plan: LoadPlan): Mark[] {
  const read = new Set(plan.cells.filter((cell) => cell.from !== null).map((cell) => cell.column));
  const columns = (plan.fact.cumulative ?? []).filter((name) => read.has(name));
  if (columns.length === 0) return [];
  return [
    (from) => `SELECT judged.* REPLACE (coalesce(falling.reasons, judged.reasons) AS reasons)
      FROM ${from} AS judged LEFT JOIN (${fallingSql(plan, columns, from)}) AS falling
        ON falling.submission = judged.submission AND falling.line = judged.line AND judged.reasons = ''`,
  ];
}

/** Rows whose figure is below that of the nearest earlier period of the year, or above that of the nearest later one. */
function fallingSql(plan: LoadPlan, columns: readonly string[], from: string): string {
  const names = columns.map(literal).join(", ");
  const figures = columns.map((name) => `CAST("${name}" AS DECIMAL(24,4))`).join(", ");
  // One row per figure, from one list: a query for each figure takes several times as long to plan.
  const each = (table: string, earlier: string, where: string) => `
      SELECT * FROM (SELECT submission, ${earlier} AS earlier_submission, line, area, period, known_at, unnest([${names}]) AS name, unnest([${figures}]) AS figure
                     FROM ${table} WHERE ${where}) WHERE figure IS NOT NULL`;
  const kind = literal(plan.periodKind ?? "");
  const kept = `period_kind = ${kind} AND area IN (SELECT area FROM sent)`;
  return `
    WITH sent AS (${each(from, "CAST(NULL AS BIGINT)", "reasons = '' AND period IS NOT NULL")}),
    known AS (${each(factTable(plan.fact.contract), "submission", kept)}),
    other AS (
      SELECT submission, earlier_submission, line, area, period, known_at, name, figure FROM sent
      UNION ALL
      -- For a period that the file covers, its figures take precedence over earlier ones.
      SELECT file.submission, known.earlier_submission, known.line, known.area, known.period, known.known_at, known.name, known.figure
      FROM known JOIN (SELECT DISTINCT submission, area FROM sent) AS file USING (area)
      ANTI JOIN (SELECT DISTINCT submission AS covered_in, area AS covered_area, period AS covered_period FROM sent) AS covered
        ON covered_in = file.submission AND covered_area = known.area AND covered_period = known.period
    ),
    beside AS (
      SELECT sent.submission, sent.line, sent.name, sent.figure, other.figure AS other_figure, other.period AS other_period, other.period < sent.period AS earlier
      FROM sent JOIN other ON other.submission = sent.submission AND other.area = sent.area AND other.name = sent.name
        AND year(other.period) = year(sent.period) AND other.period <> sent.period AND other.known_at <= sent.known_at
        AND (other.period < sent.period OR other.earlier_submission IS NOT NULL OR other.known_at < sent.known_at)
      QUALIFY row_number() OVER (PARTITION BY sent.submission, sent.line, sent.name, earlier
        ORDER BY abs(other.period - sent.period), other.earlier_submission IS NULL DESC, other.known_at DESC, other.earlier_submission DESC) = 1)
    SELECT submission, line, string_agg(concat(CASE WHEN earlier THEN 'cumulative-falls|' ELSE 'cumulative-above-next|' END, name, '|',
             ${plain("figure")}, CASE WHEN earlier THEN ' < ' ELSE ' > ' END, ${plain("other_figure")},
             ' (', strftime(other_period, '%Y-%m'), ')'), chr(31) ORDER BY NOT earlier, name) AS reasons
    FROM beside WHERE CASE WHEN earlier THEN figure < other_figure ELSE figure > other_figure END GROUP BY submission, line`;
}

/** A figure without the zeros that its type adds. */
const plain = (figure: string): string => `rtrim(rtrim(CAST(${figure} AS VARCHAR), '0'), '.')`;
