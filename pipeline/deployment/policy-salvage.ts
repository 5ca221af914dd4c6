import type { z } from "zod";
import { bilingual } from "../../reports/language/bilingual.ts";
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

/** Keys whose checks look at the whole version: where a part of it is left out, they would find too much. */
const LOOKING_AT_THE_WHOLE = ["combination", "mutes", "drills", "versions"];

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
  for (const found of first.issues) leaveOut(rest, found);
  const second = checkValue(schema, rest);
  if (second.success) return [];
  return second.issues
    .filter(({ issue }) => issue.code === "custom" && isLocal(withoutVersion(issue.path)))
    .map(({ issue, text: message }) => ({
      file,
      line: lineOfPath(text, issue.path),
      message: bilingual("error.at-path", { path: issue.path.map(String).join("."), message }),
    }))
    .filter(
      ({ line, message }) => !known.some((other) => other.line === line && other.message.en === message.en),
    );
}

const isLocal = ([first, second]: readonly Key[]): boolean =>
  first !== undefined &&
  !LOOKING_AT_THE_WHOLE.includes(String(first)) &&
  !(first === "rules" && second === undefined);

/** A path within its version. */
const withoutVersion = (path: readonly Key[]): readonly Key[] =>
  path[0] === "versions" && path.length > 2 ? path.slice(2) : path;

/** Take away what an issue speaks of: a rule, a key of the version, or an unknown key. */
function leaveOut(root: Record<string, unknown>, { issue }: SchemaIssue): void {
  if (issue.code === "custom") return;
  const within = withoutVersion(issue.path);
  const prefix = issue.path.slice(0, issue.path.length - within.length);
  const version = prefix.reduce<unknown>(
    (value, key) => (value as Record<Key, unknown> | undefined)?.[key],
    root,
  );
  if (typeof version !== "object" || version === null) return;
  const target = version as Record<Key, unknown>;
  const [key, rule] = within;
  if (key === undefined) {
    for (const name of issue.code === "unrecognized_keys" ? issue.keys : []) delete target[name];
  } else if (
    key === "rules" &&
    rule !== undefined &&
    typeof target.rules === "object" &&
    target.rules !== null
  ) {
    delete (target.rules as Record<Key, unknown>)[rule];
  } else if (Object.hasOwn(HARMLESS, key)) {
    target[key] = HARMLESS[String(key)];
  } else {
    delete target[key];
  }
}
