import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../pipeline/main.ts";

/** Names of all commands, as the program itself lists them. */
async function commands(): Promise<string[]> {
  const said: string[] = [];
  const out = (text: string) => void said.push(text);
  await main(["--help"], { now: () => new Date(0), out, err: out });
  return [...said.join("\n").matchAll(/^ {2}([a-z][a-z-]+) /gm)].map((match) => match[1]!);
}

describe.each(["docs/operator.md", "docs/operator.zh-CN.md"])("%s", (file) => {
  it("lists every command of the program in its table, and none besides", async () => {
    const text = readFileSync(join(resolve(import.meta.dirname, "../.."), file), "utf8");
    const listed = [...text.matchAll(/^\| `npx fengsui ([a-z-]+)/gm)].map((match) => match[1]!);
    // `demo` stands below the table; `help` is the command line's.
    const known = (await commands()).filter((name) => name !== "demo" && name !== "help");
    expect(known.length).toBeGreaterThan(15);
    expect(listed.sort()).toEqual(known.sort());
  });
});
