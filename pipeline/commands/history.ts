import { statSync } from "node:fs";
import { basename } from "node:path";
import { Command } from "commander";
import { say, type TextKey } from "../../reports/language/index.ts";
import { answerSubmissions } from "../../reports/receipts.ts";
import { openHouse } from "../house.ts";
import { takeIn } from "../intake/accept.ts";
import { settingFor } from "../night-intake.ts";
import { UserError } from "../user-error.ts";
import type { World } from "../world.ts";

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

/** Take in files of the past; a mapping's known-column says when each figure became known. */
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
  const counts = { rows: 0, refused: 0 };
  try {
    for (const path of files) {
      const file = { path, name: basename(path), folder: null };
      const answers = await takeIn(
        house.warehouse,
        file,
        settingFor(house, file, world.now().toISOString(), true),
      );
      for (const answer of answers) {
        counts.rows += answer.accepted;
        if (answer.state === "refused") counts.refused++;
        if (quiet && answer.state === "accepted") continue;
        const state = say(language, `receipt.${answer.state}` as TextKey);
        world.out(
          say(language, "receipt.line", {
            file: file.name,
            state,
            accepted: answer.accepted,
            refused: answer.refused,
          }),
        );
      }
    }
    await answerSubmissions(house.warehouse, { folder: house.path("receipts"), language, letters: null });
    return counts;
  } finally {
    house.close();
  }
}
