import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ServiceLog } from "../../../pipeline/service/service-log.ts";
import { layoffReport, ServiceDeployment } from "./service-deployment.ts";

interface Line {
  readonly time: string;
  readonly level: string;
  readonly round: string | null;
  readonly night: number | null;
  readonly date: string | null;
  readonly step: string;
  readonly outcome: string;
  readonly text: string;
  readonly count?: number;
}

const linesOf = (dir: string, day: string): Line[] =>
  readFileSync(join(dir, "service", "log", `${day}.jsonl`), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("the log of rounds", () => {
  it("has a line for each step and its parts, with the round, the night and how it ended", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30").put(
      "152921",
      "裁减人员报告.csv",
      layoffReport("152921", 900, "2026-03-10"),
    );
    await service.round();
    const lines = linesOf(service.dir, "2026-03-12");
    const round = "2026-03-11T18:30:00.000Z";
    const [{ id: night } = { id: 0 }] = await service.rows<{ id: number }>("SELECT id FROM night");
    const of = (step: string) => lines.find((line) => line.step === step);
    expect(of("night")).toMatchObject({
      ...{ level: "info", round, night, date: "2026-03-11", outcome: "done" },
      text: "2026-03-11 夜间处理完成",
    });
    expect(of("night/take-in")).toMatchObject({ night, outcome: "done", count: 1, text: "接收报送" });
    expect(of("send")).toMatchObject({ round, night: null, date: null, outcome: "done" });
    expect(of("publish/publish")).toMatchObject({ outcome: "done", night: null });
    expect(of("publish")).toMatchObject({ outcome: "done" });
  });

  it("has the remarks of a night about files, with the numbers of persons masked", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30");
    service.put("152921", "名单_13812345678.csv", "begun\n");
    const growing = join(service.dir, "inbox", "152921", "名单_13812345678.csv");
    service.effects = { wait: async () => appendFileSync(growing, "more\n") };
    await service.round();
    const remarks = linesOf(service.dir, "2026-03-12").filter(({ outcome }) => outcome === "note");
    expect(remarks.length).toBeGreaterThan(0);
    expect(remarks[0]).toMatchObject({ level: "warn", date: "2026-03-11" });
    expect(remarks.map(({ text }) => text).join("\n")).toContain("138****678");
    expect(JSON.stringify(linesOf(service.dir, "2026-03-12"))).not.toContain("13812345678");
  });

  it("has a failed step as an error, and no name that the engine quotes", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30");
    service.effects = {
      hooks: {
        beforeStatement(sql) {
          if (sql.includes("INSERT INTO night"))
            throw new Error("Conversion Error: Could not convert string '样例银岭煤业有限公司' to INT32");
        },
      },
    };
    await service.round();
    const failed = linesOf(service.dir, "2026-03-12").find(({ outcome }) => outcome === "failed")!;
    expect(failed).toMatchObject({ level: "error", step: "night" });
    expect(failed.text).toContain("Could not convert string '…' to INT32");
    expect(JSON.stringify(linesOf(service.dir, "2026-03-12"))).not.toContain("银岭");
  });
});

describe("the files of the log", () => {
  let dir: string;
  let now: Date;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "fengsui-log-"));
    now = new Date("2026-03-11T00:00:00Z");
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));
  const write = (log: ServiceLog, at: string, text: string) => {
    now = new Date(at);
    log.beginRound(now, "Asia/Shanghai");
    log.write({ step: "send", outcome: "done", text });
  };
  const log = () => new ServiceLog(dir, () => now);
  const files = () => readdirSync(join(dir, "service", "log")).sort();

  it("a day is that of the deployment's zone, and a line is there when it is written", () => {
    const kept = log();
    write(kept, "2026-03-11T15:59:59Z", "before midnight");
    expect(linesOf(dir, "2026-03-11").map(({ text }) => text)).toEqual(["before midnight"]);
    write(kept, "2026-03-11T16:00:00Z", "after midnight");
    expect(linesOf(dir, "2026-03-12")).toMatchObject([
      { text: "after midnight", time: "2026-03-11T16:00:00.000Z", level: "info" },
    ]);
  });

  it("a text with signs of a format, quotes and line breaks stays as it is, on its line", () => {
    const text = '100%s of %d "files"\n%% %j';
    write(log(), "2026-03-11T12:00:00Z", text);
    expect(linesOf(dir, "2026-03-11")).toMatchObject([{ text }]);
  });

  it("files older than 90 days are removed, and nothing else", () => {
    const folder = join(dir, "service", "log");
    mkdirSync(folder, { recursive: true });
    for (const name of ["2025-12-10.jsonl", "2025-12-11.jsonl", "2025-01-01.jsonl", "notes.txt"])
      writeFileSync(join(folder, name), "{}\n");
    write(log(), "2026-03-11T12:00:00Z", "today");
    expect(files()).toEqual(["2025-12-11.jsonl", "2026-03-11.jsonl", "notes.txt"]);
  });

  it("where nothing can be written the service goes on, and writes again when it can be", () => {
    mkdirSync(join(dir, "service"));
    writeFileSync(join(dir, "service", "log"), "in the way");
    const kept = log();
    write(kept, "2026-03-11T12:00:00Z", "lost");
    rmSync(join(dir, "service", "log"));
    write(kept, "2026-03-11T12:01:00Z", "kept");
    expect(linesOf(dir, "2026-03-11").map(({ text }) => text)).toEqual(["kept"]);
  });
});
