import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
const ROOMS = ["pipeline", "warehouse", "rules", "reports"];

/** Which rooms a file of a room may import from, besides its own; the conductor (`*`) may import all. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "pipeline/intake": ["warehouse", "rules/calendar/periods.ts", "pipeline/deployment/user-error.ts"],
  "pipeline/deployment": ["warehouse", "rules", "pipeline/intake", "pipeline/deployment/user-error.ts"],
  "pipeline/simulate": [
    "rules",
    "pipeline/intake",
    "pipeline/deployment",
    "pipeline/deployment/user-error.ts",
  ],
  pipeline: ["*"],
  "rules/detectors": [],
  rules: ["warehouse", "rules/detectors"],
  reports: ["warehouse", "rules"],
  warehouse: [],
};
/** In rules, only where verdicts, cases and their facts are read or written. */
const RULES_THAT_READ = [
  "rules/judge/read-facts.ts",
  "rules/judge/evaluate.ts",
  "rules/judge/rejudge.ts",
  "rules/judge/verdict-log.ts",
  "rules/cases/",
  "rules/findings/",
  "rules/backtest/read-past.ts",
];

const files = ROOMS.flatMap((room) =>
  readdirSync(join(ROOT, room), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(room, name)),
);

/** What a file imports, as paths from the root; packages as they are named. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  const named = [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1]!);
  return named.map((name) =>
    name.startsWith(".") ? relative(ROOT, resolve(ROOT, dirname(file), name)) : name,
  );
}

const roomOf = (file: string): string =>
  Object.keys(MAY_IMPORT)
    .filter((room) => file.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0]!;

describe("who may import whom", () => {
  it("finds the rooms", () => expect(files.length).toBeGreaterThan(80));

  it.each(files)("%s", (file) => {
    const room = roomOf(file);
    const allowed = MAY_IMPORT[room]!;
    for (const imported of importsOf(file)) {
      if (!ROOMS.some((own) => imported.startsWith(`${own}/`))) continue;
      const inside = roomOf(imported) === room || allowed.includes("*");
      const fits = allowed.some((own) => imported === own || imported.startsWith(`${own}/`));
      expect(inside || fits, `${file} imports ${imported}`).toBe(true);
      if (room === "rules" && imported.startsWith("warehouse/")) {
        expect(
          RULES_THAT_READ.some((own) => file.startsWith(own)),
          `${file} imports ${imported}`,
        ).toBe(true);
      }
    }
  });

  it("nothing imports the conductor", () => {
    const conductor = /^pipeline\/(main|night|night-steps|schedule|house|clock)\.ts$|^pipeline\/commands\//;
    const importers = files.filter(
      (file) =>
        !/^pipeline\/[^/]+\.ts$|^pipeline\/commands\//.test(file) &&
        importsOf(file).some((own) => conductor.test(own)),
    );
    expect(importers).toEqual([]);
  });

  it("only the warehouse speaks to DuckDB", () => {
    expect(
      files.filter((file) => importsOf(file).includes("@duckdb/node-api") && !file.startsWith("warehouse/")),
    ).toEqual([]);
  });

  it("no clock, no console and no exit below the entry", () => {
    const strays = files.filter(
      (file) =>
        file !== "pipeline/main.ts" &&
        /new Date\(\)|Date\.now\(|console\.|process\.exit/.test(readFileSync(join(ROOT, file), "utf8")),
    );
    expect(strays).toEqual([]);
  });
});
