import type { Tier } from "../../rules/policy/tiers.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";

/** A message that was refused or given up. */
export interface Undelivered {
  readonly delivery: string;
  /** `notice`, or the kind of the letter. */
  readonly kind: string;
  readonly caseId: string | null;
  readonly tier: Tier | null;
  /** Area of the case; null for letters. */
  readonly area: string | null;
  readonly office: string;
  readonly recipient: string;
  readonly state: "refused" | "dead";
  readonly reason: string;
  /** Instant of the last try. */
  readonly at: string;
  /** Another recipient to whom the same content was delivered; null where nobody has it. */
  readonly reached: string | null;
}

const OF_DELIVERIES = `
  SELECT delivery.id AS delivery, outgoing.kind, notice.case_id AS "caseId", notice.tier, risk_case.area, outgoing.office,
         delivery.recipient, delivery.state, coalesce(tried.detail, '') AS reason,
         coalesce(tried.last_at, delivery.written_at) AS "at",
         (SELECT min(recipient) FROM delivery AS other WHERE other.notice = delivery.notice AND other.state = 'sent') AS reached
  FROM delivery JOIN outgoing ON outgoing.id = delivery.notice LEFT JOIN notice ON notice.id = delivery.notice
  LEFT JOIN risk_case ON risk_case.id = notice.case_id
  LEFT JOIN (SELECT delivery, max_by(detail, tried_at) AS detail, max(tried_at) AS last_at FROM delivery_attempt GROUP BY delivery) AS tried
    ON tried.delivery = delivery.id
  WHERE delivery.state IN ('refused', 'dead')`;

const ORDER = `ORDER BY list_position(['I', 'II', 'III', 'IV'], tier) NULLS LAST, "at", delivery`;

/**
 * Messages that were refused or given up and that no later success replaced, the gravest first, then the oldest.
 *
 * A later notice of the same case to the office, or a later letter of the same kind, replaces what did not arrive: it states how things
 * stand. The same content at another contact of the office does not, and stands in `reached`.
 */
export async function undelivered(warehouse: Warehouse): Promise<Undelivered[]> {
  const [failed] = await warehouse.rows("SELECT 1 FROM delivery WHERE state IN ('refused', 'dead') LIMIT 1");
  if (!failed) return [];
  return warehouse.rows<Undelivered>(
    `WITH failed AS (${OF_DELIVERIES}),
     accepted AS (
       SELECT outgoing.kind, notice.case_id, outgoing.office, delivery.recipient, delivery.written_at, delivery.notice
       FROM delivery JOIN outgoing ON outgoing.id = delivery.notice LEFT JOIN notice ON notice.id = delivery.notice
       WHERE delivery.state = 'sent'
     )
     SELECT failed.* FROM failed JOIN delivery ON delivery.id = failed.delivery
     WHERE NOT EXISTS (
       FROM accepted WHERE accepted.kind = failed.kind AND accepted.office = failed.office
         AND accepted.case_id IS NOT DISTINCT FROM failed."caseId" AND accepted.written_at > delivery.written_at
         AND accepted.notice <> delivery.notice
         AND (failed.kind <> 'operations' OR accepted.recipient = failed.recipient)
     ) ${ORDER}`,
  );
}

/** Messages that were refused or given up and about which nothing has been done yet, the gravest first. */
export const notFollowedUp = (warehouse: Warehouse): Promise<Undelivered[]> =>
  warehouse.rows<Undelivered>(
    `SELECT * FROM (${OF_DELIVERIES} AND delivery.id NOT IN (SELECT delivery FROM delivery_followup)) ${ORDER}`,
  );

/** How many messages wait for a try, and since when the oldest of them. */
export async function waitingSince(warehouse: Warehouse): Promise<{ count: number; since: string | null }> {
  const [row] = await warehouse.rows<{ count: number; since: string | null }>(
    "SELECT count(*) AS count, min(coalesce(clock_from, written_at)) AS since FROM delivery WHERE state = 'waiting'",
  );
  return row!;
}
