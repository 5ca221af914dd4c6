import { Command } from "commander";
import { asItStands } from "../../../reports/language/bilingual.ts";
import { loadDeployment } from "../../deployment/load.ts";
import { UserError } from "../../deployment/user-error.ts";
import { sendDue, sentText } from "../../service/send-due.ts";
import type { Effects } from "../console/effects.ts";
import { TROUBLE } from "../console/exit-codes.ts";
import { languageOption } from "../console/options.ts";
import { serviceEffects } from "../console/service-effects.ts";

/** `fengsui send DIR`: send the mails that are due now. */
export function sendCommand(effects: Effects): Command {
  return new Command("send")
    .argument("<dir>", "folder of the deployment")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, options: { lang?: string }) => {
      const language = languageOption(options.lang) ?? loadDeployment(dir).settings.language;
      const counts = await sendDue({ dir, effects: serviceEffects(effects) });
      const text = sentText(counts, language);
      if (counts.session !== null || counts.refused + counts.dead > 0)
        throw new UserError(asItStands(text), TROUBLE);
      effects.out(text);
    });
}
