import type { Policy } from "../policy-schema.ts";
import { mistakeAt, type PolicyMistake } from "./mistake.ts";

/** Mistakes in who wrote a version, who may approve it, and when it was approved. */
export function approvalMistakes(policy: Policy): PolicyMistake[] {
  const { author, approvers = [], approvedBy, approvedOn, validFrom, trial } = policy;
  const found = approvers.flatMap((name, index) => {
    if (name === author) return [mistakeAt(["approvers", index], "error.approver-is-author", { name })];
    return approvers.indexOf(name) < index
      ? [mistakeAt(["approvers", index], "error.approver-twice", { name })]
      : [];
  });
  if (approvedBy === author && !approvers.includes(approvedBy))
    found.push(mistakeAt(["approvedBy"], "error.approver-is-author", { name: approvedBy }));
  if (approvedOn === undefined) return found;
  if (approvers.length > 0 && approvedBy !== author && !approvers.includes(approvedBy))
    found.push(
      mistakeAt(["approvedBy"], "error.approved-by-another", { name: approvedBy, known: approvers }),
    );
  if (approvedOn > validFrom && !trial)
    found.push(mistakeAt(["approvedOn"], "error.approved-after-start", { approvedOn, validFrom }));
  return found;
}
