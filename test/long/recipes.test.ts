import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");

/** The recipes of CONTRIBUTING that have a patch: the patch, and the test files that must pass with it. */
const recipes = [
  ...readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8").matchAll(
    /^Patch: `([^`]+)`[^\n]*\nTests: ([^\n]+(?:\n`[^\n]+)*)/gm,
  ),
].map(([, patch = "", tests = ""]) => ({
  patch,
  tests: [...tests.matchAll(/`([^`]+)`/g)].map((match) => match[1]!),
}));

/** A copy of the checkout as it stands, without what is ignored. */
function copyOfCheckout(): string {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-recipe-"));
  const list = ["-c", "core.quotepath=off", "ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const names = execFileSync("git", list, { cwd: ROOT, encoding: "utf8" }).split("\0");
  for (const name of names.filter((name) => name !== ""))
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** Run a command of the project in a folder; what it printed when it failed, else nothing. */
function failureOf(folder: string, command: string, ...args: string[]): string {
  // Another vitest that inherits this one's variables would take itself for one of its workers.
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST|NODE_OPTIONS)/.test(name)),
  );
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    encoding: "utf8",
    env: { ...environment, CI: "true" },
  });
  return status === 0 ? "" : `${command} ${args.join(" ")}\n${stdout}\n${stderr}`;
}

it("there are three recipes with a patch", () => {
  expect(recipes.map(({ patch }) => patch)).toEqual([
    "test/long/recipes/add-a-report-column.patch",
    "test/long/recipes/add-a-rule.patch",
    "test/long/recipes/change-a-sentence.patch",
  ]);
});

describe.each(recipes)("$patch", ({ patch, tests }) => {
  it("applies, and types, lint and its tests pass", () => {
    const folder = copyOfCheckout();
    try {
      expect(failureOf(folder, "git", "apply", join(ROOT, patch))).toBe("");
      expect(failureOf(folder, "npx", "tsc", "--noEmit")).toBe("");
      expect(failureOf(folder, "npx", "biome", "check", ".")).toBe("");
      expect(tests.length).toBeGreaterThan(0);
      expect(failureOf(folder, "npx", "vitest", "run", ...tests)).toBe("");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
