import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { Picture } from "../documents/content.ts";
import type { Attachment, Thread } from "./transport.ts";

/** A message to one recipient that is due for a try, with everything that its headers need. */
export interface WaitingDelivery extends Thread {
  readonly id: string;
  readonly recipient: string;
  readonly messageId: string;
  readonly writtenAt: string;
  /** Tries so far; what the session kept from being tried is none. */
  readonly attempts: number;
  readonly kind: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly Attachment[];
  /** Charts and maps that the page shows. */
  readonly charts?: readonly Picture[];
}

/**
 * When a message is due: at its next try, and at once where its last try lies after the present clock, because the clock was set back.
 * What the sent log holds is never due.
 */
const DUE = `state = 'waiting' AND (next_attempt <= CAST($now AS TIMESTAMP) OR last_attempt > CAST($now AS TIMESTAMP))`;

/**
 * The messages due for a try, notices of tier Ⅰ and Ⅱ before all others, then the oldest first. Reads only.
 *
 * @param most at most so many, 1,000 if absent
 */
export async function takeBatch(warehouse: Warehouse, now: string, most = 1000): Promise<WaitingDelivery[]> {
  // On most nights nothing waits: this check costs an eighth of the join below.
  const [waits] = await warehouse.rows(`SELECT 1 FROM delivery WHERE ${DUE} LIMIT 1`, { now });
  if (!waits) return [];
  const rows = await warehouse.rows<Taken>(
    `SELECT delivery.id, recipient, message_id AS "messageId", written_at AS "writtenAt", attempts, outgoing.kind,
            outgoing.subject, outgoing.body_text AS "text", outgoing.body_html AS "html", outgoing.attachments,
            CAST(json_extract(coalesce(notice.content, letter.content), '$.charts') AS VARCHAR) AS charts
     FROM delivery JOIN outgoing ON outgoing.id = delivery.notice LEFT JOIN notice ON notice.id = delivery.notice
     LEFT JOIN letter ON letter.id = delivery.notice
     WHERE ${DUE} AND message_id NOT IN (SELECT message_id FROM sent_log)
     ORDER BY coalesce(notice.tier IN ('I', 'II'), false) DESC, written_at, delivery.id LIMIT $most`,
    { now, most },
  );
  const threads = await threadsOf(
    warehouse,
    rows.filter(({ kind }) => kind === "notice").map(({ id }) => id),
  );
  return rows.map(({ attachments, charts, ...row }) => ({
    ...row,
    ...threads.get(row.id),
    attachments: attachments === null ? [] : (JSON.parse(attachments) as Attachment[]),
    ...(charts === null ? {} : { charts: JSON.parse(charts) as Picture[] }),
  }));
}

type Taken = Omit<WaitingDelivery, "attachments" | "charts" | keyof Thread> & {
  attachments: string | null;
  charts: string | null;
};

/**
 * For notices that continue a case: the first and the last notice of the case to the same recipient. Whether those were sent does not
 * matter, so that a repeat has the same headers.
 */
async function threadsOf(
  warehouse: Warehouse,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Required<Thread>>> {
  if (ids.length === 0) return new Map();
  const rows = await warehouse.rows<{ id: string; first: string; last: string }>(
    `SELECT later.id, min_by(earlier.message_id, earlier_notice.seq) AS first, max_by(earlier.message_id, earlier_notice.seq) AS last
     FROM delivery AS later JOIN notice AS later_notice ON later_notice.id = later.notice
     JOIN notice AS earlier_notice ON earlier_notice.case_id = later_notice.case_id AND earlier_notice.seq < later_notice.seq
     JOIN delivery AS earlier ON earlier.notice = earlier_notice.id AND earlier.recipient = later.recipient
     WHERE later.id IN (SELECT unnest($ids)) GROUP BY later.id`,
    { ids },
  );
  return new Map(
    rows.map(({ id, first, last }) => [id, { inReplyTo: last, references: [...new Set([first, last])] }]),
  );
}
