import { isCollection, isMap, isNode, isPair, LineCounter, type Node, parseDocument } from "yaml";
import type { z } from "zod";
import { allowedKeys } from "./allowed-keys.ts";

/** One mistake in a deployment's files: where it stands and what is allowed there. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** `policy.yaml:12: …`, one line for a person. */
export const problemLine = ({ file, line, message }: Problem): string => `${file}:${line}: ${message}`;

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
    problems.push({ file, line: lineOf(error.pos[0]), message: error.message.split("\n")[0] ?? "not YAML" });
  }
  if (document.errors.length > 0) return undefined;
  const result = schema.safeParse(document.toJS() ?? {});
  if (result.success) return result.data;
  for (const issue of result.error.issues.flatMap(deepest)) {
    const keys = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0]!] : issue.path;
    problems.push({
      file,
      line: lineOf(offsetOf(document.contents, keys)),
      message: `${pathText(issue.path)}${issue.message}${allowed(schema, issue)}`,
    });
  }
  return undefined;
}

/** The keys allowed in place of an unknown key. */
function allowed(schema: z.ZodType, issue: z.core.$ZodIssue): string {
  if (issue.code !== "unrecognized_keys") return "";
  const keys = allowedKeys(schema, issue.path);
  return keys.length > 0 ? `; there are ${keys.join(", ")}` : "";
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
const pathText = (path: readonly PropertyKey[]): string =>
  path.length === 0 ? "" : `${path.map(String).join(".")}: `;

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
