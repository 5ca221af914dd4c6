import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { takeInHistory } from "../../pipeline/commands/setup/history.ts";
import { runNight } from "../../pipeline/night/night.ts";
import type { Manifest } from "../../warehouse/published/share-facts.ts";
import { nightRequest } from "../night-request.ts";
import { SmallDeployment } from "../small-deployment.ts";
import { type Cells, DATA, readData } from "../warehouse/foreign-deployment.ts";

const MAPPING = `id: revision-log
contract: social-insurance
files: ["revision-log*.csv"]
period: week
columns:
  area: { header: state, by: alias }
  period: { header: week_ending, formats: ["%Y-%m-%d"] }
  new_claims: initial_claims
  beneficiaries: continued_claims
absent: [insured]
known: { header: known, formats: ["%Y-%m-%d %H:%M:%S"] }
`;
/** The clock of the commands: the log is taken in months after the last of it became known, and the night is dated before that. */
const quiet = {
  now: () => new Date("2026-11-01T00:00:00Z"),
  out: () => undefined,
  err: () => undefined,
};

/** The log as a file to take in. Several vintages appeared on one day: a second apart, in the order of the log. */
function logText(log: readonly Cells[]): string {
  const vintages = [...new Set(log.map(({ published, vintage }) => `${published} ${vintage}`))];
  const order = new Map(vintages.map((vintage, at) => [vintage, at]));
  const lines = log.map((row) => {
    const second = order.get(`${row.published} ${row.vintage}`)!;
    const known = new Date(Date.parse(`${row.published}T00:00:00Z`) + 1000 * second).toISOString();
    const cells = [row.state, row.week_ending, row.initial_claims, row.continued_claims];
    return [...cells, known.slice(0, 19).replace("T", " ")].join();
  });
  return `state,week_ending,initial_claims,continued_claims,known\n${lines.join("\n")}\n`;
}

/** Versions of each state's new claims in a week, counted by hand: a row that fills or changes the figure is one. */
function versionsByHand(log: readonly Cells[]): Map<string, number[]> {
  const versions = new Map<string, number[]>();
  for (const { state, week_ending, initial_claims } of log) {
    if (initial_claims === "") continue;
    const key = `${state} ${week_ending}`;
    const path = versions.get(key) ?? [];
    versions.set(key, path);
    if (path.at(-1) !== Number(initial_claims)) path.push(Number(initial_claims));
  }
  return versions;
}

describe.skipIf(!existsSync(DATA))(
  "the real revision log of weekly claims, taken in as a past (skipped where the shared data is absent)",
  () => {
    const deployment = new SmallDeployment("us-states");
    const log = existsSync(DATA) ? readData("raw/us_claims_revisions.csv") : [];
    let copy: Awaited<ReturnType<DuckDBInstance["connect"]>>;
    const ask = async (sql: string, values: Record<string, string> = {}) =>
      (await copy.runAndReadAll(sql, values)).getRowObjectsJson();
    const night = async (date: string) => {
      const opened = await deployment.open();
      return runNight(opened, nightRequest(opened, date, quiet.now()));
    };
    const openCopy = async () => {
      const path = join(deployment.dir, "published", "fengsui.duckdb");
      copy = await (await DuckDBInstance.create(path, { access_mode: "READ_ONLY" })).connect();
    };

    beforeAll(async () => {
      deployment.put("mappings/revision-log.yaml", MAPPING);
      deployment.put("log/revision-log.csv", logText(log));
      await takeInHistory(deployment.dir, [join(deployment.dir, "log/revision-log.csv")], quiet, true);
      await night("2026-09-01");
      await openCopy();
    }, 240_000);
    afterAll(() => {
      copy.closeSync();
      deployment.remove();
    });

    it("reads as of four dates in the readers' copy are those of asof_claims.csv: 3,640 of 3,640", async () => {
      const golden = readData("golden/derived/asof_claims.csv");
      const days = [...new Set(golden.map((row) => row.as_of!))];
      expect(days).toEqual(["2021-03-31", "2023-10-05", "2023-10-07", "2025-11-15"]);
      let equal = 0;
      for (const day of days) {
        const read = await ask(
          `WITH known AS (
             FROM observation_as_of(day_end(CAST($day AS DATE))) WHERE area <> 'US' AND indicator IN ('new-claims', 'beneficiaries')
           ), weeks AS (SELECT DISTINCT period FROM known ORDER BY period DESC LIMIT 26)
           SELECT $day AS as_of, any_value(area.alias) AS state, CAST(period AS VARCHAR) AS week_ending,
                  CAST(CAST(any_value(value) FILTER (indicator = 'new-claims') AS BIGINT) AS VARCHAR) AS initial,
                  CAST(CAST(any_value(value) FILTER (indicator = 'beneficiaries') AS BIGINT) AS VARCHAR) AS continued,
                  strftime(max(known_at), '%Y-%m-%d') AS published
           FROM known JOIN area ON area.code = known.area WHERE period IN (FROM weeks) GROUP BY area, period ORDER BY state, week_ending`,
          { day },
        );
        const ours = read.map((row) => Object.values(row).map(String).join());
        const theirs = golden.filter((row) => row.as_of === day).map((row) => Object.values(row).join());
        expect(ours).toEqual(theirs);
        equal += theirs.length;
      }
      expect(equal).toBe(3640);
    });

    it("`restatement` lists the versions counted by hand in the log", async () => {
      const rows = await ask(
        `SELECT area.alias || ' ' || period AS key, path, CAST(revisions AS INTEGER) AS revisions
         FROM restatement JOIN area ON area.code = restatement.area WHERE indicator = 'new-claims' AND restatement.area <> 'US'`,
      );
      // A figure that was told again without a change was not restated.
      const byHand = new Map([...versionsByHand(log)].filter(([, path]) => new Set(path).size > 1));
      expect(rows.length).toBe(byHand.size);
      for (const { key, path, revisions } of rows) {
        expect(path, String(key)).toEqual(byHand.get(String(key)));
        expect(revisions).toBe(byHand.get(String(key))!.length - 1);
      }
    });

    it("the nation at each version is the sum of the states as known then", async () => {
      const [differ] = await ask(
        `WITH nation AS (SELECT period, known_at, numerator, parts_in FROM observation WHERE indicator = 'new-claims' AND area = 'US'),
              state AS (SELECT area, period, known_at, numerator, lead(known_at) OVER (PARTITION BY area, period ORDER BY known_at) AS until
                        FROM observation WHERE indicator = 'new-claims' AND area <> 'US')
         SELECT CAST(count(*) AS INTEGER) AS versions, CAST(count(*) FILTER (total IS DISTINCT FROM numerator OR states <> parts_in) AS INTEGER) AS wrong
         FROM (SELECT any_value(nation.numerator) AS numerator, any_value(parts_in) AS parts_in, sum(state.numerator) AS total, count(*) AS states
               FROM nation JOIN state ON state.period = nation.period AND state.known_at <= nation.known_at
                 AND (until IS NULL OR nation.known_at < until) GROUP BY nation.period, nation.known_at)`,
      );
      expect(differ!.wrong).toBe(0);
      expect(differ!.versions).toBeGreaterThan(500);
    });

    it("nothing is computed from the figure that the source does not have", async () => {
      const [row] = await ask(
        "SELECT CAST(count(*) AS INTEGER) AS figures FROM observation WHERE indicator IN ('insured-persons', 'insured-net-change', 'separation-rate')",
      );
      expect(row!.figures).toBe(0);
    });

    it("a night that changes one partition rewrites one", async () => {
      const facts = join(deployment.dir, "facts");
      const manifest = () => JSON.parse(readFileSync(join(facts, "manifest.json"), "utf8")) as Manifest;
      const written = (path: string) => statSync(join(facts, path)).ino;
      const before = manifest().partitions.map(({ path }) => ({ path, inode: written(path) }));
      expect(before.length).toBeGreaterThan(200);
      deployment.put(
        "inbox/revision-log-2.csv",
        "state,week_ending,initial_claims,continued_claims,known\nAL,2023-03-04,2101,9001,2026-09-02 00:00:00\n",
      );
      await night("2026-09-02");
      const rewritten = before.filter(({ path, inode }) => written(path) !== inode);
      expect(rewritten.map(({ path }) => path)).toEqual(["social-insurance/2023-03-04/facts.parquet"]);
      expect(manifest().partitions.length).toBe(before.length);
    });
  },
);
