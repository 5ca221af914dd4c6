import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { importsOf, ROOMS, ROOT, readSource, sourceFiles } from "./source-files.ts";

/**
 * The floors of each room, the lowest first: a folder may import from the folders before it. `pipeline/main.ts` is the door and
 * stands above all.
 */
const FLOORS: Readonly<Record<(typeof ROOMS)[number], readonly string[]>> = {
  warehouse: [
    "engine",
    "load",
    "measure",
    "register",
    "review",
    "disclosure",
    "published",
    "asking",
    "health",
    "operation",
  ],
  rules: [
    ...["detectors", "calendar", "indicators", "definitions", "policy", "judge", "cases", "findings"],
    ...["targets", "backtest", "false-alarms", "policy-tests"],
  ],
  reports: ["language", "documents", "delivery", "views", "notices", "receipts", "reminders"],
  pipeline: ["intake", "deployment", "simulate", "acts", "night", "service", "commands", "main.ts"],
};

/** What else a folder may import: rooms, folders of other rooms, or single files. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  "pipeline/intake": ["warehouse", "rules/calendar/periods.ts"],
  "pipeline/deployment": ["warehouse", "rules", "reports/language", "reports/documents"],
  "pipeline/simulate": ["rules", "reports/language", "warehouse/engine/csv-line.ts"],
  "pipeline/acts": ["warehouse", "rules", "reports"],
  "pipeline/night": ["warehouse", "rules", "reports"],
  "pipeline/service": ["warehouse", "rules", "reports"],
  "pipeline/commands": ["warehouse", "rules", "reports"],
  // Verdicts, cases and their facts are read and written in these folders of rules alone.
  "rules/calendar": ["warehouse/engine/days.ts"],
  "rules/judge": ["warehouse"],
  "rules/cases": ["warehouse"],
  "rules/findings": ["warehouse"],
  "rules/backtest": ["warehouse"],
  ...Object.fromEntries(FLOORS.reports.map((folder) => [`reports/${folder}`, ["warehouse", "rules"]])),
};

/** Files of the folders above that read or write; the others of `rules/judge` and `rules/backtest` are pure. */
const RULES_THAT_READ =
  /^rules\/(judge\/(read-facts|read-areas|evaluate|revised|revised-cases|judged-periods|verdict-log|open-cases)\.ts|cases\/|findings\/|backtest\/read-past\.ts)/;

/** Day arithmetic stands once, in the lowest room; rules take it from here. */
const DAYS_OF_RULES = "rules/calendar/periods.ts";

const files = sourceFiles(...ROOMS);
const folderOf = (file: string): string => file.split("/").slice(0, 2).join("/");
const roomOf = (file: string) => file.split("/")[0] as (typeof ROOMS)[number];
const isInRooms = (path: string): boolean => ROOMS.some((room) => path.startsWith(`${room}/`));

/** Whether a file of one folder may import another file, by the floors and what else is allowed. */
function mayImport(file: string, imported: string): boolean {
  const [from, to] = [folderOf(file), folderOf(imported)];
  if (from === to) return true;
  const floors = FLOORS[roomOf(file)];
  if (roomOf(file) === roomOf(imported)) {
    return floors.indexOf(to.split("/")[1]!) < floors.indexOf(from.split("/")[1]!);
  }
  return (ALSO[from] ?? []).some((allowed) => imported === allowed || imported.startsWith(`${allowed}/`));
}

/** Files that import each other in a circle, by their types too: each with the way back to itself. */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>();
  const found: string[][] = [];
  const walk = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file);
    if (at >= 0) found.push([...way.slice(at), file]);
    if (at >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) walk(next, [...way, file]);
    done.add(file);
  };
  for (const file of graph.keys()) walk(file, []);
  return found;
}

describe("who may import whom", () => {
  it("finds the rooms", () => expect(files.length).toBeGreaterThan(80));

  it.each(ROOMS)("%s has these folders and nothing loose but the door", (room) => {
    const paths = readdirSync(join(ROOT, room), { recursive: true, withFileTypes: true });
    const entries = paths
      .filter((entry) => entry.isFile() && !entry.name.endsWith(".md"))
      .map((entry) => relative(join(ROOT, room), join(entry.parentPath, entry.name)).split("/")[0]);
    expect([...new Set(entries)].sort()).toEqual([...FLOORS[room]].sort());
  });

  it.each(files)("%s", (file) => {
    for (const imported of importsOf(file).filter(isInRooms)) {
      expect(mayImport(file, imported), `${file} imports ${imported}`).toBe(true);
      if (roomOf(file) === "rules" && imported.startsWith("warehouse/") && file !== DAYS_OF_RULES) {
        expect(file, `imports ${imported}`).toMatch(RULES_THAT_READ);
      }
    }
  });

  it("no circle, also none by types only", () => {
    expect(circles(new Map(files.map((file) => [file, importsOf(file).filter(isInRooms)])))).toEqual([]);
    expect(
      circles(
        new Map([
          ["a", ["b"]],
          ["b", ["c"]],
          ["c", ["a"]],
        ]),
      ),
    ).toEqual([["a", "b", "c", "a"]]);
  });

  it("nothing imports the conductor", () => {
    const conductor = /^pipeline\/(main\.ts$|night\/|service\/|commands\/)/;
    const importers = files.filter(
      (file) => !conductor.test(file) && importsOf(file).some((imported) => conductor.test(imported)),
    );
    expect(importers).toEqual([]);
  });

  it("only the warehouse speaks to DuckDB", () => {
    expect(
      files.filter((file) => importsOf(file).includes("@duckdb/node-api") && !file.startsWith("warehouse/")),
    ).toEqual([]);
  });

  it("commands ask for data and print it: no SQL but what a person asks the readers' copy", () => {
    const asking = ["ask/describe.ts", "ask/sql.ts"].map((file) => `pipeline/commands/${file}`);
    const strays = files.filter(
      (file) =>
        file.startsWith("pipeline/commands/") &&
        !asking.includes(file) &&
        /["`(]\s*SELECT\s/.test(readSource(file)),
    );
    expect(strays).toEqual([]);
  });

  it("no clock, no console and no exit below the entry", () => {
    const strays = files.filter(
      (file) =>
        file !== "pipeline/main.ts" &&
        /new Date\(\)|Date\.now\(|console\.|process\.exit\(/.test(readSource(file)),
    );
    expect(strays).toEqual([]);
  });
});
