import type { CombinedRule } from "../../definitions/define.ts";
import { ruleById } from "../../definitions/index.ts";
import type { Level } from "../../indicators/define.ts";
import type { Policy } from "../policy-schema.ts";
import { graver, rank, TIERS, type Tier, tierOfRank } from "../tiers.ts";
import { boundText, partsOf } from "./bounds.ts";
import { mistakeAt, type PolicyMistake } from "./mistake.ts";
import { gravestAt, type Place, ruleInPolicy, tiersOf } from "./places.ts";

/** The lightest tier of the cases that a quantity of a rule on areas below counts. */
const COUNTED: Readonly<Record<string, Tier>> = {
  ...{ blue: "IV", yellow: "III", orange: "II", red: "I", share: "IV" },
};

/** The levels that areas directly below those of a level may have. */
const BELOW: Readonly<Record<Level, readonly Level[]>> = {
  ...{ region: ["league", "banner"], league: ["banner"], banner: [] },
};

/** Lines on warnings below, at tiers that no case below can ever have. */
export const belowMistakes = (policy: Policy): PolicyMistake[] =>
  Object.entries(policy.rules).flatMap(([id, settings]) => {
    const rule = ruleById(id);
    if (rule?.kind !== "combined") return [];
    return ruleInPolicy(id, rule, settings).places.flatMap((place) =>
      place.isWritten("lines") ? placeMistakes(policy, rule, place) : [],
    );
  });

function placeMistakes(policy: Policy, rule: CombinedRule, place: Place): PolicyMistake[] {
  const path = place.at("lines");
  const levels = levelsOf(policy, rule, path);
  const below = [...new Set(levels.flatMap((level) => BELOW[level]))];
  const highest = below.map((level) => gravestCase(policy, level)).reduce(graver, null);
  if (levels.length === 0) return [];
  if (highest === null) return [mistakeAt(path, "error.no-case-below", { levels: below })];
  return tiersOf(place.lines).flatMap((tier) =>
    place.lines[tier]!.flatMap((limb, index) =>
      Object.entries(limb).flatMap(([quantity, bound]) => {
        const counted = COUNTED[quantity];
        if (!counted || partsOf(bound).way === "down" || rank(counted) <= rank(highest)) return [];
        return [
          mistakeAt([...path, tier, index, quantity], "error.tier-never-below", {
            ...{ bound: boundText(bound), counted, levels: below },
            known: Object.keys(COUNTED).filter((name) => rank(COUNTED[name]!) <= rank(highest)),
          }),
        ];
      }),
    ),
  );
}

/** The levels that read the lines at a path: the named one, or all without lines of their level. */
function levelsOf({ rules }: Policy, { id, levels }: CombinedRule, path: PolicyMistake["path"]): Level[] {
  return levels.filter((level) =>
    path.includes("levels") ? path.includes(level) : rules[id]?.levels[level]?.lines === undefined,
  );
}

/** The gravest tier that a case of an area of a level can have: that of a primary rule, or the next one where sources agree. */
function gravestCase({ rules, combination }: Policy, level: Level): Tier | null {
  const found = Object.entries(rules).flatMap(([id, settings]) =>
    settings.role === "primary" && ruleById(id)?.levels.includes(level) ? [gravestAt(settings, level)] : [],
  );
  const alone = found.reduce<Tier | null>(graver, null);
  if (alone === null || combination?.families === undefined) return alone;
  const raised = Math.min(rank(alone) + 1, rank(combination.upTo), TIERS.length);
  return graver(alone, tierOfRank(raised));
}
