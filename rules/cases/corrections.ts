import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { Carried } from "../../warehouse/measure/carried.ts";
import type { PeriodKind } from "../calendar/periods.ts";
import type { Facts } from "../definitions/define.ts";
import type { OpenRow } from "../judge/open-cases.ts";
import { rejudge } from "../judge/rejudge.ts";
import type { Verdict } from "../judge/verdict.ts";
import type { Policy } from "../policy/policy.ts";
import { graver, rank, type Tier } from "../policy/tiers.ts";

/** A case whose ground was corrected: the remaining tier, the new verdict and the former figures. */
export interface Correction {
  readonly tier: Tier | null;
  readonly verdict: Verdict;
  readonly before: Facts;
}

/** Whether a report or an answer may have arrived since the previous night; if not, nothing can have been corrected. */
export const mayBeRevised = (
  since: { readonly submission: number; readonly asOf: string | null },
  { known }: Carried,
): boolean =>
  known === null ||
  known.submission !== since.submission ||
  (known.decidedAt !== null && known.decidedAt > (since.asOf ?? ""));

/** Areas, with all above them, for which a report was replaced or an event amended since a submission, or declared replaced since an instant. */
export async function revisedAreas(
  warehouse: Warehouse,
  since: { readonly submission: number; readonly asOf: string | null },
): Promise<ReadonlySet<string>> {
  const rows = await warehouse.rows<{ area: string }>(
    `WITH revised AS (
       SELECT new.area FROM report_scope AS new JOIN report_scope AS old USING (contract, area, period_kind, period)
       WHERE new.submission > $since AND old.submission < new.submission
       UNION
       SELECT new.area FROM fact_layoff_report AS new JOIN fact_layoff_report AS old USING (area, event_key)
       WHERE new.submission > $since AND old.submission < new.submission AND new.workers_affected <> old.workers_affected
       UNION
       SELECT area FROM event_replaced WHERE decided_at > CAST($as_of AS TIMESTAMP))
     SELECT DISTINCT ancestor AS area FROM revised JOIN area_descent USING (area)`,
    { since: since.submission, as_of: since.asOf ?? "0001-01-01" },
  );
  return new Set(rows.map(({ area }) => area));
}

/**
 * The correction that removed the ground of an open case, or null: the judgement that gave the tier, repeated with what is known
 * now, no longer reaches it, and neither does tonight's.
 */
export async function correctionOf(
  warehouse: Warehouse,
  row: OpenRow,
  tonight: Tier | null,
  policy: Policy,
  asOf: string,
): Promise<Correction | null> {
  const [ground] = await warehouse.rows<{
    rule: string;
    date: string;
    kind: PeriodKind;
    period: string;
    facts: string;
  }>(
    `SELECT rule, date, period_kind AS kind, period, facts FROM case_event
     WHERE case_id = $id AND kind IN ('opened', 'raised') ORDER BY seq DESC LIMIT 1`,
    { id: row.id },
  );
  if (!ground) return null;
  const { rule, date, kind: periodKind, period } = ground;
  const verdict = await rejudge(warehouse, { rule, area: row.area, date, periodKind, period }, policy, asOf);
  if (!verdict || verdict.outcome === "not-judged") return null;
  const tier = graver(tonight, verdict.steadyTier);
  if (rank(tier) >= rank(row.tier)) return null;
  return { tier, verdict, before: (JSON.parse(ground.facts) as { values: Facts }).values };
}
