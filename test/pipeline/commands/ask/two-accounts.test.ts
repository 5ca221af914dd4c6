import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ACCOUNTS, SharedMachine, whyNot } from "./two-accounts.ts";

const reason = whyNot();
it.skipIf(reason === null)(`two accounts are not tried: ${reason}`, () => undefined);

const HEADER =
  "行政区划代码,报告期,期初参保人数,本期新增参保人数,本期减少参保人数,期末参保人数,期末领取失业保险金人数,本期新增领取人数\n";
const CLAIMS = "SELECT value FROM figure WHERE indicator = 'new-claims' AND area = '152900'";

describe.skipIf(reason !== null)("two accounts on one machine", () => {
  let machine: SharedMachine;
  const path = (...parts: string[]) => join(machine.dir, ...parts);
  const modeOf = (...parts: string[]) => (statSync(path(...parts)).mode & 0o7777).toString(8);
  const night = (date: string) => {
    const { status, stderr } = machine.run("service", "night", "--date", date);
    expect([status, stderr.includes("Error")], stderr).toEqual([0, false]);
  };
  const logged = () =>
    existsSync(path("audit", "sql.jsonl"))
      ? readFileSync(path("audit", "sql.jsonl"), "utf8")
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line))
      : [];

  beforeAll(() => {
    machine = new SharedMachine();
    machine.deployment.put(
      "inbox/152921/失业保险月报_1.csv",
      `${HEADER}152921,2026-02,5000,40,90,4950,60,20\n`,
    );
    machine.deployment.put("inbox/152921/错表.csv", "没有的列\n1\n");
    // As an older version left it: open to everybody.
    chmodSync(machine.dir, 0o755);
    machine.handOver();
    night("2026-03-05");
  });
  afterAll(() => machine.remove());

  it("the folder is closed, and the copy and the spool are for the readers' group", () => {
    expect([modeOf(), modeOf("published"), modeOf("asked")]).toEqual(["710", "2750", "1730"]);
    expect(modeOf("published", "fengsui.duckdb")).toBe("640");
    for (const place of ["", "published", "asked", "published/fengsui.duckdb"])
      expect(statSync(path(place)), place).toMatchObject({
        uid: ACCOUNTS.service.uid,
        gid: ACCOUNTS.reader.gid,
      });
    for (const name of readdirSync(machine.dir).filter(
      (entry) => !["published", "asked", "inbox"].includes(entry),
    ))
      expect(Number.parseInt(modeOf(name), 8) & 0o077, name).toBe(0);
  });

  it("a reader asks, describes, explains a number and exports", () => {
    const asked = machine.run("reader", "sql", CLAIMS, "--format", "csv");
    expect([asked.stdout, asked.stderr, asked.status]).toEqual(["value\n20.0\n", "", 0]);
    expect(machine.run("reader", "describe", "figure").stdout).toContain("数据完整性");
    const out = join(machine.common, "claims.parquet");
    expect(machine.run("reader", "sql", CLAIMS, "--out", out).status).toBe(0);
    expect(statSync(out).uid).toBe(ACCOUNTS.reader.uid);
    const number = ["--indicator", "new-claims", "--area", "阿拉善盟", "--period", "2026-02"];
    const explained = machine.run("reader", "explain-number", ...number);
    expect(explained.stderr).toBe("");
    expect(explained.stdout).toMatch(/阿拉善盟，2026年2月：20人/);
    expect(explained.stdout).toMatch(/应报5份，实报1份[\s\S]*阿拉善左旗[\s\S]*由运行本服务的账户查看/);
    expect(explained.stdout).not.toContain("失业保险月报_1.csv");
    const why = ["explain", "--area", "阿拉善盟"] as const;
    expect(machine.run("reader", ...why).stderr).toContain("it is for the account that runs the service");
    expect(machine.run("service", ...why).stdout).toContain("判定说明");
    const operators = machine.run("service", "explain-number", ...number).stdout;
    expect(operators).toContain("失业保险月报_1.csv");
    const tables = (text: string) => text.slice(0, text.indexOf("\n=="));
    expect(tables(explained.stdout)).toBe(tables(operators));
  });

  it("each question lies in the spool under the reader's account until the night moves it into the audit", () => {
    const before = logged().length;
    const spooled = readdirSync(path("asked"));
    expect(spooled.length).toBeGreaterThanOrEqual(6);
    for (const name of spooled) expect(statSync(path("asked", name)).uid).toBe(ACCOUNTS.reader.uid);
    night("2026-03-06");
    expect(readdirSync(path("asked"))).toEqual([]);
    const added = logged().slice(before);
    expect(added).toHaveLength(2 * spooled.length);
    expect(added.every(({ uid }) => uid === ACCOUNTS.reader.uid)).toBe(true);
    expect(added.filter(({ sql }) => sql === CLAIMS)).toHaveLength(2);
  });

  it("a reader reads nothing but the copy, and changes nothing", () => {
    expect(machine.paths().length).toBeGreaterThan(20);
    for (const part of ["receipts", "archive", "audit", "outbox", "facts", "facts.key", "fengsui.duckdb"])
      expect(machine.paths(), part).toContain(path(part));
    expect(machine.openTo("reader")).toEqual([
      "./published",
      "./published/fengsui.duckdb",
      "./published/settings.json",
      "written: ./asked",
    ]);
    expect(machine.openTo("stranger")).toEqual([]);
  });

  it("a reader cannot list the spool, nor remove or replace what another left there", () => {
    machine.run("reader", "sql", "SELECT 'a question of somebody else'");
    const [name] = readdirSync(path("asked"));
    const tried = `
      const fs = require("fs"); const failed = [];
      const { place, folder } = JSON.parse(fs.readFileSync(0, "utf8"));
      const attempts = { list: () => fs.readdirSync(folder), remove: () => fs.unlinkSync(place), rename: () => fs.renameSync(place, place + "x"),
        write: () => fs.appendFileSync(place, "x"), cut: () => fs.truncateSync(place), folder: () => fs.rmdirSync(folder), open: () => fs.chmodSync(folder, 0o777) };
      for (const [name, attempt] of Object.entries(attempts)) try { attempt(); } catch (error) { failed.push(name); }
      console.log(JSON.stringify(failed));`;
    const failed = machine.script<string[]>("colleague", tried, {
      place: path("asked", name!),
      folder: path("asked"),
    });
    expect(failed).toEqual(["list", "remove", "rename", "write", "cut", "folder", "open"]);
  });

  it("what a hostile reader leaves in the spool is named with its account, and the night goes on", () => {
    const plant = `
      const fs = require("fs"); const folder = JSON.parse(fs.readFileSync(0, "utf8"));
      fs.symlinkSync(folder + "/../facts.key", folder + "/a.jsonl");
      require("child_process").execFileSync("mkfifo", [folder + "/b.jsonl"]);
      fs.writeFileSync(folder + "/c.jsonl", JSON.stringify({ event: "begun", sql: "SELECT 1", uid: 0, who: "root" }) + "\\n" + JSON.stringify({ event: "ended" }));
      console.log("[]");`;
    machine.script("colleague", plant, path("asked"));
    night("2026-03-07");
    const lines = logged().filter(({ uid }) => uid === ACCOUNTS.colleague.uid);
    expect(lines.map(({ event, kind }) => kind ?? event)).toEqual(["link", "no-file", "begun", "ended"]);
    expect(lines.some(({ who }) => who === "root")).toBe(false);
    expect(readdirSync(path("asked"))).toEqual([]);
  });

  it("an export follows no link that another planted, also where everybody may write", () => {
    const target = join(machine.common, "target.csv");
    writeFileSync(target, "mine", { mode: 0o666 });
    symlinkSync(target, join(machine.common, "planted.csv"));
    const answer = machine.run(
      "reader",
      "sql",
      CLAIMS,
      "--out",
      join(machine.common, "planted.csv"),
      "--force",
    );
    expect([answer.status, answer.stderr]).toEqual([2, expect.stringMatching(/a link stands there/)]);
    expect(readFileSync(target, "utf8")).toBe("mine");
    expect(machine.run("reader", "sql", CLAIMS, "--out", target).stderr).toMatch(
      /the file exists; with --force/,
    );
    expect(machine.run("reader", "sql", CLAIMS, "--format", "csv", "--out", machine.dir).stderr).toMatch(
      /no plain file/,
    );
  });

  it("whoever is not in the group is told so, and other commands are the operator's", () => {
    const stranger = machine.run("stranger", "sql", CLAIMS);
    expect([stranger.status, stranger.stderr]).toEqual([2, expect.stringMatching(/may not read the copy/)]);
    const status = machine.run("reader", "status");
    expect([status.status, status.stderr]).toEqual([2, expect.stringMatching(/belongs to another account/)]);
    expect(stranger.stderr + status.stderr).not.toMatch(/^\s+at /m);
  });
});
