import { existsSync } from "node:fs";
import { bilingual } from "../../../reports/language/bilingual.ts";
import { UserError } from "../../deployment/user-error.ts";
import { isOperator } from "../ask/ask.ts";

/**
 * Refuse a reader of the published copy: what is asked for reads the warehouse, with the enterprises behind a verdict.
 *
 * @throws UserError for anyone but the service's account
 */
export function refuseReader(dir: string): void {
  if (existsSync(dir) && !isOperator(dir)) throw new UserError(bilingual("error.explain-of-the-operator"));
}
