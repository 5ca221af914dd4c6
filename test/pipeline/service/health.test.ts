import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import parsePrometheusTextFormat from "parse-prometheus-text-format";
import { describe, expect, it } from "vitest";
import type { Health } from "../../../pipeline/service/health.ts";
import { openMetricsText } from "../../../pipeline/service/metrics-text.ts";
import { layoffReport, ServiceDeployment } from "./service-deployment.ts";

const mine = layoffReport("152921", 900, "2026-03-10");

const health = ({ dir }: ServiceDeployment): Health =>
  JSON.parse(readFileSync(join(dir, "service", "health.json"), "utf8"));

/** The figures as another reader than ours understands them: by name and labels. */
function metrics({ dir }: ServiceDeployment): Record<string, number> {
  const text = readFileSync(join(dir, "service", "metrics.prom"), "utf8");
  expect(text.endsWith("\n# EOF\n")).toBe(true);
  const found = parsePrometheusTextFormat(text).flatMap(({ name, metrics: samples }) =>
    samples.map(({ labels = {}, value }) => [[name, ...Object.values(labels)].join(" "), Number(value)]),
  );
  expect(found.length).toBeGreaterThan(15);
  return Object.fromEntries(found);
}

describe("the state after a round", () => {
  it("is ok after a good night, with the night, the next bell, the round, the mail and the disk", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30").put("152921", "裁减人员报告.csv", mine);
    await service.round();
    expect(health(service)).toMatchObject({
      ...{ state: "ok", reasons: [], nextBell: "2026-03-12T18:30:00.000Z" },
      ...{ lastNight: { date: "2026-03-11" }, copy: "current", acts: 0, silences: [], setBack: null },
      lastRound: { steps: [{ kind: "night", isDone: true }, { kind: "send" }, { kind: "publish" }] },
      mail: { waiting: 0, oldestWaiting: null, undelivered: 0, trouble: null },
    });
    expect(health(service).mail!.lastAccepted).not.toBeNull();
    expect(health(service).disk.database).toBeGreaterThan(1_000_000);
  });

  it("is trouble with its reasons: mail server, disk, clock, silence", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30").put("152921", "裁减人员报告.csv", mine);
    service.peer.answer = () => ({ outcome: "session", detail: "421 the server is down", stage: "greeting" });
    await service.round();
    expect(health(service).reasons.map(({ en }) => en)).toEqual([
      "the mail server has taken nothing since 2026-03-12 02:30: 421 the server is down",
    ]);
    service.peer.answer = () => "sent";
    service.effects = { freeBytes: () => 5_000_000 };
    await service.restart().round("2026-03-13 02:30");
    const full = health(service);
    expect(full.reasons.map(({ zh }) => zh).join("\n")).toMatch(/磁盘空间不足[\s\S]*磁盘剩余 5 MB/);
    expect(metrics(service)).toMatchObject({ fengsui_trouble: 1, fengsui_disk_free_bytes: 5_000_000 });
    await service.round("2026-03-13 08:00");
    expect(metrics(service)).toMatchObject({ "fengsui_silence no-night": 1, "fengsui_silence no-mail": 0 });
    expect(health(service).reasons.map(({ en }) => en)).toContain(
      "[operations] The night of 2026-03-12 had not ended by 07:00",
    );
    service.effects = {};
    service.restart();
    await service.at("2026-03-12 08:00", { set: true }).round();
    expect(metrics(service)).toMatchObject({ fengsui_clock_set_back: 1 });
    expect(health(service)).toMatchObject({
      state: "trouble",
      setBack: { from: "2026-03-13T00:00:00.000Z" },
    });
  });

  it("a mistake in the deployment's files is a reason until it is mended", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30");
    await service.round();
    const offices = join(service.dir, "offices.yaml");
    const before = readFileSync(offices);
    writeFileSync(offices, "nothing: at all\n");
    await service.round("2026-03-12 03:00");
    expect(health(service)).toMatchObject({ state: "trouble" });
    expect(health(service).reasons[0]!.zh).toContain("offices.yaml");
    writeFileSync(offices, before);
    await service.round("2026-03-12 03:05");
    expect(health(service)).toMatchObject({ state: "ok", reasons: [] });
  });

  it("a night that failed is a reason also in the rounds that wait to try it again", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30");
    service.effects = {
      hooks: {
        beforeStatement(sql) {
          if (sql.includes("UPDATE night SET state = 'done'")) throw new Error("the engine gave up");
        },
      },
    };
    await service.round();
    await service.round("2026-03-12 02:32");
    expect(health(service)).toMatchObject({ state: "trouble", lastNight: null, lastRound: { steps: [] } });
    expect(health(service).reasons.map(({ en }) => en)).toEqual([
      "failed 1 times: night (due 2026-03-12 02:30): the engine gave up",
    ]);
  });

  it("where the look-up copy cannot be read the state says so, and figures of the disk stand alone", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30");
    await service.round();
    rmSync(join(service.dir, "lookup"), { recursive: true });
    writeFileSync(join(service.dir, "fengsui.duckdb"), "no database");
    await service.round("2026-03-12 03:00");
    expect(health(service)).toMatchObject({ state: "trouble", copy: null, mail: null, acts: null });
    expect(health(service).reasons.map(({ en }) => en)).toContain(
      "the state of the database cannot be seen (see the step that failed)",
    );
    const text = readFileSync(join(service.dir, "service", "metrics.prom"), "utf8");
    expect(text).toContain("fengsui_disk_free_bytes");
    expect(text).not.toContain("fengsui_nights");
  });

  it("a folder that takes nothing loses the state and stops no round", async () => {
    // A folder stands in the place of the file: nothing can be renamed over it, whoever asks.
    const blocked = new ServiceDeployment("2026-03-12 02:30");
    await blocked.round();
    rmSync(join(blocked.dir, "service", "health.json"));
    blocked.put("../service/health.json", "inside", "x");
    expect(await blocked.round("2026-03-12 02:40")).toContain("运行状况文件没有写入");
  });
});

describe("the figures", () => {
  it("equal the tables, read by another parser and counted in plain SQL", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30").put("152921", "裁减人员报告.csv", mine);
    service.put("152922", "裁减人员报告.csv", "不是报表\n1\n");
    service.peer.answer = ({ to }) =>
      to.startsWith("head.152921")
        ? { outcome: "refused", detail: "550 no such user", stage: "rcpt-to" }
        : to.startsWith("duty.150000")
          ? { outcome: "try-again", detail: "451 later", stage: "rcpt-to" }
          : "sent";
    await service.round();
    await service.round("2026-03-12 02:45");
    const found = metrics(service);
    const count = async (sql: string) =>
      Object.fromEntries(
        (await service.rows<{ name: string; count: number }>(sql)).map(({ name, count }) => [name, count]),
      );
    const expected = {
      ...(await count(
        "SELECT 'fengsui_nights ' || state AS name, count(*) AS count FROM night GROUP BY ALL",
      )),
      ...(await count(
        "SELECT 'fengsui_jobs ' || job || ' ' || state AS name, count(*) AS count FROM job_run GROUP BY ALL",
      )),
      ...(await count(
        `SELECT 'fengsui_deliveries ' || (CASE WHEN notice IN (SELECT id FROM notice) THEN 'notice' ELSE (SELECT kind FROM letter WHERE id = delivery.notice) END)
                || ' ' || state AS name, count(*) AS count FROM delivery GROUP BY ALL`,
      )),
      ...(await count(
        "SELECT 'fengsui_open_cases ' || tier AS name, count(*) AS count FROM case_state WHERE state IN ('open', 'quiet') GROUP BY ALL",
      )),
      ...(await count(
        `SELECT 'fengsui_duty_overdue_areas ' || contract AS name, count(DISTINCT area) AS count FROM duty_as_of(TIMESTAMP '2026-03-11 18:45:00')
         WHERE state = 'missing' GROUP BY ALL`,
      )),
      ...(await count(
        `SELECT 'fengsui_duty_oldest_overdue_days ' || contract AS name, DATE '2026-03-12' - min(due) AS count
         FROM duty_as_of(TIMESTAMP '2026-03-11 18:45:00') WHERE state = 'missing' GROUP BY ALL`,
      )),
      ...(await count(
        "SELECT 'fengsui_messages_waiting' AS name, count(*) AS count FROM delivery WHERE state = 'waiting'",
      )),
      ...(await count(
        `SELECT 'fengsui_oldest_waiting_seconds' AS name, CAST(epoch(TIMESTAMP '2026-03-11 18:45:00' - min(written_at)) AS INTEGER) AS count
         FROM delivery WHERE state = 'waiting'`,
      )),
      ...(await count(
        "SELECT 'fengsui_last_mail_accepted_timestamp_seconds' AS name, epoch(max(sent_at)) AS count FROM sent_log",
      )),
      ...(await count(
        `SELECT 'fengsui_last_night_files ' || key AS name, CAST(counts->>key AS INTEGER) AS count
         FROM (SELECT counts FROM night ORDER BY id DESC LIMIT 1), (VALUES ('accepted'), ('partial'), ('refused'), ('duplicate')) AS state(key)`,
      )),
      fengsui_last_night_age_seconds: 900,
      fengsui_last_round_timestamp_seconds: Date.parse("2026-03-11T18:45:00Z") / 1000,
      ...{
        fengsui_copy_stale: 0,
        fengsui_clock_set_back: 0,
        fengsui_acts_waiting: 0,
        fengsui_mail_trouble: 0,
      },
    };
    expect(Object.keys(expected).length).toBeGreaterThan(20);
    expect(found).toMatchObject(expected);
    for (const name of [
      "fengsui_deliveries notice refused",
      "fengsui_deliveries notice waiting",
      "fengsui_open_cases I",
      "fengsui_last_night_files refused",
      "fengsui_messages_waiting",
    ])
      expect(found[name], name).toBeGreaterThan(0);
  });

  it("a copy that could not be replaced, acts that wait and a calendar without its next year show", async () => {
    const service = new ServiceDeployment("2026-03-12 02:30");
    await service.round();
    rmSync(join(service.dir, "published"), { recursive: true });
    writeFileSync(join(service.dir, "published"), "");
    await service.round("2026-03-13 02:30");
    expect(metrics(service)).toMatchObject({ fengsui_copy_stale: 1, fengsui_trouble: 1 });
    expect(
      health(service)
        .reasons.map(({ en }) => en)
        .join("\n"),
    ).toMatch(/copy/);
    expect(metrics(service).fengsui_calendar_left_days).toBe(293);
  });

  it("labels and helps are written as the format demands", () => {
    const text = openMetricsText([
      { name: "a_bytes", help: 'a "quoted"\nline', samples: [{ labels: { of: 'x\\y"z\n' }, value: 1.5 }] },
      { name: "unknown", help: "never seen", samples: [] },
    ]);
    expect(text).toBe(
      '# TYPE a_bytes gauge\n# UNIT a_bytes bytes\n# HELP a_bytes a \\"quoted\\"\\nline\na_bytes{of="x\\\\y\\"z\\n"} 1.5\n# EOF\n',
    );
  });
});
