import { Command } from "commander";
import type { TextKey } from "../../../reports/language/catalogue.ts";
import { translate } from "../../../reports/language/index.ts";
import { findingText } from "../../../reports/views/finding-text.ts";
import { listFindings } from "../../../rules/findings/finding-log.ts";
import type { OpenDeployment } from "../../night/open-deployment.ts";
import { openForLook } from "../../night/open-deployment.ts";
import type { Effects } from "../console/effects.ts";
import { lookOptions } from "../console/look-options.ts";
import { languageOption } from "../console/options.ts";

/** `fengsui findings DIR`: figures that deserve a question, with their evidence. */
export function findingsCommand(effects: Effects): Command {
  return new Command("findings")
    .argument("<dir>", "folder of the deployment")
    .option("--all", "those already answered too")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, options: { all?: boolean; lang?: string }) => {
      const language = languageOption(options.lang);
      const opened = await openForLook(dir, lookOptions(effects, language));
      try {
        effects.out(await findingsText(opened, options.all === true));
      } finally {
        opened.close();
      }
    });
}

/** All open findings (or all) as one text. */
export async function findingsText(opened: OpenDeployment, all: boolean): Promise<string> {
  const { language, directory } = opened.noticeSetting;
  const findings = await listFindings(opened.warehouse, all);
  if (findings.length === 0) return translate(language, "finding.none");
  return findings
    .map((finding) => {
      const { title, message, question, limitations, chance, verdicts } = findingText(
        finding,
        directory,
        language,
      );
      return [
        `${title}  ${finding.date}`,
        `    ${message}`,
        ...(chance === null ? [] : [`    ${translate(language, "finding.chance", { chance })}`]),
        `    ${translate(language, "finding.question", { question })}`,
        `    ${translate(language, "finding.limitations", { limitations })}`,
        finding.verdict === null
          ? `    ${translate(language, "finding.how", { id: finding.id, verdicts: verdicts.join(" | ") })}`
          : `    ${translate(language, "finding.answer", {
              verdict: translate(language, `finding.verdict-${finding.verdict}` as TextKey),
              by: finding.answeredBy ?? "",
              text: finding.answer ?? "",
            })}`,
      ].join("\n");
    })
    .join("\n");
}
