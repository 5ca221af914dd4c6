import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { Carried } from "../../warehouse/measure/carried.ts";
import { daysBetween } from "../calendar/periods.ts";
import { ruleById } from "../definitions/index.ts";
import { type OpenRow, openCases } from "../judge/open-cases.ts";
import type { Verdict } from "../judge/verdict.ts";
import type { LastOutcome } from "../judge/verdict-log.ts";
import type { Policy } from "../policy/policy.ts";
import { graver, rank, TIERS, type Tier } from "../policy/tiers.ts";
import { appendEvent, type CaseEvent, eventFacts, nextCaseId } from "./case-log.ts";
import { correctionOf, mayBeRevised, revisedAreas } from "./corrections.ts";
import { decide, type LifePolicy, type OpenCase } from "./decide.ts";
import { outcomesUntil } from "./last-outcomes.ts";

/** Inputs of a night's case update. */
export interface CaseRequest {
  readonly night: number;
  readonly date: string;
  readonly policy: Policy;
  /** A corrected case is judged again as of this instant. */
  readonly asOf: string;
  /** What the previous night had read: its last submission, and its instant. */
  readonly since: { readonly submission: number; readonly asOf: string | null };
  /** Values carried over from the previous night. */
  readonly carried?: Carried;
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
  const { carried = new Carried(), since, date } = request;
  const rows = await openCases(warehouse, carried);
  const open = new Map(rows.map((row) => [keyOf(row.area, row.cause), row]));
  const areas = rows.map((row) => row.area);
  const outcomes = await outcomesUntil(warehouse, areas, { date, verdicts }, carried);
  const isRevised = rows.length > 0 && mayBeRevised(since, carried);
  const revised = isRevised ? await revisedAreas(warehouse, since) : new Set<string>();
  const risks = groupByRisk(verdicts);
  const events: CaseEvent[] = [];
  for (const [key, riskVerdicts] of risks) {
    const event = await changeOf(
      warehouse,
      riskVerdicts,
      open.get(key) ?? null,
      { outcomes, revised },
      request,
    );
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
  return new Map([...risks].sort((a, b) => gravity(b[1]) - gravity(a[1]) || (a[0] < b[0] ? -1 : 1)));
}

/** The gravest risks are numbered and sent first. */
const gravity = (verdicts: readonly Verdict[]): number =>
  Math.max(...verdicts.map((verdict) => rank(verdict.steadyTier)));

async function changeOf(
  warehouse: Warehouse,
  verdicts: readonly Verdict[],
  row: OpenRow | null,
  { outcomes, revised }: { readonly outcomes: readonly LastOutcome[]; readonly revised: ReadonlySet<string> },
  { date, policy, asOf }: CaseRequest,
): Promise<CaseEvent | null> {
  const tonight = verdicts.reduce<Tier | null>((tier, verdict) => graver(tier, verdict.steadyTier), null);
  if (row === null && tonight === null) return null;
  const caseOutcomes = row ? outcomesInCase(row, verdicts, outcomes) : [];
  const watched = caseOutcomes.map(({ rule }) => rule);
  const correction =
    row && revised.has(row.area) && rank(tonight) < rank(row.tier)
      ? await correctionOf(warehouse, row, tonight, policy, asOf)
      : null;
  const open = row && {
    ...openCase(row, caseOutcomes, date, policy),
    ...(correction ? { corrected: correction } : {}),
  };
  const decision = decide(open, tonight, policy);
  if (decision.change === "none") return null;
  const main = correction?.verdict ?? mainVerdict(verdicts, watched);
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
    facts: { ...eventFacts(main, also), ...(correction ? { before: correction.before } : {}) },
    coverage: main.coverage,
    policy: policy.version,
  };
}

/** Last outcomes of the rules that have fired in the case: only these hold it or let it fall. */
function outcomesInCase(
  row: OpenRow,
  verdicts: readonly Verdict[],
  outcomes: readonly LastOutcome[],
): LastOutcome[] {
  const rules = new Set(verdicts.map((verdict) => verdict.rule));
  return outcomes.filter(
    (outcome) =>
      outcome.area === row.area &&
      rules.has(outcome.rule) &&
      outcome.fired !== null &&
      outcome.fired >= row.opened,
  );
}

/** Days that could not be judged never count as quiet. */
function openCase(
  row: OpenRow,
  outcomes: readonly LastOutcome[],
  date: string,
  { lowerAfterDays }: LifePolicy,
): OpenCase {
  const last = (tiers: readonly Tier[]) =>
    outcomes
      .flatMap((outcome) => [outcome.silent, ...tiers.map((tier) => outcome[tier])])
      .reduce<string>(later, row.opened);
  const stoodLately = (tier: Tier) =>
    outcomes.some((outcome) => outcome[tier] !== null && daysBetween(outcome[tier], date) < lowerAfterDays);
  const atOrAbove = TIERS.filter((tier) => rank(tier) >= rank(row.tier));
  return {
    tier: row.tier,
    daysBelowTier: daysBetween(last(atOrAbove), date),
    daysBelowAll: daysBetween(last(TIERS), date),
    lately: TIERS.filter((tier) => rank(tier) < rank(row.tier) && stoodLately(tier)).at(-1) ?? null,
  };
}

const later = (a: string, b: string | null): string => (b !== null && b > a ? b : a);

/** The verdict printed for the case tonight: the gravest; when none fired, that of a rule which fired before. */
function mainVerdict(verdicts: readonly Verdict[], watched: readonly string[]): Verdict {
  const relevant = verdicts.filter(
    (verdict) => watched.length === 0 || verdict.steadyTier || watched.includes(verdict.rule),
  );
  const ordered = [...(relevant.length > 0 ? relevant : verdicts)].sort(
    (a, b) =>
      rank(b.steadyTier) - rank(a.steadyTier) ||
      Number(watched.includes(b.rule)) - Number(watched.includes(a.rule)),
  );
  return ordered[0]!;
}
