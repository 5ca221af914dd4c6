import type { CombinedRule, StandingBelow } from "../definitions/define.ts";
import { leastRaise, type NextTier } from "../judge/next-tier.ts";
import type { Verdict } from "../judge/verdict.ts";
import type { SettingsAt } from "../policy/settings-at.ts";
import type { Tier } from "../policy/tiers.ts";
import { judgeBelow } from "./judge-combined.ts";

/** The counts of areas below, the lightest tier first: an area at one tier counts at every lighter one too. */
const COUNTS = [
  ["IV", "blue"],
  ["III", "yellow"],
  ["II", "orange"],
  ["I", "red"],
] as const;

/** The tier that further areas below would stand at. */
export interface NextBelow extends NextTier {
  readonly at: Tier;
}

/** What the next tier of a rule on cases below needs: further areas at a tier, the fewest at the lightest. */
export function nextTierOfBelow(
  rule: CombinedRule,
  settings: SettingsAt,
  now: Verdict,
  date: string,
): NextBelow | null {
  const below = standingOf(now);
  if (!below) return null;
  const found = COUNTS.flatMap(([tier], at): NextBelow[] => {
    const judge = (more: number) =>
      judgeBelow(rule, settings, now.area, date, now.facts.cause ?? rule.cause, withMore(below, at, more));
    const least = leastRaise(now, judge, below.all - below[COUNTS[at]![1]]);
    return least ? [{ ...least, by: "areas", at: tier }] : [];
  });
  return found.sort((a, b) => a.more - b.more)[0] ?? null;
}

/** The counts that a verdict rests on; null where it has none. */
function standingOf({ facts: { values, partsExpected } }: Verdict): StandingBelow | null {
  const count = (name: string) => Number(values[name] ?? Number.NaN);
  const below = {
    ...{ all: partsExpected, judged: count("judged") },
    ...{ blue: count("blue"), yellow: count("yellow"), orange: count("orange"), red: count("red") },
  };
  return Object.values(below).some(Number.isNaN) ? null : below;
}

/** The counts with further areas at a tier: these count as judged, and at the lighter tiers. */
function withMore(below: StandingBelow, at: number, more: number): StandingBelow {
  const raised = below[COUNTS[at]![1]] + more;
  const counts = Object.fromEntries(
    COUNTS.map(([, name], index) => [name, index <= at ? Math.max(below[name], raised) : below[name]]),
  ) as Pick<StandingBelow, "blue" | "yellow" | "orange" | "red">;
  return { all: below.all, judged: Math.max(below.judged, counts.blue), ...counts };
}
