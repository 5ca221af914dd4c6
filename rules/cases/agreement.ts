import { ruleById } from "../definitions/index.ts";
import type { Verdict } from "../judge/verdict.ts";
import type { Policy } from "../policy/policy.ts";
import { familyOf } from "../policy/source-family.ts";
import { graver, rank, TIERS, type Tier, tierOfRank } from "../policy/tiers.ts";
import type { CaseMemory } from "./case-state.ts";
import type { RiskNight } from "./risk-night.ts";

/** A source that stands at a tier in an area. */
interface Source {
  readonly rule: string;
  readonly tier: Tier;
  readonly family: string;
}

/**
 * The tier on which enough independent source families of an area agree (信息来源相互印证): cases at it stand one tier higher. What its case of
 * layoffs lives by raises nothing, but it keeps up what was raised: that a report leaves its window takes no source away while its workers leave
 * and claim.
 *
 * @param lives what the area's case of layoffs lives by tonight
 */
export function agreementOf(
  verdicts: readonly Verdict[],
  lives: CaseMemory["lives"],
  { date, policy: { combination } }: { readonly date: string; readonly policy: Policy },
): Pick<RiskNight, "agreed" | "agreedOn" | "agreeing"> {
  const tonight = verdicts.flatMap(({ rule, steadyTier, occasion }) =>
    steadyTier && occasion !== "again" ? sourceOf(rule, steadyTier) : [],
  );
  const living = Object.entries(lives ?? {}).flatMap(([name, { tier, until }]) =>
    until >= date ? sourceOf(name.split(" ")[0]!, tier) : [],
  );
  const { agreed, tier } = agreedBy(tonight, combination);
  return {
    agreed,
    agreedOn:
      living.length > 0 ? keptBy(agreed, agreedBy([...tonight, ...living], combination).agreed) : agreed,
    agreeing:
      tier === undefined
        ? []
        : tonight
            .filter((source) => rank(source.tier) >= rank(tier))
            .map((source) => ({ rule: source.rule, tier: source.tier })),
  };
}

/** Another source may move the agreement to a graver tier, where the cases below it lose it: what is reached tonight is kept all the same. */
const keptBy =
  (agreed: RiskNight["agreed"], withLiving: RiskNight["agreed"]): RiskNight["agreedOn"] =>
  (tier) =>
    graver(agreed(tier), withLiving(tier));

function sourceOf(rule: string, tier: Tier): Source[] {
  const family = familyOf(ruleById(rule)!);
  return family === null ? [] : [{ rule, tier, family }];
}

/** The tier on which sources agree, undefined where they do not, and what becomes of a tier by it. */
function agreedBy(
  sources: readonly Source[],
  combination: Policy["combination"],
): { readonly agreed: (tier: Tier | null) => Tier | null; readonly tier?: Tier } {
  const { families, from = "IV", upTo = "I" } = combination ?? {};
  const agreedOn = TIERS.filter((tier) => {
    if (families === undefined || rank(tier) < rank(from)) return false;
    const at = new Set(sources.flatMap((source) => (rank(source.tier) >= rank(tier) ? [source.family] : [])));
    return at.size >= families;
  }).at(-1);
  if (agreedOn === undefined) return { agreed: (tier) => tier };
  return {
    agreed: (tier) => (tier === agreedOn && rank(tier) < rank(upTo) ? tierOfRank(rank(tier) + 1) : tier),
    tier: agreedOn,
  };
}
