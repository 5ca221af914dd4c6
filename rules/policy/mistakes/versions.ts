import type { Policy } from "../policy-schema.ts";
import { mistakeAt, type PolicyMistake } from "./mistake.ts";
import { isSameName } from "./names.ts";

/** Versions whose last day lies before their first. */
export const validityMistakes = ({ validFrom, validTo }: Policy): PolicyMistake[] =>
  validTo !== undefined && validTo < validFrom
    ? [mistakeAt(["validTo"], "error.version-ends-before", { validFrom, validTo })]
    : [];

/** Mistakes between the versions of a file: two of a name, two that hold on the same day. */
export function versionsMistakes(versions: readonly Policy[]): PolicyMistake[] {
  return versions.flatMap((policy, index) => {
    const before = versions.slice(0, index);
    const named = before.find(({ version }) => isSameName(version, policy.version));
    const overlapping = before.find((other) => overlap(other, policy));
    const { validFrom, version } = policy;
    return [
      ...(named
        ? [
            mistakeAt(["versions", index, "version"], "error.version-name-twice", {
              version,
              other: named.version,
            }),
          ]
        : []),
      ...(overlapping
        ? [
            mistakeAt(["versions", index, "validFrom"], "error.versions-overlap", {
              version,
              other: overlapping.version,
              day: [validFrom, overlapping.validFrom].sort()[1]!,
            }),
          ]
        : []),
    ];
  });
}

/** Whether two versions hold on the same day; without a last day a version ends where a later one begins. */
function overlap(a: Policy, b: Policy): boolean {
  const [first, second] = a.validFrom <= b.validFrom ? [a, b] : [b, a];
  if (first.validFrom === second.validFrom) return true;
  return first.validTo !== undefined && first.validTo >= second.validFrom;
}
