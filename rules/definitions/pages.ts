import { promiseText } from "../detectors/calibration/calibration.ts";
import { promiseOfRule } from "../detectors/calibration/used-by.ts";
import type { FindingKind } from "../findings/define.ts";
import { findingKinds } from "../findings/index.ts";
import { indicators } from "../indicators/index.ts";
import type { Indicator, Rule } from "./define.ts";
import { rules } from "./index.ts";

/** The page of all rules, made from their definitions; a test compares it with `RULES.md`. */
export function rulesPage(): string {
  return [
    "# Rules",
    "",
    "Made from `rules/definitions/`; tier lines are the policy's and stand in a deployment's `policy.yaml`.",
    ...rules.flatMap(ruleSection),
    "",
  ].join("\n");
}

function ruleSection(rule: Rule): string[] {
  const quantities = Object.entries(rule.quantities).map(
    ([name, text]) => `\`${name}\` ${text.zh} / ${text.en}`,
  );
  const parameters = Object.entries(rule.parameters).map(([name, value]) => `\`${name}\` (${value})`);
  const reads =
    rule.kind === "series" ? `indicator \`${rule.indicator}\`` : `layoff reports of ${rule.windowDays} days`;
  const promise = promiseOfRule(rule.id);
  return [
    "",
    `## ${rule.id}`,
    "",
    `**${rule.title.zh}** · ${rule.title.en}`,
    "",
    `| | |`,
    `|---|---|`,
    `| reads | ${reads} |`,
    `| levels | ${rule.levels.join(", ")} |`,
    `| cause of its case | ${rule.cause} |`,
    `| a line may speak of | ${quantities.join("; ")} |`,
    `| parameters | ${parameters.join("; ") || "none"} |`,
    `| basis | ${rule.basis} |`,
    `| cannot know | ${rule.limitations.zh} / ${rule.limitations.en} |`,
    `| advice | ${rule.advice.zh} / ${rule.advice.en} |`,
    ...(promise ? [`| its detector | ${promiseText(promise).zh} / ${promiseText(promise).en} |`] : []),
  ];
}

/** The page of all indicators, made from their definitions; a test compares it with `INDICATORS.md`. */
export function indicatorsPage(): string {
  return [
    "# Indicators",
    "",
    "Made from `rules/indicators/`; the number of each is the SQL file of its name in `warehouse/indicators/`.",
    "",
    "| id | 指标 | indicator | unit | periods | levels | not shown at | numerator | denominator | definition | when missing |",
    "|---|---|---|---|---|---|---|---|---|---|---|",
    ...indicators.map(indicatorRow),
    "",
  ].join("\n");
}

/** The levels at which a figure must not be shown, and why. */
function notShown({ levels, notBelow }: Indicator): string {
  const others = (["region", "league", "banner"] as const).filter((level) => !levels.includes(level));
  if (others.length === 0) return "-";
  return `${others.join(", ")}${notBelow ? `: ${notBelow.zh} / ${notBelow.en}` : ""}`;
}

const indicatorRow = (own: Indicator): string =>
  `| ${[
    `\`${own.id}\``,
    own.title.zh,
    own.title.en,
    own.unit.en,
    own.periods.join(", "),
    own.levels.join(", "),
    notShown(own),
    own.numerator,
    own.denominator ?? "-",
    own.definition ? `${own.definition.zh} / ${own.definition.en}` : "-",
    own.whenMissing,
  ].join(" | ")} |`;

/** The page of all kinds of findings, made from their definitions; a test compares it with `FINDINGS.md`. */
export function findingsPage(): string {
  return [
    "# Findings",
    "",
    "Made from `rules/findings/`: figures that deserve a question (疑点), with evidence, never an accusation. They are shown to the",
    "league and the region, never in a public text, and are closed with an answer (`fengsui answer`).",
    ...findingKinds.flatMap(findingSection),
    "",
  ].join("\n");
}

const findingSection = (kind: FindingKind): string[] => [
  "",
  `## ${kind.id}`,
  "",
  `**${kind.title.zh}** · ${kind.title.en}`,
  "",
  "| | |",
  "|---|---|",
  `| looked for | ${kind.looksAt === "new" ? "each night, in what is new" : "once a month, in three years"} |`,
  `| ground | ${kind.basis} |`,
  `| asks | ${kind.question.zh} / ${kind.question.en} |`,
  `| but | ${kind.limitations.zh} / ${kind.limitations.en} |`,
];
