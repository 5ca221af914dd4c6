import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it, onTestFinished } from "vitest";
import { main } from "../../../pipeline/main.ts";
import { openForLook } from "../../../pipeline/night/open-deployment.ts";
import { layoffReport, ServiceDeployment } from "./service-deployment.ts";

const TARGETS = `plans:
  - { id: plan, title: { zh: 规划, en: Plan }, from: 2022-01, to: 2026-12, source: 测试 }
targets:
  - { id: new-jobs, plan: plan, area: "152900", title: { zh: 城镇新增就业, en: New urban jobs }, unit: 人, kind: cumulative, target: 〔15000〕 }
`;

/** One process writes, many look: a second process, a real one, holds the database. */
const ROOT = resolve(import.meta.dirname, "../../..");

/** A deployment after a night, with its look-up copy. */
async function afterNight(): Promise<ServiceDeployment> {
  const service = new ServiceDeployment("2026-03-12 02:30").put(
    "152921",
    "裁减人员报告.csv",
    layoffReport("152921", 900, "2026-03-10"),
  );
  await service.round();
  return service;
}

/** Start a process that holds the database. */
async function holder(dir: string): Promise<{ readonly child: ChildProcess; release(): Promise<void> }> {
  const script = join(import.meta.dirname, "holding-process.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, dir], {
    cwd: ROOT,
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout!, "data");
  return {
    child,
    async release() {
      child.stdin!.write("go\n");
      if (child.exitCode === null) await once(child, "close");
    },
  };
}

async function run(args: readonly string[], at: string, onWait?: () => Promise<void>) {
  const [out, err] = [[] as string[], [] as string[]];
  let waited = 0;
  const code = await main([...args, "--lang", "zh-CN"], {
    now: () => new Date(at),
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    wait: async (milliseconds) => {
      waited += milliseconds;
      await onWait?.();
      await pause(1);
    },
  });
  return { out: out.join("\n"), err: err.join("\n"), code, waited };
}

describe("while another process holds the database", () => {
  const NOW = "2026-03-12T18:45:00Z";

  it("18: a night waits the time given, then refuses with who holds it since when; given back in time, it runs", async () => {
    const { dir } = await afterNight();
    const other = await holder(dir);
    const refused = await run(["night", dir, "--wait", "1"], NOW);
    expect(refused).toMatchObject({ code: 75, waited: 1000 });
    expect(refused.err).toContain(`自 2026-03-13 02:40 起由进程 ${other.child.pid}（night）占用`);
    expect(refused.err).not.toMatch(/^\s+at /m);
    let looks = 0;
    const ran = await run(["night", dir, "--wait", "30"], NOW, async () => {
      if (++looks === 3) await other.release();
    });
    expect([ran.code, ran.out]).toEqual([0, expect.stringContaining("2026年3月12日夜间处理")]);
  });

  it("looks are answered from the look-up copy, which names its time", async () => {
    const { dir } = await afterNight();
    writeFileSync(join(dir, "targets.yaml"), TARGETS);
    const other = await holder(dir);
    const looks: readonly (readonly string[])[] = [
      ["status", dir],
      ["duties", dir, "--to", "2026-03-11"],
      ["trace", dir, "1:2"],
      ["findings", dir],
      ["schedule", dir],
      ["targets", dir],
      ["scorecard", dir],
      ["explain", dir, "--area", "152921"],
    ];
    for (const args of looks) {
      const { code, out, err } = await run(args, NOW);
      expect([args[0], code, err.includes("error")], err).toEqual([args[0], 0, false]);
      expect(out.length, args[0]).toBeGreaterThan(0);
    }
    expect((await run(["status", dir], NOW)).out).toContain("2026-0001");
    const made = statSync(join(dir, "lookup/fengsui.duckdb")).mtime;
    const settings = join(dir, "fengsui.yaml");
    utimesSync(settings, new Date(made.getTime() + 60_000), new Date(made.getTime() + 60_000));
    const older = await run(["status", dir], NOW);
    expect(older.err).toMatch(/显示的是 \d{4}-\d\d-\d\d \d\d:\d\d 的查看副本：.*占用/);
    expect([older.code, older.out.includes("2026-0001")]).toEqual([0, true]);
    await other.release();
  });
});

it("a look that stays open holds up no night, and goes on with what it had", async () => {
  const service = await afterNight();
  const look = await openForLook(service.dir);
  expect(await service.round("2026-03-13 02:30")).toContain("2026-03-12 夜间处理完成");
  expect(await look.warehouse.rows("SELECT max(date) AS date FROM night")).toEqual([{ date: "2026-03-11" }]);
  look.close();
  expect(await service.rows("SELECT max(date) AS date FROM night")).toEqual([{ date: "2026-03-12" }]);
});

it("the look-up copy is the service's alone, and nothing is added to the readers' copy for it", async () => {
  const { dir } = await afterNight();
  const modeOf = (path: string) => statSync(join(dir, path)).mode & 0o777;
  expect([modeOf("lookup"), modeOf("lookup/fengsui.duckdb")]).toEqual([0o700, 0o600]);
  const dictionary = readFileSync(join(ROOT, "warehouse/TABLES.md"), "utf8");
  const documented = [...dictionary.matchAll(/^### `?(\w+)/gm)].map(([, name]) => name);
  const instance = await DuckDBInstance.create(join(dir, "published/fengsui.duckdb"), {
    access_mode: "READ_ONLY",
  });
  const connection = await instance.connect();
  const found = await connection.runAndReadAll(
    "SELECT table_name FROM duckdb_tables() UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal",
  );
  const tables = found.getRows().map(([name]) => String(name));
  connection.closeSync();
  instance.closeSync();
  expect(tables.length).toBeGreaterThan(15);
  expect(tables.filter((name) => !documented.includes(name))).toEqual([]);
});
