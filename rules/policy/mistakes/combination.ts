import { ruleById } from "../../definitions/index.ts";
import type { Level } from "../../indicators/define.ts";
import type { Policy } from "../policy-schema.ts";
import { familyOf } from "../source-family.ts";
import { rank, TIERS, type Tier } from "../tiers.ts";
import { mistakeAt, type PolicyMistake } from "./mistake.ts";
import { gravestAt, tiersOf } from "./places.ts";

const LEVELS: readonly Level[] = ["region", "league", "banner"];

/** Mistakes in how rules are taken together: no rule that opens a case, an agreement that can never be. */
export function combinationMistakes(policy: Policy): PolicyMistake[] {
  const all = Object.values(policy.rules);
  const alone =
    all.length > 0 && all.every(({ role }) => role === "corroborating")
      ? [mistakeAt(["rules"], "error.only-corroborating")]
      : [];
  return all.length === 0
    ? [mistakeAt(["rules"], "error.policy-without-rules")]
    : [...alone, ...agreementMistakes(policy)];
}

function agreementMistakes({ combination, rules }: Policy): PolicyMistake[] {
  if (!combination) return [];
  const { families, from, upTo } = combination;
  if (families === undefined) return [mistakeAt(["combination"], "error.combination-of-nothing")];
  const byLevel = LEVELS.map((level) => sourcesAt(rules, level));
  const able = byLevel.filter((sources) => sources.families.length >= families);
  if (able.length === 0) {
    const most = [...byLevel].sort((a, b) => b.families.length - a.families.length)[0]!.families;
    return [
      mistakeAt(["combination", "families"], "error.families-never-agree", {
        families,
        most: most.length,
        known: most,
      }),
    ];
  }
  const highest = Math.max(...able.map(({ gravest }) => gravest[families - 1]!));
  if (highest < rank(from)) {
    const known = TIERS.slice(0, highest);
    return [mistakeAt(["combination", "from"], "error.agreement-never-from", { from, families, known })];
  }
  const lightest = Math.min(...able.map(({ lightestTier }) => lightestTier));
  return rank(upTo) > Math.max(lightest, rank(from))
    ? []
    : [mistakeAt(["combination", "upTo"], "error.agreement-without-effect", { upTo })];
}

/** The source families that judge at a level, the ranks of their gravest tiers, gravest first, and of the lightest tier that a rule gives there. */
function sourcesAt(rules: Policy["rules"], level: Level) {
  const found = Object.entries(rules).flatMap(([id, settings]) => {
    const rule = ruleById(id);
    const lines = settings.levels[level]?.lines ?? settings.lines;
    const tier = tiersOf(lines)[0] as Tier | undefined;
    return rule?.levels.includes(level)
      ? [{ family: familyOf(rule), tier, gravest: rank(gravestAt(settings, level)) }]
      : [];
  });
  const families = [...new Set(found.flatMap(({ family }) => (family === null ? [] : [family])))];
  const gravestOf = (wanted: string) =>
    Math.max(...found.flatMap(({ family, gravest }) => (family === wanted ? [gravest] : [])));
  return {
    families,
    gravest: families.map(gravestOf).sort((a, b) => b - a),
    lightestTier: Math.min(...found.flatMap(({ tier }) => (tier ? [rank(tier)] : []))),
  };
}
