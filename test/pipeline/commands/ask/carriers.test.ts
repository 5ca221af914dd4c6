import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveQuestion } from "../../../../pipeline/commands/ask/saved-questions.ts";
import { main } from "../../../../pipeline/main.ts";
import { runNight } from "../../../../pipeline/night/night.ts";
import { nightRequest } from "../../../night-request.ts";
import { SmallDeployment } from "../../../small-deployment.ts";
import { STATEMENT_ATTACKS } from "../../../warehouse/asking/attacks.ts";
import { SHAPE_ATTACKS } from "../../../warehouse/asking/attacks-by-shapes.ts";

/** Attacks that the gate or the engine ends by itself, without a limit of time. */
const ATTACKS = [...STATEMENT_ATTACKS, ...SHAPE_ATTACKS].filter(
  ({ ends }) => ends === "refused" || ends === "failed",
);
const CONTENT = "the content of a secret file";

describe("what carries statements to the guard", () => {
  const small = new SmallDeployment();
  const home = mkdtempSync(join(tmpdir(), "fengsui-test-"));
  const secret = join(home, "secret.txt");
  const environment = { XDG_CONFIG_HOME: home };
  const written = (sql: string) => sql.replaceAll("{SECRET}", secret).replaceAll("{FOLDER}", home);
  const printed: string[] = [];
  const run = (...args: string[]) =>
    main(args, {
      ...{ now: () => new Date("2026-03-09T00:00:00Z"), environment },
      out: (text) => void printed.push(text),
      err: (text) => void printed.push(text),
    });

  beforeAll(async () => {
    writeFileSync(secret, CONTENT);
    const deployment = await small.open();
    await runNight(deployment, nightRequest(deployment, "2026-03-08", new Date(0)));
    small.close();
  });
  afterAll(() => {
    small.remove();
    rmSync(home, { recursive: true, force: true });
  });

  it("a notebook of every attack runs none of them", async () => {
    expect(ATTACKS.length).toBeGreaterThan(200);
    const file = join(home, "attacks.md");
    // A fence longer than any within, so that no statement ends its block.
    const blocks = ATTACKS.map(({ sql }) => `\`\`\`\`\`\`\`\`sql\n${written(sql)}\n\`\`\`\`\`\`\`\`\n`);
    writeFileSync(file, blocks.join("\n"));
    await run("ask", small.dir, file, "--lang", "zh-CN");
    const page = readFileSync(join(home, "attacks.html"), "utf8");
    expect(page.match(/此处语句未执行/gu)).toHaveLength(ATTACKS.length);
    expect(page).not.toContain(CONTENT);
    expect(page).not.toContain("root:x:");
  }, 300_000);

  it("a saved question is guarded as any other, and so is one that is drawn", async () => {
    for (const [at, { sql }] of ATTACKS.filter((_, index) => index % 12 === 0).entries()) {
      saveQuestion(`attack-${at}`, written(sql), environment);
      for (const more of [[], ["--chart", "bar"], ["--chart", "map", "--out", join(home, `${at}.svg`)]])
        expect(await run("sql", small.dir, "--query", `attack-${at}`, ...more), sql).toBe(2);
    }
    expect(printed.join("\n")).not.toContain(CONTENT);
  }, 300_000);

  it("no name of a question is a path", () => {
    for (const name of ["../x", "a/b", ".hidden", "", "a\0b", "latest-figures"])
      expect(() => saveQuestion(name, "SELECT 1", environment)).toThrow();
  });
});
