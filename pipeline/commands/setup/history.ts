import { statSync } from "node:fs";
import { basename } from "node:path";
import { Command } from "commander";
import { bilingual } from "../../../reports/language/bilingual.ts";
import type { TextKey } from "../../../reports/language/catalogue.ts";
import { type Language, translate } from "../../../reports/language/index.ts";
import { answerSubmissions } from "../../../reports/receipts/receipts.ts";
import type { Answer } from "../../../warehouse/load/submission.ts";
import { remarkOnNew } from "../../../warehouse/review/remark-on-new.ts";
import { UserError } from "../../deployment/user-error.ts";
import type { SettledFile } from "../../intake/answers.ts";
import { causeOf } from "../../intake/failures.ts";
import { takeInFiles } from "../../intake/take-in.ts";
import { ancestorsIn, comparedReports, settingFor } from "../../night/intake.ts";
import { openDeployment } from "../../night/open-deployment.ts";
import type { Effects } from "../console/effects.ts";
import { longStep } from "../console/long-step.ts";

/** `fengsui history DIR FILES`: import past reports; this writes receipts, but no cases or notices. */
export function historyCommand(effects: Effects): Command {
  return new Command("history")
    .argument("<dir>", "folder of the deployment")
    .argument("<files...>", "report files; they stay where they are")
    .action(async (dir: string, files: string[]) => {
      const counts = await takeInHistory(dir, files, effects);
      if (counts.refused > 0) effects.err(`${counts.refused} of ${files.length} files were refused`);
    });
}

/** Take in past reports in waves; the known-column of the mapping says when each figure became known. */
export async function takeInHistory(
  dir: string,
  files: readonly string[],
  effects: Effects,
  quiet = false,
): Promise<{ rows: number; refused: number }> {
  for (const file of files) {
    if (!statSync(file, { throwIfNoEntry: false })?.isFile())
      throw new UserError(bilingual("error.not-a-file", { file }));
  }
  const opened = await openDeployment(dir);
  const { language } = opened.noticeSetting;
  const now = effects.now().toISOString();
  const counts = { rows: 0, refused: 0 };
  try {
    const incoming = files.map((path) => {
      const file = { path, name: basename(path), folder: null };
      return { file, setting: settingFor(opened, file, now, true) };
    });
    const log = (text: string) => effects.err(text);
    const steps = longStep(effects, translate(language, "progress.history"), files.length);
    let settled = 0;
    const onSettled = ({ index }: SettledFile) => steps.advance(++settled, incoming[index]!.file.name);
    const taken = await takeInFiles(
      { warehouse: opened.warehouse, ancestorsOf: ancestorsIn(opened), log, onSettled },
      incoming,
    );
    steps.end();
    await remarkOnNew(opened.warehouse, comparedReports(), { asOf: now, date: null });
    for (const [at, answers] of taken.entries())
      for (const answer of answers) {
        counts.rows += answer.accepted;
        if (answer.state === "refused") counts.refused++;
        if (!quiet || answer.state !== "accepted")
          effects.out(answerLine(incoming[at]!.file.name, answer, language));
      }
    await answerSubmissions(opened.warehouse, {
      ...{ folder: opened.path("receipts"), language, letters: null },
      onBroken: (template, error) =>
        log(translate(language, "set-aside.template", { name: template, count: 1, cause: causeOf(error) })),
    });
    return counts;
  } finally {
    opened.close();
  }
}

const answerLine = (file: string, { state, accepted, refused, held }: Answer, language: Language): string =>
  translate(language, held > 0 ? "receipt.line-held" : "receipt.line", {
    ...{ file, accepted, refused, held },
    state: translate(language, `receipt.${state}` as TextKey),
  });
