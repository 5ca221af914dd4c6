import type { Policy } from "../policy-schema.ts";
import { mistakeAt, type PolicyMistake } from "./mistake.ts";

/** Changes that are said to wait more than once, and a weekday on which nothing is gathered. */
export function mailMistakes({ mail: { wait, on } }: Policy): PolicyMistake[] {
  const seen = new Set<string>();
  const twice = wait.flatMap(({ change, tiers }, index) =>
    tiers.flatMap((tier, at) => {
      const key = `${change} ${tier}`;
      const isKnown = seen.has(key);
      seen.add(key);
      return isKnown
        ? [mistakeAt(["mail", "wait", index, "tiers", at], "error.waits-twice", { change, tier })]
        : [];
    }),
  );
  const idle =
    on !== "every-day" && wait.length === 0 ? [mistakeAt(["mail", "on"], "error.nothing-waits", { on })] : [];
  return [...twice, ...idle];
}
