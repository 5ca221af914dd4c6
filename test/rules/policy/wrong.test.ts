import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readAreas } from "../../../pipeline/deployment/areas.ts";
import { readPolicyFile } from "../../../pipeline/deployment/policy-file.ts";
import { type Problem, problemLine } from "../../../pipeline/deployment/problems.ts";

const WRONG = join(import.meta.dirname, "wrong");
const EXAMPLE = join(import.meta.dirname, "../../../examples/inner-mongolia");
const areas = readAreas(readFileSync(join(EXAMPLE, "areas.csv"), "utf8"), "areas.csv", []);

/** What is wrong in a policy, each mistake as a person reads it in both languages. */
function mistakesIn(text: string): string[] {
  const problems: Problem[] = [];
  readPolicyFile(text, "policy.yaml", problems, areas);
  return problems.map(problemLine).flatMap(({ zh, en }) => [`zh ${zh}`, `en ${en}`]);
}

/** The mistakes that a file's first lines name: `# 40 en rules.single-layoff.…`. */
const namedIn = (text: string): string[] =>
  [...text.matchAll(/^# (\d+) (zh|en) (.+)$/gm)].map(
    ([, line, language, message]) => `${language} policy.yaml:${line}: ${message}`,
  );

const files = readdirSync(WRONG);
const textOf = (name: string) => readFileSync(join(WRONG, name), "utf8");
const right = readFileSync(join(import.meta.dirname, "right.yaml"), "utf8");

describe("wrong policies, one file per mistake", () => {
  it("are more than seventy small edits of a right one", () => {
    expect(mistakesIn(right)).toEqual([]);
    expect(files.length).toBeGreaterThan(70);
  });

  it.each(files)("%s is refused with its line, the fault and the remedy, and for nothing besides", (name) => {
    const text = textOf(name);
    const found = mistakesIn(text);
    expect(found.length / 2).toBe(name.startsWith("two-") ? 2 : 1);
    expect(found).toEqual(namedIn(text));
    for (const line of found) expect(line).not.toMatch(/\{\w+\}|error\.[a-z]/);
  });

  it("no two files make the same mistake", () => {
    const bodies = files.map((name) => textOf(name).replace(/^#.*\n/gm, ""));
    expect(new Set(bodies).size).toBe(files.length);
  });
});
