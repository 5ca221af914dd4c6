import { addDays } from "../calendar/periods.ts";
import { ruleById } from "../definitions/index.ts";
import { limbText, partsOf } from "./mistakes/bounds.ts";
import { mistakeAt, type PolicyMistake } from "./mistakes/mistake.ts";
import { ruleInPolicy, tiersOf } from "./mistakes/places.ts";
import type { PolicyFile } from "./policy-file.ts";
import type { Policy } from "./policy-schema.ts";
import { rank } from "./tiers.ts";

/** What deserves a look in a policy that can be used, with the place of each version in its file. */
export function policyRemarks(
  file: PolicyFile,
  pathOf: (policy: Policy) => PolicyMistake["path"],
): PolicyMistake[] {
  return [
    ...gapRemarks(file, pathOf),
    ...windowRemarks(file, pathOf),
    ...file.versions.flatMap((policy) =>
      [...shareRemarks(policy), ...waitRemarks(policy)].map(({ path, ...remark }) => ({
        path: [...pathOf(policy), ...path],
        ...remark,
      })),
    ),
  ];
}

/** Days between two versions on which none holds. */
function gapRemarks(
  { versions }: PolicyFile,
  pathOf: (policy: Policy) => PolicyMistake["path"],
): PolicyMistake[] {
  return versions.slice(1).flatMap((policy, index) => {
    const { validTo, version } = versions[index]!;
    if (validTo === undefined || addDays(validTo, 1) >= policy.validFrom) return [];
    const gap = {
      from: addDays(validTo, 1),
      to: addDays(policy.validFrom, -1),
      version,
      next: policy.version,
    };
    return [mistakeAt([...pathOf(policy), "validFrom"], "note.policy-gap", gap)];
  });
}

/** Mutes and drills that go on after their version has ended: they end with it. */
function windowRemarks(
  { versions }: PolicyFile,
  pathOf: (policy: Policy) => PolicyMistake["path"],
): PolicyMistake[] {
  return versions.flatMap((policy, index) => {
    const next = versions[index + 1];
    const end = policy.validTo ?? (next && addDays(next.validFrom, -1));
    if (end === undefined) return [];
    return (["mutes", "drills"] as const).flatMap((key) =>
      policy[key].flatMap(({ until }, at) =>
        until > end
          ? [mistakeAt([...pathOf(policy), key, at, "until"], "note.policy-window-cut", { until, end })]
          : [],
      ),
    );
  });
}

/** Bounds below 1 on quantities counted in percent or per mille: 0.3 where 30 is meant. */
function shareRemarks(policy: Policy): PolicyMistake[] {
  return Object.entries(policy.rules).flatMap(([id, settings]) => {
    const rule = ruleById(id);
    if (!rule) return [];
    return ruleInPolicy(id, rule, settings).places.flatMap((place) =>
      tiersOf(place.lines).flatMap((tier) =>
        place.lines[tier]!.flatMap((limb, index) => {
          const small = Object.entries(limb).find(
            ([quantity, bound]) =>
              /（[%‰]）/.test(rule.quantities[quantity]?.zh ?? "") &&
              partsOf(bound).value > 0 &&
              partsOf(bound).value < 1,
          );
          if (!small || !place.isWritten("lines")) return [];
          const params = { limb: limbText(limb), quantity: rule.quantities[small[0]]! };
          return [mistakeAt([...place.at("lines"), tier, index, small[0]], "note.policy-share", params)];
        }),
      ),
    );
  });
}

/** New warnings of the two gravest tiers that wait for a weekday. */
const waitRemarks = ({ mail: { wait, on } }: Policy): PolicyMistake[] =>
  wait.flatMap(({ change, tiers }, index) => {
    const grave = tiers.filter((tier) => rank(tier) >= rank("II"));
    const isNew = change === "opened" || change === "raised";
    return isNew && grave.length > 0
      ? [mistakeAt(["mail", "wait", index], "note.policy-grave-waits", { change, tiers: grave, on })]
      : [];
  });
