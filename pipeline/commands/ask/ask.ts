import { accessSync, constants } from "node:fs";
import { userInfo } from "node:os";
import { resolve } from "node:path";
import { asItStands, bilingual } from "../../../reports/language/bilingual.ts";
import { type Language, translate } from "../../../reports/language/index.ts";
import { auditFile, auditSpool } from "../../../warehouse/asking/audit.ts";
import { Guard } from "../../../warehouse/asking/guard.ts";
import {
  type Answer,
  type Audit,
  type Limits,
  type Question,
  USUAL_LIMITS,
} from "../../../warehouse/asking/question.ts";
import { auditPath, isForbidden, PUBLISHED, SPOOL } from "../../deployment/access.ts";
import { inspectDeployment } from "../../deployment/load.ts";
import { readReaderSettings } from "../../deployment/reader-settings.ts";
import { UserError } from "../../deployment/user-error.ts";
import type { Effects } from "../console/effects.ts";

/** Asks the readers' copy of one deployment on behalf of the person at the keyboard, and writes an audit line for each question. */
export interface Asker {
  readonly language: Language;
  /** IANA name of the deployment's time zone. */
  readonly zone: string;
  /** Rows and columns of an answer. @throws UserError where the question was refused, wrong, or too large */
  ask(
    question: Pick<Question, "sql" | "rows" | "values" | "file">,
  ): Promise<Answer & { end: { outcome: "answered" } }>;
  /** End the question that runs: its answer is that it was interrupted. */
  interrupt(): void;
  close(): void;
}

/**
 * Open the readers' copy of a deployment for guarded questions, by the service's account or by a reader's. The warehouse itself is not
 * touched, so a night may run at the same time.
 *
 * @throws UserError when no copy exists yet, or this account may not read it
 */
export function openAsker(
  dir: string,
  effects: Effects,
  language: Language | undefined,
  limits: Limits = USUAL_LIMITS,
): Asker {
  const copy = resolve(dir, PUBLISHED, "fengsui.duckdb");
  refuseMissing(dir, copy);
  const isReader = !isOperator(dir);
  const readers = readReaderSettings(dir);
  const written = isReader ? readers.language : inspectDeployment(dir).language;
  const spoken = language ?? written ?? "en";
  const guard = new Guard(copy, limits, auditOf(dir, isReader));
  return {
    language: spoken,
    zone: readers.zone,
    async ask(question) {
      const answer = await guard.ask({ ...question, who: personAsking(), at: effects.now().toISOString() });
      const { end } = answer;
      if (end.outcome === "answered") return { ...answer, end };
      throw new UserError(asItStands(refusalText(end, spoken, limits)));
    },
    interrupt: () => guard.interrupt(),
    close: () => guard.close(),
  };
}

/** Whether this account is the service's, or may do as much: it can write to the deployment's folder. */
export function isOperator(dir: string): boolean {
  try {
    accessSync(dir, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function refuseMissing(dir: string, copy: string): void {
  try {
    accessSync(copy, constants.R_OK);
  } catch (error) {
    if (isForbidden(error)) throw new UserError(bilingual("error.copy-closed", { file: copy }));
    throw new UserError(bilingual("error.no-copy", { file: copy, dir }));
  }
}

/** The audit of this account: the deployment's own, or a spool. What cannot be noted is not asked. */
function auditOf(dir: string, isReader: boolean): Audit {
  if (!isReader) return auditFile(auditPath(dir));
  const spool = resolve(dir, SPOOL);
  const note = auditSpool(spool);
  return (begun) => {
    try {
      return note(begun);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      throw new UserError(bilingual("error.no-spool", { dir: spool, code }));
    }
  };
}

/** Why there is no answer. */
function refusalText(
  end: Exclude<Answer["end"], { outcome: "answered" }>,
  language: Language,
  { seconds }: Limits,
): string {
  if (end.outcome === "refused") {
    const { reason, name = "", line, column } = end;
    const place = line && column ? translate(language, "ask.place", { line, column }) : "";
    return translate(language, `ask.refused-${reason}`, { name, place, line: line ?? "" });
  }
  if (end.outcome === "failed") return translate(language, "ask.failed", { message: end.message });
  return translate(language, `ask.stopped-${end.by}`, { seconds });
}

/** The name of the account, or its number where the system has no name for it. */
function personAsking(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? "unknown"}`;
  }
}
