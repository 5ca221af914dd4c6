import type { Warehouse } from "../../warehouse/warehouse.ts";
import { ruleById } from "../definitions/index.ts";
import type { Policy } from "../policy.ts";
import { graver, rank, TIERS, type Tier } from "../tiers.ts";
import type { Verdict } from "../verdict.ts";
import { lastHotDates } from "../verdicts.ts";
import { appendEvent, type CaseEvent, eventFacts, nextCaseId, type OpenRow, openCases } from "./case-log.ts";
import { decide, type OpenCase } from "./decide.ts";

export interface CaseRequest {
  readonly night: number;
  readonly date: string;
  readonly policy: Policy;
}

/**
 * Compare tonight's verdicts with the open cases and write what changes (预警事项): opened, raised, lowered, lifted.
 *
 * One area and one cause make one case, whose tier is the gravest of its rules; a graver rule absorbs a lighter one.
 */
export async function updateCases(
  warehouse: Warehouse,
  verdicts: readonly Verdict[],
  request: CaseRequest,
): Promise<CaseEvent[]> {
  const open = new Map((await openCases(warehouse)).map((row) => [keyOf(row.area, row.cause), row]));
  const risks = groupByRisk(verdicts);
  const events: CaseEvent[] = [];
  for (const [key, own] of risks) {
    const event = await changeOf(warehouse, own, open.get(key) ?? null, request);
    if (!event) continue;
    await appendEvent(warehouse, request.night, event);
    events.push(event);
  }
  return events;
}

const keyOf = (area: string, cause: string): string => `${area} ${cause}`;

function groupByRisk(verdicts: readonly Verdict[]): Map<string, Verdict[]> {
  const risks = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const key = keyOf(verdict.area, ruleById(verdict.rule)!.cause);
    risks.set(key, [...(risks.get(key) ?? []), verdict]);
  }
  return risks;
}

async function changeOf(
  warehouse: Warehouse,
  verdicts: readonly Verdict[],
  row: OpenRow | null,
  { date, policy }: CaseRequest,
): Promise<CaseEvent | null> {
  const tonight = verdicts.reduce<Tier | null>((tier, verdict) => graver(tier, verdict.steadyTier), null);
  if (row === null && tonight === null) return null;
  const watched = row ? await rulesOfCase(warehouse, row, verdicts) : [];
  const decision = decide(row && (await openCase(warehouse, row, watched, date)), tonight, policy);
  if (decision.change === "none") return null;
  const main = mainVerdict(verdicts, watched);
  const also = verdicts.flatMap(({ rule, steadyTier }) =>
    rule !== main.rule && steadyTier ? [{ rule, tier: steadyTier }] : [],
  );
  return {
    caseId: row?.id ?? (await nextCaseId(warehouse, date.slice(0, 4))),
    seq: (row?.events ?? 0) + 1,
    area: main.area,
    cause: ruleById(main.rule)!.cause,
    date,
    kind: decision.change,
    tierFrom: row?.tier ?? null,
    tierTo: decision.to,
    rule: main.rule,
    periodKind: main.kind,
    period: main.period,
    reason: decision.reason,
    causedBy: "policy",
    facts: eventFacts(main, also),
    coverage: main.coverage,
    policy: policy.version,
  };
}

/** The rules that have fired in the case: only they can keep it up or let it fall. */
async function rulesOfCase(warehouse: Warehouse, row: OpenRow, verdicts: readonly Verdict[]): Promise<string[]> {
  const fired = await warehouse.rows<{ rule: string }>(
    `SELECT DISTINCT rule FROM verdict WHERE area = $area AND outcome = 'fired' AND date >= CAST($opened AS DATE)
       AND list_contains($rules, rule)`,
    { area: row.area, opened: row.opened, rules: verdicts.map((verdict) => verdict.rule) },
  );
  return fired.map(({ rule }) => rule);
}

async function openCase(
  warehouse: Warehouse,
  row: OpenRow,
  watched: readonly string[],
  date: string,
): Promise<OpenCase> {
  const atOrAbove = TIERS.filter((tier) => rank(tier) >= rank(row.tier));
  const hot = await lastHotDates(warehouse, row.area, watched, atOrAbove);
  return {
    tier: row.tier,
    daysBelowTier: daysBetween(hot.atTier ?? row.opened, date),
    daysBelowAll: daysBetween(hot.atAny ?? row.opened, date),
  };
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** The verdict that speaks for the case tonight: the gravest; when none fired, one of the rules that had. */
function mainVerdict(verdicts: readonly Verdict[], watched: readonly string[]): Verdict {
  const own = verdicts.filter((verdict) => watched.length === 0 || verdict.steadyTier || watched.includes(verdict.rule));
  const ordered = [...(own.length > 0 ? own : verdicts)].sort(
    (a, b) => rank(b.steadyTier) - rank(a.steadyTier) || Number(watched.includes(b.rule)) - Number(watched.includes(a.rule)),
  );
  return ordered[0]!;
}
