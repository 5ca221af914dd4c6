import { createHash } from "node:crypto";
import { instant, type Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { MailContent } from "../documents/content.ts";
import type { Attachment } from "./transport.ts";

/** A notice to one office, ready to be sent to each of its recipients. */
export interface NewNotice {
  readonly id: string;
  readonly caseId: string;
  readonly seq: number;
  readonly night: number;
  readonly office: string;
  readonly tier: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** What it says as data, from which pictures and documents are made. */
  readonly content?: MailContent;
}

/** A letter to one office that is not a case notice: a receipt, a reminder, a finding, changes that waited; or to the operator. */
export interface NewLetter {
  readonly id: string;
  readonly kind: "receipt" | "reminder" | "finding" | "changes" | "plan" | "digest" | "life" | "operations";
  readonly night: number;
  readonly office: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly Attachment[];
  readonly recipients: readonly string[];
  /** What it says as data, from which documents are made. */
  readonly content?: MailContent;
}

/** When letters are written, and the domain of the sender's address, for message ids. */
export interface WrittenAt {
  readonly now: string;
  readonly domain: string;
}

/** Write a notice with one delivery for each recipient; call it in the transaction that writes the case's change. */
export async function writeNotice(
  warehouse: Warehouse,
  notice: NewNotice,
  recipients: readonly string[],
  at: WrittenAt,
): Promise<void> {
  const { text, html, content, ...rest } = notice;
  await warehouse.run(
    "INSERT INTO notice VALUES ($id, $caseId, $seq, $night, $office, $tier, $subject, $text, $html, $content)",
    { ...rest, text, html, content: content ? JSON.stringify(content) : null },
  );
  await writeDeliveries(warehouse, [{ id: notice.id, recipients }], at);
}

/** Write letters with one delivery for each recipient; call it in the transaction that writes what they report. */
export async function writeLetters(
  warehouse: Warehouse,
  letters: readonly NewLetter[],
  at: WrittenAt,
): Promise<void> {
  await warehouse.append(
    "letter",
    letters.map(({ id, kind, night, office, subject, text, html, attachments, content }) => [
      ...[id, kind, night, office, subject, text, html],
      attachments.length > 0 ? JSON.stringify(attachments) : null,
      content ? JSON.stringify(content) : null,
    ]),
  );
  await writeDeliveries(warehouse, letters, at);
}

/** Write a delivery for each recipient of content that is in the outbox. Returns their ids. */
export async function writeDeliveries(
  warehouse: Warehouse,
  letters: readonly { readonly id: string; readonly recipients: readonly string[] }[],
  { now, domain }: WrittenAt,
): Promise<string[]> {
  const rows = letters.flatMap((letter) =>
    letter.recipients.map((recipient) => {
      const id = `${letter.id}.${createHash("sha256").update(recipient).digest("hex").slice(0, 12)}`;
      const written = instant(now);
      return [id, letter.id, recipient, `<${id}@${domain}>`, written, "waiting", 0, written, null, null];
    }),
  );
  await warehouse.append("delivery", rows);
  return rows.map(([id]) => String(id));
}

/** Whether a later change of a case was told in a notice of its own: a list that came after it would say what is no longer so. */
export const hasLaterNotice = async (
  warehouse: Warehouse,
  { caseId, seq }: { readonly caseId: string; readonly seq: number },
): Promise<boolean> =>
  (
    await warehouse.rows("SELECT 1 FROM notice WHERE case_id = $caseId AND seq > $seq LIMIT 1", {
      caseId,
      seq,
    })
  ).length > 0;

/** Whether a case had a notice of its own, beside gathered letters. */
export const hasNotice = async (warehouse: Warehouse, caseId: string): Promise<boolean> =>
  (await warehouse.rows("SELECT 1 FROM notice WHERE case_id = $caseId LIMIT 1", { caseId })).length > 0;
