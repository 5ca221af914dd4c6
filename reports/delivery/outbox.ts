import { createHash } from "node:crypto";
import { instant, type Warehouse } from "../../warehouse/engine/warehouse.ts";
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
}

/** A letter to one office that is not a case notice: a receipt, a reminder, a finding, changes that waited. */
export interface NewLetter {
  readonly id: string;
  readonly kind: "receipt" | "reminder" | "finding" | "changes" | "plan";
  readonly night: number;
  readonly office: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly Attachment[];
  readonly recipients: readonly string[];
}

/** A message to one recipient that is neither sent nor given up. */
export interface WaitingDelivery {
  readonly id: string;
  readonly recipient: string;
  readonly messageId: string;
  readonly writtenAt: string;
  readonly attempts: number;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly Attachment[];
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
  const { text, html, ...rest } = notice;
  await warehouse.run(
    "INSERT INTO notice VALUES ($id, $caseId, $seq, $night, $office, $tier, $subject, $text, $html)",
    { ...rest, text, html },
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
    letters.map(({ id, kind, night, office, subject, text, html, attachments }) => [
      ...[id, kind, night, office, subject, text, html],
      attachments.length > 0 ? JSON.stringify(attachments) : null,
    ]),
  );
  await writeDeliveries(warehouse, letters, at);
}

async function writeDeliveries(
  warehouse: Warehouse,
  letters: readonly { readonly id: string; readonly recipients: readonly string[] }[],
  { now, domain }: WrittenAt,
): Promise<void> {
  const rows = letters.flatMap((letter) =>
    letter.recipients.map((recipient) => {
      const id = `${letter.id}.${createHash("sha256").update(recipient).digest("hex").slice(0, 12)}`;
      const written = instant(now);
      return [id, letter.id, recipient, `<${id}@${domain}>`, written, "waiting", 0, written];
    }),
  );
  await warehouse.append("delivery", rows);
}

/** The deliveries due for an attempt, oldest first. A message in the sent log is never among them. */
export async function waitingDeliveries(warehouse: Warehouse, now: string): Promise<WaitingDelivery[]> {
  // On most nights nothing waits: this check costs an eighth of the join below.
  const [waits] = await warehouse.rows(
    "SELECT 1 FROM delivery WHERE state = 'waiting' AND next_attempt <= CAST($now AS TIMESTAMP) LIMIT 1",
    { now },
  );
  if (!waits) return [];
  const rows = await warehouse.rows<Omit<WaitingDelivery, "attachments"> & { attachments: string | null }>(
    `SELECT delivery.id, recipient, message_id AS "messageId", written_at AS "writtenAt", attempts, subject,
            body_text AS "text", body_html AS "html", attachments
     FROM delivery JOIN outgoing ON outgoing.id = delivery.notice
     WHERE state = 'waiting' AND next_attempt <= CAST($now AS TIMESTAMP)
       AND message_id NOT IN (SELECT message_id FROM sent_log)
     ORDER BY written_at, delivery.id`,
    { now },
  );
  return rows.map((row) => ({
    ...row,
    attachments: row.attachments === null ? [] : (JSON.parse(row.attachments) as Attachment[]),
  }));
}

/** How one attempt ended. */
export interface Attempt {
  readonly delivery: WaitingDelivery;
  readonly outcome: "sent" | "try-again" | "refused";
  readonly detail: string;
  readonly transport: string;
}

const MOST_ATTEMPTS = 8;
/** Minutes to wait after the n-th failed attempt, growing. */
const WAITS = [5, 15, 60, 240, 720, 1440, 1440, 1440];

/** Record attempts: the sent log only after success; after the last allowed try a delivery is dead. */
export async function recordAttempts(
  warehouse: Warehouse,
  attempts: readonly Attempt[],
  now: string,
): Promise<void> {
  const at = instant(now);
  const ends = attempts.map(({ delivery, outcome }) => {
    const tries = delivery.attempts + 1;
    const state = outcome === "try-again" ? (tries >= MOST_ATTEMPTS ? "dead" : "waiting") : outcome;
    const wait = WAITS[Math.min(tries, WAITS.length) - 1]!;
    return { id: delivery.id, state, tries, next: new Date(Date.parse(now) + wait * 60_000).toISOString() };
  });
  await warehouse.transaction(async () => {
    await warehouse.run(
      `UPDATE delivery SET state = ended.state, attempts = ended.tries, next_attempt = CAST(ended.next AS TIMESTAMP) FROM (
         SELECT unnest(CAST(CAST($ends AS JSON) AS STRUCT(id VARCHAR, state VARCHAR, tries INTEGER, next VARCHAR)[])) AS ended
       ) WHERE delivery.id = ended.id`,
      { ends: JSON.stringify(ends) },
    );
    await warehouse.append(
      "delivery_attempt",
      attempts.map(({ delivery, outcome, detail }) => [delivery.id, at, outcome, detail]),
    );
    await warehouse.append(
      "sent_log",
      attempts
        .filter(({ outcome }) => outcome === "sent")
        .map(({ delivery, transport }) => [delivery.messageId, delivery.id, at, transport]),
    );
  });
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

/** Every office and recipient that an earlier notice of a case went to. */
export const earlierRecipients = (
  warehouse: Warehouse,
  caseId: string,
): Promise<{ office: string; recipient: string }[]> =>
  warehouse.rows(
    `SELECT DISTINCT office, recipient FROM (
       SELECT id, office FROM notice WHERE case_id = $caseId
       UNION ALL
       SELECT letter.id, office FROM letter JOIN gathered_change ON gathered_change.letter = letter.id WHERE case_id = $caseId
     ) AS told JOIN delivery ON delivery.notice = told.id ORDER BY ALL`,
    { caseId },
  );
