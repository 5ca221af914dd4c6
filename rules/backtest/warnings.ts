import type { CaseEvent } from "../cases/case-event.ts";
import type { JudgedArea } from "../judge/view.ts";
import { graver, rank, type Tier } from "../policy/tiers.ts";

/** One case of a backtest: opened, raised, lifted. */
export interface Warning {
  readonly area: string;
  readonly level: string;
  readonly cause: string;
  readonly opened: string;
  /** Its opening and every rise: the day, the tier reached and the rule that reached it. */
  readonly steps: readonly Step[];
  /** Every fall to a lighter tier, in order; the lifting is no fall. */
  readonly falls?: readonly { readonly date: string; readonly tier: Tier }[];
  /** Null when it is still open at the end. */
  readonly lifted: string | null;
}

/** One rise of a case. */
export interface Step {
  readonly date: string;
  readonly tier: Tier;
  /** The tier it rose from; null when the case opened. */
  readonly before: Tier | null;
  readonly rule: string;
  readonly period: string;
}

/** The gravest tier a warning reached. */
export const peakOf = ({ steps }: Warning): Tier =>
  steps.reduce<Tier | null>((tier, step) => graver(tier, step.tier), null)!;

/** The steps at which a warning reached a tier or a graver one from below; a new rise after a fall counts again. */
export const arrivalsAt = ({ steps }: Warning, tier: Tier): Step[] =>
  steps.filter((step) => rank(step.tier) >= rank(tier) && rank(step.before) < rank(tier));

/** A time in which a warning stood at a tier or above (预警时段). */
export interface Spell {
  readonly warning: Warning;
  /** The rise that began it. */
  readonly step: Step;
  /** The day on which it was lower or lifted; null where it still stands. */
  readonly to: string | null;
}

/** The spells of a warning at a tier or above, in order. */
export function spellsAt(warning: Warning, tier: Tier): Spell[] {
  const ends = (warning.falls ?? []).flatMap((fall) => (rank(fall.tier) < rank(tier) ? [fall.date] : []));
  if (warning.lifted !== null) ends.push(warning.lifted);
  return arrivalsAt(warning, tier).map((step) => ({
    ...{ warning, step },
    to: ends.find((date) => date > step.date) ?? null,
  }));
}

/** The warnings that the changes of cases tell of, in the order in which they opened; exercises left out. */
export function warningsOf(events: readonly CaseEvent[], areas: readonly JudgedArea[]): Warning[] {
  const levels = new Map(areas.map(({ code, level }) => [code, level]));
  const found = new Map<string, Growing>();
  const ended: Growing[] = [];
  for (const { caseId, area, cause, date, kind, tierFrom, tierTo, rule, period, drill } of events) {
    if (drill) continue;
    // A case that reaches its lines again is a warning of its own; one that is quiet has ended by the policy, whoever lifts it.
    if (kind === "opened" || kind === "reopened") {
      const known = found.get(caseId);
      if (known) ended.push(known);
      const level = levels.get(area) ?? "banner";
      found.set(caseId, { area, level, cause, opened: date, steps: [], falls: [], lifted: null });
    }
    const warning = found.get(caseId)!;
    if (kind === "opened" || kind === "reopened" || kind === "raised")
      warning.steps.push({ date, tier: tierTo!, before: kind === "raised" ? tierFrom : null, rule, period });
    if (kind === "lowered") warning.falls.push({ date, tier: tierTo! });
    if ((kind === "quiet" || kind === "lifted" || kind === "merged") && warning.lifted === null)
      found.set(caseId, { ...warning, lifted: date });
  }
  return [...ended, ...found.values()].sort(
    (a, b) => Number(a.opened > b.opened) - Number(a.opened < b.opened),
  );
}

/** A warning while the changes of its case are read. */
interface Growing extends Omit<Warning, "steps" | "falls"> {
  readonly steps: Step[];
  readonly falls: { date: string; tier: Tier }[];
}
