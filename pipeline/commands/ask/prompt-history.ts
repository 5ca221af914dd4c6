import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** Most statements that are kept. */
const MOST_KEPT = 1000;

/** Where a person's statements are kept: a file of that person alone. */
export const historyPath = (environment: Readonly<Record<string, string | undefined>> = {}): string =>
  join(environment.XDG_STATE_HOME || join(homedir(), ".local", "state"), "fengsui", "history");

/** Earlier statements, the latest first; none where nothing can be read. */
export function readHistory(path: string): string[] {
  try {
    return readFileSync(path, "utf8").split("\n").filter(Boolean).slice(0, MOST_KEPT);
  } catch {
    return [];
  }
}

/** Keep the statements, the latest first; where they cannot be kept, the next prompt begins without them. */
export function keepHistory(path: string, lines: readonly string[]): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, `${lines.slice(0, MOST_KEPT).join("\n")}\n`, { mode: 0o600 });
  } catch {
    // A home that may not be written to is no reason to refuse the question.
  }
}
