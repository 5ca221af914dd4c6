import { AreaTree } from "../../../rules/cases/area-tree.ts";
import { caseKey } from "../../../rules/cases/drills.ts";
import { judgeCombined } from "../../../rules/cases/judge-combined.ts";
import { byArea } from "../../../rules/cases/update-cases.ts";
import type { EvaluateRequest } from "../../../rules/judge/evaluate.ts";
import { readView } from "../../../rules/judge/evaluate.ts";
import { judgeAt } from "../../../rules/judge/judge-at.ts";
import type { Verdict } from "../../../rules/judge/verdict.ts";
import type { JudgeView } from "../../../rules/judge/view.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import type { OpenCaseOn } from "./open-cases-on.ts";

/** A date judged again in one area. */
export interface JudgedAgain {
  readonly view: JudgeView;
  readonly verdicts: readonly Verdict[];
}

/** Which date is judged again, in which area, from what was known when. */
export interface JudgeAgainRequest extends Omit<EvaluateRequest, "since" | "carried" | "isPast"> {
  readonly area: string;
  readonly cases: readonly OpenCaseOn[];
}

/** Judge a date again for one area, by all rules of the policy, from what was known at an instant. Nothing is written. */
export async function judgeAgain(warehouse: Warehouse, request: JudgeAgainRequest): Promise<JudgedAgain> {
  const { area, cases, policy, date } = request;
  const all = await readView(warehouse, { ...request, isPast: true });
  const tree = new AreaTree(all.areas);
  const below = tree.below(area);
  // A share of false alarms is taken over all areas: it cannot be judged for one of them alone.
  const isWanted = (code: string) =>
    policy.falseDiscoveryRate !== undefined || code === area || below.includes(code);
  const view: JudgeView = {
    ...all,
    areas: all.areas.filter(({ code }) => isWanted(code)),
    cases: cases.map(({ state }) => ({
      ...{ area: state.area, cause: state.cause, rules: state.memory.rules, revised: [] },
    })),
    judgedPeriods: () => NEVER_JUDGED,
  };
  const verdicts = judgeAt(view, policy, date);
  const judged = all.areas.find(({ code }) => code === area)!;
  const combined = judgeCombined(judged, below, {
    open: new Map(cases.map(({ state }) => [caseKey(state), state])),
    input: { date, verdicts: byArea(verdicts) },
    policy,
  });
  return { view, verdicts: [...verdicts.filter((verdict) => verdict.area === area), ...combined] };
}

/** No period is looked for that became ready late: the reasoning is about the period judged that night. */
const NEVER_JUDGED = { first: null, has: () => false };

/** Whether two verdicts say the same of their figures. */
export const isSameVerdict = (a: Verdict, b: Verdict): boolean =>
  a.outcome === b.outcome &&
  a.period === b.period &&
  a.tier === b.tier &&
  a.steadyTier === b.steadyTier &&
  a.reason === b.reason &&
  JSON.stringify(a.facts.values) === JSON.stringify(b.facts.values);
