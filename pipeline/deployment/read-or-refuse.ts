import { statSync } from "node:fs";
import { bilingual } from "../../reports/language/bilingual.ts";
import { isForbidden } from "./access.ts";
import { systemFailure } from "./system-failure.ts";
import { UserError } from "./user-error.ts";

/**
 * Read something of a deployment.
 *
 * @throws UserError where the deployment belongs to another account, or where the system refuses: then with path, cause and what to look at
 */
export function readOrRefuse<Content>(dir: string, read: () => Content): Content {
  try {
    return read();
  } catch (error) {
    const isOurs = statSync(dir, { throwIfNoEntry: false })?.uid === process.getuid?.();
    if (isForbidden(error) && !isOurs) throw new UserError(bilingual("error.not-for-readers", { dir }));
    throw systemFailure(error) ?? error;
  }
}
