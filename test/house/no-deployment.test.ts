import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");

/** Every text file of the four rooms. */
const texts = ["pipeline", "warehouse", "rules", "reports"].flatMap((room) =>
  readdirSync(join(ROOT, room), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|sql|md|yaml|json)$/.test(name))
    .map((name) => ({ file: join(room, name), text: readFileSync(join(ROOT, room, name), "utf8") })),
);

function register(example: string): { code: string; name: string }[] {
  const [, ...lines] = readFileSync(join(ROOT, "examples", example, "areas.csv"), "utf8")
    .trim()
    .split("\n");
  return lines.map((line) => ({ code: line.split(",")[0]!, name: line.split(",")[1]! }));
}

const holding = (word: RegExp | string): string[] =>
  texts
    .filter(({ text }) => (typeof word === "string" ? text.includes(word) : word.test(text)))
    .map(({ file }) => file);

describe("the rooms know no deployment", () => {
  it("no name and no code of the Inner Mongolia register", () => {
    const areas = register("inner-mongolia");
    expect(areas).toHaveLength(118);
    for (const { code, name } of areas) {
      expect(holding(name), name).toEqual([]);
      expect(holding(new RegExp(`(?<!\\d)${code}(?!\\d)`)), code).toEqual([]);
    }
  });

  it("no name of the US register", () => {
    const names = new Set(register("us-states").map(({ name }) => name));
    expect(names.size).toBeGreaterThan(500);
    for (const name of names)
      expect(holding(new RegExp(`\\b${name.replace(/[.]/g, "\\.")}\\b`)), name).toEqual([]);
  });
});
