import { daysBetween, shiftPeriod } from "../calendar/periods.ts";
import type { Verdict } from "../judge/verdict.ts";
import type { Policy } from "../policy/policy.ts";
import { graver, rank, type Tier } from "../policy/tiers.ts";
import type { CaseMemory, Life } from "./case-state.ts";
import { primaryOf, type RiskNight } from "./risk-night.ts";

type Lives = NonNullable<CaseMemory["lives"]>;

/** What a night says of the risk that a case lives by. */
type LivingNight = Pick<RiskNight, "cause" | "date" | "verdicts" | "policy" | "level">;

/** The cause whose cases live by the workers they are about. */
export const LAYOFFS = "layoffs";

/**
 * What a case of layoffs lives by after tonight (预警事项的存续): each judgement that reached a tier keeps it until the last of its workers have
 * left and the months are over in which their claims come in. A judgement that was corrected keeps what is left of it.
 */
export function livesAfter(before: Lives | undefined, night: LivingNight): Lives | undefined {
  if (night.cause !== LAYOFFS) return undefined;
  const lives: Record<string, Life> = {};
  for (const [name, life] of Object.entries(before ?? {})) if (life.until >= night.date) lives[name] = life;
  for (const verdict of night.verdicts.filter(({ occasion }) => occasion === "again"))
    if (verdict.outcome !== "not-judged") {
      // Judged again, a judgement says anew what it keeps, also where nothing was left of it.
      const judged = `${verdict.rule} ${verdict.period} `;
      for (const name of Object.keys(lives)) if (name.startsWith(judged)) delete lives[name];
      for (const life of livesOf(verdict, night))
        if (life.until >= night.date) lives[judged + life.tier] = life;
    }
  for (const verdict of primaryOf(night))
    for (const life of livesOf(verdict, night)) {
      // Workers who have long left and claimed keep nothing up: the window alone does.
      if (life.until < night.date) continue;
      // A window that says the same on the next night is the same judgement.
      const isKnown = Object.entries(lives).some(
        ([name, known]) =>
          name.startsWith(`${verdict.rule} `) &&
          rank(known.tier) >= rank(life.tier) &&
          known.until >= life.until,
      );
      if (!isKnown) lives[`${verdict.rule} ${verdict.period} ${life.tier}`] = life;
    }
  return Object.keys(lives).length > 0 ? lives : undefined;
}

/** What a case lives by without the judgements of some rules. */
export const withoutRules = (lives: Lives | undefined, rules: readonly string[]): Lives | undefined =>
  lives && rules.length > 0
    ? Object.fromEntries(
        Object.entries(lives).filter(([name]) => !rules.some((rule) => name.startsWith(`${rule} `))),
      )
    : lives;

/** The gravest tier that is still kept on a date. */
export const livingTier = (lives: Lives | undefined, date: string): Tier | null =>
  Object.values(lives ?? {}).reduce<Tier | null>(
    (tier, life) => (life.until >= date ? graver(tier, life.tier) : tier),
    null,
  );

/** Nights until one of them is over; infinite where none is left. */
export const nightsOfLife = (lives: Lives | undefined, date: string): number =>
  Object.values(lives ?? {}).reduce(
    (nights, { until }) => (until >= date ? Math.min(nights, daysBetween(date, until) + 1) : nights),
    Number.POSITIVE_INFINITY,
  );

/** The last day on which anything is kept. */
export const lastDayOf = (lives: Lives | undefined): string | undefined =>
  Object.values(lives ?? {})
    .map(({ until }) => until)
    .sort()
    .at(-1);

/** The tiers that a judgement reached and until when its workers leave and claim: of each enterprise, where its rule judges several. */
function livesOf({ steadyTier, facts }: Verdict, { policy }: LivingNight): Life[] {
  if (steadyTier === null) return [];
  const { leaves, values } = facts;
  if (leaves)
    return Object.entries(leaves).map(([tier, day]) => ({
      tier: tier as Tier,
      until: claimsUntil(day, policy),
    }));
  return typeof values.lastStart === "string"
    ? [{ tier: steadyTier, until: claimsUntil(values.lastStart, policy) }]
    : [];
}

/** The last day of the months in which the claims of workers who leave on a day can come in. */
export const claimsUntil = (leaving: string, { episodes }: Policy): string =>
  shiftPeriod(leaving, "month", episodes.claimsMonths);
