import type { z } from "zod";
import { type BilingualFilling, bilingual, isTextKey } from "../../reports/language/bilingual.ts";
import type { Text } from "../../rules/indicators/define.ts";
import { messagesIn } from "./schema-messages.ts";

/** One mistake that a schema found, with its text in both languages. */
export interface SchemaIssue {
  readonly issue: z.core.$ZodIssue;
  readonly text: Text;
}

/** A value as its schema reads it, or the mistakes found in it. */
export type Checked<Value> =
  | { readonly success: true; readonly data: Value }
  | { readonly success: false; readonly issues: readonly SchemaIssue[] };

/**
 * Read a value by its schema. A value that is refused is parsed once more for the Chinese messages. A message that is a key of the
 * catalogue is translated from there, its `params` filled in: schemas of the rules and of the intake cannot read the catalogue.
 */
export function checkValue<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): Checked<z.output<Schema>> {
  const english = schema.safeParse(value, { error: messagesIn("en") });
  if (english.success) return english;
  const issues = english.error.issues.flatMap(deepest);
  const chinese =
    schema.safeParse(value, { error: messagesIn("zh-CN") }).error?.issues.flatMap(deepest) ?? [];
  return {
    success: false,
    issues: issues.map((issue, index) => ({ issue, text: issueText(issue, chinese[index] ?? issue) })),
  };
}

function issueText(issue: z.core.$ZodIssue, inChinese: z.core.$ZodIssue): Text {
  if (!isTextKey(issue.message)) return { zh: inChinese.message, en: issue.message };
  const fillings = issue.code === "custom" ? (issue.params ?? {}) : {};
  return bilingual(issue.message, fillings as Readonly<Record<string, BilingualFilling>>);
}

/** The issues of a failed union's intended branch: the one of the right type, with known keys, or the deepest. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const branches = issue.errors
    .map((branch) => branch.flatMap(deepest))
    .filter((branch) => branch.length > 0);
  const best = branches.sort(
    (a, b) => ofAnotherType(a) - ofAnotherType(b) || foreignKeys(a) - foreignKeys(b) || depth(b) - depth(a),
  )[0];
  if (!best) return [issue];
  return best.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

const ofAnotherType = (issues: readonly z.core.$ZodIssue[]): number =>
  Number(issues.some((issue) => issue.code === "invalid_type" && issue.path.length === 0));
const foreignKeys = (issues: readonly z.core.$ZodIssue[]): number =>
  issues.reduce((sum, issue) => sum + (issue.code === "unrecognized_keys" ? issue.keys.length : 0), 0);
const depth = (issues: readonly z.core.$ZodIssue[]): number =>
  Math.max(...issues.map((issue) => issue.path.length));
