import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { catalogues } from "../../../reports/language/index.ts";
import { rules } from "../../../rules/definitions/index.ts";
import { findingKinds } from "../../../rules/findings/index.ts";
import type { Text } from "../../../rules/indicators/define.ts";
import { REFUSED_WORDS } from "./glossary.ts";

const ROOT = join(import.meta.dirname, "../../..");

/** Every Chinese text within a definition. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  if ("zh" in value && "en" in value) return [(value as Text).zh];
  return Object.values(value).flatMap(textsOf);
}

const docs = readdirSync(join(ROOT, "docs")).filter((name) => name.endsWith("zh-CN.md"));
const linesOf = (file: string): [string, string][] =>
  readFileSync(join(ROOT, file), "utf8")
    .split("\n")
    .map((line, at) => [`${file}:${at + 1}`, line]);
const places: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  catalogue: Object.entries(catalogues["zh-CN"]),
  rules: rules.flatMap((rule) => textsOf(rule).map((text) => [rule.id, text] as const)),
  findings: findingKinds.flatMap((kind) => textsOf(kind).map((text) => [kind.id, text] as const)),
  "pages for people": [...docs.map((name) => `docs/${name}`), "README.zh-CN.md"].flatMap(linesOf),
};

describe.each(Object.entries(places))("the words of the %s", (_, texts) => {
  test.each(REFUSED_WORDS)("hold $use, not $word", ({ word, right = {} }) => {
    const found = texts.flatMap(([at, text]) => {
      const match = word.exec(text);
      return match && !(at in right) ? [`${at}: ${match[0]}`] : [];
    });
    expect(found).toEqual([]);
  });
});

test("the search finds what it is to find, and a text has to be looked at", () => {
  const refused = (text: string) => REFUSED_WORDS.filter(({ word }) => word.test(text)).length;
  expect(refused("预警通知已上报，按阈值降级")).toBe(4);
  expect(refused("上报率、重新发送、单个企业规模裁员")).toBe(0);
  for (const texts of Object.values(places)) expect(texts.length).toBeGreaterThan(10);
});

/** What a letter to an office must not say: a command to type, or that somebody is to blame. */
const TO_OFFICES = /fengsui |\bDIR\b|\b(?:amendment|separate|lift|keep|explained|wrong)\b(?=[，。；]|$)/u;

test.each(findingKinds)(
  "$id asks in words, and tells no office to type a command",
  ({ question, message }) => {
    for (const text of [question.zh, message.zh]) expect(text).not.toMatch(TO_OFFICES);
    expect(question.en).not.toMatch(/\banswer (?:amendment|separate|lift|keep|explained|wrong)\b/u);
    expect(question.zh).not.toMatch(/谁|据实|造假|瞒|故意|为何不/u);
  },
);

test.each(
  Object.entries(catalogues["zh-CN"]).filter(([key]) =>
    /^(?:notice|item|measure|reply|episode|open|subject|present|finding\.(?:lead|not-public|question)|question|reminder|receipt\.(?!held-how)|letter|plan\.(?:subject|lead|foot|line))/u.test(
      key,
    ),
  ),
)("%s, a text of letters, names no command", (_, text) => {
  expect(text).not.toMatch(TO_OFFICES);
});

test("only a deployment's operator reads commands in letters", () => {
  expect(catalogues["zh-CN"]["operations.again"]).toContain("fengsui resend");
});
