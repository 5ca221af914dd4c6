import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runNight } from "../../../pipeline/night/night.ts";
import { openDeployment } from "../../../pipeline/night/open-deployment.ts";
import { nightByClock, nightOf } from "../../../pipeline/night/request.ts";
import { mailLines } from "../../../pipeline/night/summary.ts";
import { lastNight } from "../../../warehouse/measure/nights.ts";
import { layoffReport, ServiceDeployment } from "./service-deployment.ts";

/** Situations of nights, mail and clocks that were tried on the product; each is what should happen in it. */
const CASES = "SELECT case_id, seq, date, kind, tier_to AS tier FROM case_event ORDER BY ALL";
const STATES = "SELECT state, count(*) AS count FROM delivery GROUP BY ALL ORDER BY ALL";
const NIGHTS = "SELECT date, counts->>'files' AS files FROM night WHERE state = 'done' ORDER BY id";
const mine = layoffReport("152921", 900, "2026-03-10");
const DOWN = { outcome: "session", detail: "421 the server is down", stage: "greeting" } as const;

describe("mail between nights", () => {
  it("1: stopped while it sends, the service goes on sending and publishing when it starts", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30").put("152921", "裁减人员报告.csv", mine);
    service.peer.answer = () => {
      if (service.peer.taken.length === 2) service.stopping.abort();
      return "sent";
    };
    await service.round().catch(() => undefined);
    expect(service.peer.taken.length).toBeLessThan(9);
    service.peer.answer = () => "sent";
    await service.restart().round("2026-03-12 02:31");
    const ids = service.peer.taken.map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await service.rows(STATES)).toEqual([{ state: "sent", count: ids.length }]);
    expect(await service.round("2026-03-12 02:40")).toContain("无待办事项");
  });

  it("2: a server that is down at the bell gets the mail in the first round after it is up", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30").put("152921", "裁减人员报告.csv", mine);
    service.peer.answer = () => DOWN;
    expect(await service.round()).toContain("421 the server is down");
    await service.round("2026-03-12 03:30");
    expect(service.peer.taken).toEqual([]);
    service.peer.answer = () => "sent";
    await service.round("2026-03-12 03:35");
    expect(await service.rows(STATES)).toEqual([{ state: "sent", count: service.peer.taken.length }]);
  });

  it("3: 451 at every try is tried for days, and then stands where everybody looks", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30").put("152921", "裁减人员报告.csv", mine);
    service.peer.answer = ({ to }) =>
      to.startsWith("head.152921") ? { outcome: "try-again", detail: "451 later", stage: "rcpt-to" } : "sent";
    await service.round();
    const tries = async () =>
      (
        await service.rows<{ state: string; attempts: number }>(
          "SELECT state, attempts FROM delivery WHERE recipient LIKE 'head.152921%' AND notice IN (SELECT id FROM notice)",
        )
      )[0]!;
    for (let hour = 1; hour < 70; hour += hour < 8 ? 1 : 6)
      await service.round(later("2026-03-12 02:40", hour));
    expect(await tries()).toMatchObject({ state: "waiting" });
    expect((await tries()).attempts).toBeGreaterThan(8);
    for (let hour = 70; hour < 90; hour += 6) await service.round(later("2026-03-12 02:40", hour));
    expect(await tries()).toMatchObject({ state: "dead" });
    const opened = await openDeployment(service.dir);
    expect((await mailLines(opened)).join("\n")).toContain("head.152921");
    opened.close();
    expect(
      service.peer.taken.filter(({ to }) => to.startsWith("operator")).map(({ subject }) => subject),
    ).toHaveLength(1);
  });

  it("26: a password that is not set stops the sending alone", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30").put("152921", "裁减人员报告.csv", mine);
    const settings = join(service.dir, "fengsui.yaml");
    writeFileSync(
      settings,
      readFileSync(settings, "utf8").replace(
        "transport: outbox",
        "transport: smtp\n  host: 127.0.0.1\n  port: 9\n  user: me\n  passwordFrom: MAIL_PASSWORD",
      ),
    );
    service.effects = { transport: undefined } as never;
    expect(await service.round()).toContain("MAIL_PASSWORD");
    expect(await service.rows(CASES)).toHaveLength(1);
    expect(await service.rows(STATES)).toEqual([{ state: "waiting", count: 9 }]);
  });
});

describe("what is known moves one way", () => {
  it("12: a correction after the bell, run by hand for the same day, is known later, and the next bell opens nothing", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30").put("152921", "裁减人员报告.csv", mine);
    await service.round();
    service
      .at("2026-03-12 09:00")
      .put("152921", "裁减人员报告_2.csv", layoffReport("152921", 9, "2026-03-10"));
    const opened = await openDeployment(service.dir, { transport: service.peer });
    await runNight(opened, nightOf(opened.deployment, "2026-03-11", "2026-03-11", new Date(service.now)));
    opened.close();
    await service.round("2026-03-13 02:30");
    expect(await service.rows(CASES)).toEqual([
      { case_id: "2026-0001", seq: 1, date: "2026-03-11", kind: "opened", tier: "I" },
      { case_id: "2026-0001", seq: 2, date: "2026-03-11", kind: "lifted", tier: null },
    ]);
    const instants = await service.rows<{ as_of: string }>("SELECT as_of FROM night ORDER BY id");
    expect(instants.map(({ as_of }) => as_of)).toEqual(instants.map(({ as_of }) => as_of).sort());
  });

  it("13: a night dated after today is refused, unless the deployment is for practice", async () => {
    const service = new ServiceDeployment("2026-03-12 10:00");
    const opened = await openDeployment(service.dir);
    const now = new Date(service.now);
    expect(() => nightOf(opened.deployment, "2027-03-11", null, now)).toThrow("has not come");
    expect(nightOf(opened.deployment, "2026-03-12", null, now).asOf).toBe(now.toISOString());
    opened.close();
    appendFileSync(join(service.dir, "fengsui.yaml"), "rehearsal: true\n");
    const practice = await openDeployment(service.dir);
    expect(nightOf(practice.deployment, "2027-03-11", null, now).asOf).toBe("2027-03-11T15:59:59.999Z");
    practice.close();
  });

  it("14: a clock three days back is named, its bells ring, and what comes meanwhile is judged", async () => {
    const service = new ServiceDeployment("2026-03-14 02:30");
    await service.round();
    service.elapsed += 600_000;
    service.at("2026-03-11 02:40", { set: true }).put("152921", "裁减人员报告.csv", mine);
    expect(await service.round()).toContain("系统时钟被回拨");
    expect(await service.round("2026-03-12 02:30")).toContain("按 2026-03-13 重做夜间处理");
    expect(await service.rows(CASES)).toMatchObject([{ date: "2026-03-13", kind: "opened", tier: "I" }]);
    await service.round("2026-03-13 02:30");
    await service.round("2026-03-14 02:30");
    expect(await service.round("2026-03-15 02:30")).toContain("2026-03-14 夜间处理完成");
    expect(await service.rows(CASES)).toHaveLength(1);
  });

  it("16: a report that lay there during an outage is judged on the day it came in", async () => {
    const service = new ServiceDeployment("2026-03-06 02:30");
    await service.round();
    service
      .at("2026-03-08 11:00")
      .put("152921", "裁减人员报告.csv", layoffReport("152921", 900, "2026-03-07"));
    service
      .at("2026-03-11 08:00")
      .put("152922", "裁减人员报告.csv", layoffReport("152922", 900, "2026-03-10"));
    await service.restart().round();
    expect(await service.rows(NIGHTS)).toEqual([
      { date: "2026-03-05", files: "0" },
      { date: "2026-03-06", files: "0" },
      { date: "2026-03-07", files: "0" },
      { date: "2026-03-08", files: "1" },
      { date: "2026-03-09", files: "0" },
      { date: "2026-03-10", files: "0" },
    ]);
    await service.round("2026-03-12 02:30");
    expect(await service.rows(CASES)).toMatchObject([
      { date: "2026-03-08", kind: "opened" },
      { date: "2026-03-11", kind: "opened" },
    ]);
  });

  it("17: after a long outage it names what it skips, and prints a line a night", async () => {
    const service = new ServiceDeployment("2026-01-06 02:30");
    await service.round();
    const printed = await service.restart().round("2026-02-15 09:00");
    expect(printed).toContain("2026-01-06 至 2026-01-13 共8夜停机过久，不再补做");
    const lines = printed.split("\n").filter((line) => line.includes("夜间处理已补做"));
    expect(lines).toHaveLength(31);
    expect(lines[0]).toContain("2026-01-14 夜间处理已补做：报送0份，事项变动0项，预警提示0份");
    expect(printed.split("\n").filter((line) => line.includes("夜间处理\n"))).toEqual([]);
    const skipped = await service.rows(
      "SELECT due_at FROM job_run WHERE job = 'night' AND state = 'skipped'",
    );
    expect(skipped).toHaveLength(8);
  });

  it("29: the same night again tells what that night did", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30").put("152921", "裁减人员报告.csv", mine);
    await service.round();
    const opened = await openDeployment(service.dir, { transport: service.peer });
    const last = (await lastNight(opened.warehouse))!.date;
    const again = await runNight(opened, nightByClock(opened.deployment, last, new Date(service.now)));
    expect(again.repeated).toBe(true);
    const { summaryOf } = await import("../../../pipeline/night/summary.ts");
    expect(await summaryOf(opened, again)).toMatch(/新增 Ⅰ级（红色）[\s\S]*发出预警提示9封/);
    opened.close();
  });
});

describe("what the disk does", () => {
  it("23: a copy that could not be published is published when it can be, by the same night or the next round", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30");
    const blocked = join(service.dir, "published", "fengsui.duckdb.part", "in-the-way");
    mkdirSync(blocked, { recursive: true });
    expect(await service.round()).toContain("更新查询副本失败");
    expect(await service.rows("SELECT state FROM job_run WHERE job = 'publish'")).toEqual([
      { state: "failed" },
    ]);
    rmSync(join(blocked, ".."), { recursive: true });
    expect(await service.round("2026-03-12 02:40")).toContain("查询副本已更新");
  });

  it("24: a full disk refuses the night before it is begun, and it runs when there is room", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30").put("152921", "裁减人员报告.csv", mine);
    let free = 2_500_000;
    service.effects = { freeBytes: () => free };
    expect(await service.round()).toMatch(/磁盘空间不足.*剩余 2 MB/);
    expect(await service.rows("FROM night")).toEqual([]);
    free = 1e12;
    await service.round("2026-03-12 02:45");
    expect(await service.rows(CASES)).toHaveLength(1);
  });

  it.each<[string, (file: string) => void, RegExp]>([
    ["a block damaged", (file) => overwrite(file, 300_000, 4_000), /有数据块读不出/],
    ["cut off", (file) => truncateSync(file, 1_000_000), /比上次关闭时短/],
    ["zeroed", (file) => overwrite(file, 0, 4096), /不是数据库文件/],
    ["gone", (file) => rmSync(file), /不存在/],
    ["with a log of junk beside it", (file) => writeFileSync(`${file}.wal`, "junk".repeat(100)), /日志/],
  ])("25: a database %s is named before anything is written", async (_name, damage, named) => {
    const service = new ServiceDeployment("2026-03-12 02:30");
    await service.round();
    const file = join(service.dir, "fengsui.duckdb");
    damage(file);
    cpSync(service.dir, `${service.dir}.as-it-was`, { recursive: true });
    const printed = await service.round("2026-03-13 02:30");
    expect(printed).toMatch(named);
    expect(printed).toContain("请从备份恢复");
    for (const name of ["fengsui.duckdb", "fengsui.duckdb.wal"])
      expect(bytesOf(join(service.dir, name))).toEqual(bytesOf(join(`${service.dir}.as-it-was`, name)));
    expect(await service.round("2026-03-13 08:00"), "the operator hears of it by mail").toContain(
      "夜间处理到07:00未完成",
    );
    expect(service.peer.taken.filter(({ to }) => to.startsWith("operator"))).toHaveLength(1);
    await service.round("2026-03-13 09:00");
    expect(service.peer.taken.filter(({ to }) => to.startsWith("operator"))).toHaveLength(1);
  });

  it("25: a log of junk beside a database that was not closed is named", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30");
    await service.round();
    rmSync(join(service.dir, "fengsui.duckdb.state"));
    writeFileSync(join(service.dir, "fengsui.duckdb.wal"), "junk".repeat(100));
    expect(await service.round("2026-03-13 02:30")).toContain("不是数据库日志");
  });

  it("an older database put back whole is used, and that is said", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30");
    await service.round();
    const file = join(service.dir, "fengsui.duckdb");
    cpSync(file, `${file}.backup`);
    await service.round("2026-03-13 02:30");
    cpSync(`${file}.backup`, file);
    const printed = await service.round("2026-03-13 02:40");
    expect(printed).toContain("is not the file that was closed last");
    expect(printed).toContain("2026-03-12 夜间处理完成");
  });
});

const later = (from: string, hours: number): string => {
  const instant = new Date(Date.parse(`${from.replace(" ", "T")}:00Z`) + hours * 3_600_000);
  return instant.toISOString().slice(0, 16).replace("T", " ");
};

function overwrite(file: string, from: number, count: number): void {
  const bytes = readFileSync(file);
  bytes.fill(0x5a, from, from + count);
  writeFileSync(file, bytes);
}

function bytesOf(path: string): string | null {
  try {
    return readFileSync(path).toString("base64");
  } catch {
    return null;
  }
}

it("13: a night that a wrong clock ran a year ahead is named, and every bell repeats it instead of being silent", async () => {
  const service = new ServiceDeployment("2027-03-12 02:30");
  await service.round();
  service.restart().at("2026-03-12 02:30", { set: true });
  rmSync(join(service.dir, "service"), { recursive: true });
  expect(await service.round()).toContain("按 2027-03-11 重做夜间处理");
  expect(await service.round("2026-03-13 02:30")).toContain("按 2027-03-11 重做夜间处理");
  const health = JSON.parse(readFileSync(join(service.dir, "service", "health.json"), "utf8"));
  expect(health).toMatchObject({ state: "trouble", setBack: { from: expect.stringMatching(/^2027/) } });
});
