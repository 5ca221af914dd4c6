import type { PeriodKind } from "../calendar/periods.ts";
import type { Facts, Shown } from "../definitions/define.ts";
import { ruleById } from "../definitions/index.ts";
import type { Limb } from "../policy/lines.ts";
import type { Tier } from "../policy/tiers.ts";
import type { PartsNowcast } from "./nowcast-parts.ts";

/**
 * Verdict of a rule on an area tonight (判定): fired, quiet, or not judged with a reason.
 *
 * `tier` is what the figures reach; `steadyTier` is what they have reached for as many periods as the policy asks
 * before a case takes the tier; `keepsTier` is what they are enough for a case to keep.
 */
export interface Verdict {
  readonly area: string;
  readonly rule: string;
  readonly kind: PeriodKind;
  readonly period: string;
  readonly outcome: "fired" | "quiet" | "not-judged";
  readonly tier: Tier | null;
  readonly steadyTier: Tier | null;
  readonly keepsTier: Tier | null;
  readonly reason: string | null;
  readonly facts: VerdictFacts;
  readonly coverage: number;
  /** An earlier period judged tonight because it became ready only now (`late`), or because its figures were corrected (`again`). */
  readonly occasion?: "late" | "again";
}

/** The ground of the verdict, stored so that it can be explained years later. */
export interface VerdictFacts {
  readonly values: Facts;
  /** The judged figure and what it is compared with, each by its name. */
  readonly shown?: Shown;
  readonly limb?: Limb;
  /** Of layoffs: by tier, the last day on which workers of an enterprise that reaches it begin to leave; lighter enterprises beside the gravest count too. */
  readonly leaves?: Readonly<Partial<Record<Tier, string>>>;
  readonly partsIn: number;
  readonly partsExpected: number;
  /** While places are late: the expected total, and the tier it would reach. */
  readonly nowcast?: NowcastVerdict;
  /** A graver line is reached, but not yet in as many periods as the policy asks. */
  readonly wanting?: Wanting;
  /** Earlier judged periods that the tier rests on, newest first. */
  readonly before?: readonly { readonly period: string; readonly tier: Tier | null }[];
  /** The cause of its case, where the rule has several. */
  readonly cause?: string;
  /** Figures in question that it rests on (存疑数据): the tier is what it would be without the question. */
  readonly inQuestion?: readonly FigureInQuestion[];
}

/** A reported figure that a question about it is open on. */
export interface FigureInQuestion {
  readonly indicator: string;
  /** The area that reported it, which may lie below the one judged. */
  readonly area: string;
  /** Last day of the month it is of. */
  readonly period: string;
  readonly finding: number;
  readonly kind: string;
}

/** What is wanting for a tier whose line is reached: it was met in so many of the last periods, and is needed in so many. */
export interface Wanting {
  readonly tier: Tier;
  readonly met: number;
  readonly needed: number;
  readonly of: number;
}

/** The verdict on the nowcast (推算判定): the tier at the estimate, and the lightest and gravest within its interval. */
export interface NowcastVerdict extends PartsNowcast {
  readonly tier: Tier | null;
  readonly lightest: Tier | null;
  readonly gravest: Tier | null;
}

/** The cause of the case that a verdict speaks of. */
export const causeOf = ({ rule, facts }: Pick<Verdict, "rule" | "facts">): string =>
  facts.cause ?? ruleById(rule)!.cause;
