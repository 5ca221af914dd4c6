import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, describe, expect, it } from "vitest";
import { contracts } from "../../../pipeline/intake/contracts/index.ts";
import { factStatements } from "../../../warehouse/engine/fact-tables.ts";
import { SmallDeployment } from "../../small-deployment.ts";
import { LAYOFF, layoff, text } from "./corpus/case.ts";
import { takeInNow } from "./corpus/receipts.ts";

const SCHEMA = resolve(import.meta.dirname, "../../../warehouse/engine/schema");
/** Schema version before keys had a normal form. */
const BEFORE = 12;
const AREA = "150102";

/** A layoff report as that version stored it, with its key. */
interface Stored {
  readonly key: string;
  readonly number: string | null;
  readonly employer: string;
  readonly workers: number;
  readonly code?: string;
}

const quoted = (value: string | null | undefined) => (value ? `'${value.replaceAll("'", "''")}'` : "NULL");

/** Write a warehouse of the former schema version, with reports in submissions numbered from one. */
async function writeFormer(path: string, reports: readonly Stored[], statements: readonly string[] = []) {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await connection.run("CREATE TABLE schema_version (version INTEGER)");
  const files = readdirSync(SCHEMA)
    .filter((name) => name.endsWith(".sql"))
    .sort();
  for (const [at, file] of files.slice(0, BEFORE).entries()) {
    await connection.run(readFileSync(join(SCHEMA, file), "utf8"));
    await connection.run(`INSERT INTO schema_version VALUES (${at + 1})`);
  }
  const facts = contracts.find(({ id }) => id === "layoff-report")!;
  const columns = [
    ...["report_no", "employer", "credit_code", "site"].map((name) => ({
      name,
      sqlType: "VARCHAR" as const,
    })),
    { name: "received_on", sqlType: "DATE" as const },
    { name: "starts_on", sqlType: "DATE" as const },
    { name: "workers_affected", sqlType: "BIGINT" as const },
  ];
  for (const statement of factStatements({ contract: facts.id, grain: "event", columns }, undefined))
    await connection.run(statement);
  for (const [at, { key, number, employer, workers, code }] of reports.entries()) {
    const id = at + 1;
    await connection.run(
      `INSERT INTO submission (id, contract, sender, file_name, sha256, received_at, arrived_at, state, accepted, refused, remarked)
       VALUES (nextval('submission_id'), 'layoff-report', 'x', 'f${id}.csv', '${id}', TIMESTAMP '2026-03-0${id}', TIMESTAMP '2026-03-0${id}', 'accepted', 1, 0, true);
       INSERT INTO fact_layoff_report (submission, line, area, known_at, event_key, report_no, employer, credit_code, site, received_on, starts_on, workers_affected)
       VALUES (${id}, 2, '${AREA}', TIMESTAMP '2026-03-0${id}', ${quoted(key)}, ${quoted(number)}, ${quoted(employer)}, ${quoted(code)}, '一号矿',
               DATE '2026-03-02', DATE '2026-04-02', ${workers})`,
    );
  }
  for (const statement of statements) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
}

const finding = (id: number, later: Stored, earlier: Stored) => {
  const evidence = JSON.stringify({ eventKey: later.key, earlierKey: earlier.key });
  return `INSERT INTO finding (id, kind, key, area, contract, evidence)
    VALUES (nextval('finding_id'), 'probable-amendment', ${quoted(`${AREA} ${later.key} ${earlier.key}`)}, '${AREA}', 'layoff-report', ${quoted(evidence)});
    SELECT ${id}`;
};
const answer = (id: number, verdict: string) =>
  `INSERT INTO finding_answer VALUES (${id}, TIMESTAMP '2026-03-04', 'a', '${verdict}', '')`;

const numbered: Stored = { key: "0:L-2026（1）", number: "L-2026（1）", employer: "甲公司", workers: 30 };
const unnumbered: Stored = {
  key: "1:样例 煤业（集团）|一号矿|2026-03-02|2026-04-02",
  number: null,
  employer: "样例 煤业（集团）",
  workers: 30,
};
const respelt: Stored = {
  ...unnumbered,
  key: unnumbered.key.replace(" ", "").replace("（", "("),
  workers: 45,
};

describe("a warehouse of an earlier version", () => {
  let small: SmallDeployment;
  afterEach(() => small.remove());
  const former = async (...written: [readonly Stored[], (readonly string[])?]) => {
    small = new SmallDeployment();
    await writeFormer(join(small.dir, "fengsui.duckdb"), ...written);
  };
  const events = () =>
    small.rows<{ workers: number }>(
      "SELECT event_key AS key, workers_affected AS workers FROM layoff_report_as_of(TIMESTAMP '2030-01-01') ORDER BY submission",
    );

  it.each([
    ["by number", numbered, { 3: "L-2026(1)", 4: "甲公司", 9: "31" }, "0:l-2026(1)"],
    [
      "by enterprise, site and dates",
      unnumbered,
      { 3: "", 4: "样例煤业(集团)", 9: "31" },
      "1:样例煤业(集团)|一号矿|2026-03-02|2026-04-02",
    ],
  ])("a report of before and its correction of after are one event, %s", async (_, stored, cells, key) => {
    await former([stored]);
    small.put(`inbox/${AREA}/裁减人员报告_202603.csv`, text([LAYOFF, layoff(AREA, cells)]));
    await takeInNow(small, "2026-03-11");
    expect(await events()).toEqual([{ key, workers: 31 }]);
  });

  it("two events that differed in spelling are one, and the open question about them is gone", async () => {
    await former([unnumbered, respelt], [finding(1, respelt, unnumbered)]);
    expect(await events()).toEqual([expect.objectContaining({ workers: 45 })]);
    expect(await small.rows("FROM finding")).toEqual([]);
  });

  it("an event replaced by one of another spelling is not lost", async () => {
    const replaced = `INSERT INTO event_replaced VALUES ('layoff-report', '${AREA}', ${quoted(unnumbered.key)}, ${quoted(respelt.key)}, TIMESTAMP '2026-03-04', 1)`;
    await former([unnumbered, respelt], [finding(1, respelt, unnumbered), answer(1, "amendment"), replaced]);
    expect(await events()).toEqual([expect.objectContaining({ workers: 45 })]);
    expect(await small.rows("FROM event_replaced")).toEqual([]);
  });

  it("two events that a person declared to be separate stay so", async () => {
    await former([unnumbered, respelt], [finding(1, respelt, unnumbered), answer(1, "separate")]);
    expect((await events()).map(({ workers }) => workers)).toEqual([30, 45]);
  });

  it("a replaced event of another number stays replaced, and its finding names the new keys", async () => {
    const later: Stored = { ...numbered, key: "0:Ｌ２", number: "Ｌ２", workers: 50 };
    const replaced = `INSERT INTO event_replaced VALUES ('layoff-report', '${AREA}', ${quoted(numbered.key)}, ${quoted(later.key)}, TIMESTAMP '2026-03-04', 1)`;
    await former([numbered, later], [finding(1, later, numbered), answer(1, "amendment"), replaced]);
    expect(await events()).toEqual([{ key: "0:l2", workers: 50 }]);
    expect(await small.rows("SELECT key, evidence->>'$.eventKey' AS later FROM finding")).toEqual([
      { key: `${AREA} 0:l2 0:l-2026(1)`, later: "0:l2" },
    ]);
  });

  it("codes of enterprises are in their standard form, and each is in the register once", async () => {
    const code = "91350200MA2YJ1XR9G";
    const spelt = "９１350200ma2yj1xr9g";
    await former(
      [{ ...numbered, code: spelt }],
      [code, spelt].map(
        (entry, at) =>
          `INSERT INTO employer VALUES ('${entry}', '甲', ${at + 1}, TIMESTAMP '2026-03-01', true)`,
      ),
    );
    expect(await small.rows("SELECT credit_code AS code FROM fact_layoff_report")).toEqual([{ code }]);
    expect(await small.rows("SELECT credit_code AS code, first_submission AS first FROM employer")).toEqual([
      { code, first: 1 },
    ]);
  });
});
