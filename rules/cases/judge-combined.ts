import type { CombinedRule, Measure, StandingBelow } from "../definitions/define.ts";
import { rules } from "../definitions/index.ts";
import { limbOf, reach } from "../judge/judge.ts";
import { type OnRuleFailure, setAsideVerdict } from "../judge/set-aside.ts";
import { causeOf, type Verdict } from "../judge/verdict.ts";
import type { JudgedArea } from "../judge/view.ts";
import type { Policy } from "../policy/policy.ts";
import { type SettingsAt, settingsAt } from "../policy/settings-at.ts";
import { graver, lighter, rank } from "../policy/tiers.ts";
import { type OpenCase, riskKey, standsAt } from "./case-state.ts";

/** What is known of the areas below after their own cases have changed. */
export interface BelowTonight {
  readonly open: ReadonlyMap<string, OpenCase>;
  readonly input: {
    readonly date: string;
    readonly verdicts: ReadonlyMap<string, readonly Verdict[]>;
    readonly onFailure?: OnRuleFailure;
  };
  readonly policy: Policy;
}

const silentReason = (measure: Measure): string =>
  "candidates" in measure ? "coverage-below-floor" : measure.notJudged;

const COMBINED = rules.filter((rule): rule is CombinedRule => rule.kind === "combined");

/** Judge the rules on cases below for one area: a verdict for each cause that stands open below, or that such a rule holds open here. */
export function judgeCombined(
  area: JudgedArea,
  below: readonly string[],
  { open, input, policy }: BelowTonight,
): Verdict[] {
  return COMBINED.flatMap((rule) => {
    const settings = rule.levels.some((level) => level === area.level)
      ? settingsAt(policy, rule.id, area.level)
      : null;
    if (!settings) return [];
    const causes = new Set(
      [...open.values()].flatMap((openCase) => {
        const holds = openCase.area === area.code && openCase.memory.rules.includes(rule.id);
        return holds || (!openCase.drill && below.includes(openCase.area)) ? [openCase.cause] : [];
      }),
    );
    return [...causes].map((cause) => {
      const standing = standingBelow(below, cause, open, input.verdicts);
      try {
        return judgeBelow(rule, settings, area.code, input.date, cause, standing);
      } catch (error) {
        input.onFailure?.({ rule: rule.id, area: area.code, error });
        const judged = { rule: rule.id, area: area.code, kind: "day", period: input.date } as const;
        const verdict = setAsideVerdict(judged, "rule-failed");
        return { ...verdict, facts: { ...verdict.facts, cause } };
      }
    });
  });
}

function standingBelow(
  below: readonly string[],
  cause: string,
  open: ReadonlyMap<string, OpenCase>,
  verdicts: ReadonlyMap<string, readonly Verdict[]>,
): StandingBelow {
  const counts = { all: below.length, judged: 0, blue: 0, yellow: 0, orange: 0, red: 0 };
  for (const code of below) {
    const known = open.get(riskKey(code, cause));
    const tier = known ? standsAt(known) : null;
    const isJudged = (verdicts.get(code) ?? []).some(
      (verdict) => causeOf(verdict) === cause && verdict.outcome !== "not-judged",
    );
    if (tier !== null || isJudged) counts.judged++;
    if (rank(tier) >= rank("IV")) counts.blue++;
    if (rank(tier) >= rank("III")) counts.yellow++;
    if (rank(tier) >= rank("II")) counts.orange++;
    if (rank(tier) >= rank("I")) counts.red++;
  }
  return counts;
}

/** Judge one rule on the cases of one cause below an area. */
export function judgeBelow(
  rule: CombinedRule,
  settings: SettingsAt,
  area: string,
  date: string,
  cause: string,
  below: StandingBelow,
): Verdict {
  const { lines, exit, floor, cap, coverageFloor } = settings;
  const measure = rule.measure(below, { ...rule.parameters, ...settings.parameters });
  const coverage = below.all > 0 ? below.judged / below.all : 0;
  const found = "candidates" in measure ? reach(measure, lines, floor) : null;
  const tier = found && lighter(found.tier, cap);
  const left = "candidates" in measure ? lighter(reach(measure, exit, floor).tier, cap) : null;
  const limb = "candidates" in measure ? limbOf(measure, lines, tier, floor) : null;
  const isQuiet = "candidates" in measure && coverage >= coverageFloor;
  const outcome = tier ? "fired" : isQuiet ? "quiet" : "not-judged";
  return {
    ...{ area, rule: rule.id, kind: "day", period: date, outcome },
    ...{ tier, steadyTier: tier, keepsTier: graver(tier, left) },
    reason: outcome === "not-judged" ? silentReason(measure) : null,
    facts: {
      values: found?.facts ?? {},
      ...(found?.by?.shown ? { shown: found.by.shown } : {}),
      ...(limb ? { limb } : {}),
      ...{ partsIn: below.judged, partsExpected: below.all, cause },
    },
    coverage,
  };
}
