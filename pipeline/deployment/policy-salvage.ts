import type { z } from "zod";
import { bilingual } from "../../reports/language/bilingual.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import { lineOfPath, type Problem } from "./problems.ts";
import { checkValue, type SchemaIssue } from "./schema-issues.ts";

type Key = PropertyKey;

/** Values in the place of keys that are missing or cannot be read, chosen so that nothing is wrong with them. */
const HARMLESS: Readonly<Record<string, unknown>> = {
  version: "?",
  validFrom: "2000-01-01",
  approvedBy: "?",
  coverageFloor: 0.8,
  lowerAfterDays: 0,
  liftAfterDays: 366,
  rules: {},
};

/** Keys of a rule without which its lines, and what other rules say, are judged as before or more mildly. */
const NEEDLESS_IN_RULES = ["note", "parameters", "role", "cap", "hold", "exit", "floor", "coverageFloor"];

/** A window in the place of one that cannot be read. */
const HARMLESS_WINDOW = { from: "2000-01-01", until: "2000-01-01", area: "?", author: "?", reason: "?" };

/** What was left out of a policy, by paths within its version. */
interface LeftOut {
  readonly paths: (readonly Key[])[];
  /** Whether a rule is missing, so that what is said of all rules may be wrong. */
  isRuleMissing: boolean;
}

/**
 * Mistakes in the rest of a policy of which a part cannot be read, so that they are all told at once: a schema compares the keys of a
 * version only when every key by itself is right.
 */
export function moreMistakes(
  text: string,
  file: string,
  written: Readonly<Record<string, unknown>>,
  schema: z.ZodType,
  known: readonly Problem[],
): Problem[] {
  const first = checkValue(schema, written);
  if (first.success) return [];
  const rest = structuredClone(written) as Record<string, unknown>;
  const leftOut: LeftOut = { paths: [], isRuleMissing: false };
  for (const found of first.issues) leaveOut(rest, found, leftOut);
  const second = checkValue(schema, rest);
  if (second.success) return [];
  return second.issues
    .filter(({ issue }) => issue.code === "custom" && isCertain(withoutVersion(issue.path), leftOut))
    .map(({ issue, text: message }) => ({
      file,
      line: lineOfPath(text, issue.path),
      message: bilingual("error.at-path", { path: issue.path.map(String).join("."), message }),
    }))
    .filter(
      ({ line, message }) => !known.some((other) => other.line === line && other.message.en === message.en),
    );
}

/** Whether a mistake is one of the policy, not of what was left out of it. */
function isCertain(path: readonly Key[], { paths, isRuleMissing }: LeftOut): boolean {
  const [first, second, third] = path.map(String);
  if (first === undefined || (first === "rules" && second === undefined)) return false;
  if (paths.some((left) => left.every((key, index) => key === path[index]))) return false;
  const wasLeftOut = (...keys: string[]) => paths.some(([key]) => keys.includes(String(key)));
  if (first === "versions") return !wasLeftOut("version");
  if (first === "approvedOn" || first === "approvedBy") return !wasLeftOut("validFrom", "approvers");
  if (first === "validFrom" || first === "validTo") return !wasLeftOut("validFrom", "validTo");
  return !isRuleMissing || !looksAtRules(first, second, third);
}

/** Whether a mistake at a path comes of what all rules together say. */
const looksAtRules = (first: string, second?: string, third?: string): boolean =>
  ["combination", "drills", "falseDiscoveryRate"].includes(first)
    ? third === undefined || third === "rule" || third === "tier"
    : (first === "mutes" && third === "rule") ||
      (first === "rules" && second !== undefined && ruleById(second)?.kind === "combined");

/** A path within its version. */
const withoutVersion = (path: readonly Key[]): readonly Key[] =>
  path[0] === "versions" && path.length > 2 ? path.slice(2) : path;

/** Take away what an issue speaks of: a key of a rule, a rule, a window, a key of the version, or an unknown key. */
function leaveOut(root: Record<string, unknown>, { issue }: SchemaIssue, leftOut: LeftOut): void {
  if (issue.code === "custom") return;
  const within = withoutVersion(issue.path);
  const prefix = issue.path.slice(0, issue.path.length - within.length);
  const version = valueAt(root, prefix);
  if (!isMap(version)) return;
  const [key, second] = within;
  if (key === undefined) {
    for (const name of issue.code === "unrecognized_keys" ? issue.keys : []) delete version[name];
  } else if (key === "rules" && second !== undefined && isMap(version.rules)) {
    leaveOutOfRule(version.rules, within.slice(1), leftOut);
  } else if ((key === "mutes" || key === "drills") && typeof second === "number") {
    leftOut.paths.push([key, second]);
    const drilled = key === "drills" ? { rule: "?", tier: "IV" } : {};
    (version[key] as unknown[])[second] = { ...HARMLESS_WINDOW, ...drilled };
  } else {
    leftOut.paths.push([key]);
    if (key === "rules") leftOut.isRuleMissing = true;
    if (Object.hasOwn(HARMLESS, key)) version[key] = HARMLESS[String(key)];
    else delete version[key];
  }
}

/** Take away a key of a rule without which the rest of it can be judged, or else the rule. */
function leaveOutOfRule(rules: Record<Key, unknown>, [id, key]: readonly Key[], leftOut: LeftOut): void {
  const settings = rules[id!];
  if (isMap(settings) && key === "status") {
    settings.status = "trial";
  } else if (isMap(settings) && NEEDLESS_IN_RULES.includes(String(key))) {
    delete settings[key!];
  } else {
    delete rules[id!];
    leftOut.isRuleMissing = true;
  }
}

const valueAt = (root: unknown, path: readonly Key[]): unknown =>
  path.reduce<unknown>((value, key) => (isMap(value) ? value[key] : undefined), root);

const isMap = (value: unknown): value is Record<Key, unknown> => typeof value === "object" && value !== null;
