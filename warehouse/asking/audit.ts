import {
  appendFileSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Audit, AuditLine } from "./question.ts";

const textOf = (line: AuditLine): string => `${JSON.stringify(line)}\n`;

/**
 * The audit of questions (查询审计): two lines of JSON for each, appended to a file that only its owner can read, because a statement
 * may reveal what its author looked for. The first is on the disk before the question is asked, so that one that was killed is there too.
 */
export function auditFile(path: string): Audit {
  return (begun) => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    appendFileSync(path, textOf(begun), { mode: 0o600, flush: true });
    return (ended) => appendFileSync(path, textOf(ended), { mode: 0o600 });
  };
}

const { O_APPEND, O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } = constants;

/**
 * The audit of an account that is not the service's: one file for each question in a spool (审计暂存) that nobody but the service can
 * list, which the next night moves into the audit. The service reads it as another account, and others do not know its name.
 */
export function auditSpool(folder: string): Audit {
  return (begun) => {
    const path = join(folder, `${begun.id}.jsonl`);
    const file = openSync(path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | (O_NOFOLLOW ?? 0), 0o644);
    fchmodSync(file, 0o644);
    writeSync(file, textOf(begun));
    fsyncSync(file);
    return (ended) => {
      writeSync(file, textOf(ended));
      closeSync(file);
    };
  };
}
