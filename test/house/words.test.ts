import { parseSync } from "vite";
import { describe, expect, it } from "vitest";
import { ROOMS, readSource, sourceFiles } from "./source-files.ts";

/** Names that tell a reader nothing; alone they are refused everywhere in the code. */
const REFUSED_NAMES = ["own", "one", "it", "thing", "putAway", "takeCertain", "twinOf"];
/** Words that are refused as a part of a name too: private metaphors, and verbs for texts that nobody speaks. */
const REFUSED_WORDS = new Set([
  ...["own", "thing", "lane", "recall", "twin", "calm", "promise", "promises", "skill", "skills"],
  ...["told", "said", "say", "says", "tell", "tells", "house", "world"],
]);
/** What the language itself calls so. */
const BUILT_IN = ["Promise", "PromiseLike", "hasOwn"];
/** Keys of evidence that is stored already under such a name. */
const STORED: Readonly<Record<string, readonly string[]>> = { "rules/findings/parts-differ.ts": ["own"] };

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

/** Every node of a syntax tree. */
function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodesOf(child);
}

/** `ownWeight` → own, weight; `ROWS_TOLD` → rows, told. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .split(/[_$]+/)
    .map((word) => word.toLowerCase());

const isRefused = (name: string): boolean =>
  !BUILT_IN.includes(name) &&
  (REFUSED_NAMES.includes(name) || wordsOf(name).some((word) => REFUSED_WORDS.has(word)));

/** A source text with its tree and its comments. */
function parsed(file: string, text = readSource(file)) {
  const { program, comments, errors } = parseSync(file, text);
  expect(errors, file).toEqual([]);
  return { text, program: program as unknown as Node, comments };
}

/** Names in a source that are refused, each once. */
const refusedNames = (file: string, text?: string): string[] => [
  ...new Set(
    [...nodesOf(parsed(file, text).program)].flatMap(({ type, name }) =>
      (type === "Identifier" || type === "PrivateIdentifier") && isRefused(String(name))
        ? [String(name)]
        : [],
    ),
  ),
];

/** Exported functions of a source without a docstring right above them. */
function undocumented(file: string, source?: string): string[] {
  const { text, program, comments } = parsed(file, source);
  return (program.body as Node[]).flatMap((statement) => {
    const declaration = statement.declaration as Node | null | undefined;
    if (statement.type !== "ExportNamedDeclaration" || !declaration) return [];
    const documented = comments.some(
      ({ type, value, end }) =>
        type === "Block" && value.startsWith("*") && /^\s*$/.test(text.slice(end, statement.start)),
    );
    return documented ? [] : exportedFunctions(declaration);
  });
}

/** Names of the functions and classes that a declaration brings. */
function exportedFunctions(declaration: Node): string[] {
  if (/^(TSDeclare)?(Function|ClassDeclaration)/.test(declaration.type))
    return [String((declaration.id as Node).name)];
  return ((declaration.declarations as Node[] | undefined) ?? []).flatMap(({ id, init }) =>
    isNode(init) && /Function/.test(init.type) ? [String((id as Node).name)] : [],
  );
}

const rooms = sourceFiles(...ROOMS);

describe("words", () => {
  it.each([...rooms, ...sourceFiles("bench")])("%s names things by what they are", (file) =>
    expect(refusedNames(file)).toEqual(STORED[file] ?? []),
  );

  it.each(rooms)("%s has a docstring on every exported function", (file) =>
    expect(undocumented(file)).toEqual([]),
  );

  it("a refused name is found wherever it stands", () => {
    const text = "const ownWeight = (one: number) => ({ ROWS_TOLD: one }); Object.hasOwn({}, 'own');";
    expect(refusedNames("x.ts", text)).toEqual(["ownWeight", "one", "ROWS_TOLD"]);
  });

  it("a missing docstring is found", () => {
    const text =
      "/** Documented. */\nexport const a = () => 1;\n// no\nexport function b() {}\nexport const c = 1;";
    expect(undocumented("x.ts", text)).toEqual(["b"]);
  });
});
