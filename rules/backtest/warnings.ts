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

/** The warnings that the changes of cases tell of, in the order in which they opened; exercises left out. */
export function warningsOf(events: readonly CaseEvent[], areas: readonly JudgedArea[]): Warning[] {
  const levels = new Map(areas.map(({ code, level }) => [code, level]));
  const found = new Map<string, Omit<Warning, "steps"> & { steps: Step[] }>();
  for (const { caseId, area, cause, date, kind, tierFrom, tierTo, rule, period, drill } of events) {
    if (drill) continue;
    if (kind === "opened") {
      const level = levels.get(area) ?? "banner";
      found.set(caseId, { area, level, cause, opened: date, steps: [], lifted: null });
    }
    const warning = found.get(caseId)!;
    if (kind === "opened" || kind === "raised")
      warning.steps.push({ date, tier: tierTo!, before: tierFrom, rule, period });
    if (kind === "lifted") found.set(caseId, { ...warning, lifted: date });
  }
  return [...found.values()];
}
