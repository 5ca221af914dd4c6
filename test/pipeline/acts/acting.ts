import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { main } from "../../../pipeline/main.ts";
import { SmallDeployment } from "../../small-deployment.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const HEADER = "行政区划代码,报告编号,企业名称,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数";

let prepared: Promise<string> | undefined;

/** The database after a night with finding 1, made once: two layoff reports that may be the same. */
function databaseWithFinding(): Promise<string> {
  prepared ??= (async () => {
    const deployment = new SmallDeployment();
    process.once("exit", () => deployment.remove());
    const rows = [
      "152921,L1,样例煤业,,2026-03-10,2026-04-09,120,900",
      "152921,,样例煤业,,2026-03-12,,110,900",
    ];
    for (const [index, row] of rows.entries())
      deployment.put(`inbox/152921/裁减人员报告_${index}.csv`, `${HEADER}\n${row}\n`);
    await deployment.night("2026-03-12");
    deployment.close();
    return join(deployment.dir, "fengsui.duckdb");
  })();
  return prepared;
}

/** A deployment after a night with finding 1. Its database is closed. */
export async function deploymentWithFinding(): Promise<SmallDeployment> {
  const deployment = new SmallDeployment();
  copyFileSync(await databaseWithFinding(), join(deployment.dir, "fengsui.duckdb"));
  return deployment;
}

/** Run a command in this process, its waits a hundredth of what they are; what it printed, and its exit code. */
export async function run(args: readonly string[], at = "2026-03-13T01:00:00.000Z") {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main([...args, "--lang", "en"], {
    now: () => new Date(at),
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    wait: (milliseconds) => setTimeout(milliseconds / 100),
  });
  return { out: out.join("\n"), err: err.join("\n"), code };
}

/** Start a process of `act-process.ts`; it holds the database when this returns. */
export async function holder(dir: string, what: string) {
  const script = join(import.meta.dirname, "act-process.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, dir, what], { cwd: ROOT });
  const ended = once(child, "close");
  await once(child.stdout, "data");
  return {
    pid: child.pid!,
    /** Let it go on, and wait until it has ended. */
    async release(): Promise<void> {
      child.stdin.write("go\n");
      await ended;
    },
    /** Let it go on. */
    goOn: () => void child.stdin.write("go\n"),
    ended,
  };
}

/** Run the program itself in a process of its own. */
export async function program(args: readonly string[]): Promise<{ code: number; printed: string }> {
  const child = spawn(process.execPath, [join(ROOT, "bin/fengsui.js"), ...args], { cwd: ROOT });
  const printed: string[] = [];
  child.stdout.on("data", (data) => printed.push(String(data)));
  child.stderr.on("data", (data) => printed.push(String(data)));
  const [code] = await once(child, "close");
  return { code, printed: printed.join("") };
}
