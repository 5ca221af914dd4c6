import { literal } from "../engine/literal.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import { describedColumns, partedSql, REASON_LIST } from "./keep-refused.ts";
import type { LoadPlan } from "./plan.ts";
import { REASON_END } from "./stage-sql.ts";

/** Store the rows of `stage` that are asked about, with their values and questions, until they are explained (待说明). */
export async function keepHeld(warehouse: Warehouse, plan: LoadPlan): Promise<void> {
  const values = plan.fact.columns
    .map(({ name }) => `${literal(name)}: CAST("${name}" AS VARCHAR)`)
    .join(", ");
  const kind = plan.periodKind === null ? "NULL" : literal(plan.periodKind);
  await warehouse.run(
    `INSERT INTO held_row (submission, line, contract, grain, area, period_kind, period, known_at, event_key, cells, fact_values, questions)
     WITH asked AS (
       SELECT submission, line, cells, unnest(string_split(questions, ${literal(REASON_END)})) AS reason FROM stage WHERE reasons = 'asked'
     ), ${partedSql("asked")}, listed AS (SELECT submission, line, ${REASON_LIST} AS questions FROM parted GROUP BY submission, line)
     SELECT submission, line, ${literal(plan.fact.contract)}, ${literal(plan.fact.grain)}, area,
            CASE WHEN period IS NOT NULL THEN ${kind} END, period, known_at, event_key,
            to_json(list_transform(stage.cells, cell -> masked(cell))), to_json({${values}}), listed.questions
     FROM stage JOIN listed USING (submission, line) ORDER BY submission, line`,
    describedColumns(plan),
  );
}

/**
 * Close the questions about held rows whose report came again: rows of `stage` of the same area and period, or the same event. A table that only
 * completes a report closes those alone that it explains.
 */
export async function closeSentAgain(warehouse: Warehouse, plan: LoadPlan): Promise<void> {
  if (plan.completes && plan.explanation === null) return;
  await warehouse.run(
    `UPDATE held_row SET verdict = 'corrected', settled_at = again.known_at, settled_by = again.submission
     FROM (SELECT * FROM stage WHERE reasons = ''${plan.completes ? " AND explanation IS NOT NULL" : ""}) AS again
     WHERE held_row.contract = ${literal(plan.fact.contract)} AND held_row.verdict IS NULL AND held_row.submission < again.submission
       AND held_row.area = again.area AND held_row.event_key IS NOT DISTINCT FROM again.event_key
       AND (held_row.event_key IS NOT NULL OR held_row.period IS NOT DISTINCT FROM again.period)`,
  );
}
