import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inspectDeployment, loadDeployment } from "../../../pipeline/deployment/load.ts";
import { problemLine } from "../../../pipeline/deployment/problems.ts";
import { UserError } from "../../../pipeline/deployment/user-error.ts";
import type { Text } from "../../../rules/indicators/define.ts";

const ROOT = join(import.meta.dirname, "../../..");
const WRONG = join(ROOT, "test/settings/wrong");
/** Which file of a deployment each schema reads. */
const FILES = {
  settings: "fengsui.yaml",
  policy: "policy.yaml",
  offices: "offices.yaml",
  mapping: "mappings/wrong.yaml",
  targets: "targets.yaml",
} as const;

/** A wrong file with the mistakes its first comment lines name: `# settings, line 4: zone: an IANA time zone`. */
function wrongFile(name: string) {
  const text = readFileSync(join(WRONG, name), "utf8");
  const heads = [...text.matchAll(/^# (settings|policy|offices|mapping|targets), line (\d+): (.+)$/gm)];
  const kind = heads[0]?.[1] as keyof typeof FILES | undefined;
  return {
    text,
    kind,
    mistakes: heads.map(([, , line, message]) => ({ line: Number(line), message: message! })),
  };
}

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "fengsui-wrong-"));
  cpSync(join(ROOT, "examples/inner-mongolia"), dir, { recursive: true });
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** The mistakes found in the example when one of its files is replaced by this text. */
const inspectWith = (file: string, text: string): string[] => linesWith(file, text).map(({ en }) => en);

function linesWith(file: string, text: string): Text[] {
  const path = join(dir, file);
  const before = file === FILES.mapping ? null : readFileSync(path);
  writeFileSync(path, text);
  try {
    return inspectDeployment(dir).problems.map(problemLine);
  } finally {
    if (before === null) rmSync(path);
    else writeFileSync(path, before);
  }
}

test.each(readdirSync(WRONG))("%s is explained with its line, and nothing else is", (name) => {
  const { text, kind, mistakes } = wrongFile(name);
  expect(kind, "its first line names the schema, the line and the message").toBeDefined();
  expect(name.startsWith(`${kind}-`), "its name begins with the schema").toBe(true);
  const file = FILES[kind!];
  const found = inspectWith(file, text);
  expect(found).toHaveLength(mistakes.length);
  for (const [at, { line, message }] of mistakes.entries()) {
    expect(found[at]).toMatch(new RegExp(`^${file}:${line}: `));
    expect(found[at]).toContain(message);
  }
});

test.each(readdirSync(WRONG))("%s is explained in Chinese too, every place filled", (name) => {
  const { text, kind } = wrongFile(name);
  for (const { zh, en } of linesWith(FILES[kind!], text)) {
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(`${zh}${en}`).not.toMatch(/\{\w+\}|error\./);
    expect(zh).toContain(/^\S+:\d+: /.exec(en)![0]);
  }
});

test.each([
  ["a mark of direction", "offices.yaml", (text: string) => text.replace(/name: /, "name: \u202e"), "U+202E"],
  [
    "one that is escaped",
    "offices.yaml",
    (text: string) => text.replace(/name: (.*)/, 'name: "$1\\u202e"'),
    "\\u202e",
  ],
  ["a control character", "areas.csv", (text: string) => text.replace(/内蒙古/, "内\u0007蒙古"), "U+0007"],
  [
    "a personal number",
    "offices.yaml",
    (text: string) => text.replace(/name: (.*)/, "name: 王某13812345678"),
    "138****678",
  ],
] as const)("%s in a name of the settings is refused", (_, file, spoil, shown) => {
  const before = readFileSync(join(dir, file), "utf8");
  const found = inspectWith(file, spoil(before));
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(shown);
});

test("text that is no YAML is explained with its line", () => {
  const [first, ...more] = inspectWith("fengsui.yaml", "language: en\nzone: [Asia/Shanghai\nnight: now\n");
  expect(first).toMatch(/^fengsui\.yaml:3: Flow sequence/);
  expect(more).toEqual([]);
});

describe("a whole deployment", () => {
  test.each(["inner-mongolia", "us-states"])("the example %s has no mistake", (example) => {
    expect(inspectDeployment(join(ROOT, "examples", example)).problems.map(problemLine)).toEqual([]);
  });

  test("an empty folder is told all that is missing", () => {
    const empty = mkdtempSync(join(tmpdir(), "fengsui-empty-"));
    try {
      const printed = inspectDeployment(empty)
        .problems.map((problem) => problemLine(problem).en)
        .join("\n");
      for (const file of ["fengsui.yaml", "policy.yaml", "offices.yaml", "areas.csv", "calendar.csv"])
        expect(printed).toContain(`${file}:1: missing`);
      expect(printed).toContain("mappings/:1: no mapping");
    } finally {
      rmSync(empty, { recursive: true });
    }
  });

  test("mistakes in several files come at once, as one error for a person", () => {
    const policy = readFileSync(join(dir, "policy.yaml"), "utf8");
    writeFileSync(join(dir, "policy.yaml"), policy.replace("coverageFloor: 0.8", "coverageFloor: 8"));
    writeFileSync(join(dir, "mappings/wrong.yaml"), "id: x\n");
    const load = () => loadDeployment(dir);
    expect(load).toThrow(UserError);
    expect(load).toThrow(/mistake\(s\):\n.*policy\.yaml:\d+: coverageFloor[\s\S]*mappings\/wrong\.yaml:1: /);
    rmSync(join(dir, "mappings/wrong.yaml"));
    writeFileSync(join(dir, "policy.yaml"), policy);
    expect(load().policy.coverageFloor).toBe(0.8);
  });
});
