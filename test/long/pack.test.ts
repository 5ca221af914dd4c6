import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
/** Compressed; the fonts of pictures and documents are 3 MB of it, the libraries that draw and write them 1 MB. */
const MOST_BYTES = 8_000_000;

let folder: string;
let pack: string;
const run = (command: string, args: readonly string[], cwd: string): string =>
  execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fengsui-pack-"));
  run("npm", ["pack", "--pack-destination", folder], ROOT);
  pack = join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz"))!);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("the pack is at most 8 MB and holds what runs, and no test", () => {
  expect(statSync(pack).size).toBeLessThan(MOST_BYTES);
  const names = run("tar", ["tzf", pack], folder).trim().split("\n");
  expect(names).toEqual(
    expect.arrayContaining([
      "package/bin/fengsui.js",
      "package/dist/pipeline/main.js",
      "package/dist/warehouse/asking/child.js",
      "package/dist/warehouse/measure/indicators/layoff-rate.sql",
      "package/dist/reports/documents/fonts/NotoSansSC-Regular.ttf",
      "package/dist/reports/documents/fonts/LICENSE",
      "package/examples/inner-mongolia/areas.csv",
      "package/docs/operator.md",
      "package/LICENSE",
      "package/NOTICE",
      "package/npm-shrinkwrap.json",
    ]),
  );
  expect(names.filter((name) => /\/test\/|\.tsx?$/.test(name))).toEqual([]);
});

// exceljs, which writes the forms that offices fill in, takes 54 MB of them.
it("npm ci --omit=dev works in it, in at most 175 MB", () => {
  run("tar", ["xzf", pack], folder);
  const installed = join(folder, "package");
  run("npm", ["ci", "--omit=dev", "--no-audit", "--no-fund"], installed);
  const kilobytes = Number(run("du", ["-sk", "node_modules"], installed).split("\t")[0]);
  expect(kilobytes / 1024).toBeLessThanOrEqual(175);
});

it("installed for all, it is a command whose demo runs in an empty folder", () => {
  const prefix = join(folder, "prefix");
  run("npm", ["install", "--global", "--prefix", prefix, "--no-audit", "--no-fund", pack], folder);
  const empty = join(folder, "empty");
  mkdirSync(empty);
  const fengsui = join(prefix, "bin/fengsui");
  expect(run(fengsui, ["--version"], empty)).toMatch(/^0\.1\.0(\+[0-9a-f]{12}(\.changed)?)?\n$/);
  const printed = run(fengsui, ["demo", "--to", "2026-01-03", "--lang", "en"], empty);
  expect(printed).toContain("demo/outbox");
  expect(readdirSync(empty)).toEqual(["demo"]);
  expect(run(fengsui, ["sql", "demo", "SELECT count(*) AS areas FROM area"], empty)).toContain("118");
});
