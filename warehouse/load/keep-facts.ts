import { dayInZone } from "../engine/day-in-zone.ts";
import { factTable } from "../engine/fact-tables.ts";
import { literal } from "../engine/literal.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import { hasEnded } from "./open-periods.ts";
import type { LoadPlan } from "./plan.ts";

/** Insert the accepted rows of `stage` into the facts, and record the areas and periods that their submissions cover. */
export async function keepFacts(warehouse: Warehouse, plan: LoadPlan): Promise<void> {
  await insertFacts(warehouse, plan);
  await keepScopes(warehouse, plan, "stage WHERE reasons = ''");
}

/** Insert the accepted rows of `stage` into the facts. */
export async function insertFacts(warehouse: Warehouse, plan: LoadPlan): Promise<void> {
  const columns = plan.fact.columns.map((column) => `"${column.name}"`).join(", ");
  await warehouse.run(
    `INSERT INTO ${factTable(plan.fact.contract)} (submission, line, area, period_kind, period, known_at, event_key, ${columns})
     SELECT submission, line, area, CASE WHEN period IS NOT NULL THEN ${periodKind(plan)} END, period, known_at, event_key, ${columns}
     FROM stage WHERE reasons = '' ORDER BY submission, period, area, line`,
  );
}

/** Record the areas and periods covered by rows of `stage`, or by those of a large file among the facts. */
export async function keepScopes(warehouse: Warehouse, plan: LoadPlan, rows: string): Promise<void> {
  const counted = plan.fact.grain === "event" ? "count(event_key)" : "count(*)";
  await warehouse.run(
    `INSERT INTO report_scope (submission, contract, area, period_kind, period, known_at, rows)
     ${
       plan.completeMonths
         ? completeMonthsSql(plan, rows)
         : `SELECT submission, ${literal(plan.fact.contract)}, area, ${periodKind(plan)}, period, known_at, ${counted}
            FROM ${rows} AND period IS NOT NULL AND ${hasEnded(plan)} GROUP BY submission, area, period, known_at`
     }`,
  );
}

const periodKind = (plan: LoadPlan): string => (plan.periodKind === null ? "NULL" : literal(plan.periodKind));

/** A complete list covers every month from its first to its last event, for all sister areas of those it names. */
const completeMonthsSql = (plan: LoadPlan, rows: string): string => `
    WITH good AS (SELECT * FROM ${rows}),
    months AS (
      SELECT submission, unnest(generate_series(date_trunc('month', min(received_on)), max(received_on), INTERVAL 1 MONTH)) AS first
      FROM good GROUP BY submission),
    known AS (SELECT submission, max(known_at) AS known_at FROM good GROUP BY submission),
    parents AS (SELECT DISTINCT good.submission, area.parent FROM good JOIN area ON area.code = good.area)
    SELECT months.submission, ${literal(plan.fact.contract)}, sister.code, ${periodKind(plan)}, last_day(CAST(months.first AS DATE)), known.known_at, 0
    FROM months JOIN known USING (submission) JOIN parents USING (submission) JOIN area AS sister ON sister.parent = parents.parent
    WHERE last_day(CAST(months.first AS DATE)) <= ${dayInZone("known.known_at", plan.zone)}`;
