import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { bilingual } from "../../reports/language/bilingual.ts";
import { groupNumber } from "./groups.ts";
import { UserError } from "./user-error.ts";

/** Folder of the readers' copy, and the spool where readers leave the lines of the audit. */
export const PUBLISHED = "published";
export const SPOOL = "asked";
/** The audit of questions of a deployment. */
export const auditPath = (dir: string): string => join(dir, "audit", "sql.jsonl");
/** Files that the service makes are for its own account alone. */
export const SERVICE_UMASK = 0o077;

/** The readers' group (读者用户组) by its number; null where a deployment has none, and nobody but the service asks. */
export type ReadersGroup = number | null;

/**
 * The group that the setting `readers` names.
 *
 * @throws UserError where this machine has no such group
 */
export function readersGroup(readers: string | undefined): ReadersGroup {
  if (readers === undefined) return null;
  const group = groupNumber(readers);
  if (group === undefined) throw new UserError(bilingual("error.readers-unknown", { group: readers }));
  return group;
}

/**
 * Close a deployment's folder to everybody but the service's account, and let the readers' group through it to the published copy and the
 * spool: they may pass the folder and not list it, so everything that lies in it is closed by itself. The inbox keeps the rights of a
 * group that delivers there.
 *
 * @throws UserError where the folders cannot be given to the group
 */
export function settleAccess(dir: string, readers: string | undefined): void {
  const group = readersGroup(readers);
  for (const name of readdirSync(dir)) {
    if (name === PUBLISHED || name === SPOOL) continue;
    closeEntry(join(dir, name), name === "inbox" ? 0o007 : 0o077, group);
  }
  giveFolder(join(dir, PUBLISHED), group, group === null ? 0o700 : 0o2750);
  if (group !== null) giveFolder(join(dir, SPOOL), group, 0o1730);
  else if (existsSync(join(dir, SPOOL))) giveFolder(join(dir, SPOOL), null, 0o700);
  if (group === null) closeEntry(dir, 0o067, null);
  else giveFolder(dir, group, 0o710);
}

/** Make a new file readable for the readers' group before it gets its name. */
export function giveFile(path: string, group: ReadersGroup): void {
  if (group !== null) chownSync(path, statSync(path).uid, group);
  chmodSync(path, group === null ? 0o600 : 0o640);
}

/** Take rights away from others. What belongs to another account stays as it is: `check` and `doctor` name it. */
function closeEntry(path: string, taken: number, group: ReadersGroup): void {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there === undefined) return;
  const closed = there.mode & 0o7777 & ~(there.gid === group ? taken | 0o070 : taken);
  if (closed === (there.mode & 0o7777)) return;
  try {
    chmodSync(path, closed);
  } catch (error) {
    if (!isForbidden(error)) throw error;
  }
}

function giveFolder(path: string, group: ReadersGroup, mode: number): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const { gid, uid, mode: present } = statSync(path);
  try {
    if (group !== null && gid !== group) chownSync(path, uid, group);
    if ((present & 0o7777) !== mode || gid !== group) chmodSync(path, mode);
  } catch (error) {
    if (!isForbidden(error)) throw error;
    if (group === null) return;
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(bilingual("error.readers-not-member", { group, code: code ?? "" }));
  }
}

/** Whether the operating system refused an act to this account. */
export const isForbidden = (error: unknown): boolean =>
  ["EPERM", "EACCES", "EROFS"].includes((error as NodeJS.ErrnoException).code ?? "");
