import { Command } from "commander";
import { bilingual } from "../../../reports/language/bilingual.ts";
import type { TextKey } from "../../../reports/language/catalogue.ts";
import { translate } from "../../../reports/language/index.ts";
import { findingText } from "../../../reports/views/finding-text.ts";
import { AnswerRefused } from "../../../rules/findings/answer-refused.ts";
import { answerFinding, listFindings, VERDICTS } from "../../../rules/findings/finding-log.ts";
import { UserError } from "../../deployment/user-error.ts";
import type { OpenDeployment } from "../../night/open-deployment.ts";
import { openDeployment, openForLook } from "../../night/open-deployment.ts";
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

/** Why an answer cannot be accepted, in the catalogue. */
const REFUSED = {
  "no-such-finding": "error.no-such-finding",
  "does-not-fit": "error.answer-does-not-fit",
  settled: "error.answer-settled",
  "sent-again": "error.answer-sent-again",
} as const satisfies Record<AnswerRefused["code"], TextKey>;

/** `fengsui answer DIR ID VERDICT`: close a finding. */
export function answerCommand(effects: Effects): Command {
  return new Command("answer")
    .argument("<dir>", "folder of the deployment")
    .argument("<finding>", "number of the finding")
    .argument("<verdict>", VERDICTS.join(", "))
    .requiredOption("--by <name>", "who answers")
    .option("--text <words>", "the answer in words", "")
    .option("--lang <language>", "zh-CN or en")
    .action(
      async (
        dir: string,
        id: string,
        verdict: string,
        options: { by: string; text: string; lang?: string },
      ) => {
        const language = languageOption(options.lang);
        const opened = await openDeployment(dir, language ? { language } : {});
        try {
          const given = { verdict, by: options.by, text: options.text, at: effects.now().toISOString() };
          const finding = await answerFinding(opened.warehouse, Number(id) || 0, given).catch((error) => {
            throw error instanceof AnswerRefused
              ? new UserError(bilingual(REFUSED[error.code], error.details))
              : error;
          });
          effects.out(
            translate(opened.noticeSetting.language, "finding.answered", {
              id: finding.id,
              verdict: translate(
                opened.noticeSetting.language,
                `finding.verdict-${finding.verdict}` as TextKey,
              ),
              by: finding.answeredBy ?? "",
            }),
          );
        } finally {
          opened.close();
        }
      },
    );
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
