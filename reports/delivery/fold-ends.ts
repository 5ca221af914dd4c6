import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { givenUpAt, nextTry } from "./backoff.ts";
import type { SendingEnd, SendingLine, SessionEnd } from "./sending-log.ts";

/** Messages of a sending step by how they ended; `waiting` are tried again later. */
export interface FoldedCounts {
  readonly sent: number;
  readonly waiting: number;
  readonly refused: number;
  readonly dead: number;
}

/** A delivery as it stands before an end is recorded. */
interface Standing {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  readonly clockFrom: string;
  readonly tier: string | null;
  readonly logged: boolean;
}

/**
 * Record the ends of a sending step in one transaction: the sent log only after success; a message whose clock has run out is dead,
 * never one that the session kept from being tried. Folding the same ends again changes nothing.
 */
export const foldEnds = (warehouse: Warehouse, lines: readonly SendingLine[]): Promise<FoldedCounts> =>
  warehouse.transaction(async () => {
    await foldSessions(
      warehouse,
      lines.filter((line): line is SessionEnd => "session" in line),
    );
    const standing = await standingOf(warehouse, lines);
    const ends = lines.flatMap((line) => {
      if ("session" in line) return [];
      const delivery = standing.get(line.delivery);
      if (!delivery || delivery.logged || !isDue(delivery, line)) return [];
      // A second line for the same try is of a repeat of the file.
      standing.delete(line.delivery);
      return [{ ...line, ...afterEnd(delivery, line) }];
    });
    await writeEnds(warehouse, ends);
    const of = (state: string) => ends.filter((end) => end.state === state).length;
    return { sent: of("sent"), waiting: of("waiting"), refused: of("refused"), dead: of("dead") };
  });

/** A message that was accepted counts whenever that becomes known; another end only for the try that is due. */
const isDue = ({ state, attempts }: Standing, { outcome, tries }: SendingEnd): boolean =>
  outcome === "sent" || (state === "waiting" && attempts === tries - 1);

function afterEnd({ clockFrom, tier }: Standing, { outcome, delivery, tries, at }: SendingEnd) {
  const endsAt = givenUpAt(clockFrom, tier);
  const state = outcome === "try-again" ? (at >= endsAt ? "dead" : "waiting") : outcome;
  return { state, next: nextTry(delivery, tries, at, endsAt) };
}

async function standingOf(
  warehouse: Warehouse,
  lines: readonly SendingLine[],
): Promise<Map<string, Standing>> {
  const ids = lines.flatMap((line) => ("session" in line ? [] : [line.delivery]));
  if (ids.length === 0) return new Map();
  const rows = await warehouse.rows<Standing>(
    `SELECT delivery.id, state, attempts, coalesce(clock_from, written_at) AS "clockFrom", tier,
            message_id IN (SELECT message_id FROM sent_log) AS logged
     FROM delivery LEFT JOIN notice ON notice.id = delivery.notice WHERE delivery.id IN (SELECT unnest($ids))`,
    { ids },
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function writeEnds(
  warehouse: Warehouse,
  ends: readonly (SendingEnd & { state: string; next: string })[],
): Promise<void> {
  if (ends.length === 0) return;
  const bound = { ends: JSON.stringify(ends) };
  const ended = `(SELECT unnest(CAST(CAST($ends AS JSON) AS STRUCT(delivery VARCHAR, "messageId" VARCHAR, tries INTEGER, outcome VARCHAR,
    stage VARCHAR, detail VARCHAR, "at" VARCHAR, transport VARCHAR, state VARCHAR, next VARCHAR)[]), recursive := true)) AS ended`;
  await warehouse.run(
    `UPDATE delivery SET state = ended.state, attempts = ended.tries, next_attempt = CAST(ended.next AS TIMESTAMP),
            last_attempt = CAST(ended."at" AS TIMESTAMP) FROM ${ended} WHERE delivery.id = ended.delivery`,
    bound,
  );
  await warehouse.run(
    `INSERT INTO delivery_attempt BY NAME SELECT ended.delivery, CAST(ended."at" AS TIMESTAMP) AS tried_at, outcome, detail, stage FROM ${ended}`,
    bound,
  );
  await warehouse.run(
    `INSERT INTO sent_log SELECT "messageId", ended.delivery, CAST(ended."at" AS TIMESTAMP), transport FROM ${ended} WHERE outcome = 'sent'`,
    bound,
  );
}

/** Record that sessions ended before their messages, each once. */
async function foldSessions(warehouse: Warehouse, sessions: readonly SessionEnd[]): Promise<void> {
  for (const { at, stage, detail, transport } of sessions) {
    await warehouse.run(
      `INSERT INTO mail_session SELECT CAST($at AS TIMESTAMP), $stage, $detail, $transport
       WHERE NOT EXISTS (FROM mail_session WHERE noticed_at = CAST($at AS TIMESTAMP) AND detail = $detail AND transport = $transport)`,
      { at, stage, detail, transport },
    );
  }
}
