import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Guard } from "../../../warehouse/asking/guard.ts";
import { createOutFile } from "../../../warehouse/asking/out-file.ts";
import { type AuditLine, type FileFormat, USUAL_LIMITS } from "../../../warehouse/asking/question.ts";
import { openWarehouse } from "../../../warehouse/engine/open.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { auditTo, noAudit } from "./asked.ts";

const folder = mkdtempSync(join(tmpdir(), "fengsui-answers-"));
const copy = join(folder, "copy.duckdb");
const audit: AuditLine[] = [];
const guard = new Guard(copy, USUAL_LIMITS, auditTo(audit));
const asked = { who: "tester", at: "2026-03-11T00:00:00Z", rows: 10_000 };

/** Every kind of column a reader may get, with a null in each, and more rows than two of DuckDB's vectors hold. */
const KINDS = `
  SELECT CAST(n AS INTEGER) AS whole, CAST(n AS BIGINT) * 5000000000 AS big, n / 4 AS real, CAST(n / 8 AS DECIMAL(18,4)) AS part,
    '旗' || n AS short, repeat('很长的名称', 4) || n AS long, n % 3 = 0 AS flag, DATE '2026-01-31' + CAST(n AS INTEGER) AS day,
    TIMESTAMP '2026-01-31 15:59:59' + to_seconds(n) AS instant, sum(n) OVER () AS total, [n, NULL] AS list
  FROM range(5000) AS t(n) UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL`;

describe("answers", () => {
  let warehouse: Warehouse;

  beforeAll(async () => {
    const made = await openWarehouse(copy, []);
    made.close();
    warehouse = await openWarehouse(":memory:", []);
  });
  afterAll(() => {
    guard.close();
    warehouse.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const written = async (format: FileFormat, sql: string, rows = 10_000) => {
    const path = join(folder, `answer.${format}`);
    const out = createOutFile(path, true);
    const file = { descriptor: out.descriptor, format };
    const { end } = await guard.ask({ ...asked, sql, rows, file });
    if (end.outcome === "answered") out.putInPlace();
    out.close();
    return { path, end };
  };

  it("come as rows with the engine's types", async () => {
    const sql = "SELECT 9007199254740993 AS big, 1.50 AS part, '旗' AS name, NULL AS none, $area AS area";
    const answer = await guard.ask({ ...asked, sql, values: { area: "150000'; --" } });
    expect(answer.rows).toEqual([["9007199254740993", "1.50", "旗", null, "150000'; --"]]);
    expect(answer.columns.map(({ type }) => type)).toEqual([
      "BIGINT",
      "DECIMAL(3,2)",
      "VARCHAR",
      expect.any(String),
      "VARCHAR",
    ]);
  });

  it.each(["parquet", "csv", "json"] as const)(
    "come as %s, equal to what the engine itself says",
    async (format) => {
      const { path, end } = await written(format, KINDS);
      expect(end).toEqual({ outcome: "answered", count: 5001, cut: null });
      const counted = `SELECT count(*) AS rows, count(whole) AS there, sum(whole) AS whole, CAST(sum(big) AS VARCHAR) AS big, sum(real) AS real,
      CAST(sum(CAST(part AS DECIMAL(18,4))) AS VARCHAR) AS part, max(long) AS long, count_if(flag) AS flags, max(CAST(day AS DATE)) AS day`;
      const [read] = await warehouse.rows(`${counted} FROM '${path}'`);
      expect(read).toEqual((await warehouse.rows(`${counted} FROM (${KINDS})`))[0]);
    },
  );

  it("come as Arrow IPC, value by value", async () => {
    const { path } = await written("arrow", KINDS);
    const table = tableFromIPC(readFileSync(path));
    expect(table.numRows).toBe(5001);
    expect(table.schema.fields.map(({ type }) => String(type))).toEqual([
      ...["Int32", "Int64", "Float64", "Decimal[18e+4]", "Utf8", "Utf8", "Bool", "Date32<DAY>"],
      ...["Timestamp<MICROSECOND>", "Decimal[38e0]", "Utf8"],
    ]);
    const row = table.get(4321)!.toJSON();
    // 4321 by hand: times 5e9; a quarter; an eighth with four decimals; a Saturday in 2037; seventy-two minutes and one second.
    expect(row).toMatchObject({
      whole: 4321,
      big: 21605000000000n,
      real: 1080.25,
      short: "旗4321",
      flag: false,
    });
    expect(row.long).toBe(`${"很长的名称".repeat(4)}4321`);
    expect([String(row.part), String(row.total), row.list]).toEqual(["5401250", "12497500", '["4321",null]']);
    expect([new Date(row.day).toISOString().slice(0, 10), new Date(row.instant).toISOString()]).toEqual([
      "2037-11-30",
      "2026-01-31T17:12:00.000Z",
    ]);
    expect(Object.values(table.get(5000)!.toJSON())).toEqual(Array(11).fill(null));
  });

  it.each([
    ["as they were made", "ORDER BY n"],
    ["in another order than they lie in memory", "ORDER BY hash(n)"],
    ["many times the same", "ORDER BY same, n"],
  ])("texts of every length come as Arrow IPC to the byte: %s", async (_, order) => {
    const texts = `SELECT n, CASE WHEN n % 7 <> 0 THEN repeat('旗a', CAST(n % 23 AS INTEGER)) || n % 5 END AS plain,
        ['呼和浩特市新城区', '短', '', repeat('长', 500)][1 + n % 4] AS same FROM range(9000) AS t(n) ${order}`;
    const { path } = await written("arrow", texts);
    const expected = await warehouse.rows<{ plain: string | null; same: string }>(texts);
    const table = tableFromIPC(readFileSync(path));
    expect([...table.getChild("plain")!]).toEqual(expected.map(({ plain }) => plain));
    expect([...table.getChild("same")!]).toEqual(expected.map(({ same }) => same));
  });

  it("nothing found is a file without rows, not no file", async () => {
    for (const format of ["arrow", "parquet", "csv", "json"] as const) {
      const { end } = await written(format, "SELECT 1 AS a WHERE false");
      expect(end, format).toMatchObject({ outcome: "answered", count: 0 });
    }
    expect(tableFromIPC(readFileSync(join(folder, "answer.arrow"))).numRows).toBe(0);
  });

  it.each(["arrow", "parquet", "csv", "json"] as const)(
    "%s is cut at the rows asked for, and says so",
    async (format) => {
      const { path, end } = await written(format, "SELECT * FROM range(100000) AS t(n)", 3000);
      expect(end).toEqual({ outcome: "answered", count: 3000, cut: "rows" });
      if (format === "arrow") expect(tableFromIPC(readFileSync(path)).numRows).toBe(3000);
      else expect(await warehouse.rows(`SELECT max(n) AS n FROM '${path}'`)).toEqual([{ n: 2999 }]);
    },
  );

  it("a text that a spreadsheet would run is made inert in CSV, and nowhere else", async () => {
    const sql = "SELECT '=1+1' AS a, '-' AS b, '-5' AS c, '+旗' AS d, -5 AS e, '@x' AS f";
    expect(readFileSync((await written("csv", sql)).path, "utf8").split("\n")[1]).toBe(
      "'=1+1,-,-5,'+旗,-5,'@x",
    );
    const { path } = await written("parquet", sql);
    expect(await warehouse.rows(`SELECT a FROM '${path}'`)).toEqual([{ a: "=1+1" }]);
  });

  it.each([
    "SELECT 1 AS a;",
    "SELECT 1 AS a; -- a;b",
    "SELECT ';' AS a /* ; */ ;",
    "SELECT 1 AS a -- the end",
    "FROM (VALUES (1)) AS t(a)",
  ])("%s is written as it is shown", async (sql) =>
    expect((await written("parquet", sql)).end).toMatchObject({ outcome: "answered", count: 1 }),
  );

  it.each([
    `SELECT 1) TO '${folder}/out.csv' (FORMAT csv); --`,
    `SELECT 1 AS a) AS t) TO '${folder}/out.csv'; SELECT (SELECT * FROM (SELECT 1`,
    "SELECT 1; SELECT 2",
    `COPY (SELECT 1) TO '${folder}/out.csv'`,
    `SELECT * FROM read_text('${copy}')`,
    "EXPLAIN SELECT 1",
  ])("%s breaks out of no file", async (sql) => {
    expect((await written("csv", sql)).end.outcome).toMatch(/refused|failed/);
    expect(existsSync(join(folder, "out.csv"))).toBe(false);
  });

  it("two columns of one name both come", async () => {
    const { path } = await written("parquet", "SELECT 1 AS a, 2 AS a, 3 AS A");
    expect(Object.values((await warehouse.rows<object>(`SELECT * FROM '${path}'`))[0]!)).toEqual([1, 2, 3]);
  });

  it("a file beyond its limit is stopped, and the next question is answered", async () => {
    const small = new Guard(copy, { ...USUAL_LIMITS, fileMegabytes: 1 }, noAudit);
    const out = createOutFile(join(folder, "large.csv"), false);
    const sql = "SELECT hash(n) AS a, hash(n + 1) AS b FROM range(1000000) AS t(n)";
    const file = { descriptor: out.descriptor, format: "csv" as const };
    const { end } = await small.ask({ ...asked, sql, rows: 1_000_000, file });
    out.close();
    expect(end.outcome).not.toBe("answered");
    expect((await small.ask({ ...asked, sql: "SELECT 1" })).rows).toEqual([[1]]);
    small.close();
  });

  it("a new copy under the same name is what the next question reads", async () => {
    expect((await guard.ask({ ...asked, sql: "SELECT count(*) FROM area" })).rows).toEqual([["0"]]);
    const fresh = join(folder, "fresh.duckdb");
    const made = await openWarehouse(fresh, []);
    await made.run("INSERT INTO area (code) VALUES ('990101')");
    made.close();
    renameSync(fresh, copy);
    expect((await guard.ask({ ...asked, sql: "SELECT code FROM area" })).rows).toEqual([["990101"]]);
  });

  it("each left a line in the audit when it began, and one when it ended", () => {
    expect(audit.length).toBeGreaterThan(15);
    const [begun, ended] = audit;
    expect(begun).toMatchObject({
      ...{ event: "begun", who: "tester", format: "rows" },
      values: { area: "150000'; --" },
    });
    expect(ended).toMatchObject({ event: "ended", id: begun!.id, outcome: "answered", count: 1 });
  });
});
