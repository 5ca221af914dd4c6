import type { PeriodKind } from "../calendar/periods.ts";
import type { Facts } from "../definitions/define.ts";
import type { Verdict, VerdictFacts } from "../judge/verdict.ts";
import type { Tier } from "../policy/tiers.ts";

/** What may happen to a case (变动). `held`: it stays as it is, and a person must look at it. */
export type CaseChange = "opened" | "raised" | "lowered" | "lifted" | "held";

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
  | "by-person";

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
