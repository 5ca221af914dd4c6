import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { Aside } from "../delivery/night-letters.ts";
import { dateText, type Language, translate } from "../language/index.ts";
import type { StatusRefusal } from "../views/status.ts";

/** Whether nothing is to be mended or answered in a submission: its receipt is a line in the next letter to its office. */
export const isFlawless = (
  { state, refused, held, warnings }: Pick<StatusRefusal, "state" | "refused" | "held" | "warnings">,
  questions: number,
): boolean => state === "accepted" && refused === 0 && held === 0 && warnings.length === 0 && questions === 0;

/** Let the receipts of submissions wait for the next letter to their offices. */
export const keepWaiting = (
  warehouse: Warehouse,
  receipts: readonly { readonly submission: number; readonly office: string }[],
): Promise<void> =>
  warehouse.append(
    "waiting_receipt",
    receipts.map(({ submission, office }) => [submission, office]),
  );

/** The receipts that wait, as lines: number, file, rows, and the day on which it came in. */
export async function waitingReceipts(warehouse: Warehouse, language: Language): Promise<Aside[]> {
  const rows = await warehouse.rows<{
    submission: number;
    office: string;
    file: string;
    accepted: number;
    date: string;
  }>(
    `SELECT waiting_receipt.submission, office, file_name AS file, accepted, CAST(received_at AS DATE) AS date
     FROM waiting_receipt JOIN submission ON submission.id = waiting_receipt.submission ORDER BY submission.id`,
  );
  return rows.map(({ submission, office, file, accepted, date }) => ({
    submission,
    office,
    line: translate(language, "digest.receipt-line", {
      ...{ id: submission, file, accepted, date: dateText(date, language) },
    }),
  }));
}

/** Record with which letters receipts that waited have gone. */
export async function settleReceipts(
  warehouse: Warehouse,
  sent: readonly { readonly submission: number; readonly letter: string }[],
): Promise<void> {
  if (sent.length === 0) return;
  const submissions = sent.map(({ submission }) => submission);
  await warehouse.run(
    `UPDATE receipt SET letter = sent.letter
     FROM (SELECT unnest(CAST($submissions AS BIGINT[])) AS submission, unnest($letters) AS letter) AS sent
     WHERE receipt.submission = sent.submission`,
    { submissions: submissions.map(String), letters: sent.map(({ letter }) => letter) },
  );
  await warehouse.run(
    "DELETE FROM waiting_receipt WHERE submission IN (SELECT unnest(CAST($submissions AS BIGINT[])))",
    { submissions: submissions.map(String) },
  );
}
