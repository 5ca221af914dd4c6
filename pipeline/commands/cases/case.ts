import { Command } from "commander";
import { bilingual } from "../../../reports/language/bilingual.ts";
import { storyOfCase } from "../../../reports/views/cases/case-story.ts";
import { storyText } from "../../../reports/views/cases/story-text.ts";
import { UserError } from "../../deployment/user-error.ts";
import { openForLook } from "../../night/open-deployment.ts";
import type { Effects } from "../console/effects.ts";
import { lookOptions } from "../console/look-options.ts";
import { languageOption } from "../console/options.ts";
import { refuseReader } from "../console/refuse-reader.ts";

/** `fengsui case DIR ID`: the whole story of a case: changes, figures, who was told, what was answered and decided. */
export function caseCommand(effects: Effects): Command {
  return new Command("case")
    .argument("<dir>", "folder of the deployment")
    .argument("<case>", "number of the case, such as 2026-0001")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, id: string, options: { readonly lang?: string }) => {
      const language = languageOption(options.lang);
      refuseReader(dir);
      const opened = await openForLook(dir, lookOptions(effects, language));
      try {
        const story = await storyOfCase(opened.warehouse, id, opened.deployment.settings.zone);
        if (!story) throw new UserError(bilingual("error.case-unknown", { case: id }));
        effects.out(storyText(story, opened.noticeSetting));
      } finally {
        opened.close();
      }
    });
}
