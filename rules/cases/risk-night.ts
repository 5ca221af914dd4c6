import type { Verdict } from "../judge/verdict.ts";
import type { Policy } from "../policy/policy.ts";
import { settingsAt } from "../policy/settings-at.ts";
import { graver, type Tier } from "../policy/tiers.ts";
import type { AlsoFired, CaseEvent } from "./case-event.ts";
import type { OpenCase } from "./case-state.ts";

/** What one night says of one risk. */
export interface RiskNight {
  readonly area: string;
  readonly level: string;
  readonly cause: string;
  readonly date: string;
  /** Nights in a row that say exactly this, the date the last of them; 1 for a night. */
  readonly nights: number;
  readonly verdicts: readonly Verdict[];
  /** A tier made one graver because independent sources agree on it. */
  readonly agreed: (tier: Tier | null) => Tier | null;
  /** As `agreed`, for what keeps a tier: what a case of layoffs lives by counts among the sources. */
  readonly agreedOn: (tier: Tier | null) => Tier | null;
  readonly agreeing: readonly AlsoFired[];
  /** Rules that could not be judged in the area. */
  readonly silent: ReadonlySet<string>;
  readonly policy: Policy;
  /** Who has lifted the case, where a person was asked and did. */
  readonly liftedBy?: string | null;
}

/** The next state of one risk, with the event that led to it. `patience`: further nights like this after which it changes; none may. */
export interface RiskStep {
  readonly next: OpenCase | null;
  readonly event: CaseEvent | null;
  readonly patience: number;
}

/** The verdicts of primary rules, re-judged grounds left out. */
export function primaryOf({
  verdicts,
  policy,
  level,
}: Pick<RiskNight, "verdicts" | "policy" | "level">): Verdict[] {
  return verdicts.filter(
    ({ rule, occasion }) => occasion !== "again" && settingsAt(policy, rule, level)?.role === "primary",
  );
}

/** The gravest tier that verdicts give. */
export const gravest = (verdicts: readonly Verdict[], of: (verdict: Verdict) => Tier | null): Tier | null =>
  verdicts.reduce<Tier | null>((tier, verdict) => graver(tier, of(verdict)), null);

/** Nights without a tier before a case leaves it: the longest that its rules ask. */
export function holdOf({ memory }: OpenCase, tier: Tier, { policy, level }: RiskNight): number {
  const days = memory.rules.flatMap((rule) => settingsAt(policy, rule, level)?.hold[tier] ?? []);
  return days.length > 0 ? Math.max(...days) : tier === "IV" ? policy.liftAfterDays : policy.lowerAfterDays;
}
