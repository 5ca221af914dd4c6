import { literal } from "../engine/literal.ts";
import type { Mark } from "./mark.ts";
import type { PlannedBalance, RowsWhere } from "./plan.ts";
import { REASON_END } from "./stage-sql.ts";

/**
 * Refuse the rows of groups that do not balance (表间不平衡), per submission, area and period, with both figures.
 *
 * A figure is compared where both groups exist and every row of both has it. Identical rows count once.
 */
export const balanceMark =
  ({ id, whole, parts, refuses, figures }: PlannedBalance): Mark =>
  (from) => {
    const differences = figures.map(
      (name) => `CASE WHEN parts_${name} <> whole_${name}
      THEN ${literal(`balance:${id}|${name}|`)} || parts_${name} || ' ≠ ' || whole_${name} END`,
    );
    const same = ["submission", "area", "period", "known_at"];
    return `SELECT judged.* REPLACE (
        CASE WHEN judged.reasons = '' AND wrong.reasons <> '' AND ${rowsSql(refuses, "judged.")} THEN wrong.reasons ELSE judged.reasons END AS reasons)
      FROM ${from} AS judged LEFT JOIN (
        SELECT ${same.join(", ")}, concat_ws(${literal(REASON_END)}, ${differences.join(", ")}) AS reasons
        FROM (SELECT ${same.join(", ")},
                     ${figures.flatMap((name) => [sumSql(name, "parts", parts), sumSql(name, "whole", whole)]).join(",\n")}
              FROM (SELECT DISTINCT ON (submission, key_of_row, ${figures.map((name) => `"${name}"`).join(", ")}) * FROM ${from} WHERE reasons = '')
              GROUP BY ${same.join(", ")})
      ) AS wrong ON ${same.map((name) => `wrong.${name} = judged.${name}`).join(" AND ")}`;
  };

/** A group's sum of one figure; NULL where a row lacks the figure or the group has no rows. */
function sumSql(name: string, group: string, where: RowsWhere): string {
  const rows = rowsSql(where);
  return `CASE WHEN count("${name}") FILTER (${rows}) = count(*) FILTER (${rows})
    THEN sum("${name}") FILTER (${rows}) END AS ${group}_${name}`;
}

function rowsSql(where: RowsWhere, table = ""): string {
  const listed = (values: readonly (string | number)[]) =>
    values.map((value) => (typeof value === "number" ? String(value) : literal(value))).join(", ");
  return Object.entries(where)
    .map(([name, values]) => `${table}"${name}" IN (${listed(values)})`)
    .join(" AND ");
}
