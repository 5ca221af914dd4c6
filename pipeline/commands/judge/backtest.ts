import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { bilingual } from "../../../reports/language/bilingual.ts";
import { inLanguage, type Language, translate } from "../../../reports/language/index.ts";
import { areaTable, spanTable, spellLines } from "../../../reports/views/backtest/by-area.ts";
import { backtestPage } from "../../../reports/views/backtest/page.ts";
import { backtestTable, eventTable } from "../../../reports/views/backtest/rows.ts";
import { tradeTable } from "../../../reports/views/backtest/trade-rows.ts";
import { terminalTable } from "../../../reports/views/terminal-table.ts";
import { type Backtest, backtest } from "../../../rules/backtest/backtest.ts";
import type { KnownPast } from "../../../rules/backtest/known-event.ts";
import { makeLate } from "../../../rules/backtest/make-late.ts";
import type { Past } from "../../../rules/backtest/past.ts";
import { indicatorsRead, readPast } from "../../../rules/backtest/read-past.ts";
import { againstSahm, RATE_INDICATORS, sahmOf } from "../../../rules/backtest/sahm-warnings.ts";
import { detections } from "../../../rules/backtest/score.ts";
import { stream } from "../../../rules/detectors/random.ts";
import { nullRegionOf } from "../../../rules/false-alarms/null-region.ts";
import { simulatedYears, tradeOf } from "../../../rules/false-alarms/trade.ts";
import { indicatorById } from "../../../rules/indicators/index.ts";
import type { Policy } from "../../../rules/policy/policy.ts";
import { writeWhole } from "../../../warehouse/engine/whole-file.ts";
import { readKnownEvents } from "../../deployment/known-events.ts";
import { daysOf } from "../../deployment/past-days.ts";
import { loadPolicyFile } from "../../deployment/policy-file.ts";
import { UserError } from "../../deployment/user-error.ts";
import { type OpenDeployment, openForLook } from "../../night/open-deployment.ts";
import { readScenario } from "../../simulate/scenario.ts";
import type { Effects } from "../console/effects.ts";
import { levelName } from "../console/level-name.ts";
import { lookOptions } from "../console/look-options.ts";
import { dayOption, languageOption, SEEDS, shareOption, wholeOption } from "../console/options.ts";
import { plantedEvents } from "./planted-events.ts";

/** Options of the command line. */
interface BacktestOptions {
  readonly events?: string;
  readonly policy?: string;
  readonly from?: string;
  readonly to?: string;
  readonly late?: string;
  readonly seed: string;
  readonly curve: string;
  readonly out?: string;
  readonly lang?: string;
}

/**
 * `fengsui backtest DIR`: what the policy would have found and missed in the imported history, and how many false warnings it would have
 * given.
 */
export function backtestCommand(effects: Effects): Command {
  return new Command("backtest")
    .argument("<dir>", "folder of the deployment, its history taken in")
    .option(
      "--events <file>",
      "what is known to have happened (default: DIR/events.yaml, or what DIR/scenario.yaml plants)",
    )
    .option("--policy <file>", "judge by these lines instead (default: DIR/policy.yaml)")
    .option("--from <day>", "first day judged (default: three years after the first report)")
    .option("--to <day>", "last day judged (default: the day the last report came in)")
    .option("--late <share>", "make this share of the reports 5 to 40 days late, such as 0.2")
    .option("--seed <number>", "which reports are late", "1")
    .option("--curve <years>", "region-years simulated to weigh the lines; 0 for none", "12")
    .option("--out <file>", "write the page with charts to this file")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, options: BacktestOptions) => {
      const language = languageOption(options.lang);
      const opened = await openForLook(dir, lookOptions(effects, language));
      try {
        effects.out(await backtestText(opened, dir, options, effects));
      } finally {
        opened.close();
      }
    });
}

/** Run a backtest and return its report as text; also write the page if one is asked for. */
async function backtestText(
  opened: OpenDeployment,
  dir: string,
  options: BacktestOptions,
  effects: Effects,
): Promise<string> {
  const { settings, areas } = opened.deployment;
  const { language } = opened.noticeSetting;
  const policy = options.policy ? readPolicy(options.policy) : opened.deployment.policy;
  const known = knownOf(opened, dir, options.events);
  const read = await readPast(
    opened.warehouse,
    policy,
    effects.now().toISOString(),
    daysOf(opened.deployment),
    RATE_INDICATORS,
  );
  const share = options.late === undefined ? 0 : shareOption("--late", options.late);
  const uniform = stream(wholeOption("--seed", options.seed, SEEDS), "late-reports").uniform;
  const all =
    share > 0 ? makeLate(read, (id) => indicatorById(id)!.reads, { share, days: [5, 40], uniform }) : read;
  const past = { ...all, figures: figuresRead(all, policy) };
  const stretch = stretchOf(past, options);
  const found = backtest(past, policy, known, stretch);
  const named = (level: string) => levelName(opened.deployment, level, language);
  const levels = new Map(areas.map(({ code, level }) => [code, level as string]));
  const late =
    share > 0 ? [translate(language, "skill.late", { share: 100 * share, seed: options.seed })] : [];
  const basis = [basisText(found, policy, language), ...late];
  const name = inLanguage(settings.name, language);
  const levelOf = (area: string) => levels.get(area) ?? "banner";
  if (options.out) {
    writeWhole(options.out, backtestPage(found, { name, basis, language, levelName: named, levelOf }));
  }
  const events = eventTable(found.detections, levelOf, named, language);
  return [
    translate(language, "skill.title", { name }),
    ...basis,
    ...(events.rows.length > 0
      ? [`\n${translate(language, "skill.events")}`, terminalTable(events)]
      : [translate(language, "skill.no-events")]),
    `\n${translate(language, "skill.rules")}`,
    terminalTable(backtestTable(found, named, language)),
    translate(language, "skill.explain"),
    ...namedText(found, all, opened, language),
    ...tradeText(past, policy, options, named, language),
  ].join("\n");
}

/** The curves of the policy's lines, from as many simulated region-years as asked. */
function tradeText(
  past: Past,
  policy: Policy,
  options: BacktestOptions,
  named: (level: string) => string,
  language: Language,
): string[] {
  const regionYears = wholeOption("--curve", options.curve, CURVE_YEARS);
  if (regionYears === 0) return [];
  const nullRegion = nullRegionOf(past);
  if (nullRegion.indicators.length === 0) return [`\n${translate(language, "trade.none")}`];
  const seed = wholeOption("--seed", options.seed, SEEDS);
  const points = tradeOf(nullRegion, past.owed, policy, { regionYears, seed });
  return [
    `\n${translate(language, "trade.title")}`,
    terminalTable(tradeTable(points, policy, named, language)),
    translate(language, "trade.explain", { years: simulatedYears(regionYears), seed }),
  ];
}

/** Least and most region-years of a curve. */
const CURVE_YEARS = { least: 0, most: 10_000, example: 12 };

/** The figures that a policy's rules read: rates that only the comparison reads are no part of what is judged. */
function figuresRead({ figures }: Past, policy: Policy): Past["figures"] {
  const ids = new Set(indicatorsRead(policy).map(({ id }) => id));
  return new Map([...figures].filter(([id]) => ids.has(id)));
}

/** The events area by area beside the Sahm rule, and the warnings that were early or false by name. */
function namedText(
  found: Backtest,
  past: Past,
  { deployment }: OpenDeployment,
  language: Language,
): string[] {
  if (found.detections.length === 0) return [];
  const names = new Map(
    deployment.areas.map(({ code, name, nameEn }) => [code, language === "en" ? (nameEn ?? name) : name]),
  );
  const nameOf = (code: string) => names.get(code) ?? code;
  const sahm = sahmOf(past);
  const judged = [...found.request.judged.keys()];
  // The rule knows no tiers and no causes: whatever it says in time finds an event.
  const events = found.request.known.events.map((event) => ({ ...event, causes: [] }));
  const request = { ...found.request, known: { ...found.request.known, events } };
  const other = judged
    .flatMap((level) => detections(sahm.warnings, request, level, "IV"))
    .filter(({ area }) => sahm.areas.has(area));
  const areas = areaTable(againstSahm(found.detections, other), nameOf, language);
  const named = (level: string) => levelName(deployment, level, language);
  return [
    `\n${translate(language, "skill.spans")}`,
    terminalTable({ ...spanTable(found, named, language), compact: true }),
    `\n${translate(language, "skill.early")}`,
    ...spellLines(found.early, nameOf, language),
    `\n${translate(language, "skill.wrong")}`,
    ...spellLines(found.wrong, nameOf, language),
    `\n${translate(language, "skill.areas")}`,
    terminalTable({ ...areas, compact: true }),
    translate(language, "skill.areas-note"),
  ];
}

function basisText(
  { stretch, points, judgedShare, warnings }: Backtest,
  policy: Policy,
  language: Language,
): string {
  return translate(language, "skill.basis", {
    ...stretch,
    policy: policy.version,
    points,
    judged: (100 * judgedShare).toFixed(1),
    warnings: warnings.length,
  });
}

/** The known events of this past: from the file given, else the deployment's `events.yaml`, else what its scenario planted. */
function knownOf({ deployment }: OpenDeployment, dir: string, file: string | undefined): KnownPast {
  const deploymentFile = join(dir, "events.yaml");
  if (file !== undefined || existsSync(deploymentFile))
    return readKnownEvents(file ?? deploymentFile, deployment.areas);
  if (!existsSync(join(dir, "scenario.yaml"))) return { events: [], quiet: [] };
  return { events: plantedEvents(readScenario(dir)), quiet: [] };
}

/** The policy of a separate file, checked like the deployment's; of several versions the last. */
export const readPolicy = (file: string): Policy => loadPolicyFile(file).policies.versions.at(-1)!;

function stretchOf(past: Past, { from, to }: BacktestOptions) {
  const days = [...past.figures.values()].flatMap((series) => series.map(({ knownOn }) => knownOn));
  const all = [...days, ...past.layoffs.map(({ knownOn }) => knownOn)].sort();
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined) {
    throw new UserError(bilingual("error.no-history"));
  }
  const later = `${Number(first.slice(0, 4)) + 3}${first.slice(4) === "-02-29" ? "-02-28" : first.slice(4)}`;
  const stretch = {
    from: from ? dayOption("--from", from) : later,
    to: to ? dayOption("--to", to) : last,
  };
  if (stretch.from > stretch.to) {
    throw new UserError(bilingual("error.stretch-empty", { ...stretch, first, last }));
  }
  return stretch;
}
