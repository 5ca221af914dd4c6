import { ruleById } from "../../definitions/index.ts";
import type { Policy } from "../policy-schema.ts";
import { rank } from "../tiers.ts";
import { mistakeAt, type PolicyMistake } from "./mistake.ts";
import { ruleInPolicy, tiersOf } from "./places.ts";

type Drill = Policy["drills"][number];
interface Days {
  readonly from: string;
  readonly until: string;
}

const meet = (a: Days, b: Days): boolean => a.from <= b.until && b.from <= a.until;

/** Mistakes in the windows of mutes and drills. */
export function windowMistakes(policy: Policy): PolicyMistake[] {
  return [
    ...policy.mutes.flatMap((mute, index) => {
      const at = ["mutes", index];
      return [
        ...dayMistakes(policy, mute, at),
        ...ruleMistake(policy, mute.rule, [...at, "rule"]),
        ...muteTwice(policy, index),
      ];
    }),
    ...policy.drills.flatMap((drill, index) => {
      const at = ["drills", index];
      return [...dayMistakes(policy, drill, at), ...drillMistakes(policy, drill, index)];
    }),
  ];
}

function dayMistakes(
  { validFrom, validTo }: Policy,
  window: Days,
  path: PolicyMistake["path"],
): PolicyMistake[] {
  const { from, until } = window;
  if (until < from) return [mistakeAt([...path, "until"], "error.until-before-from", { from, until })];
  if (validTo !== undefined && validTo < validFrom) return [];
  const days = { validFrom, validTo: validTo ?? "…" };
  if (until < validFrom) return [mistakeAt([...path, "until"], "error.window-outside-version", days)];
  return validTo !== undefined && from > validTo
    ? [mistakeAt([...path, "from"], "error.window-outside-version", days)]
    : [];
}

/** A mute of what another mute already keeps on some of its days. */
function muteTwice({ mutes }: Policy, index: number): PolicyMistake[] {
  const { area, rule, ...days } = mutes[index]!;
  const other = mutes
    .slice(0, index)
    .find((earlier) => earlier.area === area && earlier.rule === rule && meet(earlier, days));
  if (!other || days.until < days.from) return [];
  return [mistakeAt(["mutes", index, "from"], "error.mute-twice", { from: other.from, until: other.until })];
}

function ruleMistake(
  { rules }: Policy,
  rule: string | undefined,
  path: PolicyMistake["path"],
): PolicyMistake[] {
  if (rule === undefined || rules[rule]) return [];
  return [mistakeAt(path, "error.rule-not-in-policy", { rule, known: Object.keys(rules) })];
}

function drillMistakes(policy: Policy, drill: Drill, index: number): PolicyMistake[] {
  const at = ["drills", index];
  const settings = policy.rules[drill.rule];
  const rule = ruleById(drill.rule);
  if (!settings || !rule) return ruleMistake(policy, drill.rule, [...at, "rule"]);
  if (settings.role === "corroborating")
    return [mistakeAt([...at, "rule"], "error.drill-of-corroborating", { rule: drill.rule })];
  const tiers = ruleInPolicy(drill.rule, rule, settings).places.flatMap(({ lines, cap }) =>
    tiersOf(lines).filter((tier) => rank(tier) <= rank(cap ?? "I")),
  );
  const known = [...new Set(tiers)];
  const other = policy.drills
    .slice(0, index)
    .find(({ area, rule: name, ...days }) => area === drill.area && name === drill.rule && meet(days, drill));
  return [
    ...(known.includes(drill.tier)
      ? []
      : [mistakeAt([...at, "tier"], "error.drill-tier", { rule: drill.rule, tier: drill.tier, known })]),
    ...(other
      ? [mistakeAt([...at, "from"], "error.drill-twice", { from: other.from, until: other.until })]
      : []),
  ];
}
