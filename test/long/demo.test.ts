import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "simple-statistics";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stretch } from "../../pipeline/commands/night/nights.ts";
import { playActs } from "../../pipeline/commands/setup/demo-acts.ts";
import { demoReport } from "../../pipeline/commands/setup/demo-report.ts";
import { takeInHistory } from "../../pipeline/commands/setup/history.ts";
import { initDeployment } from "../../pipeline/commands/setup/init.ts";
import { loadDeployment } from "../../pipeline/deployment/load.ts";
import type { JudgedWave } from "../../pipeline/intake/intake-run.ts";
import { runNight } from "../../pipeline/night/night.ts";
import { openDeployment, type Progress } from "../../pipeline/night/open-deployment.ts";
import { deliverArrivals } from "../../pipeline/night/steps.ts";
import { readScenario } from "../../pipeline/simulate/scenario.ts";
import { writeSimulation } from "../../pipeline/simulate/write.ts";
import { byAddress, namesAstray, outboxMails, unheard, wordFaults } from "../examples/outbox-mails.ts";
import { nightRequest } from "../night-request.ts";

/** An instant after the days that are played: reports dated ahead of the clock are asked about. */
const NOW = new Date("2026-11-01T00:00:00Z");

const silent = { now: () => NOW, out: () => undefined, err: () => undefined };

describe("the whole demo", () => {
  const dir = join(mkdtempSync(join(tmpdir(), "fengsui-demo-")), "demo");
  afterAll(() => rmSync(join(dir, ".."), { recursive: true, force: true }));
  const waves: JudgedWave[] = [];
  const spent: Record<string, number[]> = {};
  const quiet: number[] = [];
  let files = 0;
  let report = "";
  let mistaken = -1;
  const acts: string[] = [];
  const faults: Record<string, readonly string[]> = {};
  let addressed: ReadonlyMap<string, readonly { readonly subject: string }[]> = new Map();

  beforeAll(async () => {
    initDeployment(dir, "inner-mongolia");
    const scenario = readScenario(dir);
    const { historyFiles } = writeSimulation(loadDeployment(dir), scenario, 1);
    await takeInHistory(dir, historyFiles, silent, true);
    const progress: Progress = async (step, _unit, work) => {
      const before = deployment.warehouse.statements;
      const result = await work();
      spent[step] = [...(spent[step] ?? []), deployment.warehouse.statements - before];
      return result;
    };
    const deployment = await openDeployment(dir, { progress, onWave: (wave) => waves.push(wave) });
    const days = stretch(scenario.nights.from, scenario.nights.to, "day");
    for (const day of days) {
      acts.push(...(await playActs(deployment, scenario.acts, day)));
      deliverArrivals(deployment, day);
      const before = deployment.warehouse.statements;
      const { record, events, sent } = await runNight(deployment, {
        ...nightRequest(deployment, day, NOW),
        publish: false,
      });
      files += record.counts.files;
      if (record.counts.files === 0 && events.length === 0 && sent?.sent === 0)
        quiet.push(deployment.warehouse.statements - before);
    }
    const { shocks, expect: expected } = scenario;
    const [alarms] = await deployment.warehouse.rows<{ count: number }>(
      "SELECT CAST(count(*) AS DOUBLE) AS count FROM rejected_row WHERE CAST(reasons AS VARCHAR) LIKE '%personal-data%'",
    );
    mistaken = alarms!.count;
    report = await demoReport(deployment, {
      shocks,
      expect: expected,
      days,
      outbox: join(dir, "outbox"),
      dir,
    });
    const mails = await outboxMails(join(dir, "outbox"));
    addressed = byAddress(mails);
    faults.words = mails.flatMap(wordFaults);
    faults.names = await namesAstray(deployment, mails);
    faults.unheard = await unheard(deployment, mails);
    deployment.close();
  });

  it("plays what people do, and everything is accepted", () => {
    expect(acts).toHaveLength(4);
    for (const act of acts) expect(act).toMatch(/^2026-\d\d-\d\d \d\d:\d\d 人工操作：/u);
  });

  it("answers the law's items in every notice, fills in every text, keeps subjects short and names to those with a duty", () => {
    expect(faults).toEqual({ words: [], names: [], unheard: [] });
  });

  it("writes few mails: a banner's clerk 12 at the median and 20 at most, a head what is grave, what is late and the lists", () => {
    const banners = new Set(
      loadDeployment(dir)
        .areas.filter(({ level }) => level === "banner")
        .map(({ code }) => code),
    );
    const counts = loadDeployment(dir)
      .offices.filter(({ area }) => banners.has(area))
      .map(({ id }) => addressed.get(`duty.${id}@fengsui.example.org`)?.length ?? 0);
    expect(counts.length).toBeGreaterThan(100);
    expect(median(counts)).toBeLessThanOrEqual(12);
    expect(Math.max(...counts)).toBeLessThanOrEqual(20);
    const heads = [...addressed].filter(([to]) => to.startsWith("head.")).flatMap(([, mails]) => mails);
    expect(heads.length).toBeGreaterThan(100);
    for (const { subject } of heads)
      expect(subject).toMatch(/^【([ⅠⅡⅢ]级|解除|更正|蓝色清单|预警变动|催报)/u);
  });

  it("finds every planted risk in its time", () => {
    expect(report.match(/^✓/gmu)?.length).toBe(5);
    expect(report).not.toMatch(/^✗/mu);
  });

  it("takes no number in its rows for a person's", () => {
    expect(mistaken).toBe(0);
  });

  it("takes in its files in waves of at most ten statements", () => {
    expect(files).toBe(3351);
    expect(Math.max(...waves.map(({ statements }) => statements))).toBeLessThanOrEqual(10);
    expect(Math.max(...waves.map((wave) => wave.files))).toBeGreaterThan(30);
  });

  it("asks at most fifteen statements for a night's remarks, and two for a file all in all", () => {
    expect(Math.max(...spent.remarks!)).toBeLessThanOrEqual(15);
    const all = spent["take-in"]!.reduce((sum, statements) => sum + statements, 0);
    expect(all / files).toBeLessThanOrEqual(2);
  });

  it("asks at most 25 on a quiet night", () => {
    expect(quiet.length).toBeGreaterThan(30);
    expect(median(quiet)).toBeLessThanOrEqual(25);
  });
});
