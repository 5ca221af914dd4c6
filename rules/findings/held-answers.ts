import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { type HeldRows, heldState, leaveOut, loadHeld } from "../../warehouse/load/load-held.ts";
import { AnswerRefused } from "./answer-refused.ts";
import type { Evidence } from "./define.ts";

/** The held rows that a finding asks about. */
const rowsOf = ({ submission, lines }: Evidence): HeldRows => ({
  submission: Number(submission),
  lines: String(lines).split("、").map(Number),
});

/**
 * Settle held rows by an answer: `explained` loads them as of its instant, `wrong` leaves them out.
 *
 * @throws AnswerRefused when they are settled already, or the report has been sent again since
 */
export async function settleHeld(
  warehouse: Warehouse,
  { id, evidence }: { readonly id: number; readonly evidence: Evidence },
  answer: { readonly verdict: string; readonly by: string; readonly at: string },
): Promise<void> {
  const held = rowsOf(evidence);
  const { settled, sentAgain } = await heldState(warehouse, held);
  if (settled !== null) {
    const details = { id, verdict: settled };
    throw new AnswerRefused("settled", details, `finding ${id} is settled already: ${settled}`);
  }
  if (answer.verdict !== "explained") return leaveOut(warehouse, held, answer.at);
  if (sentAgain !== null) {
    const details = { id, submission: sentAgain };
    throw new AnswerRefused(
      "sent-again",
      details,
      `submission ${sentAgain} has replaced the row of finding ${id}`,
    );
  }
  await loadHeld(warehouse, held, { finding: id, ...answer });
}

/** Answer the findings about rows that their office has sent again with an explanation. */
export async function closeSentAgain(warehouse: Warehouse, at: string): Promise<void> {
  await warehouse.run(
    `INSERT INTO finding_answer (finding, answered_at, answered_by, verdict, text)
     SELECT DISTINCT finding.id, CAST($at AS TIMESTAMP), coalesce(submission.sender, ''), 'corrected', submission.file_name
     FROM finding JOIN held_row ON finding.kind = 'held-row' AND held_row.submission = CAST(json_extract(finding.evidence, '$.submission') AS BIGINT)
       AND list_contains(string_split(json_extract_string(finding.evidence, '$.lines'), '、'), CAST(held_row.line AS VARCHAR))
     JOIN submission ON submission.id = held_row.settled_by
     WHERE held_row.verdict = 'corrected' AND finding.id NOT IN (SELECT finding FROM finding_answer)`,
    { at },
  );
}
