import type { PeriodKind } from "../calendar/periods.ts";
import { indicatorsOf, type Rule, type SeriesRule } from "../definitions/define.ts";
import { indicatorById } from "../indicators/index.ts";
import type { Policy } from "../policy/policy.ts";
import { settingsAt } from "../policy/settings-at.ts";
import type { SetAsideReason } from "./set-aside-reason.ts";
import type { Verdict } from "./verdict.ts";
import type { JudgeView } from "./view.ts";

/** A rule that threw (规则出错): in an area, or before it came to any. */
export interface RuleFailure {
  readonly rule: string;
  readonly area: string | null;
  readonly error: unknown;
}

/** Called for each failure of a rule; the judging goes on. */
export type OnRuleFailure = (failure: RuleFailure) => void;

/** Whether a verdict is missing because of a failure of ours, not for want of data. */
export const isSetAside = ({ reason }: Pick<Verdict, "reason">): boolean =>
  reason === "rule-failed" || reason === "indicator-failed";

/**
 * The verdict in place of one that a rule could not give: not judged, so that no open case falls by it. What went wrong is not part of it,
 * because an error may hold cells of a report.
 */
export const setAsideVerdict = (
  judged: {
    readonly rule: string;
    readonly area: string;
    readonly kind: PeriodKind;
    readonly period: string;
  },
  reason: SetAsideReason,
): Verdict => ({
  ...judged,
  ...{ outcome: "not-judged", tier: null, steadyTier: null, keepsTier: null, reason },
  facts: { values: {}, partsIn: 0, partsExpected: 0 },
  coverage: 0,
});

/** Such a verdict for every area in which a rule would have been judged on a date. */
export function setAsideEverywhere(
  rule: Exclude<Rule, { readonly kind: "combined" }>,
  view: JudgeView,
  policy: Policy,
  { date, reason }: { readonly date: string; readonly reason: SetAsideReason },
): Verdict[] {
  const { kind, period } = periodOf(rule, view, date);
  const figures = rule.kind === "series" ? view.figures(rule.indicator) : null;
  const contract = rule.kind === "series" ? indicatorById(rule.indicator)!.reads : "layoff-report";
  const owed = view.owed.get(contract)?.parts;
  return view.areas.flatMap(({ code, level }) => {
    const isWatched = view.cases.some(({ area, rules }) => area === code && rules.includes(rule.id));
    const isJudged = figures?.of(code) || (owed?.get(code) ?? []).length > 0;
    if (!isWatched && !(isJudged && rule.levels.some((ruleLevel) => ruleLevel === level))) return [];
    if (!settingsAt(policy, rule.id, level)) return [];
    return [setAsideVerdict({ rule: rule.id, area: code, kind, period }, reason)];
  });
}

/** The period that a rule would have judged: the night's window, or the last one due. */
function periodOf(rule: Rule, view: JudgeView, date: string): { kind: PeriodKind; period: string } {
  if (rule.kind !== "series" || isRolling(rule.indicator)) return { kind: "rolling-30-days", period: date };
  const { reads } = indicatorById(rule.indicator)!;
  const kind = (view.owed.get(reads)?.kind ?? "month") as PeriodKind;
  return { kind, period: view.lastDue[reads] ?? date };
}

const isRolling = (indicator: string): boolean =>
  indicatorById(indicator)?.periods.includes("rolling-30-days") ?? false;

/** The rules among these that read an indicator that could not be computed. */
export const readersOf = (rules: readonly SeriesRule[], unmeasured: ReadonlySet<string>): string[] =>
  rules.flatMap((rule) => (indicatorsOf(rule).some((id) => unmeasured.has(id)) ? [rule.id] : []));
