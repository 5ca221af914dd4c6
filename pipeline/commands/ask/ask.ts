import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { join, resolve } from "node:path";
import { asItStands, bilingual } from "../../../reports/language/bilingual.ts";
import { type Language, translate } from "../../../reports/language/index.ts";
import { auditFile } from "../../../warehouse/asking/audit.ts";
import { Guard } from "../../../warehouse/asking/guard.ts";
import { type Answer, type Limits, type Question, USUAL_LIMITS } from "../../../warehouse/asking/question.ts";
import { inspectDeployment } from "../../deployment/load.ts";
import { UserError } from "../../deployment/user-error.ts";
import type { Effects } from "../console/effects.ts";

/** Asks the readers' copy of one deployment on behalf of the person at the keyboard, and writes an audit line for each question. */
export interface Asker {
  readonly language: Language;
  /** Rows and columns of an answer. @throws UserError where the question was refused, wrong, or too large */
  ask(
    question: Pick<Question, "sql" | "rows" | "values" | "file">,
  ): Promise<Answer & { end: { outcome: "answered" } }>;
  close(): void;
}

/**
 * Open the readers' copy of a deployment for guarded questions. The warehouse itself is not touched, so a night may run at the same time.
 *
 * @throws UserError when no copy exists yet
 */
export function openAsker(
  dir: string,
  effects: Effects,
  language: Language | undefined,
  limits: Limits = USUAL_LIMITS,
): Asker {
  const copy = resolve(dir, "published", "fengsui.duckdb");
  if (!existsSync(copy)) {
    throw new UserError(bilingual("error.no-copy", { file: copy, dir }));
  }
  const spoken = language ?? inspectDeployment(dir).language ?? "en";
  const guard = new Guard(copy, limits, auditFile(join(dir, "audit", "sql.jsonl")));
  return {
    language: spoken,
    async ask(question) {
      const answer = await guard.ask({ ...question, who: personAsking(), at: effects.now().toISOString() });
      const { end } = answer;
      if (end.outcome === "answered") return { ...answer, end };
      throw new UserError(asItStands(refusalText(end, spoken, limits)));
    },
    close: () => guard.close(),
  };
}

/** Why there is no answer. */
function refusalText(
  end: Exclude<Answer["end"], { outcome: "answered" }>,
  language: Language,
  { seconds }: Limits,
): string {
  if (end.outcome === "refused") return translate(language, `ask.refused-${end.reason}`);
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
