import type { Policy } from "../policy-schema.ts";
import { mistakeAt, type PolicyMistake } from "./mistake.ts";
import { isSameName } from "./names.ts";

/** Mistakes in who wrote a version, who may approve it, and when it was approved. */
export function approvalMistakes(policy: Policy): PolicyMistake[] {
  const { author, approvers = [], approvedBy, approvedOn, validFrom, trial } = policy;
  const isAuthor = (name: string) => author !== undefined && isSameName(name, author);
  const isListed = approvers.some((name) => isSameName(name, approvedBy));
  const found = approvers.flatMap((name, index) => {
    if (isAuthor(name)) return [mistakeAt(["approvers", index], "error.approver-is-author", { name })];
    return approvers.findIndex((other) => isSameName(other, name)) < index
      ? [mistakeAt(["approvers", index], "error.approver-twice", { name })]
      : [];
  });
  if (isAuthor(approvedBy) && !isListed)
    found.push(mistakeAt(["approvedBy"], "error.approver-is-author", { name: approvedBy }));
  if (approvedOn === undefined) return found;
  if (policy.approvers === undefined)
    found.push(mistakeAt(["approvedOn"], "error.approved-without-approvers", { approvedOn }));
  else if (!isAuthor(approvedBy) && !isListed)
    found.push(
      mistakeAt(["approvedBy"], "error.approved-by-another", { name: approvedBy, known: approvers }),
    );
  if (approvedOn > validFrom && !trial)
    found.push(mistakeAt(["approvedOn"], "error.approved-after-start", { approvedOn, validFrom }));
  return found;
}
