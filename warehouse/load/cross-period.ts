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
 * Refuse the rows with a figure that counts from January and is above the next one already received (累计数大于下一期): a correction of one
 * month that leaves the following one behind. A figure that repeats what is known of its period contradicts nothing new.
 *
 * A figure below the one before it is not refused: offices correct their year downwards, in December above all. It is loaded, and asked
 * about beside the verdicts.
 *
 * A row is compared with what was known when it became known. A period that the same file covers is not compared.
 */
export function aboveNextMark(plan: LoadPlan): Mark[] {
  const read = new Set(plan.cells.filter((cell) => cell.from !== null).map((cell) => cell.column));
  const columns = (plan.fact.cumulative ?? []).filter((name) => read.has(name));
  if (columns.length === 0) return [];
  return [
    (from) => `SELECT judged.* REPLACE (coalesce(above.reasons, judged.reasons) AS reasons)
      FROM ${from} AS judged LEFT JOIN (${aboveNextSql(plan, columns, from)}) AS above
        ON above.submission = judged.submission AND above.line = judged.line AND judged.reasons = ''`,
  ];
}

/** Rows whose figure is above that of the nearest later period of the year that is known, and is not known of their own period. */
function aboveNextSql(plan: LoadPlan, columns: readonly string[], from: string): string {
  const names = columns.map(literal).join(", ");
  const figures = columns.map((name) => `CAST("${name}" AS DECIMAL(24,4))`).join(", ");
  // One row per figure, from one list: a query for each figure takes several times as long to plan.
  const each = (table: string, where: string) => `
      SELECT * FROM (SELECT submission, line, area, period, known_at, unnest([${names}]) AS name, unnest([${figures}]) AS figure
                     FROM ${table} WHERE ${where}) WHERE figure IS NOT NULL`;
  const kind = literal(plan.periodKind ?? "");
  return `
    WITH sent AS (${each(from, "reasons = '' AND period IS NOT NULL")}),
    known AS (${each(factTable(plan.fact.contract), `period_kind = ${kind} AND area IN (SELECT area FROM sent)`)}),
    repeated AS (
      SELECT sent.submission, sent.line, sent.name, arg_max(known.figure, (known.known_at, known.submission)) = any_value(sent.figure) AS same
      FROM sent JOIN known ON known.area = sent.area AND known.name = sent.name AND known.period = sent.period AND known.known_at <= sent.known_at
      GROUP BY ALL
    ),
    next AS (
      SELECT sent.submission, sent.line, sent.name, sent.figure, known.figure AS next_figure, known.period AS next_period
      FROM sent JOIN known ON known.area = sent.area AND known.name = sent.name
        AND year(known.period) = year(sent.period) AND known.period > sent.period AND known.known_at <= sent.known_at
      ANTI JOIN sent AS covered ON covered.submission = sent.submission AND covered.area = known.area AND covered.period = known.period
      QUALIFY row_number() OVER (PARTITION BY sent.submission, sent.line, sent.name ORDER BY known.period, known.known_at DESC, known.submission DESC) = 1)
    SELECT submission, line, string_agg(concat('cumulative-above-next|', name, '|', ${plain("figure")}, ' > ', ${plain("next_figure")},
             ' (', strftime(next_period, '%Y-%m'), ')'), chr(31) ORDER BY name) AS reasons
    FROM next LEFT JOIN repeated USING (submission, line, name)
    WHERE figure > next_figure AND NOT coalesce(same, false) GROUP BY submission, line`;
}

/** A figure without the zeros that its type adds. */
const plain = (figure: string): string => `rtrim(rtrim(CAST(${figure} AS VARCHAR), '0'), '.')`;
