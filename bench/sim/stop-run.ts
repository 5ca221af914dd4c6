import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ActsFolder } from "../../pipeline/acts/acts-folder.ts";
import { noteArrivals } from "../../pipeline/night/intake.ts";
import { openForLook } from "../../pipeline/night/open-deployment.ts";
import { Service } from "../../pipeline/service/service.ts";
import { MailServer } from "./mail-server.ts";
import { makeSmallRegion } from "./small-region.ts";
import type { StopStep } from "./stop-steps.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const PROCESS = join(import.meta.dirname, "stopped-process.ts");
const BELL = Date.parse("2026-03-12T02:30:00+08:00");
/** Milliseconds that the mail server takes for a message: long enough that the signal comes between two. */
const MAIL_DELAY = 150;
/** Milliseconds after which a service that does not stop is ended. */
const LONGEST = 60_000;
const HEADER =
  "行政区划代码,报送月份,零报告,报告编号,企业名称,统一社会信用代码,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数,减员类型";

/** A step in which the service was asked to stop. */
export interface StoppedStep {
  readonly step: StopStep | "send";
  /** From the signal to the end of the process. */
  readonly seconds: number;
  readonly exitCode: number | null;
  /** Running statements that were interrupted. */
  readonly interrupted: number;
  /** Statements that reached the engine after the signal. */
  readonly begunAfter: readonly string[];
}

/** What a night stopped in one step after another left behind, beside an undisturbed one. */
export interface StopResult {
  readonly steps: readonly StoppedStep[];
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly messages: number;
  /** Messages that the mail server took more than once. */
  readonly repeats: number;
}

/** What must be that of an undisturbed run, without recorded times. */
const KEPT = [
  "SELECT sender, file_name, sha256, state, accepted, refused FROM submission",
  "SELECT area, period, event_key, workers_affected FROM fact_layoff_report",
  "SELECT indicator, area, period, numerator, denominator FROM observation_now",
  "SELECT date, area, rule, period, outcome, tier, reason FROM verdict WHERE occasion IS NULL",
  "SELECT case_id, seq, date, kind, tier_from, tier_to, rule, reason FROM case_event",
  "SELECT id, office, tier, subject, body_text FROM notice",
  // The identity of a receipt holds the number of its night, which counts every try.
  "SELECT recipient, regexp_replace(notice, '^receipt-\\d+', 'receipt') AS letter, state, attempts FROM delivery",
  "SELECT kind, outcome FROM act",
  "SELECT job, state FROM job_run WHERE job <> 'send'",
];

/**
 * Ask the service to stop (SIGTERM) in one step after another of the same night: each process begins where the one before it was stopped.
 * The last one is left to end, and the night is held against an undisturbed one.
 */
export async function stopRun(folder: string, steps: readonly StoppedStep["step"][]): Promise<StopResult> {
  const [stopped, whole] = [await prepare(join(folder, "stopped")), await prepare(join(folder, "whole"))];
  const ended: StoppedStep[] = [];
  for (const [at, step] of steps.entries()) ended.push(await stopIn(step, stopped, BELL + (at + 1) * 60_000));
  const last = BELL + (steps.length + 1) * 60_000;
  for (const { dir } of [stopped, whole]) await wholeRound(dir, last);
  const [ours, theirs] = [await rowsOf(stopped.dir), await rowsOf(whole.dir)];
  const ids = stopped.server.taken.map(({ messageId }) => messageId);
  for (const { server } of [stopped, whole]) await server.close();
  return {
    steps: ended,
    lost: theirs.filter((row) => !ours.includes(row)),
    doubled: ours.filter((row, at) => !theirs.includes(row) || ours.indexOf(row) !== at),
    messages: new Set(ids).size,
    repeats: ids.length - new Set(ids).size,
  };
}

interface Prepared {
  readonly dir: string;
  readonly server: MailServer;
}

/** A deployment with a report that opens a case, a second report, an act that waits, and a mail server. */
async function prepare(dir: string): Promise<Prepared> {
  makeSmallRegion(dir);
  const server = new MailServer(MAIL_DELAY);
  const smtp = `transport: smtp\n  host: 127.0.0.1\n  port: ${await server.listen()}\n  security: none`;
  const settings = join(dir, "fengsui.yaml");
  writeFileSync(settings, readFileSync(settings, "utf8").replace("transport: outbox", smtp));
  for (const [area, persons] of [
    ["152921", 900],
    ["152922", 300],
  ] as const) {
    mkdirSync(join(dir, "inbox", area), { recursive: true });
    const row = `${area},,否,L1,样例${area}煤业有限公司,,一号矿,2026-03-10,2026-03-10,${persons},${persons},关闭破产`;
    writeFileSync(join(dir, "inbox", area, "裁减人员报告.csv"), `${HEADER}\n${row}\n`);
  }
  noteArrivals(dir, new Date(BELL - 3_600_000).toISOString());
  const dropped = new Date(BELL - 60_000);
  new ActsFolder(dir).drop(
    { kind: "resend", at: dropped.toISOString(), by: "张三", what: "2026-0001" },
    dropped,
  );
  return { dir, server };
}

/** Start the service, ask it to stop in a step, and wait for its end. */
async function stopIn(
  step: StoppedStep["step"],
  { dir, server }: Prepared,
  now: number,
): Promise<StoppedStep> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", PROCESS, dir, new Date(now).toISOString(), step],
    { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, FENGSUI_THREADS: "1" } },
  );
  const lines: string[] = [];
  child.stdout.on("data", (chunk: Buffer) => lines.push(...String(chunk).split("\n").filter(Boolean)));
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  const taken = server.taken.length;
  await reached(child, () =>
    step === "send" ? server.taken.length >= taken + 2 : lines.includes(`in ${step}`),
  );
  if (child.exitCode !== null)
    throw new Error(`the round ended before it came to ${step}: ${lines.join("; ")}`);
  const signalled = performance.now();
  child.kill("SIGTERM");
  // A service that does not stop is ended: its exit code is then none.
  const limit = setTimeout(() => child.kill("SIGKILL"), LONGEST);
  const exitCode = await ended;
  clearTimeout(limit);
  return {
    ...{ step, exitCode, seconds: (performance.now() - signalled) / 1000 },
    interrupted: Number(/^interrupted (\d+)$/m.exec(lines.join("\n"))?.[1] ?? Number.NaN),
    begunAfter: lines.filter((line) => line.startsWith("begun after")),
  };
}

/** Wait until a process has come to its step, or has ended before. */
async function reached(child: ChildProcess, isThere: () => boolean): Promise<void> {
  while (!isThere() && child.exitCode === null && child.signalCode === null) await pause(20);
}

async function wholeRound(dir: string, now: number): Promise<void> {
  const began = performance.now();
  const service = new Service(dir, {
    ...{ now: () => new Date(now + performance.now() - began), elapsed: () => performance.now() },
    ...{ wait: async () => undefined, out: () => undefined, err: () => undefined, environment: {} },
  });
  await service.round();
}

async function rowsOf(dir: string): Promise<string[]> {
  const opened = await openForLook(dir);
  try {
    const rows: string[] = [];
    for (const [at, sql] of KEPT.entries())
      rows.push(
        ...(await opened.warehouse.rows(`${sql} ORDER BY ALL`)).map((row) => `${at} ${JSON.stringify(row)}`),
      );
    return rows;
  } finally {
    opened.close();
  }
}
