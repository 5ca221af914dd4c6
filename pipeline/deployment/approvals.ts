import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { bilingual } from "../../reports/language/bilingual.ts";
import { UserError } from "./user-error.ts";

/** File beside the policy in which its approvals stand, a line each. */
export const APPROVALS_FILE = "policy-approvals.jsonl";

const versionMark = z.strictObject({ version: z.string(), hash: z.string() });
const approvalSchema = z.strictObject({
  version: z.string(),
  hash: z.string(),
  /** The version that was in force, or the one before; null for the first. */
  before: versionMark.nullable(),
  by: z.string(),
  at: z.iso.datetime(),
});

/** A person's approval of a version of the policy as it stood, by its fingerprint. */
export type Approval = z.infer<typeof approvalSchema>;

/**
 * The approvals recorded beside a policy, the first one first. They stand in a file and not in the database, so that the record lies with
 * what it is about, in every copy of the folder. Whoever holds the database appends to it (`pipeline/acts/`): two approvers never write at once.
 *
 * @throws UserError naming a line that is no approval
 */
export function readApprovals(dir: string): Approval[] {
  const file = join(dir, APPROVALS_FILE);
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line, index) => {
      if (line.trim() === "") return [];
      const approval = approvalIn(line);
      if (approval) return [approval];
      throw new UserError(bilingual("error.approval-line", { file: APPROVALS_FILE, line: index + 1 }));
    });
}

function approvalIn(line: string): Approval | null {
  try {
    return approvalSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/** Add an approval to the end of the file; it is on the disk when this returns. */
export function appendApproval(dir: string, approval: Approval): void {
  const file = join(dir, APPROVALS_FILE);
  const isTorn = existsSync(file) && !/(^|\n)$/.test(readFileSync(file, "utf8"));
  const opened = openSync(file, "a");
  try {
    writeSync(opened, `${isTorn ? "\n" : ""}${JSON.stringify(approval)}\n`);
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/** How a version stands: approved as it is written, approved before it was changed, or not approved. */
export interface ApprovalState {
  readonly state: "approved" | "changed" | "none";
  /** Approvals of the version as it is written, or of what it was. */
  readonly approvals: readonly Approval[];
}

/** How the version of this name and fingerprint stands. */
export function approvalState(version: string, hash: string, approvals: readonly Approval[]): ApprovalState {
  const named = approvals.filter((approval) => approval.version === version);
  const valid = named.filter((approval) => approval.hash === hash);
  if (valid.length > 0) return { state: "approved", approvals: valid };
  return { state: named.length > 0 ? "changed" : "none", approvals: named };
}
