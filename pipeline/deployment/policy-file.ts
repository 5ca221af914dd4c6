import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import type { z } from "zod";
import { type BilingualFilling, bilingual } from "../../reports/language/bilingual.ts";
import type { TextKey } from "../../reports/language/catalogue.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import { mistakeAt, type PolicyMistake } from "../../rules/policy/mistakes/mistake.ts";
import { policySchema } from "../../rules/policy/policy.ts";
import { fileOf, type PolicyFile, versionsSchema } from "../../rules/policy/policy-file.ts";
import type { Policy } from "../../rules/policy/policy-schema.ts";
import { policyRemarks } from "../../rules/policy/remarks.ts";
import type { Area } from "./areas.ts";
import { fingerprint } from "./fingerprint.ts";
import { moreMistakes } from "./policy-salvage.ts";
import { lineOfPath, type Problem, problemsText, readYaml } from "./problems.ts";
import { refuseUnseen } from "./unseen.ts";
import { UserError } from "./user-error.ts";

/** A `policy.yaml` as it was read. */
export interface ReadPolicyFile {
  readonly policies: PolicyFile;
  /** Fingerprint of each version by its name, as written, without the marks of its approval. */
  readonly hashes: ReadonlyMap<string, string>;
  /** What deserves a look. */
  readonly notes: readonly Problem[];
}

/**
 * Read a policy of a single version or of several; every mistake goes to `problems` with its line, and the result is then null. Areas
 * that windows name are checked where the deployment's areas are given.
 */
export function readPolicyFile(
  text: string,
  file: string,
  problems: Problem[],
  areas?: readonly Area[],
): ReadPolicyFile | null {
  const written = writtenValue(text);
  const schema = "versions" in written ? versionsSchema : policySchema;
  const read = readYaml(text, schema as z.ZodType<Policy | { versions: Policy[] }>, file, problems);
  const textOf = ({ message, params }: PolicyMistake) =>
    bilingual(message as TextKey, params as Readonly<Record<string, BilingualFilling>>);
  const problemOf = (found: PolicyMistake): Problem => ({
    file,
    line: lineOfPath(text, found.path),
    message: bilingual("error.at-path", { path: found.path.join("."), message: textOf(found) }),
  });
  const strangers = areas ? strangersIn(written, areas) : [];
  if (!read) {
    problems.push(...moreMistakes(text, file, written, schema, problems), ...strangers.map(problemOf));
    return null;
  }
  problems.push(...strangers.map(problemOf));
  const versions = "versions" in read ? read.versions : [read];
  const pathOf = (policy: Policy) => ("versions" in read ? ["versions", versions.indexOf(policy)] : []);
  const policies = fileOf(versions);
  return {
    policies,
    hashes: new Map(
      writtenVersions(written).map((version) => [String(version.version).trim(), approvableHash(version)]),
    ),
    notes: policyRemarks(policies, pathOf).map(problemOf),
  };
}

/**
 * A policy in a file of its own, such as a draft, or in a folder.
 *
 * @throws UserError listing every mistake in it, each with its line
 */
export function loadPolicyFile(path: string, areas?: readonly Area[]): ReadPolicyFile {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const file = isFolder ? join(path, "policy.yaml") : path;
  if (!existsSync(file)) throw new UserError(bilingual("error.policy-missing", { file }));
  const problems: Problem[] = [];
  const text = readFileSync(file, "utf8");
  refuseUnseen(text, file, problems);
  const read = readPolicyFile(text, file, problems, areas);
  if (read && problems.length === 0) return read;
  throw new UserError(problemsText(problems));
}

type Written = Readonly<Record<string, unknown>>;

/** The value of a YAML text, an empty map where it is none. */
function writtenValue(text: string): Written {
  const document = parseDocument(text);
  const value: unknown = document.errors.length > 0 ? {} : document.toJS();
  return typeof value === "object" && value !== null ? (value as Written) : {};
}

const writtenVersions = (written: Written): Written[] =>
  "versions" in written ? (written.versions as Written[]) : [written];

/** What is approved: a version as written, without the marks that the approval itself leaves in it. */
function approvableHash({ approvedBy: _by, approvedOn: _on, ...version }: Written): string {
  return fingerprint(JSON.stringify(inOrder(version)));
}

/** A value with its keys in order, so that moving a line changes nothing. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, inOrder(inner)]));
}

/** Mistakes in the areas of all windows of a file as written, also where other parts of it cannot be read. */
const strangersIn = (written: Written, areas: readonly Area[]): PolicyMistake[] =>
  listOf("versions" in written ? written.versions : [written]).flatMap((version, index) =>
    areaMistakes({ mutes: listOf(version.mutes), drills: listOf(version.drills) }, areas).map(
      ({ path, ...mistake }) => ({
        path: [...("versions" in written ? ["versions", index] : []), ...path],
        ...mistake,
      }),
    ),
  );

/** The maps of a written list, an empty one in the place of anything else. */
const listOf = (value: unknown): Written[] =>
  Array.isArray(value)
    ? value.map((item) => (typeof item === "object" && item !== null ? (item as Written) : {}))
    : [];

/** Windows on areas that the register lacks, and drills of rules that do not judge areas of that level. */
function areaMistakes(
  { mutes, drills }: { mutes: readonly Written[]; drills: readonly Written[] },
  areas: readonly Area[],
): PolicyMistake[] {
  const levels = new Map(areas.map(({ code, level }) => [code, level]));
  const unknown = (area: unknown, path: PolicyMistake["path"]) =>
    typeof area !== "string" || levels.has(area)
      ? []
      : [mistakeAt(path, "error.not-a-code-of-areas", { column: "area", code: area })];
  return [
    ...mutes.flatMap(({ area }, index) => unknown(area, ["mutes", index, "area"])),
    ...drills.flatMap(({ area, rule }, index) => {
      const path = ["drills", index, "area"];
      const [level, judged] = [levels.get(String(area)), ruleById(String(rule))?.levels];
      if (level === undefined || judged === undefined) return unknown(area, path);
      return (judged as readonly string[]).includes(level)
        ? []
        : [mistakeAt(path, "error.drill-level", { rule: String(rule), level, known: judged })];
    }),
  ];
}
