import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { type Finding, findingsOf } from "./finding-log.ts";
import { findingKinds } from "./index.ts";

/** The kinds whose questions go to the office of the area. */
const KINDS = findingKinds.flatMap(({ id, asksOffice }) => (asksOffice ? [id] : [])).join(" ");

/** Open questions to offices, each with the last submission of the report that it is about. */
const ASKED = `SELECT open.id AS finding, open.night, max(scope.submission) AS submission
  FROM finding_state AS open JOIN report_scope AS scope USING (contract, area, period)
  WHERE open.verdict IS NULL AND list_contains(string_split($kinds, ' '), open.kind) GROUP BY ALL`;

/** The open questions about the submissions that no receipt has answered, by submission: the receipts ask them. */
export async function questionsForReceipts(
  warehouse: Warehouse,
): Promise<ReadonlyMap<number, readonly Finding[]>> {
  const rows = await warehouse.rows<{ finding: number; submission: number }>(
    `SELECT finding, submission FROM (${ASKED}) WHERE submission NOT IN (SELECT submission FROM receipt) ORDER BY finding`,
    { kinds: KINDS },
  );
  const findings = new Map(
    (
      await findingsOf(
        warehouse,
        rows.map(({ finding }) => finding),
      )
    ).map((finding) => [finding.id, finding]),
  );
  const bySubmission = new Map<number, Finding[]>();
  for (const { finding, submission } of rows)
    bySubmission.set(submission, [...(bySubmission.get(submission) ?? []), findings.get(finding)!]);
  return bySubmission;
}

/** The offices that a receipt of the night of a question has asked it, as `FINDING OFFICE`. */
export async function askedByReceipt(warehouse: Warehouse): Promise<ReadonlySet<string>> {
  const rows = await warehouse.rows<{ asked: string }>(
    `SELECT concat(finding, ' ', submission.sender) AS asked FROM (${ASKED}) AS asked
     JOIN submission ON submission.id = asked.submission JOIN receipt ON receipt.submission = submission.id
     JOIN letter ON letter.id = receipt.letter AND letter.night = asked.night`,
    { kinds: KINDS },
  );
  return new Set(rows.map(({ asked }) => asked));
}
