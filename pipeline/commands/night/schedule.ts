import { Command } from "commander";
import type { TextKey } from "../../../reports/language/catalogue.ts";
import { translate } from "../../../reports/language/index.ts";
import { terminalTable } from "../../../reports/views/terminal-table.ts";
import type { JobRun } from "../../../warehouse/operation/job-runs.ts";
import { clockIn } from "../../deployment/clock.ts";
import { nextBell } from "../../night/bells.ts";
import { type OpenDeployment, openForLook } from "../../night/open-deployment.ts";
import { nextStep, type Situation } from "../../service/plan-round.ts";
import { readSituation } from "../../service/read-situation.ts";
import type { Effects } from "../console/effects.ts";
import { lookOptions } from "../console/look-options.ts";
import { languageOption, ROWS, wholeOption } from "../console/options.ts";

/** `fengsui schedule DIR`: what ran, what is due, what was missed and why, what comes next. */
export function scheduleCommand(effects: Effects): Command {
  return new Command("schedule")
    .argument("<dir>", "folder of the deployment")
    .option("--rows <count>", "how many runs to show", "20")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, options: { rows: string; lang?: string }) => {
      const most = wholeOption("--rows", options.rows, ROWS);
      const opened = await openForLook(dir, lookOptions(effects, languageOption(options.lang)));
      try {
        const situation = await readSituation(opened, null, effects.now());
        effects.out(scheduleText(opened, situation, effects.now(), most));
      } finally {
        opened.close();
      }
    });
}

/** The schedule as text: the last runs as a table, then what is due now and when the next bell rings. */
export function scheduleText(opened: OpenDeployment, situation: Situation, now: Date, most: number): string {
  const { language } = opened.noticeSetting;
  const { settings } = opened.deployment;
  const rows = situation.runs.slice(0, most).map((run) => rowOf(run, opened));
  const head = (["job", "due", "state", "tries", "ended", "detail"] as const).map((column) =>
    translate(language, `schedule.${column}`),
  );
  const step = nextStep(situation, settings, now, new Set());
  const due = step
    ? translate(language, "schedule.due-now", { step: translate(language, `round.step-${step.kind}`) })
    : translate(language, "schedule.nothing-due");
  const next = nextBell(settings.night, settings.zone, now);
  return [
    rows.length === 0 ? translate(language, "schedule.none") : terminalTable({ head, rows }),
    due,
    translate(language, "schedule.next", { next: next ? clockIn(settings.zone, next) : "-" }),
  ].join("\n");
}

function rowOf({ job, dueAt, state, tries, finishedAt, detail }: JobRun, opened: OpenDeployment): string[] {
  const { language } = opened.noticeSetting;
  const local = (instant: string | null) =>
    instant === null ? "-" : clockIn(opened.deployment.settings.zone, new Date(instant));
  return [
    translate(language, `job.${job}`),
    local(dueAt),
    translate(language, `job-state.${state}` as TextKey),
    String(tries),
    local(finishedAt),
    detail ?? "",
  ];
}
