import { Command } from "commander";
import { bilingual } from "../../../reports/language/bilingual.ts";
import { translate } from "../../../reports/language/index.ts";
import { eventLine } from "../../../reports/views/summary.ts";
import { addDays } from "../../../rules/calendar/periods.ts";
import { lastNight } from "../../../warehouse/measure/nights.ts";
import { UserError } from "../../deployment/user-error.ts";
import { runNight } from "../../night/night.ts";
import type { OpenDeployment } from "../../night/open-deployment.ts";
import { nightOf } from "../../night/request.ts";
import { deliverArrivals, type NightResult } from "../../night/steps.ts";
import { sendDue } from "../../service/send-due.ts";
import type { Effects } from "../console/effects.ts";
import { longStep } from "../console/long-step.ts";
import { choiceOption, dayOption, languageOption } from "../console/options.ts";
import { serviceEffects } from "../console/service-effects.ts";
import { concludeNight } from "./night.ts";
import { openForNight } from "./open-for-night.ts";

const STEPS = { day: 1, week: 7 } as const;

/** `fengsui nights DIR --from A --to B [--every week]`: run consecutive nights in order. */
export function nightsCommand(effects: Effects): Command {
  return new Command("nights")
    .argument("<dir>", "folder of the deployment")
    .requiredOption("--from <day>", "first night")
    .requiredOption("--to <day>", "last night")
    .option("--every <step>", "day or week", "day")
    .option("--lang <language>", "language of the summary: zh-CN or en")
    .action(async (dir: string, options: { from: string; to: string; every: string; lang?: string }) => {
      const days = stretch(dayOption("--from", options.from), dayOption("--to", options.to), options.every);
      const opened = await openForNight(dir, effects, languageOption(options.lang), { quiet: true });
      let last: NightResult;
      try {
        last = await runStretch(opened, days, effects);
      } finally {
        opened.close();
      }
      if (last.sent === null) await sendDue({ dir, effects: serviceEffects(effects) });
      effects.out("");
      await concludeNight(dir, last, effects, languageOption(options.lang));
    });
}

/**
 * Run nights in order and print each change of a case as it occurs. Returns the last one.
 *
 * @param ahead what is done ahead of the night of a day; the lines it returns are printed
 */
export async function runStretch(
  opened: OpenDeployment,
  days: readonly string[],
  effects: Effects,
  ahead: (day: string) => Promise<readonly string[]> = async () => [],
): Promise<NightResult> {
  const { language, directory } = opened.noticeSetting;
  let before = (await lastNight(opened.warehouse))?.date ?? null;
  let ended: NightResult | undefined;
  const steps = longStep(effects, translate(language, "progress.nights"), days.length);
  for (const [index, day] of days.entries()) {
    for (const line of await ahead(day)) steps.beside(() => effects.out(line));
    deliverArrivals(opened, day);
    const last = index === days.length - 1;
    const request = nightOf(opened.deployment, day, before, effects.now());
    const result = await runNight(opened, { ...request, publish: last });
    before = day;
    for (const event of result.events)
      steps.beside(() => effects.out(`${day} ${eventLine(event, language, directory)}`));
    steps.advance(index + 1, day);
    if (last) steps.end();
    ended = result;
  }
  return ended!;
}

/** The dates of consecutive nights. `stretch("2026-01-01", "2026-01-15", "week")` has three. */
export function stretch(from: string, to: string, every: string): string[] {
  const step = STEPS[choiceOption("--every", every, ["day", "week"])];
  if (to < from) throw new UserError(bilingual("error.to-before-from-day", { from, to }));
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, step)) days.push(day);
  return days;
}
