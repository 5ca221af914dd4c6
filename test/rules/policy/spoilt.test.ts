import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { readPolicyFile } from "../../../pipeline/deployment/policy-file.ts";
import type { Problem } from "../../../pipeline/deployment/problems.ts";
import { stream } from "../../../rules/detectors/random.ts";

const RIGHT: unknown = parse(readFileSync(join(import.meta.dirname, "right.yaml"), "utf8"));
const JUNK = [
  null,
  0,
  -1,
  1e9,
  0.5,
  "",
  "x",
  true,
  [],
  {},
  [null],
  { x: 1 },
  [[]],
  "2026-02-30",
  { above: 1, below: 2 },
];

/** Every path to a value within a value. */
function pathsOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [[...path]];
  return [[...path], ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

/** A copy of a value with another one at a path; without it where the other is undefined. */
function replaced(value: unknown, path: readonly string[], other: unknown): unknown {
  if (path.length === 0) return other;
  const copy = structuredClone(value) as Record<string, unknown>;
  const holder = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy);
  const key = path.at(-1)!;
  if (other !== undefined) holder[key] = other;
  else if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
  return copy;
}

function read(value: unknown) {
  const problems: Problem[] = [];
  const text = stringify(value) ?? "";
  const found = readPolicyFile(text, "policy.yaml", problems, []);
  const lines = text.split("\n").length;
  for (const { line, message } of problems) {
    expect(line).toBeGreaterThan(0);
    expect(line).toBeLessThanOrEqual(lines);
    expect(`${message.zh}${message.en}`).not.toMatch(/\{\w+\}|error\.[a-z]|undefined|NaN/);
  }
  return { found, problems };
}

describe("a policy with junk in any place is explained, and never a bug", () => {
  const shapes = [
    ["alone", (policy: unknown) => policy],
    [
      "among versions",
      (policy: unknown) => ({
        versions: [
          policy,
          { ...(RIGHT as object), version: "3", validFrom: "2027-01-01", mutes: [], drills: [] },
        ],
      }),
    ],
  ] as const;

  it.each(shapes)("every value once, %s", (_, shape) => {
    const { uniform } = stream(17, "spoilt");
    for (const path of pathsOf(RIGHT)) {
      const other = JUNK[Math.floor(uniform() * JUNK.length)];
      const { found, problems } = read(shape(replaced(RIGHT, path, other)));
      if (!found) expect(problems.length, `${path.join(".")}: ${JSON.stringify(other)}`).toBeGreaterThan(0);
    }
  });

  it("every key left out", () => {
    for (const path of pathsOf(RIGHT).slice(1)) {
      const { found, problems } = read(replaced(RIGHT, path, undefined));
      if (!found) expect(problems.length, path.join(".")).toBeGreaterThan(0);
    }
  });

  it.each([
    null,
    [],
    3,
    "x",
    { versions: null },
    { versions: [null] },
    { versions: { a: 1 } },
    { versions: [[]] },
  ])("a file of %j", (value) => {
    const { found, problems } = read(value);
    expect(found).toBe(null);
    expect(problems.length).toBeGreaterThan(0);
  });
});
