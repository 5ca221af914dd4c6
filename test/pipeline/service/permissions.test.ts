import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MailServer } from "../../../bench/sim/mail-server.ts";
import { makeSmallRegion } from "../../../bench/sim/small-region.ts";
import { ActsFolder } from "../../../pipeline/acts/acts-folder.ts";
import { openForLook } from "../../../pipeline/night/open-deployment.ts";
import { copyState } from "../../../pipeline/night/publish.ts";
import { canBeTried, forbid, giveAway, OtherAccount } from "./other-account.ts";
import { layoffReport } from "./service-deployment.ts";

/** A service under another account, from which one path of its deployment is taken away and given back. */
const tried = canBeTried();
it.skipIf(tried)(
  "faults of permission are not tried: the tests must run as root, and another account read this checkout",
  () => undefined,
);

/** A stack trace; no fault of rights is a bug. */
const STACK = /^\s+at .*[:(]/m;

describe.skipIf(!tried)("a path that the service's account may not use", () => {
  let account: OtherAccount;
  let prepared: string;
  let folder: string;
  let dir: string;
  beforeAll(async () => {
    account = new OtherAccount();
    prepared = mkdtempSync(join(tmpdir(), "fengsui-account-"));
    makeSmallRegion(join(prepared, "region"));
    for (const name of ["acts", "service", "sending", "lookup"]) mkdirSync(join(prepared, "region", name));
    giveAway(prepared);
    const { printed } = await account.round(join(prepared, "region"), "2026-03-11 02:30");
    expect(printed).toContain("查询副本已更新");
  });
  afterAll(() => {
    account.end();
    rmSync(prepared, { recursive: true, force: true });
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fengsui-account-"));
    // With the times of its files: a look-up copy that seems older than the settings would be made anew.
    execFileSync("cp", ["-a", join(prepared, "region"), folder]);
    dir = join(folder, "region");
    const inbox = join(dir, "inbox/152921");
    mkdirSync(inbox, { recursive: true });
    writeFileSync(join(inbox, "裁减人员报告.csv"), layoffReport("152921", 900, "2026-03-10"));
    giveAway(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function rows<Row>(sql: string): Promise<Row[]> {
    const opened = await openForLook(dir);
    try {
      return await opened.warehouse.rows<Row>(sql);
    } finally {
      opened.close();
    }
  }

  /** Nothing is lost or doubled, and everything that was due is done. */
  async function isAllDone(letters = 9): Promise<void> {
    expect(await rows("SELECT file_name, state FROM submission")).toEqual([
      { file_name: "裁减人员报告.csv", state: "accepted" },
    ]);
    expect(await rows("SELECT date, kind, tier_to AS tier FROM case_event")).toEqual([
      { date: "2026-03-11", kind: "opened", tier: "I" },
    ]);
    expect(await rows("SELECT date FROM night WHERE state = 'done' ORDER BY id")).toEqual([
      { date: "2026-03-10" },
      { date: "2026-03-11" },
    ]);
    expect(await rows("SELECT state, count(*) AS count FROM delivery GROUP BY state")).toEqual([
      { state: "sent", count: letters },
    ]);
    expect(
      await rows("SELECT state FROM job_run WHERE job IN ('night', 'publish') AND state <> 'done'"),
    ).toEqual([]);
    const opened = await openForLook(dir);
    expect((await copyState(opened)).state).toBe("current");
    opened.close();
  }

  it.each<[string, number, { named: RegExp; goesOn: RegExp | null; byHand?: boolean }]>([
    [
      "published",
      0o555,
      {
        named: /更新查询副本失败.*published\/fengsui\.duckdb\.part.*Permission denied。请检查/,
        goesOn: /夜间处理完成/,
      },
    ],
    [
      "fengsui.duckdb",
      0o444,
      { named: /夜间处理失败.*\/fengsui\.duckdb 不能写入：.*Permission denied/, goesOn: null, byHand: true },
    ],
    [
      "fengsui.duckdb",
      0o000,
      { named: /夜间处理失败.*\/fengsui\.duckdb 不能写入：EACCES/, goesOn: null, byHand: true },
    ],
    ["archive", 0o555, { named: /夜间处理失败.*EACCES.*\/archive\/.*请检查/, goesOn: null, byHand: true }],
    [
      "outbox",
      0o555,
      { named: /发送邮件：成功0封，9封等待下次.*EACCES.*\/outbox\//, goesOn: /查询副本已更新/ },
    ],
    [
      "service",
      0o555,
      { named: /EACCES.*\/service\/clock\.json.*请检查/, goesOn: /夜间处理完成[\s\S]*查询副本已更新/ },
    ],
    [
      "lookup",
      0o555,
      {
        named: /look-up copy could not be made.*EACCES.*\/lookup\//,
        goesOn: /夜间处理完成[\s\S]*查询副本已更新/,
      },
    ],
    [
      "fengsui.yaml",
      0o000,
      { named: /查看状态失败.*EACCES.*\/fengsui\.yaml.*请检查/, goesOn: null, byHand: true },
    ],
    [".", 0o555, { named: /夜间处理失败.*\/fengsui\.duckdb 不能写入：EACCES/, goesOn: null }],
  ])(
    "%s %o: it is named with its cause, and what it kept back is done when it is mended",
    async (path, mode, { named, goesOn, byHand }) => {
      await account.round(dir, "2026-03-12 02:20");
      const give = forbid(join(dir, path), mode);
      if (byHand) {
        const { printed, code } = await account.command(
          ["night", dir, "--wait", "0", "--lang", "zh-CN"],
          "2026-03-12 02:29",
        );
        expect(printed).toMatch(/EACCES|Permission denied/);
        expect(printed).not.toMatch(STACK);
        expect(code).not.toBe(0);
      }
      const first = await account.round(dir, "2026-03-12 02:30");
      const second = await account.round(dir, "2026-03-12 02:36");
      give();
      expect(first.printed).toMatch(named);
      if (goesOn) expect(first.printed).toMatch(goesOn);
      expect(first.printed.match(/夜间处理完成/g) ?? []).toHaveLength(goesOn ? 1 : 0);
      expect(`${first.printed}\n${second.printed}`).not.toMatch(STACK);
      if (!/lookup|service/.test(path)) expect(second.printed).toMatch(named);
      await account.round(dir, "2026-03-12 02:50");
      await isAllDone();
    },
  );

  it("sending: no message leaves whose end could not be recorded, and all do once when it is mended", async () => {
    const server = new MailServer(0);
    const port = await server.listen();
    const settings = join(dir, "fengsui.yaml");
    const smtp = `transport: smtp\n  host: 127.0.0.1\n  port: ${port}\n  security: none`;
    writeFileSync(settings, readFileSync(settings, "utf8").replace("transport: outbox", smtp));
    const give = forbid(join(dir, "sending"), 0o555);
    const { printed } = await account.round(dir, "2026-03-12 02:30");
    expect(printed).toMatch(/发送邮件失败.*EACCES.*\/sending\/.*请检查/);
    expect(printed).toMatch(/夜间处理完成[\s\S]*查询副本已更新/);
    expect(printed).not.toMatch(STACK);
    expect(server.taken).toEqual([]);
    give();
    await account.round(dir, "2026-03-12 02:36");
    await server.close();
    expect(new Set(server.taken.map(({ messageId }) => messageId)).size).toBe(9);
    expect(server.taken).toHaveLength(9);
    await isAllDone();
  });

  it("acts: an act that cannot be answered is applied once, named, and answered when it is mended", async () => {
    const at = new Date("2026-03-11T12:00:00Z");
    const acts = new ActsFolder(dir);
    const name = acts.drop({ kind: "resend", at: at.toISOString(), by: "张三", what: "no-such" }, at);
    giveAway(join(dir, "acts"));
    const give = forbid(join(dir, "acts"), 0o555);
    const { printed } = await account.round(dir, "2026-03-12 02:30");
    give();
    expect(printed).toMatch(new RegExp(`${name.slice(0, 20)}.*EACCES`));
    expect(printed).toMatch(/夜间处理完成[\s\S]*查询副本已更新/);
    expect(printed).not.toMatch(STACK);
    expect(acts.waiting()).toEqual([name]);
    await account.round(dir, "2026-03-12 02:36");
    expect([acts.waiting(), readdirSync(join(dir, "acts/done"))]).toEqual([[], [name]]);
    expect(await rows("SELECT count(*) AS count FROM act")).toEqual([{ count: 1 }]);
    await isAllDone();
  });
});
