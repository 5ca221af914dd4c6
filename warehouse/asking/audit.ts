import { appendFileSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { AuditLine } from "./question.ts";

/**
 * The audit of questions (查询审计): one line of JSON each, appended to a file that only its owner can read, because a statement may reveal
 * what its author looked for.
 */
export function auditFile(path: string): (line: AuditLine) => void {
  return (line) => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    appendFileSync(path, `${JSON.stringify(line)}\n`, { mode: 0o600 });
  };
}
