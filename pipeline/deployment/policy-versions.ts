import { bilingual } from "../../reports/language/bilingual.ts";
import { type Language, translate } from "../../reports/language/index.ts";
import { type PolicyFile, versionNamed } from "../../rules/policy/policy-file.ts";
import type { Policy } from "../../rules/policy/policy-schema.ts";
import type { Approval } from "./approvals.ts";
import { dayIn } from "./clock.ts";
import type { Deployment } from "./load.ts";
import { UserError } from "./user-error.ts";

/** The version of this name. @throws UserError naming those that there are */
export function versionOf(file: PolicyFile, name: string): Policy {
  const found = versionNamed(file, name);
  if (found) return found;
  const known = file.versions.map(({ version }) => version);
  throw new UserError(bilingual("error.no-such-version", { version: name, known }));
}

/** The version that holds before another one. */
export const predecessorOf = ({ versions }: PolicyFile, policy: Policy): Policy | null =>
  versions[versions.indexOf(policy) - 1] ?? null;

/** The first letters of a fingerprint, enough to compare two by eye. */
export const shortHash = (hash: string): string => hash.slice(0, 12);

/** The version that an approval found before it, in words. */
export const beforeText = (before: Approval["before"], language: Language): string =>
  before === null
    ? translate(language, "policy.before-none")
    : translate(language, "policy.before", { version: before.version, hash: shortHash(before.hash) });

/** The day of an approval where the deployment is. */
export const approvalDay = ({ at }: Approval, { settings }: Pick<Deployment, "settings">): string =>
  dayIn(settings.zone, new Date(at));

/** @throws UserError where the name is not an approver's of a version, or its author's */
export function refuseApprover({ version, author, approvers }: Policy, name: string): void {
  if (!approvers) throw new UserError(bilingual("error.no-approvers", { version }));
  if (name === author)
    throw new UserError(bilingual("error.author-approves", { name, version, known: approvers }));
  if (!approvers.includes(name))
    throw new UserError(bilingual("error.not-an-approver", { name, version, known: approvers }));
}
