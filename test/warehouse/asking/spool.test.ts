import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditFile, auditSpool } from "../../../warehouse/asking/audit.ts";
import type { BegunLine } from "../../../warehouse/asking/question.ts";
import { collectSpool, unfinishedInSpool } from "../../../warehouse/asking/spool.ts";
import { unfinishedQuestions } from "../../../warehouse/asking/unfinished.ts";

const begun = (id: string): BegunLine => ({
  ...{ event: "begun", id, at: "2026-03-11T00:00:00Z", who: "reader", sql: "SELECT 1", sha256: "0" },
  ...{ values: { area: "150000" }, format: "rows" },
});
const ended = (id: string) =>
  ({ event: "ended", id, milliseconds: 3, outcome: "answered", count: 1, cut: null }) as const;

describe("the spool of the audit", () => {
  let folder: string;
  let spool: string;
  let log: string;
  const path = (name: string) => join(spool, name);
  const logged = () =>
    existsSync(log)
      ? readFileSync(log, "utf8")
          .trim()
          .split("\n")
          .filter(Boolean)
          .map((line) => JSON.parse(line))
      : [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fengsui-spool-"));
    spool = join(folder, "asked");
    log = join(folder, "audit", "sql.jsonl");
    mkdirSync(spool);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("a question is one file, there before it is asked, and moves into the audit when it has ended", () => {
    const end = auditSpool(spool)(begun("q1"));
    expect(readFileSync(path("q1.jsonl"), "utf8")).toContain('"event":"begun"');
    expect(collectSpool(spool, log)).toMatchObject({ questions: 0, left: 1 });
    end(ended("q1"));
    expect(collectSpool(spool, log)).toEqual({ questions: 1, unfinished: 0, strange: [], left: 0 });
    expect(readdirSync(spool)).toEqual([]);
    const uid = statSync(folder).uid;
    const [first, second] = logged();
    expect(first).toMatchObject({
      event: "begun",
      id: `${uid}/q1.jsonl`,
      uid,
      claimed: "reader",
      sql: "SELECT 1",
    });
    expect(second).toMatchObject({ event: "ended", id: first.id, outcome: "answered", milliseconds: 3 });
    expect(statSync(log).mode & 0o077).toBe(0);
  });

  it("nothing is replaced: a question whose file is there already is not asked", () => {
    auditSpool(spool)(begun("q1"));
    expect(() => auditSpool(spool)(begun("q1"))).toThrow(/EEXIST/);
    symlinkSync(join(folder, "elsewhere"), path("q2.jsonl"));
    expect(() => auditSpool(spool)(begun("q2"))).toThrow(/EEXIST/);
    expect(existsSync(join(folder, "elsewhere"))).toBe(false);
  });

  it("a question without an end is there to be seen, in the spool and in the audit", async () => {
    auditSpool(spool)(begun("q1"));
    expect(unfinishedInSpool(spool)).toMatchObject([{ at: "2026-03-11T00:00:00Z" }]);
    auditFile(log)(begun("a"));
    auditFile(log)(begun("b"))(ended("b"));
    appendFileSync(log, '{"event":"beg');
    expect((await unfinishedQuestions(log)).map(({ id }) => id)).toEqual(["a"]);
  });

  const HOSTILE: readonly (readonly [string, string, (place: string) => void])[] = [
    ["link", "a link to a file", (place) => symlinkSync("/etc/passwd", place)],
    ["link", "a link to nothing", (place) => symlinkSync("/not-there", place)],
    ["link", "a link to a folder", (place) => symlinkSync("/etc", place)],
    ["no-file", "a pipe that nobody writes to", (place) => void execFileSync("mkfifo", [place])],
    ["no-file", "a folder", (place) => mkdirSync(place)],
    [
      "too-large",
      "a file of eight gigabytes",
      (place) => {
        writeFileSync(place, "");
        truncateSync(place, 8_000_000_000);
      },
    ],
    ["no-question", "an empty file", (place) => writeFileSync(place, "")],
    ["no-question", "no JSON", (place) => writeFileSync(place, "\0\u00ff{")],
    ["no-question", "JSON that is no object", (place) => writeFileSync(place, "[1]\nnull")],
    [
      "no-question",
      "an end without a beginning",
      (place) => writeFileSync(place, JSON.stringify(ended("x"))),
    ],
    [
      "no-question",
      "a statement that is no text",
      (place) => writeFileSync(place, '{"event":"begun","sql":{"a":1}}'),
    ],
    [
      "several-names",
      "a second name of somebody's file",
      (place) => {
        writeFileSync(join(folder, "victim"), JSON.stringify(begun("v")));
        linkSync(join(folder, "victim"), place);
      },
    ],
  ];
  it.each(HOSTILE)("%s: %s is named, removed, and stops nothing", (kind, _, plant) => {
    plant(path("hostile.jsonl"));
    auditSpool(spool)(begun("q1"))(ended("q1"));
    const { strange, questions, left } = collectSpool(spool, log);
    expect(strange.map((entry) => entry.kind)).toEqual([kind]);
    expect([questions, left]).toEqual([1, 0]);
    expect(readdirSync(spool)).toEqual([]);
    expect(logged().map(({ event }) => event)).toEqual(["strange", "begun", "ended"]);
    expect(existsSync("/etc/passwd")).toBe(true);
  });

  it("a folder that is full stays, and what is beside it is moved", () => {
    mkdirSync(path("full"));
    writeFileSync(path("full/a"), "");
    auditSpool(spool)(begun("q1"))(ended("q1"));
    expect(collectSpool(spool, log)).toMatchObject({ questions: 1, left: 1 });
    expect(collectSpool(spool, log)).toMatchObject({ questions: 0, left: 1 });
  });

  it("who asks is the file's account, whatever stands in it; other fields are not taken over", () => {
    const lines = [
      { ...begun("someone/else"), uid: 0, who: "root", admin: true, sql: "x".repeat(9000) },
      { ...ended("another"), uid: 0, outcome: "invented", extra: { a: 1 } },
    ];
    writeFileSync(path("\u001b[2J.jsonl"), lines.map((line) => JSON.stringify(line)).join("\n"));
    collectSpool(spool, log);
    const [first, second] = logged();
    expect(first.id).toBe(`${statSync(folder).uid}/??2J.jsonl`);
    expect(first.sql).toHaveLength(4000);
    expect([first.admin, first.who, second.extra, second.outcome]).toEqual([
      undefined,
      undefined,
      undefined,
      null,
    ]);
    expect(second.id).toBe(first.id);
  });

  it("questions that still run keep no other out, however many", () => {
    const line = `${JSON.stringify(begun("a"))}\n`;
    for (let index = 0; index < 10_050; index++) writeFileSync(path(`a${index}.jsonl`), line);
    writeFileSync(path("z.jsonl"), `${line}${JSON.stringify(ended("z"))}\n`);
    expect(collectSpool(spool, log)).toMatchObject({ questions: 1, left: 10_050 });
    expect(readdirSync(spool)).not.toContain("z.jsonl");
  });

  it.runIf(process.getuid?.() === 0)("an account that has left too much keeps no other account out", () => {
    const lines = `${JSON.stringify(begun("a"))}\n${JSON.stringify(ended("a"))}\n`;
    for (let index = 0; index < 10_050; index++) {
      writeFileSync(path(`a${index}.jsonl`), lines);
      chownSync(path(`a${index}.jsonl`), 12_345, 12_345);
    }
    writeFileSync(path("z.jsonl"), lines);
    expect(collectSpool(spool, log)).toMatchObject({ questions: 10_001 });
    expect(readdirSync(spool)).toHaveLength(50);
    expect(collectSpool(spool, log)).toMatchObject({ questions: 50, left: 0 });
  });

  it("thousands of entries are moved in one go", () => {
    for (let index = 0; index < 3000; index++)
      writeFileSync(
        path(`q${index}.jsonl`),
        `${JSON.stringify(begun(`q${index}`))}\n${JSON.stringify(ended(`q${index}`))}\n`,
      );
    expect(collectSpool(spool, log)).toMatchObject({ questions: 3000, left: 0 });
    expect(logged()).toHaveLength(6000);
  });
});
