import type { PeriodKind } from "../calendar/periods.ts";
import type { Facts } from "../definitions/define.ts";
import type { Verdict, VerdictFacts } from "../judge/verdict.ts";
import type { CASE_CHANGES } from "../policy/case-changes.ts";
import type { Tier } from "../policy/tiers.ts";

/**
 * What may happen to a case (变动).
 *
 * - held (保留): it stays as it is, and a person must look at it
 * - quiet (平稳): it is below its lines, while its episode stands or a person is asked to lift it
 * - reopened (重新达标): a quiet case reaches its lines again, or a lifted one within the time in which it counts as the same risk
 * - moved (转接): its area has another code, or became part of another area
 * - merged (并入): what it was about goes on in another case
 * - corrected (更正): figures were corrected and its tier stays, or it was lifted before
 * - closed (办结): a person has written down what it was
 */
export type CaseChange = (typeof CASE_CHANGES)[number];

/** What a case was, as a person writes at its end (办结结论). */
export type CaseOutcome = "confirmed" | "seasonal" | "data-error" | "unfounded";

/** Why a case changed. */
export type CaseReason =
  | "first-time"
  | "tier-rose"
  | "sources-agree"
  | "tier-fell"
  | "below-every-line"
  | "corrected"
  | "rule-gone"
  | "lines-changed"
  | "drill-ended"
  | "by-person"
  /** Quiet, because another limb of its episode stands. */
  | "another-stands"
  /** Quiet, and the office that issued it is asked to lift it: policy lifts only the lighter tiers. */
  | "lift-proposed"
  /** Reached again while quiet, or soon after its end. */
  | "fired-again"
  | "figures-corrected"
  /** Held, because its rules have not been judged for twice the nights after which it would end. */
  | "data-missing"
  | "area-recoded"
  | "area-merged"
  | "area-split"
  | "area-gone";

/** One change in a case, with what caused it. */
export interface CaseEvent {
  readonly caseId: string;
  readonly seq: number;
  readonly area: string;
  readonly cause: string;
  readonly date: string;
  readonly kind: CaseChange;
  readonly tierFrom: Tier | null;
  readonly tierTo: Tier | null;
  /** The rule that gives the case its title: by which it opened, or by which it rose to a graver tier. */
  readonly rule: string;
  readonly periodKind: PeriodKind;
  readonly period: string;
  readonly reason: CaseReason;
  readonly causedBy: string;
  readonly facts: EventFacts;
  readonly coverage: number;
  readonly policy: string;
  /** An exercise (演练). */
  readonly drill?: boolean;
}

/** The verdict's facts, with what stood beside it. */
export interface EventFacts extends Omit<VerdictFacts, "before"> {
  readonly also: readonly AlsoFired[];
  /** The figures that a correction replaced. */
  readonly before?: Facts;
  /** Nights in a row without the tier that the case left. */
  readonly daysWithout?: number;
  /** Until when it stands whatever its window holds: the workers leave, and the claims of the month after can come in. */
  readonly livesUntil?: string;
  /** The case that it was merged into, or that was merged into it. */
  readonly into?: string;
  /** The area it was of before it was moved. */
  readonly areaBefore?: string;
  /** What a person wrote when it was closed or lifted. */
  readonly closing?: { readonly outcome?: CaseOutcome; readonly note: string };
  /** The rule that holds a lowered case, where it is not the one of the title, with what it found. */
  readonly holding?: Pick<Verdict, "rule" | "kind" | "period"> &
    Pick<VerdictFacts, "values" | "shown" | "limb">;
  /** Rules of independent sources that stand at the tier. */
  readonly agreeing?: readonly AlsoFired[];
  /** Who set an exercise, and why. */
  readonly drill?: { readonly author: string; readonly reason: string };
}

/** Another rule that fired the same night. */
export interface AlsoFired {
  readonly rule: string;
  readonly tier: Tier;
}
