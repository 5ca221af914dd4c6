import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { runNight } from "../../../../pipeline/night/night.ts";
import { completions, KNOWN_WORDS } from "../../../../reports/views/prompt-words.ts";
import { ROOT } from "../../../house/source-files.ts";
import { nightRequest } from "../../../night-request.ts";
import { SmallDeployment } from "../../../small-deployment.ts";

const hasScript = spawnSync("script", ["--version"]).status === 0;

const HEADER =
  "行政区划代码,报告期,期初参保人数,本期新增参保人数,本期减少参保人数,期末参保人数,期末领取失业保险金人数,本期新增领取人数\n";

describe("completion", () => {
  const words = [
    ...KNOWN_WORDS,
    { written: "阿拉善盟", meant: "152900" },
    { written: "area_name", meant: "area_name" },
  ];

  it.each([
    ["SELECT area_n", ["area_name"], "area_n"],
    ["sel", ["SELECT"], "sel"],
    ["WHERE indicator = '新增领取失", ["new-claims"], "新增领取失"],
    ["WHERE area = '阿拉", ["152900"], "阿拉"],
    ["SELECT 1 ", [], ""],
  ])("of %j gives names, and ids and codes for Chinese names", (line, hits, begun) => {
    expect(completions(line, words)).toEqual([hits, begun]);
  });
});

describe.skipIf(!hasScript)("the prompt on a terminal (skipped without script)", () => {
  const small = new SmallDeployment();
  const home = mkdtempSync(join(tmpdir(), "fengsui-test-"));
  const environment = { ...process.env, XDG_STATE_HOME: home, XDG_CONFIG_HOME: home, TERM: "xterm" };
  let child: ChildProcess | undefined;
  let screen = "";

  beforeAll(async () => {
    small.put("inbox/152921/失业保险月报_1.csv", `${HEADER}152921,2026-02,5000,40,90,4950,60,20\n`);
    const deployment = await small.open();
    await runNight(deployment, nightRequest(deployment, "2026-03-08", new Date(0)));
    small.close();
  });
  afterEach(() => child?.kill("SIGKILL"));
  afterAll(() => {
    small.remove();
    rmSync(home, { recursive: true, force: true });
  });

  /** The prompt in a pseudo-terminal. */
  async function open(): Promise<void> {
    screen = "";
    const command = `stty cols 200; ${process.execPath} ${join(ROOT, "bin/fengsui.js")} sql ${small.dir} --lang zh-CN`;
    child = spawn("script", ["-qefc", command, "/dev/null"], { env: environment });
    child.stdout!.on("data", (data: Buffer) => {
      screen += data.toString();
    });
    await shows("烽燧> ");
  }
  /** Write keys, and wait for what the screen then shows. */
  async function type(keys: string, text: string | RegExp): Promise<string> {
    screen = "";
    child!.stdin!.write(keys);
    return shows(text);
  }
  async function shows(text: string | RegExp): Promise<string> {
    for (let tries = 0; tries < 600; tries++) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what moves the cursor of a terminal
      const plain = screen.replace(/\u001b\[[0-9;?]*[A-Za-z]/gu, "").replaceAll("\r", "");
      if (typeof text === "string" ? plain.includes(text) : text.test(plain)) return plain;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`the terminal does not show ${text}: ${screen}`);
  }

  it("completes a Chinese name, answers, draws, writes, saves, is interrupted, and remembers", async () => {
    await open();
    await type("SELECT area_name, value FROM latest_fig", "latest_fig");
    await type("\t", "latest_figure".slice("latest_fig".length));
    await type(" WHERE indicator = '新增领取失", "新增领取失");
    await type("\t", "'new-claims");
    const answer = await type("'\n AND level = 'banner';\n", "共1行");
    expect(answer).toMatch(/阿拉善左旗 +│ +20/u);
    expect(await type(".chart bar\n", /█[\s\S]*烽燧> $/u)).toContain("阿拉善左旗");
    const file = join(home, "a.csv");
    await type(`.out ${file}\n`, "1行");
    expect(readFileSync(file, "utf8")).toMatch(/^\ufeffarea_name,value\n阿拉善左旗,20/u);
    await type(".save 左旗\n", "已保存为 左旗");
    await type(".query 左旗\n", "共1行");
    child!.stdin!.write("SELECT count(*) FROM range(100000000000) AS a, range(1000) AS b;\n");
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await type("\u0003", "已中断");
    expect(await type("SELECT 6 * 7 AS n;\n", "共1行")).toContain("42");
    await type("DROP TABLE night;\n", "只能执行 SELECT");
    await type(".foo\n", "没有这个命令");
    child!.stdin!.write("\u0004");
    await new Promise((resolve) => child!.on("exit", resolve));
    const history = join(home, "fengsui", "history");
    expect(statSync(history).mode & 0o077).toBe(0);
    await open();
    await type("\u001b[A", ".foo");
    await type("\u001b[A\u001b[A", "SELECT 6 * 7 AS n;");
  }, 120_000);

  it("a saved question is asked by its name from the shell too", () => {
    const args = [join(ROOT, "bin/fengsui.js"), "sql", small.dir, "--lang", "zh-CN", "--query"];
    const run = (name: string) =>
      spawnSync(process.execPath, [...args, name], { env: environment, encoding: "utf8" });
    expect(run("左旗").stdout).toContain("阿拉善左旗");
    expect(run("../../etc/passwd").stderr).toMatch(/\.\.\/\.\.\/etc\/passwd/u);
    expect(existsSync(join(home, "fengsui", "questions", "左旗.sql"))).toBe(true);
  });
});
