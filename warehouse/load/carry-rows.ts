import { asOfMacro, factTable } from "../engine/fact-tables.ts";
import { literal } from "../engine/literal.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import type { LoadPlan } from "./plan.ts";
import type { Remark } from "./remarks.ts";

/**
 * Carry the rows that hold already into a report that only completes them: the rows of a receipt, mended and sent back. A later report
 * replaces its area and period as a whole, so without this the rows accepted before would be lost. Rows with the same key are not carried.
 *
 * @returns remarks on the rows carried, by submission
 */
export async function carryRows(
  warehouse: Warehouse,
  plan: LoadPlan,
  knownBy: string,
): Promise<ReadonlyMap<number, Remark[]>> {
  const keys = (plan.keys[0] ?? []).filter((name) => name !== "period");
  const remarks = new Map<number, Remark[]>();
  if (!plan.completes || plan.fact.grain !== "period" || keys.length === 0) return remarks;
  const columns = plan.fact.columns.map(({ name }) => `"${name}"`).join(", ");
  const same = (name: string) =>
    `identity_text(CAST(again."${name}" AS VARCHAR)) IS NOT DISTINCT FROM identity_text(CAST(known."${name}" AS VARCHAR))`;
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE carried AS
     SELECT sent.submission, sent.last + row_number() OVER (PARTITION BY sent.submission ORDER BY known.area, known.period, known.line) AS line,
            sent.known_at, known.submission AS earlier, known.* EXCLUDE (submission, line, known_at)
     FROM (SELECT submission, area, period, max(known_at) AS known_at, max(max(line)) OVER (PARTITION BY submission) AS last
           FROM stage WHERE reasons = '' GROUP BY submission, area, period) AS sent
     JOIN ${asOfMacro(plan.fact.contract)}(CAST($known_by AS TIMESTAMP)) AS known
       ON known.area = sent.area AND known.period = sent.period AND known.period_kind = ${literal(plan.periodKind ?? "")}
     WHERE NOT EXISTS (FROM stage AS again WHERE again.submission = sent.submission AND again.area = known.area
       AND again.period = known.period AND ${keys.map(same).join(" AND ")})`,
    { known_by: knownBy },
  );
  await warehouse.run(
    `INSERT INTO ${factTable(plan.fact.contract)} (submission, line, area, period_kind, period, known_at, event_key, ${columns})
     SELECT submission, line, area, period_kind, period, known_at, event_key, ${columns} FROM carried ORDER BY submission, line`,
  );
  const counts = await warehouse.rows<{ submission: number; earlier: number; count: number }>(
    "SELECT submission, earlier, count(*) AS count FROM carried GROUP BY ALL ORDER BY ALL",
  );
  for (const { submission, earlier, count } of counts) {
    const remark = { code: "completed", details: { submission: earlier, count } };
    remarks.set(submission, [...(remarks.get(submission) ?? []), remark]);
  }
  return remarks;
}
