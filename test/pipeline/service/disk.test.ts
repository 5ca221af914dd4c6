import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { makeSmallRegion } from "../../../bench/sim/small-region.ts";
import { openForLook } from "../../../pipeline/night/open-deployment.ts";
import { copyState } from "../../../pipeline/night/publish.ts";
import { layoffReport, ServiceDeployment } from "./service-deployment.ts";

/** Real disks that are full or take nothing: file systems in memory, of some megabytes. */
const SIZE = "96m";

/** Whether a file system can be mounted here. */
function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-mount-"));
  try {
    if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "none", folder]).status !== 0) return false;
    return spawnSync("umount", [folder]).status === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const tried = canMount();
it.skipIf(tried)("full disks are not tried: no file system can be mounted here", () => undefined);

/** A service whose deployment lies on a small disk of its own. */
function onSmallDisk(now: string): ServiceDeployment {
  const service = new ServiceDeployment(now);
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${SIZE}`, "none", service.dir]);
  onTestFinished(() => void execFileSync("umount", [service.dir]));
  makeSmallRegion(service.dir);
  return service;
}

/** Two reports: a closure, and a thousand rows that more than fill what the disk gives before it refuses. */
function report(service: ServiceDeployment): ServiceDeployment {
  const many = Array.from({ length: 1000 }, (_, at) =>
    layoffReport("150802", 1, "2026-03-10", `L${at}`).split("\n")[1]!.replace("一号矿", `${at}号矿`),
  );
  const header = layoffReport("150802", 1, "2026-03-10").split("\n")[0];
  return service
    .put("152921", "裁减人员报告.csv", layoffReport("152921", 900, "2026-03-10"))
    .put("150802", "裁减人员报告_2.csv", `${header}\n${many.join("\n")}\n`);
}

const ballastOf = ({ dir }: ServiceDeployment): string => join(dir, "ballast");

/** Write until the disk takes nothing more. */
function fill(service: ServiceDeployment): void {
  const file = openSync(ballastOf(service), "w");
  const block = Buffer.alloc(1 << 16);
  try {
    for (;;) writeSync(file, block);
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe("ENOSPC");
  } finally {
    closeSync(file);
  }
}

/** What must be that of an undisturbed run. */
const KEPT = [
  "SELECT sender, file_name, state, accepted, refused FROM submission ORDER BY ALL",
  "SELECT area, event_key, workers_affected FROM fact_layoff_report ORDER BY ALL",
  "SELECT date, area, rule, outcome, tier FROM verdict WHERE date = '2026-03-11' AND occasion IS NULL ORDER BY ALL",
  "SELECT date, area, kind, tier_to FROM case_event JOIN risk_case ON risk_case.id = case_id ORDER BY ALL",
  "SELECT office, tier, subject FROM notice ORDER BY ALL",
  "SELECT recipient, state, count(*) AS count FROM delivery GROUP BY ALL ORDER BY ALL",
  "SELECT date, count(*) AS count FROM night WHERE state = 'done' AND date = '2026-03-11' GROUP BY ALL",
];

async function keptIn(service: ServiceDeployment): Promise<unknown[]> {
  const kept: unknown[] = [];
  for (const sql of KEPT) kept.push(await service.rows(sql));
  const opened = await openForLook(service.dir);
  kept.push((await copyState(opened)).state);
  opened.close();
  return kept;
}

let known: unknown[] | undefined;

/** What an undisturbed round leaves behind; made once. */
async function undisturbed(): Promise<unknown[]> {
  if (known) return known;
  const service = report(new ServiceDeployment("2026-03-12 02:30"));
  await service.round();
  known = await keptIn(service);
  return known;
}

/** A round on a disk that takes nothing names the cause, and prints nothing as a bug. */
async function failsByName(service: ServiceDeployment, named: RegExp, now?: string): Promise<void> {
  const printed = await service.round(now);
  expect(printed).toMatch(named);
  expect(printed).not.toMatch(/^\s+at .*[:(]/m);
}

const FULL = /(?:失败，稍后再试：).*(?:No space left|ENOSPC|磁盘空间不足)/;

describe.skipIf(!tried)("a disk that fills in the middle of a night", () => {
  it.each<[string, RegExp, RegExp]>([
    [
      "while reports are taken in",
      /^\s*INSERT INTO fact_layoff_report/,
      /夜间处理失败.*No space left.*请检查/,
    ],
    ["while notices are written", /^\s*INSERT INTO notice/, /夜间处理失败.*No space left.*请检查/],
    [
      "while the readers' copy is written",
      /CREATE OR REPLACE TABLE published\.observation /,
      /夜间处理完成[\s\S]*更新查询副本失败.*No space left.*请检查/,
    ],
    ["while facts are shared", /^\s*COPY \(/, /夜间处理完成[\s\S]*更新查询副本失败.*No space left.*请检查/],
  ])(
    "%s: it is named, nothing is lost or doubled, and it goes on when there is room",
    async (_name, statement, named) => {
      const service = report(onSmallDisk("2026-03-12 02:30"));
      let isFilled = false;
      const beforeStatement = (sql: string) => {
        if (isFilled || !statement.test(sql)) return;
        isFilled = true;
        fill(service);
      };
      service.effects = { hooks: { beforeStatement } };
      await failsByName(service, named);
      await failsByName(service, FULL, "2026-03-12 02:36");
      rmSync(ballastOf(service));
      await service.round("2026-03-12 02:50");
      expect(await keptIn(service)).toEqual(await undisturbed());
    },
  );

  it("while mail is sent: what was taken and could not be recorded is repeated under its first Message-ID, five at most", async () => {
    const service = report(onSmallDisk("2026-03-12 02:30"));
    service.peer.answer = () => {
      if (service.peer.taken.length === 2) fill(service);
      return "sent";
    };
    await failsByName(service, FULL);
    service.peer.answer = () => "sent";
    await failsByName(service, FULL, "2026-03-12 02:36");
    rmSync(ballastOf(service));
    await service.round("2026-03-12 02:50");
    expect(await keptIn(service)).toEqual(await undisturbed());
    const ids = service.peer.taken.map(({ messageId }) => messageId);
    expect(ids.length - new Set(ids).size).toBeLessThanOrEqual(5);
    expect(new Set(service.peer.taken.map(({ to, subject }) => `${to} ${subject}`)).size).toBe(
      new Set(ids).size,
    );
  });
});

it.skipIf(!tried)(
  "a disk that is read only is named, and the service goes on when it can be written",
  async () => {
    const service = onSmallDisk("2026-03-11 02:30");
    await service.round();
    report(service.at("2026-03-11 12:00"));
    execFileSync("mount", ["-o", "remount,ro", service.dir]);
    const named = /夜间处理失败，稍后再试：.*fengsui\.duckdb 不能写入/;
    await failsByName(service, named, "2026-03-12 02:30");
    await failsByName(service, named, "2026-03-12 02:36");
    execFileSync("mount", ["-o", "remount,rw", service.dir]);
    await service.round("2026-03-12 02:50");
    expect(await keptIn(service)).toEqual(await undisturbed());
  },
);
