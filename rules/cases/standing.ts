import { createHash } from "node:crypto";
import type { Verdict } from "../judge/verdict.ts";
import type { Policy } from "../policy/policy.ts";
import { type SettingsAt, settingsAt } from "../policy/settings-at.ts";
import { graver, rank, type Tier } from "../policy/tiers.ts";
import type { CaseMemory, OpenCase, Stood } from "./case-state.ts";
import { livesAfter, livingTier, withoutRules } from "./lives.ts";
import { gravest, type RiskNight } from "./risk-night.ts";

/** What the rules of an open case say tonight. */
export interface Standing {
  readonly keeps: Tier | null;
  /** As `keeps`, without periods that are judged only tonight. */
  readonly keepsOn: Tier | null;
  readonly isJudged: boolean;
  /** Why a person must look at the case before it may fall; null where nothing of the policy changed what it stands on. */
  readonly held: "rule-gone" | "lines-changed" | null;
  /** The part of its memory that follows from tonight's verdicts. */
  readonly memory: Pick<CaseMemory, "rules" | "stood" | "agreeing" | "lives">;
}

/**
 * What the rules of an open case say tonight: the tier they keep it at, whether all were judged, and whether a fall is the policy's. A fall on
 * the night on which what a rule is judged by has changed is the policy's, whatever else came in that night.
 */
export function standingOf(open: OpenCase, night: RiskNight, primary: readonly Verdict[]): Standing {
  const { memory } = open;
  const tonight = primary.filter(({ occasion }) => !occasion);
  // A bound for leaving a tier is of a rule that has stood in the case: another one holds it by its lines alone.
  const footings = new Map(
    memory.rules.map((rule) => [rule, ruleTonight(rule, memory.stood[rule], night, tonight)]),
  );
  // What was reached by other lines than tonight's is not kept by them.
  const judgedOtherwise = memory.rules.filter((rule) => footings.get(rule) === "changed");
  const lives = livesAfter(withoutRules(memory.lives, judgedOtherwise), night);
  const living = livingTier(lives, night.date);
  const [keeps, keepsOn] = [primary, tonight].map((verdicts) =>
    night.agreedOn(
      graver(
        living,
        gravest(verdicts, ({ rule, keepsTier, steadyTier }) =>
          memory.rules.includes(rule) ? keepsTier : steadyTier,
        ),
      ),
    ),
  );
  const sources = rank(keeps!) < rank(open.tier) ? sourcesTonight(memory.agreeing, night) : "stands";
  const steady = primary.flatMap(({ rule, steadyTier }) => (steadyTier ? [rule] : []));
  const isGone = [...footings.values()].includes("gone");
  const isChanged = judgedOtherwise.length > 0 || sources === "changed";
  return {
    ...{ keeps: keeps!, keepsOn: keepsOn! },
    isJudged: ![...footings.values()].includes("silent") && sources !== "silent",
    held: isGone ? "rule-gone" : isChanged ? "lines-changed" : null,
    memory: {
      rules: [...new Set([...memory.rules, ...steady])],
      stood: { ...memory.stood, ...stoodBy(tonight, night) },
      ...(lives ? { lives } : {}),
      ...(memory.agreeing
        ? {
            agreeing:
              sources === "stands" ? agreeingNow(Object.keys(memory.agreeing), night) : memory.agreeing,
          }
        : {}),
    },
  };
}

type Footing = "stands" | "gone" | "changed" | "silent";

/** The footing that one rule gives a case tonight: it stands or falls as judged, is gone, could not be judged, or falls because its settings changed. */
function ruleTonight(
  rule: string,
  before: Stood | undefined,
  { policy, level }: RiskNight,
  tonight: readonly Verdict[],
): Footing {
  if (settingsAt(policy, rule, level)?.role !== "primary") return "gone";
  const verdict = tonight.find((candidate) => candidate.rule === rule);
  if (!verdict || (verdict.outcome === "not-judged" && verdict.keepsTier === null)) return "silent";
  const fell = before && rank(verdict.keepsTier) < rank(before.tier);
  return fell && before.judgedBy !== judgedBy(rule, level, policy) ? "changed" : "stands";
}

/** The footing that the sources give whose agreement gave a case its tier, on a night on which it is not given. */
function sourcesTonight(agreeing: CaseMemory["agreeing"], { policy, level, silent }: RiskNight): Footing {
  const sources = Object.entries(agreeing ?? {});
  if (sources.some(([rule, before]) => before !== agreedBy(rule, level, policy))) return "changed";
  return sources.some(([rule]) => silent.has(rule)) ? "silent" : "stands";
}

/** The tier each rule keeps tonight, and what it was judged by; rules that could not be judged are left out. */
export const stoodBy = (
  verdicts: readonly Verdict[],
  { policy, level }: RiskNight,
): Readonly<Record<string, Stood>> =>
  Object.fromEntries(
    verdicts.flatMap(({ rule, keepsTier, outcome }) =>
      keepsTier === null && outcome === "not-judged"
        ? []
        : [[rule, { tier: keepsTier, judgedBy: judgedBy(rule, level, policy) }]],
    ),
  );

/** The sources whose agreement gives a tier, each with what it is judged by. */
export const agreeingNow = (
  rules: readonly string[],
  { policy, level }: RiskNight,
): NonNullable<CaseMemory["agreeing"]> =>
  Object.fromEntries(rules.map((rule) => [rule, agreedBy(rule, level, policy)]));

const agreedBy = (rule: string, level: string, policy: Policy): string =>
  `${judgedBy(rule, level, policy)} ${JSON.stringify(policy.combination ?? null)}`;

const digests = new WeakMap<SettingsAt, string>();

/** A short name of all that the policy judges a rule by, to see that it changed. */
function judgedBy(rule: string, level: string, policy: Policy): string {
  const settings = settingsAt(policy, rule, level);
  if (!settings) return "gone";
  const digest =
    digests.get(settings) ?? createHash("sha256").update(JSON.stringify(settings)).digest("hex").slice(0, 12);
  digests.set(settings, digest);
  return `${digest} ${policy.falseDiscoveryRate ?? ""}`;
}
