import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { Carried } from "../../warehouse/measure/carried.ts";

/** What the previous night had read: its last submission, and its instant. */
export interface Since {
  readonly submission: number;
  readonly asOf: string | null;
}

/** Whether a report or an answer may have arrived since the previous night; if not, nothing can have been corrected. */
export const mayBeRevised = (since: Since, { known }: Carried): boolean =>
  known === null ||
  known.submission !== since.submission ||
  (known.decidedAt !== null && known.decidedAt > (since.asOf ?? ""));

/** By report kind the periods of areas, and of all above them, for which a report was replaced since a submission. */
export const revisedPeriods = (
  warehouse: Warehouse,
  { submission }: Since,
): Promise<{ contract: string; area: string; period: string }[]> =>
  warehouse.rows(
    `SELECT DISTINCT contract, ancestor AS area, period FROM (
       SELECT new.contract, new.area, new.period FROM report_scope AS new JOIN report_scope AS old USING (contract, area, period_kind, period)
       WHERE new.submission > $since AND old.submission < new.submission
     ) JOIN area_descent USING (area)`,
    { since: submission },
  );

/** SQL: whether a version of a layoff report says something else than another that rules judge by. */
const DIFFERS = `(new.workers_affected, new.workers_employed, new.starts_on, new.received_on, new.action)
         IS DISTINCT FROM (old.workers_affected, old.workers_employed, old.starts_on, old.received_on, old.action)`;

/** Report kinds and areas (`REPORT AREA`), with all above them, for which a report was replaced or an event amended since a submission, or declared replaced since an instant. */
export async function revisedAreas(warehouse: Warehouse, since: Since): Promise<ReadonlySet<string>> {
  const rows = await warehouse.rows<{ contract: string; area: string }>(
    `WITH revised AS (
       SELECT new.contract, new.area FROM report_scope AS new JOIN report_scope AS old USING (contract, area, period_kind, period)
       WHERE new.submission > $since AND old.submission < new.submission
       UNION
       SELECT 'layoff-report', new.area FROM fact_layoff_report AS new JOIN fact_layoff_report AS old USING (area, event_key)
       WHERE new.submission > $since AND old.submission < new.submission AND ${DIFFERS}
       UNION
       SELECT 'layoff-report', new.area FROM fact_layoff_report AS new JOIN succession ON succession.area = new.area AND bridged
         JOIN fact_layoff_report AS old ON old.area = succession.former AND old.event_key = new.event_key
       WHERE new.submission > $since AND old.submission < new.submission AND ${DIFFERS}
       UNION
       SELECT contract, area FROM event_replaced WHERE decided_at > CAST($as_of AS TIMESTAMP))
     SELECT DISTINCT contract, ancestor AS area FROM (
       SELECT contract, area FROM revised
       UNION SELECT contract, succession.area FROM revised JOIN succession ON succession.former = revised.area AND bridged
     ) JOIN area_descent USING (area)`,
    { since: since.submission, as_of: since.asOf ?? "0001-01-01" },
  );
  return new Set(rows.map(({ contract, area }) => `${contract} ${area}`));
}
