import { Command } from "commander";
import { bilingual } from "../../../reports/language/bilingual.ts";
import type { TextKey } from "../../../reports/language/catalogue.ts";
import { besideText } from "../../../reports/language/figures.ts";
import { inLanguage, type Language, numberText, translate } from "../../../reports/language/index.ts";
import { type StandingTarget, standingOf } from "../../../reports/views/targets.ts";
import { terminalTable } from "../../../reports/views/terminal-table.ts";
import { indicatorById } from "../../../rules/indicators/index.ts";
import { farFromPlan } from "../../../rules/targets/pace.ts";
import { dayIn, endOfDay } from "../../deployment/clock.ts";
import type { DeploymentTarget } from "../../deployment/targets.ts";
import { UserError } from "../../deployment/user-error.ts";
import { type OpenDeployment, openForLook } from "../../night/open-deployment.ts";
import type { Effects } from "../console/effects.ts";
import { lookOptions } from "../console/look-options.ts";
import { dayOption, languageOption } from "../console/options.ts";

/** `fengsui targets DIR`: the progress of the plans' targets on a day. */
export function targetsCommand(effects: Effects): Command {
  return new Command("targets")
    .argument("<dir>", "folder of the deployment")
    .option("--date <day>", "as known on this day (default: today)")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, options: { date?: string; lang?: string }) => {
      const language = languageOption(options.lang);
      const opened = await openForLook(dir, lookOptions(effects, language));
      try {
        const { zone } = opened.deployment.settings;
        const date = options.date ? dayOption("--date", options.date) : dayIn(zone, effects.now());
        effects.out(await targetsText(opened, date));
      } finally {
        opened.close();
      }
    });
}

/** The targets of a deployment as one text. */
export async function targetsText(opened: OpenDeployment, date: string): Promise<string> {
  const { language, directory } = opened.noticeSetting;
  const { targets, settings, policy } = opened.deployment;
  if (targets.length === 0) throw new UserError(bilingual("error.no-targets"));
  const question = {
    ...{ date, asOf: endOfDay(date, settings.zone), coverageFloor: policy.coverageFloor },
    sourceName: translate(language, "targets.own"),
  };
  const parts: string[] = [];
  for (const plan of new Set(targets.map((target) => target.plan))) {
    const planTargets = targets.filter((target) => target.plan === plan);
    const rows: string[][] = [];
    for (const target of planTargets) {
      const indicator = target.indicator === undefined ? undefined : indicatorById(target.indicator);
      const standing = await standingOf(opened.warehouse, target, indicator, question);
      rows.push([directory.areaName(target.area), ...targetCells(target, standing, language)]);
    }
    parts.push(
      `\n== ${inLanguage(planTargets[0]!.planTitle, language)} ==`,
      terminalTable({ head: HEAD.map((key) => translate(language, key)), rows }),
    );
  }
  return parts.join("\n");
}

const HEAD: readonly TextKey[] = [
  "targets.area",
  "targets.title",
  "targets.period",
  "targets.target",
  "targets.actual",
  "targets.progress",
  "targets.pace",
  "targets.state",
  "targets.source",
];

function targetCells(target: DeploymentTarget, { progress, actuals }: StandingTarget, language: Language) {
  const none = translate(language, "targets.none");
  const share = (value: number | null, atLeast = false) =>
    value === null ? none : `${atLeast ? "≥" : ""}${besideText(100 * value, [100], language, 1)}%`;
  const { actual } = progress;
  const partial = "state" in progress && progress.months < progress.elapsed;
  const isBound = partial || actuals.some((figure) => figure.partial);
  const { value, upTo } = target.parsed;
  const bounds = [value, upTo].filter((bound) => bound !== null);
  const title = target.title ?? indicatorById(target.indicator!)!.title;
  const binding = target.nature === "binding" ? translate(language, "targets.binding") : "";
  return [
    `${inLanguage(title, language)}${binding}`,
    `${target.span.from}—${target.span.to}`,
    target.parsed.value === null ? target.target : `${target.target} ${target.unit}`,
    actual === null ? none : `${isBound ? "≥" : ""}${besideText(actual, bounds, language)}`,
    "state" in progress ? share(progress.progress, partial) : none,
    "state" in progress ? share(progress.pace) : none,
    stateText(target, progress, language),
    sourcesText(actuals) || none,
  ];
}

/** Met, behind, or the reason why it is not judged; a pace based on only some of the months is marked as such. */
function stateText(
  { base }: DeploymentTarget,
  progress: StandingTarget["progress"],
  language: Language,
): string {
  if ("notJudged" in progress) {
    const reason = translate(language, `reason.${progress.notJudged}` as TextKey);
    return translate(language, "targets.not-judged", { reason });
  }
  const state = translate(language, `targets.state.${progress.state}` as TextKey);
  const { months, elapsed } = progress;
  const text = months < elapsed ? translate(language, "targets.partial", { state, months, elapsed }) : state;
  const far = farFromPlan(progress, base);
  if (!far) return text;
  const times = numberText(far.times, language, 1);
  return translate(language, `targets.far-from-${far.of}`, { state: text, times });
}

const sourcesText = (actuals: StandingTarget["actuals"]): string =>
  actuals.map(({ from, to, source }) => `${source} ${from === to ? to : `${from}—${to}`}`).join("\n");
