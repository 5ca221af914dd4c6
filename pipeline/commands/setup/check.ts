import { existsSync } from "node:fs";
import { Command } from "commander";
import { asItStands, bilingual } from "../../../reports/language/bilingual.ts";
import { inLanguage, type Language, translate } from "../../../reports/language/index.ts";
import { calendarWarning, calendarWarningText } from "../../deployment/calendar-warning.ts";
import { dayIn } from "../../deployment/clock.ts";
import { inForceOn, inspectDeployment } from "../../deployment/load.ts";
import { mailNotes } from "../../deployment/mail-notes.ts";
import { type Problem, problemLine, problemsText } from "../../deployment/problems.ts";
import { UserError } from "../../deployment/user-error.ts";
import { weakSettings } from "../../deployment/weak-settings.ts";
import { unreachedNotes, vacancyNotes } from "../../night/unreached-notes.ts";
import { openModeNotes } from "../console/access-notes.ts";
import type { Effects } from "../console/effects.ts";
import { languageOption } from "../console/options.ts";
import { storedBudgetText } from "../judge/budget.ts";
import { approvalText } from "../policy/approval-text.ts";

/** `fengsui check DIR`: explain every mistake in a deployment, all at once. */
export function checkCommand(effects: Effects): Command {
  return new Command("check")
    .argument("<dir>", "folder of the deployment")
    .option("--lang <language>", "zh-CN or en")
    .action((dir: string, options: { lang?: string }) => {
      const wanted = languageOption(options.lang);
      if (!existsSync(dir)) throw new UserError(bilingual("error.no-folder", { dir }));
      const { deployment, problems, mapProblems, notes, language: written } = inspectDeployment(dir);
      const today = dayIn(deployment?.settings.zone ?? "UTC", effects.now());
      const unreached = deployment
        ? [...unreachedNotes(deployment, today), ...vacancyNotes(deployment, today)]
        : [];
      const found = [...problems, ...mapProblems, ...unreached];
      if (!deployment || found.length > 0) throw mistakes(found, wanted ?? written);
      const inForce = inForceOn(deployment, today);
      const { areas, offices, policy, mappings, settings } = inForce;
      const language = wanted ?? settings.language;
      effects.out(
        translate(language, "check.in-order", {
          dir,
          areas: areas.length,
          offices: offices.length,
          mappings: mappings.length,
          policy: policy.version,
          rules: Object.keys(policy.rules).length,
        }),
      );
      for (const note of notes) effects.out(inLanguage(problemLine(note), language));
      const approval = approvalText(deployment, today, language);
      effects.out(
        approval.isWarning ? translate(language, "warning.line", { text: approval.text }) : approval.text,
      );
      const calendar = calendarWarning(inForce.calendar, today);
      const warnings = [
        ...(calendar ? [calendarWarningText(calendar)] : []),
        ...weakSettings(inForce, effects.environment),
        ...mailNotes(settings, effects.environment),
        ...openModeNotes(dir, settings.readers),
      ];
      for (const text of warnings)
        effects.out(translate(language, "warning.line", { text: inLanguage(text, language) }));
      const { texts, broken } = storedBudgetText(inForce, language);
      effects.out(texts.join("\n"));
      if (broken) throw new UserError(asItStands(translate(language, "error.budget-broken")), 1);
    });
}

/** All mistakes as an error: in the language given, or for want of it in the operator's. */
function mistakes(problems: readonly Problem[], language: Language | null): UserError {
  const text = problemsText(problems);
  return new UserError(language ? asItStands(inLanguage(text, language)) : text, 1);
}
