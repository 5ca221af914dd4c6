import { Command } from "commander";
import { bilingual } from "../../../reports/language/bilingual.ts";
import { inLanguage, type Language, translate } from "../../../reports/language/index.ts";
import { changeText } from "../../../reports/views/policy/change-text.ts";
import { type PlanPart, planPage } from "../../../reports/views/policy/plan-page.ts";
import {
  changeLines,
  countsTable,
  falseTable,
  mailTables,
  type PlanNames,
} from "../../../reports/views/policy/plan-tables.ts";
import { terminalTable } from "../../../reports/views/terminal-table.ts";
import type { Past, Stretch } from "../../../rules/backtest/past.ts";
import { type PolicyPlan, planPolicy } from "../../../rules/backtest/plan.ts";
import { readPast } from "../../../rules/backtest/read-past.ts";
import type { BudgetLine } from "../../../rules/false-alarms/expect.ts";
import { nullRegionOf } from "../../../rules/false-alarms/null-region.ts";
import { policyChanges } from "../../../rules/policy/changes.ts";
import type { Policy } from "../../../rules/policy/policy.ts";
import { writeWhole } from "../../../warehouse/engine/whole-file.ts";
import { dayIn } from "../../deployment/clock.ts";
import type { Deployment } from "../../deployment/load.ts";
import { daysOf } from "../../deployment/past-days.ts";
import { loadPolicyFile } from "../../deployment/policy-file.ts";
import { versionOf } from "../../deployment/policy-versions.ts";
import { UserError } from "../../deployment/user-error.ts";
import { type OpenDeployment, openForLook } from "../../night/open-deployment.ts";
import type { Effects } from "../console/effects.ts";
import { levelName } from "../console/level-name.ts";
import { lookOptions } from "../console/look-options.ts";
import { dayOption, languageOption, SEEDS, type WholeNumbers, wholeOption } from "../console/options.ts";
import { noticeRoute } from "./notice-route.ts";
import { startSimulation } from "./simulate.ts";

interface PlanOptions {
  readonly policy?: string;
  readonly version?: string;
  readonly against?: string;
  readonly from?: string;
  readonly to?: string;
  readonly years: string;
  readonly seed: string;
  readonly out?: string;
  readonly lang?: string;
}

const YEARS: WholeNumbers = { least: 0, most: 1_000_000, example: 100 };
/** Offices shown on the terminal; the page shows all. */
const MOST_OFFICES = 20;

/** `fengsui policy plan DIR`: what another policy would have changed over the whole history, before it is put in place. */
export function policyPlanCommand(effects: Effects): Command {
  return new Command("plan")
    .description(
      "show what another policy would have changed over the history: warnings, false warnings, mails",
    )
    .argument("<dir>", "folder of the deployment, its history taken in")
    .option("--policy <file>", "the policy to try (default: the last version of DIR/policy.yaml)")
    .option("--version <version>", "its version (default: the last one)")
    .option(
      "--against <version>",
      "the version of DIR/policy.yaml it is compared with (default: the one in force)",
    )
    .option("--from <day>", "first day judged (default: the day the first report came in)")
    .option("--to <day>", "last day judged (default: the day the last report came in)")
    .option("--years <number>", "region-years to simulate for the false warnings; 0 for none", "100")
    .option("--seed <number>", "another seed gives other years", "1")
    .option("--out <file>", "write the plan as a page to this file")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, options: PlanOptions) => {
      const language = languageOption(options.lang);
      const opened = await openForLook(dir, lookOptions(effects, language));
      try {
        effects.out(await planText(opened, options, effects));
      } finally {
        opened.close();
      }
    });
}

/** What a plan shows: what would have changed, and the false warnings of both policies; null where none were simulated. */
export interface Planned {
  readonly plan: PolicyPlan;
  readonly falseWarnings: readonly [readonly BudgetLine[], readonly BudgetLine[]] | null;
}

async function planText(opened: OpenDeployment, options: PlanOptions, effects: Effects): Promise<string> {
  const { deployment, noticeSetting } = opened;
  const policies = comparedPolicies(deployment, options, effects.now());
  const years = wholeOption("--years", options.years, YEARS);
  const seed = wholeOption("--seed", options.seed, SEEDS);
  const planned = await planFor(opened, policies, { options, years, seed, now: effects.now() });
  const { language } = noticeSetting;
  const title = translate(language, "plan.title", { name: inLanguage(deployment.settings.name, language) });
  const parts = planParts(planned, namesOf(deployment, language), { years, seed });
  if (options.out) writeWhole(options.out, planPage(title, parts, language));
  return [title, ...parts.map(partText)].join("\n");
}

function comparedPolicies(
  deployment: Deployment,
  options: PlanOptions,
  now: Date,
): readonly [Policy, Policy] {
  const { policies, settings, areas } = deployment;
  const tried = options.policy === undefined ? policies : loadPolicyFile(options.policy, areas).policies;
  const after = options.version === undefined ? tried.versions.at(-1)! : versionOf(tried, options.version);
  const before =
    options.against === undefined
      ? (deployment.policyOn(dayIn(settings.zone, now)) ?? policies.versions.at(-1)!)
      : versionOf(policies, options.against);
  if (before === after) throw new UserError(bilingual("error.plan-same", { version: after.version }));
  return [before, after];
}

interface PlanRequest {
  readonly options: Pick<PlanOptions, "from" | "to">;
  readonly years: number;
  readonly seed: number;
  readonly now: Date;
}

/** Judge the history by both policies, and simulate the false warnings of both over the same drawn years. */
async function planFor(
  { deployment, warehouse }: OpenDeployment,
  policies: readonly [Policy, Policy],
  { options, years, seed, now }: PlanRequest,
): Promise<Planned> {
  const [before, after] = policies;
  const both: Policy = { ...after, rules: { ...before.rules, ...after.rules } };
  const past = await readPast(warehouse, both, now.toISOString(), daysOf(deployment));
  const { areas, offices, persons } = deployment;
  const stretch = stretchOf(past, options);
  const region = nullRegionOf(past);
  const isSimulated = years > 0 && region.indicators.length > 0;
  const request = { regionYears: years, stretchYears: 1, seed, togetherOnly: true };
  // Threads simulate while this one judges the history.
  const simulation = isSimulated ? await startSimulation(region, past.owed, policies, request) : null;
  const plan = planPolicy(past, policies, stretch, noticeRoute(areas, offices, persons));
  const [first, second] = (await simulation?.lines()) ?? [];
  return { plan, falseWarnings: first && second ? [first, second] : null };
}

function stretchOf(past: Past, { from, to }: PlanRequest["options"]): Stretch {
  const days = [...[...past.figures.values()].flat(), ...past.layoffs].map(({ knownOn }) => knownOn).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) throw new UserError(bilingual("error.no-history"));
  const stretch = {
    from: from ? dayOption("--from", from) : first,
    to: to ? dayOption("--to", to) : last,
  };
  if (stretch.from > stretch.to)
    throw new UserError(bilingual("error.stretch-empty", { ...stretch, first, last }));
  return stretch;
}

function namesOf(deployment: Deployment, language: Language): PlanNames {
  const { areas, offices } = deployment;
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const byId = new Map(offices.map((office) => [office.id, office]));
  return {
    language,
    levels: ["region", "league", "banner", ...new Set(areas.map(({ level }) => level))].filter(
      (level, at, all) => all.indexOf(level) === at,
    ),
    levelName: (level) => levelName(deployment, level, language),
    areaName: (code) => byCode.get(code)?.name ?? code,
    offices: offices.map(({ id }) => id),
    office: (id) => ({
      name: byId.get(id)?.name ?? id,
      level: byCode.get(byId.get(id)?.area ?? "")?.level ?? "",
    }),
  };
}

function planParts(
  { plan, falseWarnings }: Planned,
  names: PlanNames,
  { years, seed }: { readonly years: number; readonly seed: number },
): PlanPart[] {
  const { language } = names;
  const { stretch, before, after, changes } = plan;
  const differences = policyChanges(before.policy, after.policy);
  const count = (kind: string) => changes.filter((change) => change.kind === kind).length;
  const counts = { added: count("added"), removed: count("removed"), moved: count("moved") };
  const mails = mailTables(plan, names);
  const versions = { before: before.policy.version, after: after.policy.version };
  return [
    {
      sentences: [
        translate(language, "plan.basis", { ...stretch, ...versions }),
        differences.length === 0
          ? translate(language, "plan.no-changes")
          : translate(language, "plan.changes", { changes: differences.length }),
      ],
      lines: differences.map((change) => changeText(change, names)),
    },
    { heading: translate(language, "plan.counts"), tables: [countsTable(plan, names)] },
    counts.added + counts.removed + counts.moved === 0
      ? { sentences: [translate(language, "plan.none")] }
      : { heading: translate(language, "plan.list", counts), lines: changeLines(plan, names) },
    falseWarnings
      ? {
          heading: translate(language, "plan.false", { years, seed }),
          tables: [falseTable(falseWarnings[0], falseWarnings[1], names)],
        }
      : { sentences: [translate(language, "plan.false-none")] },
    { heading: translate(language, "plan.mails"), tables: [mails.levels, mails.offices] },
  ];
}

function partText({ heading, sentences = [], tables = [], lines = [] }: PlanPart): string {
  return [
    ...(heading ? [`\n${heading}`] : []),
    ...sentences,
    ...tables
      .filter(({ rows }) => rows.length > 0)
      .map(({ head, rows }) => terminalTable({ head, rows: rows.slice(0, MOST_OFFICES) })),
    ...lines.map((line) => `  ${line}`),
  ].join("\n");
}
