import { Command } from "commander";
import type { TextKey } from "../../../reports/language/catalogue.ts";
import { say } from "../../../reports/language/index.ts";
import { findingText } from "../../../reports/views/finding-text.ts";
import { AnswerRefused, answerFinding, listFindings, VERDICTS } from "../../../rules/findings/finding-log.ts";
import { UserError } from "../../deployment/user-error.ts";
import type { House } from "../../night/open-deployment.ts";
import { openHouse } from "../../night/open-deployment.ts";
import type { World } from "../console/effects.ts";
import { languageOption } from "../night/open-for-night.ts";

/** `fengsui findings DIR`: figures that deserve a question, with their evidence. */
export function findingsCommand(world: World): Command {
  return new Command("findings")
    .description("show figures that deserve a question (疑点), and how each may be answered")
    .argument("<dir>", "folder of the deployment")
    .option("--all", "those already answered too")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, options: { all?: boolean; lang?: string }) => {
      const language = languageOption(options.lang);
      const house = await openHouse(dir, language ? { language } : {});
      try {
        world.out(await findingsText(house, options.all === true));
      } finally {
        house.close();
      }
    });
}

/** `fengsui answer DIR ID VERDICT`: close a finding. */
export function answerCommand(world: World): Command {
  return new Command("answer")
    .description("close a finding with an answer (答复); the next night acts on it")
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
        const house = await openHouse(dir, language ? { language } : {});
        try {
          const given = { verdict, by: options.by, text: options.text, at: world.now().toISOString() };
          const finding = await answerFinding(house.warehouse, Number(id) || 0, given).catch((error) => {
            throw error instanceof AnswerRefused ? new UserError(`answer: ${error.message}.`) : error;
          });
          world.out(
            say(house.noticeSetting.language, "finding.answered", {
              id: finding.id,
              verdict: say(house.noticeSetting.language, `finding.verdict-${finding.verdict}` as TextKey),
              by: options.by,
            }),
          );
        } finally {
          house.close();
        }
      },
    );
}

/** All open findings (or all) as one text. */
export async function findingsText(house: House, all: boolean): Promise<string> {
  const { language, directory } = house.noticeSetting;
  const findings = await listFindings(house.warehouse, all);
  if (findings.length === 0) return say(language, "finding.none");
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
        ...(chance === null ? [] : [`    ${say(language, "finding.chance", { chance })}`]),
        `    ${say(language, "finding.question", { question })}`,
        `    ${say(language, "finding.limitations", { limitations })}`,
        finding.verdict === null
          ? `    ${say(language, "finding.how", { id: finding.id, verdicts: verdicts.join(" | ") })}`
          : `    ${say(language, "finding.answer", {
              verdict: say(language, `finding.verdict-${finding.verdict}` as TextKey),
              by: finding.answeredBy ?? "",
              text: finding.answer ?? "",
            })}`,
      ].join("\n");
    })
    .join("\n");
}
