import { bilingual } from "../../reports/language/bilingual.ts";
import { causeOf } from "../intake/failures.ts";
import { UserError } from "./user-error.ts";

/** What the system answers where rights, the disk or its limits are in the way. */
const REFUSALS = new Set(["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "EIO", "EMFILE", "ENFILE"]);
/** How errors of the engine and of `cp` begin that are the machine's; only the beginning counts, since a message may hold text of a sender. */
const OF_THE_MACHINE = /^(?:IO Error|FATAL Error|cp\b|TransactionContext Error: Failed to commit: Could not)/;
const OF_MEMORY = /^Out of Memory Error\b/;
/** Exit code of a command that the machine kept from its work. */
const FAILED = 1;

/**
 * A failure of the machine (系统故障) as the operator reads it: path and cause, and what to look at; it is no bug and has no stack. Null for any
 * other error.
 *
 * @example
 * systemFailure(error)?.message // "EACCES: permission denied, open '/srv/region/archive/seen.json.part'. Look at …"
 */
export function systemFailure(error: unknown): UserError | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 3; at = at.cause, depth++) {
    const { code } = at as NodeJS.ErrnoException;
    if (OF_MEMORY.test(at.message))
      return new UserError(bilingual("error.memory-short", { cause: causeOf(at) }), FAILED);
    if ((code !== undefined && REFUSALS.has(code)) || OF_THE_MACHINE.test(at.message))
      return new UserError(bilingual("error.machine-refused", { cause: causeOf(at) }), FAILED);
  }
  return null;
}
