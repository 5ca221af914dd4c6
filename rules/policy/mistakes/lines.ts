import type { Limits } from "../../definitions/define.ts";
import type { Bound, Limb } from "../lines.ts";
import { rank, type Tier } from "../tiers.ts";
import { boundText, harderText, implies, isAsHard, limbText, partsOf } from "./bounds.ts";
import { mistakeAt, type PolicyMistake } from "./mistake.ts";
import { type Place, type RuleInPolicy, tiersOf } from "./places.ts";

/** Mistakes in the lines of a rule: of other quantities, of no condition, met by everything, and lines that do not rise. */
export function lineMistakes(found: RuleInPolicy): PolicyMistake[] {
  return found.places.flatMap((place) => {
    if (!place.isWritten("lines")) return [];
    const limbs = tiersOf(place.lines).flatMap((tier) => {
      const path = [...place.at("lines"), tier];
      return limbMistakes(found, place.lines[tier]!, path);
    });
    if (limbs.length > 0) return limbs;
    const falls = risingMistakes(place);
    return falls.length > 0 ? falls : idleMistakes(place);
  });
}

/** Mistakes in the conditions of a tier, each by itself: quantities that the rule lacks, and bounds that say nothing. */
export function limbMistakes(
  { id, rule }: RuleInPolicy,
  limbs: readonly Limb[],
  path: PolicyMistake["path"],
): PolicyMistake[] {
  const quantities = Object.keys(rule.quantities);
  return limbs.flatMap((limb, index) => {
    const at = [...path, index];
    const wrong = Object.keys(limb).filter((quantity) => !quantities.includes(quantity));
    if (wrong.length > 0)
      return [mistakeAt(at, "error.line-of-other-quantity", { rule: id, quantities, wrong })];
    if (Object.keys(limb).length === 0)
      return [mistakeAt(at, "error.line-without-condition", { rule: id, quantities })];
    return Object.entries(limb).flatMap(([quantity, bound]) =>
      boundMistakes(bound, rule.limits?.[quantity]).map(({ message, params }) =>
        mistakeAt([...at, quantity], message, { ...params, bound: boundText(bound) }),
      ),
    );
  });
}

/** A bound that every figure meets, or none can. */
function boundMistakes(bound: Bound, limits: Limits = {}): Pick<PolicyMistake, "message" | "params">[] {
  const { way, value, excludes } = partsOf(bound);
  const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = limits;
  if (way === "down") {
    if (value <= least) return [{ message: "error.bound-never-below", params: { least } }];
    return value > most ? [{ message: "error.bound-always-below", params: { most } }] : [];
  }
  // A quantity that may be negative says how far; all others start at zero.
  const lowest = Math.min(0, limits.least ?? 0);
  if (excludes ? value < lowest : value <= lowest) return [{ message: "error.bound-always-met", params: {} }];
  const isNeverMet = excludes ? value >= most : value > most;
  return isNeverMet ? [{ message: "error.bound-never-met", params: { most } }] : [];
}

/** Conditions of a tier that another one of the same tier makes needless. */
function idleMistakes(place: Place): PolicyMistake[] {
  return tiersOf(place.lines).flatMap((tier) => {
    const limbs = place.lines[tier]!;
    return limbs.flatMap((limb, index) => {
      const enough = limbs.findIndex(
        (other, at) => at !== index && implies(limb, other) && !(at > index && implies(other, limb)),
      );
      if (enough < 0) return [];
      const params = { limb: limbText(limb), other: limbText(limbs[enough]!), tier };
      return [mistakeAt([...place.at("lines"), tier, index], "error.limb-needless", params)];
    });
  });
}

/** Lines of a tier that are not harder to meet than those of a lighter tier. */
function risingMistakes(place: Place): PolicyMistake[] {
  const tiers = tiersOf(place.lines);
  return tiers.flatMap((tier) =>
    place.lines[tier]!.flatMap((limb, index) => {
      const path = [...place.at("lines"), tier, index];
      for (const lighterTier of tiers.filter((other) => rank(other) < rank(tier)).reverse()) {
        const isSlower = isLongerDwell(place.dwell[tier], place.dwell[lighterTier]);
        const lighterLimbs = place.lines[lighterTier]!.filter(
          (other) => !(isSlower && implies(limb, other) && implies(other, limb)),
        );
        const mistake = fallOf(limb, lighterLimbs, { tier, lighter: lighterTier });
        if (mistake) return [mistakeAt(path, mistake.message, mistake.params)];
      }
      return [];
    }),
  );
}

type Dwell = Place["dwell"][Tier];

/** Whether every case that waits for the first dwell has waited for the second too, and longer: the same line may then stand at both tiers. */
function isLongerDwell(first: Dwell = 1, second: Dwell = 1): boolean {
  const partsOfDwell = (dwell: NonNullable<Dwell>) =>
    typeof dwell === "number" ? { periods: dwell, of: dwell } : dwell;
  const [a, b] = [partsOfDwell(first), partsOfDwell(second)];
  const isSame = a.periods === b.periods && a.of === b.of;
  return !isSame && a.periods - Math.max(0, a.of - b.of) >= b.periods;
}

/** What is wrong between a condition and those of a lighter tier; null where it rises, or speaks of other quantities. */
function fallOf(
  limb: Limb,
  lighterLimbs: readonly Limb[],
  tiers: { readonly tier: Tier; readonly lighter: Tier },
): Pick<PolicyMistake, "message" | "params"> | null {
  const params = (lighterLimb: Limb) => ({
    ...tiers,
    limb: limbText(limb),
    lighterLimb: limbText(lighterLimb),
  });
  const easier = lighterLimbs.find((lighterLimb) => implies(lighterLimb, limb));
  if (easier)
    return {
      message: implies(limb, easier) ? "error.line-equal" : "error.line-not-harder",
      params: {
        ...params(easier),
        wanted: Object.keys(limb).map((name) => `${name} ${harderText(easier[name]!)}`),
      },
    };
  const comparable = lighterLimbs.filter((lighterLimb) =>
    Object.keys(lighterLimb).every((name) => name in limb),
  );
  if (comparable.length === 0 || comparable.some((lighterLimb) => implies(limb, lighterLimb))) return null;
  const nearest = comparable[0]!;
  const wanted = Object.entries(nearest).filter(([name, bound]) => !isAsHard(limb[name]!, bound));
  const turned = wanted.find(([name, bound]) => partsOf(limb[name]!).way !== partsOf(bound).way);
  return {
    message: turned ? "error.line-turns" : "error.line-easier",
    params: {
      ...params(nearest),
      wanted: wanted.map(([name, bound]) => `${name} ${turned ? harderText(bound) : boundText(bound)}`),
    },
  };
}
