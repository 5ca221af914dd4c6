import { isCollection, isMap, isNode, isPair, LineCounter, type Node, parseDocument } from "yaml";
import type { z } from "zod";
import { bilingual, bilingualLines, isTextKey } from "../../reports/language/bilingual.ts";
import type { Text } from "../../rules/indicators/define.ts";
import { allowedKeys } from "./allowed-keys.ts";
import { checkValue, type SchemaIssue } from "./schema-issues.ts";

/** One mistake in a deployment's files: where it stands and what is allowed there. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly message: Text;
}

/** `policy.yaml:12: …`, one line for a person. */
export const problemLine = ({ file, line, message }: Problem): Text => ({
  zh: `${file}:${line}: ${message.zh}`,
  en: `${file}:${line}: ${message.en}`,
});

/** Every problem on its line, with their number below, or above where the place is named that they were found in. */
export function problemsText(problems: readonly Problem[], where?: string): Text {
  const lines = problems.map(problemLine);
  const count = problems.length;
  return where === undefined
    ? bilingualLines([...lines, bilingual("error.mistakes", { count })])
    : bilingualLines([bilingual("error.mistakes-in", { where, count }), ...lines]);
}

/**
 * Read a YAML file against its schema; every mistake goes to `problems` with its line, and the result is then
 * undefined.
 */
export function readYaml<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  file: string,
  problems: Problem[],
): z.output<Schema> | undefined {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const lineOf = (offset: number | undefined) => (offset === undefined ? 1 : counter.linePos(offset).line);
  for (const error of document.errors) {
    const reason = (error.message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:$/, "");
    problems.push({ file, line: lineOf(error.pos[0]), message: bilingual("error.not-yaml", { reason }) });
  }
  if (document.errors.length > 0) return undefined;
  const result = checkValue(schema, document.toJS() ?? {});
  if (result.success) return result.data;
  for (const found of result.issues) {
    const { issue } = found;
    const keys = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0]!] : issue.path;
    problems.push({
      file,
      line: lineOf(offsetOf(document.contents, keys)),
      message: withKnownKeys(schema, issue, withPath(found)),
    });
  }
  return undefined;
}

const withPath = ({ issue: { path }, text }: SchemaIssue): Text =>
  path.length === 0 ? text : bilingual("error.at-path", { path: path.map(String).join("."), message: text });

/** A message on an unknown key, with the keys allowed in its place. */
function withKnownKeys(schema: z.ZodType, issue: z.core.$ZodIssue, message: Text): Text {
  if (issue.code !== "unrecognized_keys" || isTextKey(issue.message)) return message;
  const keys = allowedKeys(schema, issue.path);
  return keys.length > 0 ? bilingual("error.known-keys", { message, keys }) : message;
}

/** The line of the value at a path in a YAML text, or of its nearest parent. */
export function lineOfPath(text: string, path: readonly PropertyKey[]): number {
  const counter = new LineCounter();
  const offset = offsetOf(parseDocument(text, { lineCounter: counter }).contents, path);
  return offset === undefined ? 1 : counter.linePos(offset).line;
}

/** The offset of the value at a path; of the nearest existing parent if the value is missing. */
function offsetOf(root: Node | null, path: readonly PropertyKey[]): number | undefined {
  let node: unknown = root;
  let offset = root?.range?.[0];
  for (const key of path) {
    if (!isCollection(node)) break;
    const pair = isMap(node)
      ? node.items.find((item) => String(isNode(item.key) ? item.key.toJSON() : item.key) === String(key))
      : undefined;
    if (pair && isPair(pair)) {
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else {
      node = node.get(typeof key === "number" ? key : String(key), true);
      if (!isNode(node)) break;
      offset = node.range?.[0] ?? offset;
    }
  }
  return offset;
}
