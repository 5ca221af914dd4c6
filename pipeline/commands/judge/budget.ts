import { Command } from "commander";
import { asItStands } from "../../../reports/language/bilingual.ts";
import { inLanguage, type Language, numberText, translate } from "../../../reports/language/index.ts";
import { terminalTable } from "../../../reports/views/terminal-table.ts";
import { readPast } from "../../../rules/backtest/read-past.ts";
import { ruleById } from "../../../rules/definitions/index.ts";
import { acceptedBy, brokenBudgets } from "../../../rules/false-alarms/broken-budgets.ts";
import { type BudgetLine, expectedWarnings } from "../../../rules/false-alarms/expect.ts";
import { nullRegionOf } from "../../../rules/false-alarms/null-region.ts";
import type { Policy } from "../../../rules/policy/policy.ts";
import type { Deployment } from "../../deployment/load.ts";
import { daysOf } from "../../deployment/past-days.ts";
import {
  BUDGET_FILE,
  budgetKey,
  readStoredBudget,
  writeStoredBudget,
} from "../../deployment/stored-budget.ts";
import { UserError } from "../../deployment/user-error.ts";
import { type OpenDeployment, openForLook } from "../../night/open-deployment.ts";
import type { Effects } from "../console/effects.ts";
import { levelName } from "../console/level-name.ts";
import { lookOptions } from "../console/look-options.ts";
import { languageOption, SEEDS, type WholeNumbers, wholeOption } from "../console/options.ts";
import { readPolicy } from "./backtest.ts";

interface BudgetOptions {
  readonly years: string;
  readonly seed: string;
  readonly policy?: string;
  readonly lang?: string;
}

const YEARS: WholeNumbers = { least: 1, most: 1_000_000, example: 200 };

/** `fengsui budget DIR`: estimate how many false warnings a year the policy's lines give. */
export function budgetCommand(effects: Effects): Command {
  return new Command("budget")
    .argument("<dir>", "folder of the deployment, its history taken in")
    .option("--years <number>", "region-years to simulate", "200")
    .option("--seed <number>", "another seed gives other years", "1")
    .option("--policy <file>", "try these lines instead of DIR/policy.yaml; nothing is kept")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, options: BudgetOptions) => {
      const language = languageOption(options.lang);
      const opened = await openForLook(dir, lookOptions(effects, language));
      try {
        effects.out(await budgetText(opened, options, effects.now()));
      } finally {
        opened.close();
      }
    });
}

async function budgetText(opened: OpenDeployment, options: BudgetOptions, now: Date): Promise<string> {
  const { deployment, warehouse, noticeSetting } = opened;
  const { language } = noticeSetting;
  const regionYears = wholeOption("--years", options.years, YEARS);
  const seed = wholeOption("--seed", options.seed, SEEDS);
  const policy = options.policy ? readPolicy(options.policy) : deployment.policy;
  const past = await readPast(warehouse, policy, now.toISOString(), daysOf(deployment));
  const nullRegion = nullRegionOf(past);
  if (nullRegion.indicators.length === 0)
    throw new UserError(asItStands(translate(language, "budget.no-history")));
  const lines = expectedWarnings(nullRegion, past.owed, policy, { regionYears, stretchYears: 1, seed });
  if (!options.policy) {
    const key = budgetKey(deployment);
    writeStoredBudget(deployment.dir, { key, regionYears, seed, periods: nullRegion.measuredOn, lines });
  }
  const basis = {
    ...{ policy: policy.version, years: regionYears, seed, periods: nullRegion.measuredOn },
    layoffs: nullRegion.layoffs.length,
    layoffYears: numberText(nullRegion.layoffYears, language, 1),
  };
  return [
    translate(language, "budget.title", { name: inLanguage(deployment.settings.name, language) }),
    translate(language, "budget.basis", basis),
    tableOf(lines, policy, deployment, language),
    translate(language, "budget.layoffs"),
    ...heldText(lines, policy, deployment, language),
  ].join("\n");
}

function tableOf(
  lines: readonly BudgetLine[],
  policy: Policy,
  deployment: Deployment,
  language: Language,
): string {
  const head = [
    ...(["skill.rule", "skill.level", "skill.tier", "budget.areas", "budget.per-year"] as const),
    ...(["budget.interval", "budget.per-area", "budget.declared"] as const),
  ];
  const rows = lines.flatMap(({ rule, level, tier, areas, perYear, error, low, high }) => {
    const accepted = rule === null ? acceptedBy(policy, level, tier) : null;
    if (perYear === 0 && accepted === null) return [];
    const cells = [
      rule === null ? translate(language, "skill.cases") : inLanguage(ruleById(rule)!.title, language),
      levelName(deployment, level, language),
      translate(language, "budget.tier-up", { tier: translate(language, `tier.${tier}`) }),
      `${areas}`,
      `${numberText(perYear, language)} ± ${numberText(1.96 * error, language)}`,
      `${numberText(low, language, 1)}–${numberText(high, language, 1)}`,
      numberText(perYear / Math.max(areas, 1), language, 4),
      accepted === null ? translate(language, "skill.none") : numberText(accepted, language, 4),
    ];
    return [cells];
  });
  return terminalTable({ head: head.map((key) => translate(language, key)), rows });
}

/** Whether the lines keep within the declared budget, with each limit that they exceed. */
function heldText(
  lines: readonly BudgetLine[],
  policy: Policy,
  deployment: Deployment,
  language: Language,
): string[] {
  if (!policy.budget) return [translate(language, "budget.undeclared")];
  const broken = brokenBudgets(policy, lines);
  if (broken.length === 0) return [translate(language, "budget.kept")];
  return broken.map(({ level, tier, expected, declared }) =>
    translate(language, "budget.broken", {
      level: levelName(deployment, level, language),
      tier: translate(language, `tier.${tier}`),
      expected: numberText(expected, language, 4),
      declared: numberText(declared, language, 4),
      key: `${level}.${tier}`,
    }),
  );
}

/** Text of `check` on false warnings: one line per level from the stored simulation, or a notice that none is stored. */
export function storedBudgetText(
  deployment: Deployment,
  language: Language,
): { texts: string[]; broken: boolean } {
  const { dir, policy } = deployment;
  const stored = readStoredBudget(deployment);
  if (!stored) return { texts: [translate(language, "budget.not-run", { dir })], broken: false };
  const levels = [...new Set(stored.lines.map(({ level }) => level))];
  const levelTexts = levels.flatMap((level) => {
    const lines = stored.lines.filter(
      (line) => line.rule === null && line.level === level && line.perYear > 0,
    );
    const parts = lines.map(({ tier, perYear, low, high }) =>
      translate(language, "budget.part", {
        tier: translate(language, `tier.${tier}`),
        perYear: numberText(perYear, language),
        low: numberText(low, language, 1),
        high: numberText(high, language, 1),
      }),
    );
    const name = levelName(deployment, level, language);
    return parts.length > 0
      ? [
          translate(language, "budget.line", {
            level: name,
            parts: parts.join(language === "en" ? "; " : "；"),
          }),
        ]
      : [];
  });
  return {
    texts: [
      translate(language, "budget.stored", { years: stored.regionYears, file: BUDGET_FILE }),
      ...levelTexts,
      ...heldText(stored.lines, policy, deployment, language),
    ],
    broken: brokenBudgets(policy, stored.lines).length > 0,
  };
}
