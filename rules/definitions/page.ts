import { calibrationText } from "../detectors/calibration/calibration.ts";
import { calibrationOfRule } from "../detectors/calibration/used-by.ts";
import { adviceText } from "./advice.ts";
import { ruleCalibrationLines } from "./calibration/rule-calibration.ts";
import type { Rule } from "./define.ts";
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

function readsText(rule: Rule): string {
  if (rule.kind === "series") return `indicator \`${rule.indicator}\``;
  return rule.kind === "event"
    ? `layoff reports of ${rule.windowDays} days`
    : "open cases of the areas below";
}

function ruleSection(rule: Rule): string[] {
  const quantities = Object.entries(rule.quantities).map(
    ([name, text]) => `\`${name}\` ${text.zh} / ${text.en}`,
  );
  const parameters = Object.entries(rule.parameters).map(([name, value]) => `\`${name}\` (${value})`);
  const reads = readsText(rule);
  const calibration = calibrationOfRule(rule.id);
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
    ...(["IV", "III", "II", "I"] as const).map(
      (tier) =>
        `| advice at ${tier} | ${adviceText(rule.advice, tier).zh} / ${adviceText(rule.advice, tier).en} |`,
    ),
    `| measured | ${ruleCalibrationLines(rule.id).join("<br>")} |`,
    ...(calibration
      ? [`| its detector | ${calibrationText(calibration).zh} / ${calibrationText(calibration).en} |`]
      : []),
  ];
}
