import { existsSync, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import { bilingual } from "../../reports/language/bilingual.ts";
import { UserError } from "../deployment/user-error.ts";

const MEGABYTE = 1_000_000;
/** Room for a night's reports, letters and temporary files. */
const AT_LEAST = 32 * MEGABYTE;

/** Bytes free on the disk of a folder for this account. */
export function freeBytes(dir: string): number {
  const { bavail, bsize } = statfsSync(dir);
  return bavail * bsize;
}

/** Bytes that a night may need: the database grows, and is copied for look-ups and, in parts, for readers. */
export function roomNeeded(dir: string): number {
  const { size } = statSync(join(dir, "fengsui.duckdb"), { throwIfNoEntry: false }) ?? { size: 0 };
  return AT_LEAST + 2 * size;
}

/**
 * Refuse a night for which there is no room, before anything of it is begun: it goes on when there is.
 *
 * @throws UserError with the room that there is and that is needed
 */
export function refuseFullDisk(dir: string, free: (dir: string) => number = freeBytes): void {
  // A folder that is not there is named by what reads it.
  if (!existsSync(dir)) return;
  const [has, needs] = [free(dir), roomNeeded(dir)];
  if (has >= needs) return;
  const megabytes = (bytes: number) => Math.floor(bytes / MEGABYTE);
  throw new UserError(
    bilingual("error.disk-full", { dir, free: megabytes(has), needed: Math.ceil(needs / MEGABYTE) }),
    1,
  );
}
