import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it, onTestFinished } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");

interface Command {
  readonly line: string;
  readonly code: number;
}

/** The commands of a page's marked blocks, each with the exit code that the mark names. */
const commandsIn = (page: string): Command[] =>
  [...page.matchAll(/<!-- run(?:: exit (\d+))? -->\n```sh\n([\s\S]*?)```/g)].flatMap(
    ([, code = "0", block = ""]) =>
      block
        .trim()
        .split("\n")
        .map((line) => ({ line, code: Number(code) })),
  );

it("the operator's page: its commands run as written", () => {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-page-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  // `npx fengsui` of a checkout, in a folder of its own.
  mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
  writeFileSync(
    join(folder, "node_modules/.bin/fengsui"),
    `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, "bin/fengsui.js")}" "$@"\n`,
    { mode: 0o755 },
  );
  const commands = commandsIn(readFileSync(join(ROOT, "docs/nights.md"), "utf8"));
  expect(commands.length).toBeGreaterThan(15);
  for (const { line, code } of commands) {
    const { status, stdout, stderr } = spawnSync("bash", ["-c", line], { cwd: folder, encoding: "utf8" });
    expect(status, `${line}\n${stdout}\n${stderr}`).toBe(code);
    expect(stdout + stderr, line).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  }
});

it("the two languages have the same commands", () => {
  const [english, chinese] = ["docs/nights.md", "docs/nights.zh-CN.md"].map((file) =>
    commandsIn(readFileSync(join(ROOT, file), "utf8")),
  );
  expect(chinese).toEqual(english);
});
