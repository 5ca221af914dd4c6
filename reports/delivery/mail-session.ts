import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { SECOND_ROUTE } from "./transport.ts";

/** When a mail server last accepted a message of ours; null where none ever did. */
export async function lastAccepted(warehouse: Warehouse): Promise<string | null> {
  const [row] = await warehouse.rows<{ at: string | null }>(
    `SELECT max(sent_at) AS "at" FROM sent_log WHERE transport <> $second`,
    {
      second: SECOND_ROUTE,
    },
  );
  return row?.at ?? null;
}

/** The mail server takes nothing: since when, the last time that was noticed, where in the conversation, and its words. */
export interface SessionTrouble {
  readonly since: string;
  readonly at: string;
  readonly stage: string | null;
  readonly detail: string;
}

/** The trouble of sending as it stands: null where a message was accepted since, or nothing went wrong. */
export async function sessionTrouble(warehouse: Warehouse): Promise<SessionTrouble | null> {
  const [row] = await warehouse.rows<{ since: string | null; at: string; stage: string; detail: string }>(
    `SELECT min(noticed_at) AS since, max(noticed_at) AS "at", max_by(stage, noticed_at) AS stage, max_by(detail, noticed_at) AS detail FROM mail_session
     WHERE transport <> $second
       AND noticed_at > coalesce((SELECT max(sent_at) FROM sent_log WHERE transport <> $second), TIMESTAMP '1970-01-01')`,
    { second: SECOND_ROUTE },
  );
  return row && row.since !== null ? { ...row, since: row.since } : null;
}
