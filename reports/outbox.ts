import { createHash } from "node:crypto";
import type { Warehouse } from "../warehouse/warehouse.ts";

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

/** One message to one recipient that has not come to its end. */
export interface WaitingDelivery {
  readonly id: string;
  readonly recipient: string;
  readonly messageId: string;
  readonly writtenAt: string;
  readonly attempts: number;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Write a notice with one delivery for each recipient; call it in the transaction that writes the case's change. */
export async function writeNotice(
  warehouse: Warehouse,
  notice: NewNotice,
  recipients: readonly string[],
  at: { readonly now: string; readonly domain: string },
): Promise<void> {
  const { text, html, ...rest } = notice;
  await warehouse.run(
    "INSERT INTO notice VALUES ($id, $caseId, $seq, $night, $office, $tier, $subject, $text, $html)",
    { ...rest, text, html },
  );
  for (const recipient of recipients) {
    const id = `${notice.id}.${createHash("sha256").update(recipient).digest("hex").slice(0, 12)}`;
    await warehouse.run(
      `INSERT INTO delivery VALUES ($id, $notice, $recipient, $messageId, CAST($now AS TIMESTAMP), 'waiting', 0, CAST($now AS TIMESTAMP))`,
      { id, notice: notice.id, recipient, messageId: `<${id}@${at.domain}>`, now: at.now },
    );
  }
}

/** The deliveries whose turn has come, oldest first. A message already in the sent log is never among them. */
export const waitingDeliveries = (warehouse: Warehouse, now: string): Promise<WaitingDelivery[]> =>
  warehouse.rows(
    `SELECT delivery.id, recipient, message_id AS "messageId", written_at AS "writtenAt", attempts, subject,
            body_text AS "text", body_html AS "html"
     FROM delivery JOIN notice ON notice.id = delivery.notice
     WHERE state = 'waiting' AND next_attempt <= CAST($now AS TIMESTAMP)
       AND message_id NOT IN (SELECT message_id FROM sent_log)
     ORDER BY written_at, delivery.id`,
    { now },
  );

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

/** Record how attempts ended: the sent log only after success; a bounded number of tries, then dead. */
export async function recordAttempts(
  warehouse: Warehouse,
  attempts: readonly Attempt[],
  now: string,
): Promise<void> {
  await warehouse.transaction(async () => {
    for (const { delivery, outcome, detail, transport } of attempts) {
      const tries = delivery.attempts + 1;
      const state = outcome === "try-again" ? (tries >= MOST_ATTEMPTS ? "dead" : "waiting") : outcome;
      const wait = WAITS[Math.min(tries, WAITS.length) - 1]!;
      const next = new Date(Date.parse(now) + wait * 60_000).toISOString();
      await warehouse.run(
        "UPDATE delivery SET state = $state, attempts = $tries, next_attempt = CAST($next AS TIMESTAMP) WHERE id = $id",
        { state, tries, next, id: delivery.id },
      );
      await warehouse.run(
        "INSERT INTO delivery_attempt VALUES ($id, CAST($now AS TIMESTAMP), $outcome, $detail)",
        {
          id: delivery.id,
          now,
          outcome,
          detail,
        },
      );
      if (outcome !== "sent") continue;
      await warehouse.run(
        "INSERT INTO sent_log VALUES ($messageId, $id, CAST($now AS TIMESTAMP), $transport)",
        {
          messageId: delivery.messageId,
          id: delivery.id,
          now,
          transport,
        },
      );
    }
  });
}

/** Every office and recipient that an earlier notice of a case went to. */
export const toldBefore = (
  warehouse: Warehouse,
  caseId: string,
): Promise<{ office: string; recipient: string }[]> =>
  warehouse.rows(
    `SELECT DISTINCT office, recipient FROM notice JOIN delivery ON delivery.notice = notice.id
     WHERE case_id = $caseId ORDER BY ALL`,
    { caseId },
  );
