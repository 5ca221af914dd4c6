import { literal } from "./cell-sql.ts";
import type { PlannedBalance, RowsWhere } from "./plan.ts";
import { REASON_END } from "./stage.ts";

/**
 * Refuse the rows of a group that does not balance (表间不平衡), for each area and period of the staged file, with both figures.
 *
 * A figure is compared where both groups are there and every row of both has it. A row that stands twice with the same content
 * counts once.
 */
export function markUnbalancedSql({ id, whole, parts, refuses, figures }: PlannedBalance): string {
  const told = figures.map(
    (name) => `CASE WHEN parts_${name} <> whole_${name}
      THEN ${literal(`balance:${id}|${name}|`)} || parts_${name} || ' ≠ ' || whole_${name} END`,
  );
  return `UPDATE stage SET reasons = wrong.reasons FROM (
      SELECT area, period, known_at, concat_ws(${literal(REASON_END)}, ${told.join(", ")}) AS reasons
      FROM (SELECT area, period, known_at,
                   ${figures.flatMap((name) => [sumSql(name, "parts", parts), sumSql(name, "whole", whole)]).join(",\n")}
            FROM (SELECT DISTINCT ON (key_of_row, ${figures.map((name) => `"${name}"`).join(", ")}) * FROM stage WHERE reasons = '')
            GROUP BY area, period, known_at)
    ) AS wrong
    WHERE stage.area = wrong.area AND stage.period = wrong.period AND stage.known_at = wrong.known_at
      AND stage.reasons = '' AND wrong.reasons <> '' AND ${rowsSql(refuses, "stage.")}`;
}

/** A group's sum of one figure; NULL where a row of it lacks the figure, or the group has no row. */
function sumSql(name: string, group: string, where: RowsWhere): string {
  const rows = rowsSql(where);
  return `CASE WHEN count("${name}") FILTER (${rows}) = count(*) FILTER (${rows})
    THEN sum("${name}") FILTER (${rows}) END AS ${group}_${name}`;
}

function rowsSql(where: RowsWhere, table = ""): string {
  const values = (own: readonly (string | number)[]) =>
    own.map((value) => (typeof value === "number" ? String(value) : literal(value))).join(", ");
  return Object.entries(where)
    .map(([name, own]) => `${table}"${name}" IN (${values(own)})`)
    .join(" AND ");
}
