import type { PeriodKind } from "../../rules/calendar/periods.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";

/** What is known of the report that a submission is: its periods, and the day on which it is due; null where they are not known. */
export interface ReportFacts {
  readonly periodKind: PeriodKind | null;
  readonly first: string | null;
  readonly last: string | null;
  readonly due: string | null;
}

/**
 * The periods of reports and their due dates (报送期限): of what was loaded; where nothing was, the due date nearest to the day among the reports of
 * the kind that the sender still owes.
 */
export async function reportFacts(
  warehouse: Warehouse,
  submissions: readonly number[],
  date: string,
): Promise<ReadonlyMap<number, ReportFacts>> {
  if (submissions.length === 0) return new Map();
  const rows = await warehouse.rows<ReportFacts & { readonly id: number }>(
    `WITH answered AS (SELECT id, contract, sender FROM submission WHERE id IN (SELECT unnest(CAST($ids AS BIGINT[])))),
     loaded AS (
       SELECT scope.submission AS id, any_value(scope.period_kind) AS kind, min(scope.period) AS first, max(scope.period) AS last, max(obligation.due) AS due
       FROM report_scope AS scope LEFT JOIN obligation ON obligation.contract = scope.contract AND obligation.area = scope.area
         AND obligation.period_kind = scope.period_kind AND obligation.period = scope.period
       WHERE scope.submission IN (SELECT id FROM answered) GROUP BY scope.submission
     ),
     owed AS (
       SELECT contract, office, arg_min(due, abs(date_diff('day', due, CAST($date AS DATE)))) AS due
       FROM duty_as_of(CAST(CAST($date AS DATE) + 1 AS TIMESTAMP))
       WHERE state IN ('awaited', 'missing') AND office IN (SELECT sender FROM answered WHERE id NOT IN (SELECT id FROM loaded)) GROUP BY ALL
     )
     SELECT answered.id, loaded.kind AS "periodKind", loaded.first, loaded.last, coalesce(loaded.due, owed.due) AS due
     FROM answered LEFT JOIN loaded USING (id) LEFT JOIN owed ON owed.contract = answered.contract AND owed.office = answered.sender
     ORDER BY answered.id`,
    { ids: submissions.map(String), date },
  );
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}
