import { z } from "zod";
import { type BilingualFilling, bilingual, isTextKey } from "../../reports/language/bilingual.ts";
import type { Text } from "../../rules/indicators/define.ts";

/** One mistake that a schema found, with its text in both languages. */
export interface SchemaIssue {
  readonly issue: z.core.$ZodIssue;
  readonly text: Text;
}

const chinese = z.locales.zhCN().localeError;

/**
 * The mistakes of a value that a schema refused. The schema parses once more for the Chinese messages. A message that is a key of the
 * catalogue is translated from there, its `params` filled in.
 */
export function schemaIssues(
  schema: z.ZodType,
  value: unknown,
  issues: readonly z.core.$ZodIssue[],
): SchemaIssue[] {
  const inChinese = (schema.safeParse(value, { error: chinese }).error?.issues ?? issues).flatMap(deepest);
  return issues
    .flatMap(deepest)
    .map((issue, index) => ({ issue, text: issueText(issue, inChinese[index] ?? issue) }));
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
