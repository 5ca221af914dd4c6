import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { bilingual } from "../../../reports/language/bilingual.ts";
import { readyQuery, readyQueryNames } from "../../../warehouse/published/ready-queries.ts";
import { UserError } from "../../deployment/user-error.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** What a question may be called: a file's name in every system. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,59}$/u;

/** Where a person's questions are kept. */
const folderOf = (environment: Environment = {}): string =>
  join(environment.XDG_CONFIG_HOME || join(homedir(), ".config"), "fengsui", "questions");

/** The names of a person's saved questions. */
export function savedNames(environment?: Environment): string[] {
  const folder = folderOf(environment);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((file) => (file.endsWith(".sql") ? [file.slice(0, -4)] : []))
    .filter((name) => NAME.test(name))
    .sort();
}

/** Keep a statement under a name. @throws UserError for a name that no file may have, or one of a ready query */
export function saveQuestion(name: string, sql: string, environment?: Environment): void {
  if (!NAME.test(name) || readyQueryNames().includes(name))
    throw new UserError(bilingual("error.question-name", { name }));
  const folder = folderOf(environment);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, `${name}.sql`), `${sql}\n`, { mode: 0o600 });
}

/** The statement of a ready query, or of a saved question. @throws UserError where neither has that name */
export function questionByName(name: string, environment?: Environment): string {
  if (readyQueryNames().includes(name)) return readyQuery(name);
  const saved = savedNames(environment);
  if (saved.includes(name)) return readFileSync(join(folderOf(environment), `${name}.sql`), "utf8");
  throw new UserError(
    bilingual("error.query-option", { value: name, known: [...readyQueryNames(), ...saved] }),
  );
}
