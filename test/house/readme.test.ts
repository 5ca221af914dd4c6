import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { main } from "../../pipeline/main.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "fengsui-readme-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Run one command of the README, with its relative paths below a folder of the test's own; what it printed. */
async function run(command: string): Promise<string> {
  const words = command.split(/\s+/).map((word) => (/^road(\/|$)/.test(word) ? join(folder, word) : word));
  if (words[0] === "cp") {
    const from = words[2]!;
    cpSync(from, join(words[3]!, from.split("/").at(-1)!), { recursive: true });
    return "";
  }
  expect(words.slice(0, 2)).toEqual(["npx", "fengsui"]);
  const said: string[] = [];
  const effects = {
    now: () => new Date("2026-11-23T00:00:00Z"),
    out: (text: string) => void said.push(text),
    err: () => undefined,
  };
  expect(await main(words.slice(2), effects)).toBe(0);
  return said.join("\n");
}

/** What people read: the READMEs, the documents by reader in both languages, and the notes for contributors. */
const DOCUMENTS = [
  ...["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "SECURITY.md"],
  ...readdirSync(join(ROOT, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
  ...["pipeline", "warehouse", "rules", "reports", "bench", "examples"].map((room) => `${room}/README.md`),
];

describe.each(DOCUMENTS)("%s", (file) => {
  const text = readFileSync(join(ROOT, file), "utf8");

  it("names files that exist", () => {
    const named = [
      ...text.matchAll(/`((?:pipeline|warehouse|rules|reports|examples|test|bench)\/[^`\s*]*)`/g),
    ].map((match) => join(ROOT, match[1]!));
    const linked = [...text.matchAll(/\]\(((?!http)[^)#]+)\)/g)].map((match) =>
      join(ROOT, dirname(file), match[1]!),
    );
    for (const path of [...named, ...linked]) expect(existsSync(path), path).toBe(true);
  });
});

describe("the documents", () => {
  it.each(["README.md", "README.zh-CN.md"])("%s is what a newcomer needs: under 120 lines", (file) => {
    expect(readFileSync(join(ROOT, file), "utf8").split("\n").length).toBeLessThan(120);
  });

  it("exist in both languages, with the same headings in number", () => {
    const english = DOCUMENTS.filter((file) => /^docs\/[a-z]+\.md$/.test(file));
    expect(english.map((file) => file.slice(5, -3)).sort()).toEqual([
      ...["cases", "clerk", "developer", "nights", "offices", "operator", "policy", "statistician"],
    ]);
    const headings = (file: string) => readFileSync(join(ROOT, file), "utf8").match(/^##? /gm)?.length;
    for (const file of ["README.md", ...english])
      expect(headings(file.replace(/\.md$/, ".zh-CN.md")), file).toBe(headings(file));
  });
});

describe("Follow one row", () => {
  it("runs as written, and the transcript is what it prints", async () => {
    for (const file of ["README.md", "README.zh-CN.md"]) {
      rmSync(join(folder, "road"), { recursive: true, force: true });
      const text = readFileSync(join(ROOT, file), "utf8");
      const block = /```sh\n(npx fengsui init road[\s\S]*?)```/.exec(text)![1]!;
      let last = "";
      for (const command of block.trim().split("\n")) last = await run(command);
      const transcript = /<!-- trace -->\n```text\n([\s\S]*?)\n```\n<!-- \/trace -->/.exec(text)![1];
      expect(last).toBe(transcript);
    }
  });
});
