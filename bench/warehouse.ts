import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { runNight } from "../pipeline/night/night.ts";
import { type OpenDeployment, openDeployment } from "../pipeline/night/open-deployment.ts";
import { nightOf } from "../pipeline/night/request.ts";
import { addDays, shiftPeriod } from "../rules/calendar/periods.ts";
import { indicators } from "../rules/indicators/index.ts";
import type { Warehouse } from "../warehouse/engine/warehouse.ts";
import { rebuild } from "../warehouse/measure/rebuild.ts";
import { measurePublishing, publishingLines } from "./publishing.ts";

const EXAMPLE = resolve(import.meta.dirname, "../examples/inner-mongolia");
/** Employers per month; the size of a history determines its number of months. */
const EMPLOYERS = 1_000_000;
/** The last month of the history; the new rows belong to the next month. */
const LAST_MONTH = "2026-02-28";
const NIGHTS = 10;
const NEW_ROWS = 100_000;
/** Each night corrects one area's reports of these months back. */
const CORRECTED = [1, 4, 8];

interface Sized {
  readonly millions: number;
  readonly folder: string;
  readonly opened: OpenDeployment;
  readonly seconds: number[];
}

/** `npm run bench -- warehouse [SMALL] [LARGE]`: a night over a short and a long history, in millions of employer-months; a rebuild against one query. */
export async function run(args: string[]): Promise<void> {
  const sizes = [Number(args[0] ?? 10), Number(args[1] ?? 100)];
  const all: Sized[] = [];
  try {
    for (const millions of sizes) all.push(await filled(millions));
    const [small, large] = all as [Sized, Sized];
    for (let night = 0; night < NIGHTS; night++)
      for (const sized of all) sized.seconds.push(await oneNight(sized, night));
    for (const { millions, seconds } of all)
      console.log(`  ${millions} M rows: ${seconds.map((time) => time.toFixed(2)).join(", ")} s`);
    console.log(
      `  a night over ${large.millions} M rows, median of ${NIGHTS}: ${median(large.seconds).toFixed(2)} s, ${(median(large.seconds) / median(small.seconds)).toFixed(2)} times the one over ${small.millions} M (${median(small.seconds).toFixed(2)} s)`,
    );
    await rebuilds(large);
    await publishing(large);
  } finally {
    for (const { opened, folder } of all) {
      opened.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
};

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** SQL of an employer's report in a month: `i` is its number, `shift` changes the figures. */
const ROW = (shift: string): string =>
  `'9115' || lpad(CAST(i AS VARCHAR), 14, '0') AS credit_code, '样例' || i || '有限公司' AS employer,
   10 + (i * 7 + ${shift}) % 500 AS insured, (i + ${shift}) % 7 AS added, (i * 3 + ${shift}) % 5 AS removed`;
const AREA = "areas[1 + CAST(i * len(areas) // $employers AS INTEGER)]";
const AREAS = "(SELECT list(code ORDER BY code) AS areas FROM area WHERE level = 'banner')";

/** Create a deployment with a history of a number of millions of employer-months, computed once by a first night. */
async function filled(millions: number): Promise<Sized> {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-warehouse-"));
  cpSync(EXAMPLE, folder, { recursive: true });
  mkdirSync(join(folder, "inbox"), { recursive: true });
  const settings = join(folder, "fengsui.yaml");
  const duty =
    "duties:\n  - { report: insurance-employer, from: banner, period: month, due: { workingDay: 7 } }";
  writeFileSync(settings, readFileSync(settings, "utf8").replace(/^duties:/m, duty));
  const opened = await openDeployment(folder);
  const { warehouse } = opened;
  const seconds = await timed(async () => {
    for (let back = millions - 1; back >= 0; back--)
      await oneMonth(warehouse, millions - back, shiftPeriod(LAST_MONTH, "month", -back));
    await warehouse.run(
      `INSERT INTO employer SELECT credit_code, employer, 1, TIMESTAMP '2000-01-01', true FROM (SELECT ${ROW("0")} FROM range($employers) AS t(i))`,
      { employers: EMPLOYERS },
    );
    await warehouse.run("CHECKPOINT");
  });
  const first = await timed(() =>
    runNight(opened, { ...nightOf(opened.deployment, "2026-03-01", null, AFTERWARDS), publish: false }),
  );
  const megabytes = statSync(join(folder, "fengsui.duckdb")).size / 1e6;
  console.log(
    `warehouse: ${millions} M rows in ${megabytes.toFixed(0)} MB, filled in ${seconds.toFixed(0)} s, first night ${first.toFixed(1)} s`,
  );
  return { millions, folder, opened, seconds: [] };
}

/** Write one month's reports of all areas as if taken in: facts, scopes, and their submission. */
async function oneMonth(warehouse: Warehouse, id: number, period: string): Promise<void> {
  const known = addDays(period, 8);
  await warehouse.transaction(async () => {
    await warehouse.run("SELECT nextval('submission_id')");
    await warehouse.run(
      `INSERT INTO fact_insurance_employer (submission, line, area, period_kind, period, known_at, credit_code, employer, insured, added, removed)
       SELECT $id, i + 2, ${AREA}, 'month', CAST($period AS DATE), CAST($known AS TIMESTAMP), credit_code, employer, insured, added, removed
       FROM (SELECT i, ${ROW("$id")} FROM range($employers) AS t(i)), ${AREAS}`,
      { id, period, known, employers: EMPLOYERS },
    );
    await warehouse.run(
      `INSERT INTO report_scope SELECT $id, 'insurance-employer', code, 'month', CAST($period AS DATE), CAST($known AS TIMESTAMP), $employers FROM area WHERE level = 'banner'`,
      { id, period, known, employers: EMPLOYERS },
    );
    await warehouse.run(
      `INSERT INTO submission (id, contract, mapping, file_name, sha256, bytes, received_at, arrived_at, reading, state, accepted, refused, warnings, header)
       VALUES ($id, 'insurance-employer', 'insurance-employer-monthly', 'history.csv', '', 0, CAST($known AS TIMESTAMP), CAST($known AS TIMESTAMP), '', 'accepted', $employers, 0, '[]', '[]')`,
      { id, known, employers: EMPLOYERS },
    );
  });
}

/** Put the reports of a night into the inbox and run it: new rows of ten areas, and corrected reports of one area for past months. */
async function oneNight({ opened }: Sized, night: number): Promise<number> {
  const { warehouse } = opened;
  const write = (name: string, period: string, shift: number, where: string) =>
    warehouse.run(
      `COPY (SELECT ${AREA} AS "行政区划代码", '${period.slice(0, 7)}' AS "报告期", credit_code AS "统一社会信用代码", employer AS "单位名称",
               insured AS "期末参保人数", added AS "本期新增参保人数", removed AS "本期减少参保人数"
             FROM (SELECT i, ${ROW(String(shift))} FROM range($employers) AS t(i)), ${AREAS} WHERE ${where}) TO '${opened.path("inbox", name)}' (HEADER)`.replaceAll(
        "$employers",
        String(EMPLOYERS),
      ),
    );
  const fresh = shiftPeriod(LAST_MONTH, "month", 1);
  await write(
    `参保明细_${night}.csv`,
    fresh,
    900 + night,
    `i >= ${night * NEW_ROWS} AND i < ${(night + 1) * NEW_ROWS}`,
  );
  for (const back of CORRECTED)
    await write(
      `参保明细_更正_${night}_${back}.csv`,
      shiftPeriod(LAST_MONTH, "month", -back),
      700 + night,
      `${AREA} = areas[${night + 1}]`,
    );
  const request = {
    ...nightOf(opened.deployment, addDays("2026-04-01", night), null, AFTERWARDS),
    publish: false,
  };
  return timed(async () => {
    const { record } = await runNight(opened, request);
    if (record.counts.accepted !== 1 + CORRECTED.length)
      throw new Error(`a night took in ${JSON.stringify(record.counts)}`);
  });
}

/** The same aggregation in hand-written SQL: current reports only, summed for every area and its ancestors. */
const BY_HAND = `
  CREATE OR REPLACE TEMP TABLE by_hand AS
  SELECT ancestor, period, sum(numerator) AS numerator, sum(denominator) AS denominator, 100 * sum(numerator) / sum(denominator) AS value
  FROM (
    SELECT area, period, count(*) FILTER (removed > added) AS numerator, count(*) AS denominator
    FROM fact_insurance_employer JOIN (
      SELECT area, period, max(submission) AS submission FROM report_scope WHERE contract = 'insurance-employer' GROUP BY ALL
    ) AS current USING (area, period, submission)
    WHERE added IS NOT NULL AND removed IS NOT NULL GROUP BY ALL
  ) JOIN area_descent USING (area) GROUP BY ALL`;

async function rebuilds({ opened, millions }: Sized): Promise<void> {
  const { warehouse } = opened;
  const request = {
    ...{ date: "2026-04-10", asOf: "2026-04-10T15:59:59.999Z", statementDue: {} },
    indicators: indicators.map((indicator) => ({
      ...indicator,
      rolling: indicator.periods.includes("rolling-30-days"),
    })),
  };
  const [ours, hand]: [number[], number[]] = [[], []];
  for (let round = 0; round < 3; round++) {
    hand.push(await timed(() => warehouse.run(BY_HAND)));
    ours.push(await timed(() => rebuild(warehouse, request)));
  }
  const [unlike] = await warehouse.rows<{ rows: number }>(
    `SELECT count(*) AS rows FROM by_hand FULL JOIN (FROM rebuilt WHERE indicator = 'insured-employer-diffusion') AS ours
       ON ours.area = by_hand.ancestor AND ours.period = by_hand.period WHERE ours.numerator IS DISTINCT FROM by_hand.numerator OR ours.denominator IS DISTINCT FROM by_hand.denominator`,
  );
  console.log(
    `  rebuild of ${millions} M rows: ${Math.min(...ours).toFixed(2)} s, ${(Math.min(...ours) / Math.min(...hand)).toFixed(2)} times one query by hand (${Math.min(...hand).toFixed(2)} s), ${unlike!.rows} figures unlike`,
  );
}

async function publishing({ opened }: Sized): Promise<void> {
  const measured = await measurePublishing(opened.warehouse, opened.deployment.policy);
  for (const text of publishingLines(measured)) console.log(`  ${text}`);
}

/** A clock after every night that is played. */
const AFTERWARDS = new Date("9999-01-01T00:00:00Z");
