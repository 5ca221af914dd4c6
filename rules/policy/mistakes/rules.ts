import { ruleById, rules } from "../../definitions/index.ts";
import type { Policy, RuleSettings } from "../policy-schema.ts";
import { TIERS } from "../tiers.ts";
import { holdMistakes, lifeMistakes } from "./holds.ts";
import { lineMistakes } from "./lines.ts";
import { mistakeAt, type PolicyMistake } from "./mistake.ts";
import { parameterMistakes } from "./parameters.ts";
import { type RuleInPolicy, ruleInPolicy } from "./places.ts";
import { besideLineMistakes, tierSettingMistakes } from "./tier-settings.ts";

/** Every mistake in the settings of the rules of a version. */
export const rulesMistakes = (policy: Policy): PolicyMistake[] =>
  Object.entries(policy.rules).flatMap(([id, settings]) => ruleMistakes(policy, id, settings));

function ruleMistakes(policy: Policy, id: string, settings: RuleSettings): PolicyMistake[] {
  const rule = ruleById(id);
  if (!rule)
    return [mistakeAt(["rules", id], "error.no-such-rule", { known: rules.map((existing) => existing.id) })];
  const found = ruleInPolicy(id, rule, settings);
  const inLines = lineMistakes(found);
  return [
    ...inLines,
    ...levelMistakes(found),
    ...tierSettingMistakes(found),
    // What is compared with lines waits until they are right.
    ...(inLines.length > 0 ? [] : besideLineMistakes(found)),
    ...(lifeMistakes(policy).length > 0 ? [] : holdMistakes(policy, found)),
    ...parameterMistakes(found),
  ];
}

/** Levels that the rule does not judge, and levels that it judges without a line. */
function levelMistakes({ id, rule, settings }: RuleInPolicy): PolicyMistake[] {
  const path = ["rules", id];
  const others = Object.keys(settings.levels)
    .filter((level) => !(rule.levels as readonly string[]).includes(level))
    .map((level) =>
      mistakeAt([...path, "levels", level], "error.level-of-other-rule", { rule: id, known: rule.levels }),
    );
  const isEmpty = (lines: object | undefined) => lines === undefined || Object.keys(lines).length === 0;
  const bare = rule.levels.filter((level) => isEmpty(settings.levels[level]?.lines ?? settings.lines));
  if (bare.length === rule.levels.length)
    return [...others, mistakeAt([...path, "lines"], "error.rule-without-lines", { tiers: TIERS })];
  return [
    ...others,
    ...bare.map((level) => {
      const isWritten = settings.levels[level]?.lines !== undefined;
      const at = isWritten ? [...path, "levels", level, "lines"] : [...path, "levels"];
      return mistakeAt(at, "error.level-without-lines", { rule: id, level, tiers: TIERS });
    }),
  ];
}
