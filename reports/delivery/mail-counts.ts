import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { NewLetter } from "./outbox.ts";

/** Messages of one kind by state: sent, waiting for another try, refused for good, given up (dead). */
export interface MailCounts {
  readonly sent: number;
  readonly waiting: number;
  readonly refused: number;
  readonly dead: number;
}

/** Count the messages of one night and kind by state. */
export async function mailCounts(
  warehouse: Warehouse,
  night: number,
  kind: "notice" | NewLetter["kind"] = "notice",
): Promise<MailCounts> {
  const [row] = await warehouse.rows<MailCounts>(
    `SELECT count(*) FILTER (state = 'sent') AS sent, count(*) FILTER (state = 'waiting') AS waiting,
            count(*) FILTER (state = 'refused') AS refused, count(*) FILTER (state = 'dead') AS dead
     FROM delivery JOIN outgoing ON outgoing.id = delivery.notice WHERE night = $night AND kind = $kind`,
    { night, kind },
  );
  return row ?? { sent: 0, waiting: 0, refused: 0, dead: 0 };
}

/** Count the messages that were sent in all nights. */
export async function countSent(warehouse: Warehouse): Promise<number> {
  const [row] = await warehouse.rows<{ sent: number }>("SELECT count(*) AS sent FROM sent_log");
  return row?.sent ?? 0;
}
