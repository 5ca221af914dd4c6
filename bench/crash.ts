import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crashRun } from "./sim/crash-run.ts";

/**
 * `npm run bench -- crash [KILLS] [NIGHTS]`: the real process of the service killed (SIGKILL) at random moments over nights with mail under
 * way, against the same nights undisturbed.
 */
export async function run([kills = "200", nights = "40"]: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-crash-"));
  try {
    const result = await crashRun(folder, 1, Number(nights), Number(kills));
    console.log(
      `${result.kills} times kill -9 over ${result.nights} nights, ${result.messages} messages to a mail server on the loopback`,
    );
    console.log(
      `rows lost: ${result.lost}; rows, cases or notices doubled: ${result.doubled}; messages not sent at the end: ${result.unsent}`,
    );
    console.log(
      `messages repeated: ${result.repeats}, at most ${result.mostRepeats} after a kill; notices under two Message-IDs: ${result.twoIds}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
