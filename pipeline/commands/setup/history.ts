import { statSync } from "node:fs";
import { basename } from "node:path";
import { Command } from "commander";
import type { TextKey } from "../../../reports/language/catalogue.ts";
import { type Language, say } from "../../../reports/language/index.ts";
import { answerSubmissions } from "../../../reports/receipts/receipts.ts";
import type { Answer } from "../../../warehouse/load/submission.ts";
import { remarkOnNew } from "../../../warehouse/review/remark-on-new.ts";
import { UserError } from "../../deployment/user-error.ts";
import type { SettledFile } from "../../intake/answers.ts";
import { takeInFiles } from "../../intake/take-in.ts";
import { ancestorsIn, comparedReports, settingFor } from "../../night/intake.ts";
import { openHouse } from "../../night/open-deployment.ts";
import type { World } from "../console/effects.ts";
import { longStep } from "../console/long-step.ts";

/** `fengsui history DIR FILES`: take in a past; receipts yes, cases and notices no. */
export function historyCommand(world: World): Command {
  return new Command("history")
    .description("take in reports of the past: receipts, no cases and no notices")
    .argument("<dir>", "folder of the deployment")
    .argument("<files...>", "report files; they stay where they are")
    .action(async (dir: string, files: string[]) => {
      const counts = await takeInHistory(dir, files, world);
      if (counts.refused > 0) world.err(`${counts.refused} of ${files.length} files were refused`);
    });
}

/** Take in files of the past, in waves; a mapping's known-column says when each figure became known. */
export async function takeInHistory(
  dir: string,
  files: readonly string[],
  world: World,
  quiet = false,
): Promise<{ rows: number; refused: number }> {
  for (const file of files) {
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new UserError(`${file} is not a file.`);
  }
  const house = await openHouse(dir);
  const { language } = house.noticeSetting;
  const now = world.now().toISOString();
  const counts = { rows: 0, refused: 0 };
  try {
    const incoming = files.map((path) => {
      const file = { path, name: basename(path), folder: null };
      return { file, setting: settingFor(house, file, now, true) };
    });
    const log = (text: string) => world.err(text);
    const steps = longStep(world, say(language, "progress.history"), files.length);
    let settled = 0;
    const onSettled = ({ index }: SettledFile) => steps.advance(++settled, incoming[index]!.file.name);
    const taken = await takeInFiles(
      { warehouse: house.warehouse, ancestorsOf: ancestorsIn(house), log, onSettled },
      incoming,
    );
    steps.end();
    await remarkOnNew(house.warehouse, comparedReports(), { asOf: now, date: null });
    for (const [at, answers] of taken.entries())
      for (const answer of answers) {
        counts.rows += answer.accepted;
        if (answer.state === "refused") counts.refused++;
        if (!quiet || answer.state !== "accepted")
          world.out(answerLine(incoming[at]!.file.name, answer, language));
      }
    await answerSubmissions(house.warehouse, { folder: house.path("receipts"), language, letters: null });
    return counts;
  } finally {
    house.close();
  }
}

const answerLine = (file: string, { state, accepted, refused }: Answer, language: Language): string =>
  say(language, "receipt.line", {
    ...{ file, accepted, refused },
    state: say(language, `receipt.${state}` as TextKey),
  });
