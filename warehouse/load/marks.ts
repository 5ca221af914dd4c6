import { asOfMacro } from "../fact-tables.ts";
import { literal } from "./cell-sql.ts";
import { CODE, personalColumns } from "./personal.ts";
import type { LoadPlan } from "./plan.ts";
import { REASON_END } from "./stage-sql.ts";

/** Refuse the cells that hold a person's number. */
export function markPersonalSql(plan: LoadPlan): string {
  const found = personalColumns(plan).map(
    (name) => `CASE WHEN ${holdsPersonal(name)} THEN 'personal-data|${name}' END`,
  );
  const all = `concat_ws(${literal(REASON_END)}, nullif(reasons, ''), ${found.join(", ")})`;
  return `UPDATE stage SET reasons = ${all} WHERE long_digits AND reasons NOT IN ('total', 'repeated')
            AND (${personalColumns(plan).map(holdsPersonal).join(" OR ")})`;
}

const holdsPersonal = (name: string): string =>
  name === CODE
    ? `coalesce(citizen_id_holds(citizen_id("${name}")), false)`
    : `holds_personal_data("${name}")`;

/** Rows that say the same thing twice count once; rows that contradict each other are all refused. */
export function markRepeatedSql(plan: LoadPlan): string {
  const values = plan.cells.map((cell) => `"${cell.column}"`).join(", ");
  return `UPDATE stage SET reasons = marked.reasons FROM (
      SELECT line, CASE WHEN versions > 1 THEN 'key-stands-twice|${plan.keys[0]?.[0] ?? "area"}|' || first_line
                        WHEN line > first_line THEN 'repeated' ELSE '' END AS reasons
      FROM (SELECT line, min(line) OVER same AS first_line, count(DISTINCT hash(${values})) OVER same AS versions
            FROM stage WHERE reasons = '' WINDOW same AS (PARTITION BY key_of_row))
    ) AS marked WHERE stage.line = marked.line AND marked.reasons <> ''`;
}

/** A detail whose rows do not sum to the table of their area and period is refused as a whole; without a table it waits unjudged. */
export function markSumsSql(plan: LoadPlan): string {
  const { contract, columns } = plan.sumsTo!;
  const wrong = columns.map(
    (name) => `WHEN detail."${name}" <> total."${name}"
      THEN 'does-not-sum|${name}|' || detail."${name}" || ' ≠ ' || total."${name}"`,
  );
  return `UPDATE stage SET reasons = marked.reasons FROM (
      SELECT detail.area, detail.period, CASE ${wrong.join(" ")} ELSE '' END AS reasons
      FROM (SELECT area, period, ${columns.map((name) => `sum("${name}") AS "${name}"`).join(", ")}
            FROM stage WHERE reasons = '' GROUP BY ALL) AS detail
      JOIN ${asOfMacro(contract)}(CAST($known_by AS TIMESTAMP)) AS total
        ON total.area = detail.area AND total.period = detail.period AND total.period_kind = ${literal(plan.periodKind ?? "")}
    ) AS marked WHERE stage.area = marked.area AND stage.period = marked.period AND stage.reasons = '' AND marked.reasons <> ''`;
}
