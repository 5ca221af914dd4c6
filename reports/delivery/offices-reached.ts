import type { Tier } from "../../rules/policy/tiers.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";

/** An office that read of a case, with the gravest tier of what it read. */
export interface OfficeReached {
  readonly office: string;
  readonly tier: Tier;
}

/**
 * Every office that read of a case in full: in a notice, or in a daily letter. A line in the daily letter of a superior is not counted: what
 * follows it is a line there again.
 */
export const officesReached = (warehouse: Warehouse, caseId: string): Promise<OfficeReached[]> =>
  warehouse.rows(
    `SELECT office, min_by(tier, list_position(['I', 'II', 'III', 'IV'], tier)) AS tier FROM (
       SELECT office, tier FROM notice WHERE case_id = $caseId
       UNION ALL
       SELECT coalesce(gathered_change.office, letter.office), coalesce(tier_to, tier_from, 'IV')
       FROM gathered_change JOIN letter ON letter.id = gathered_change.letter JOIN case_event USING (case_id, seq)
       WHERE case_id = $caseId AND in_full IS NOT FALSE
     ) AS reached GROUP BY office ORDER BY office`,
    { caseId },
  );
