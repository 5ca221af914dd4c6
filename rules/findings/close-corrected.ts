import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { FindRequest, Found } from "./define.ts";
import { firstAsked } from "./figure-history.ts";

/**
 * Answer the open findings of a kind that a corrected report has settled: their area has sent that report kind anew for the period or an earlier
 * one, and what was found is not so any longer.
 *
 * @param found everything of the kind that is so now, in the areas with new reports
 */
export async function closeCorrected(
  warehouse: Warehouse,
  kind: string,
  found: readonly Found[],
  { since, asOf, date }: FindRequest,
): Promise<void> {
  await warehouse.run(
    `INSERT INTO finding_answer (finding, answered_at, answered_by, verdict, text)
     SELECT open.id, CAST($as_of AS TIMESTAMP), coalesce(submission.sender, ''), 'corrected', submission.file_name
     FROM finding_state AS open
     JOIN (SELECT contract, area, min(period) AS first, max(submission) AS submission FROM report_scope
           WHERE submission > $since AND known_at <= CAST($as_of AS TIMESTAMP) GROUP BY ALL) AS sent
       ON sent.contract = open.contract AND sent.area = open.area AND sent.first <= open.period
     JOIN submission ON submission.id = sent.submission
     WHERE open.kind = $kind AND open.verdict IS NULL AND open.period >= CAST($first AS DATE)
       AND open.key NOT IN (SELECT unnest(CAST(CAST($keys AS JSON) AS VARCHAR[])))`,
    {
      ...{ kind, since, as_of: asOf },
      first: firstAsked(date),
      keys: JSON.stringify(found.map(({ key }) => key)),
    },
  );
}
