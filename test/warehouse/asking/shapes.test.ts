import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Guard } from "../../../warehouse/asking/guard.ts";
import { createOutFile } from "../../../warehouse/asking/out-file.ts";
import { pivotSlots, placeAsked, withLists } from "../../../warehouse/asking/pivot-slots.ts";
import { USUAL_LIMITS } from "../../../warehouse/asking/question.ts";
import { tokensOf } from "../../../warehouse/asking/tokens.ts";
import { openWarehouse } from "../../../warehouse/engine/open.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { noAudit } from "./asked.ts";

const folder = mkdtempSync(join(tmpdir(), "fengsui-shapes-"));
const copy = join(folder, "copy.duckdb");
const guard = new Guard(copy, USUAL_LIMITS, noAudit);
const ask = (sql: string, values: Record<string, string> = {}) =>
  guard.ask({ sql, values, who: "tester", at: "2026-03-11T00:00:00Z", rows: 1000 });

const FILL = `
  CREATE TABLE claims (area VARCHAR, month DATE, kind VARCHAR, persons INTEGER, id HUGEINT);
  INSERT INTO claims VALUES ('甲', '2026-01-31', 'new', 3, 9007199254740993), ('甲', '2026-02-28', 'old', 5, 9007199254740993),
    ('乙', '2026-01-31', 'it''s', 7, 1), ('乙', '2026-02-28', NULL, 11, 2);`;

describe("PIVOT, UNPIVOT, SUMMARIZE and DESCRIBE", () => {
  let warehouse: Warehouse;

  beforeAll(async () => {
    for (const path of [copy, ":memory:"]) {
      const made = await openWarehouse(path, []);
      await made.run(FILL);
      if (path === copy) made.close();
      else warehouse = made;
    }
  });
  afterAll(() => {
    guard.close();
    warehouse.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ["on a column", "PIVOT claims ON month USING sum(persons) GROUP BY area ORDER BY area"],
    [
      "on a text with a quotation mark",
      "PIVOT claims ON kind USING sum(persons) GROUP BY area ORDER BY area",
    ],
    [
      "on an expression",
      "PIVOT claims ON year(month) || '-' || kind USING sum(persons) GROUP BY area ORDER BY ALL",
    ],
    ["on two columns", "PIVOT claims ON month, kind USING sum(persons) GROUP BY area ORDER BY ALL"],
    ["on a row", "PIVOT claims ON (month, kind) USING sum(persons) GROUP BY area ORDER BY ALL"],
    [
      "counting two things",
      "PIVOT claims ON month USING sum(persons) AS s, max(persons) AS m GROUP BY area ORDER BY ALL",
    ],
    ["without what is counted", "PIVOT (FROM claims SELECT area, month, kind) ON month ORDER BY ALL"],
    [
      "in capital letters and comments",
      "pIvOt claims /* ON kind */ ON month -- USING\n USING sum(persons) GROUP BY area ORDER BY ALL",
    ],
    [
      "of a query",
      "PIVOT (FROM claims WHERE persons > 3) ON month USING sum(persons) GROUP BY area ORDER BY ALL",
    ],
    [
      "of a join",
      "PIVOT claims JOIN (SELECT '甲' AS a) AS t ON a = area ON month USING sum(persons) GROUP BY area",
    ],
    [
      "of a common table",
      "WITH t AS (FROM claims), u AS (FROM t WHERE area = '甲') PIVOT u ON month USING sum(persons) GROUP BY area",
    ],
    [
      "as a common table",
      "WITH p AS (PIVOT claims ON month USING sum(persons) GROUP BY area) FROM p ORDER BY ALL",
    ],
    [
      "in a subquery",
      "SELECT area FROM (PIVOT claims ON month USING sum(persons) GROUP BY area) ORDER BY area",
    ],
    ["of a pivot", "PIVOT (PIVOT claims ON month USING sum(persons) GROUP BY area) ON area ORDER BY ALL"],
    [
      "two in a statement",
      "FROM (PIVOT claims ON month GROUP BY area) JOIN (PIVOT claims ON kind GROUP BY area) USING (area) ORDER BY ALL",
    ],
    [
      "with values of a query",
      "PIVOT claims ON month IN (SELECT DATE '2026-02-28') USING sum(persons) GROUP BY area ORDER BY ALL",
    ],
    [
      "over a whole number beyond a double",
      "PIVOT (FROM claims WHERE id = 9007199254740993) ON month USING sum(persons) GROUP BY area",
    ],
    [
      "with a union behind it",
      "PIVOT claims ON kind USING sum(persons) GROUP BY area UNION ALL SELECT 'x', 1, 2, 3 ORDER BY ALL",
    ],
    [
      "summarized",
      "SELECT column_name FROM (SUMMARIZE (PIVOT claims ON month USING sum(persons) GROUP BY area))",
    ],
    ["described", "DESCRIBE PIVOT claims ON month USING sum(persons) GROUP BY area"],
  ])("a pivot %s answers what the engine itself answers", async (_, sql) => {
    const { end, columns, rows } = await ask(sql);
    expect(end.outcome, JSON.stringify(end)).toBe("answered");
    const expected = await warehouse.rows<Record<string, unknown>>(sql);
    expect(columns.map(({ name }) => name)).toEqual(Object.keys(expected[0]!));
    expect(rows.map((row) => row.map(plain))).toEqual(expected.map((row) => Object.values(row).map(plain)));
  });

  it("values of the statement are bound, also where the values of a pivot are asked", async () => {
    const sql = "PIVOT (FROM claims WHERE area = $area) ON month USING sum(persons) GROUP BY area";
    const answer = await ask(sql, { area: "乙" });
    expect(answer.columns.map(({ name }) => name)).toEqual(["area", "2026-01-31", "2026-02-28"]);
    expect(answer.rows).toEqual([["乙", "7", "11"]]);
    expect((await ask(sql, { area: "x' OR true --" })).end).toMatchObject({
      reason: "pivot-empty",
      name: "month",
    });
  });

  it.each([
    ["UNPIVOT claims ON persons, id INTO NAME what VALUE number", 8],
    ["SUMMARIZE claims", 5],
    ["DESCRIBE claims", 5],
    ["SHOW TABLES", null],
    ["PIVOT claims ON month IN ('2026-01-31') USING sum(persons) GROUP BY area", 2],
  ])("%s is answered, and written to a file", async (sql, count) => {
    expect((await ask(sql)).end).toMatchObject({ outcome: "answered", ...(count === null ? {} : { count }) });
    const path = join(folder, "shape.parquet");
    const out = createOutFile(path, true);
    const { end } = await guard.ask({
      ...{ sql, who: "tester", at: "2026-03-11T00:00:00Z", rows: 1000 },
      file: { descriptor: out.descriptor, format: "parquet" },
    });
    expect(end).toMatchObject({ outcome: "answered" });
    out.putInPlace();
    out.close();
    expect(existsSync(path)).toBe(true);
  });

  it.each([
    ["SELECT 1;\n  DROP TABLE claims", { reason: "several", name: "DROP", line: 2, column: 3 }],
    ["-- 甲\nDROP TABLE claims", { reason: "not-a-select", name: "DROP", line: 2, column: 1 }],
    ["EXPLAIN DELETE FROM claims", { reason: "not-a-select", name: "DELETE", line: 1, column: 9 }],
    ["SELECT '甲',\n getenv('A')", { reason: "function", name: "getenv", line: 2, column: 2 }],
    ["SELECT '甲' FROM read_text('a')", { reason: "function", name: "read_text", line: 1, column: 17 }],
    ["SELECT 1 FROM pg_settings", { reason: "table", name: "pg_settings", line: 1, column: 15 }],
    ["EXPLAIN ANALYZE\nFROM glob('*')", { reason: "function", name: "glob", line: 2, column: 6 }],
    [
      "PIVOT claims ON\n getenv(kind) USING count(*)",
      { reason: "function", name: "getenv", line: 2, column: 2 },
    ],
    [
      "PIVOT claims ON kind USING\n max(getenv(area))",
      { reason: "function", name: "getenv", line: 2, column: 6 },
    ],
    ["PIVOT (FROM claims WHERE false) ON kind", { reason: "pivot-empty", name: "kind" }],
    ["PIVOT (FROM range(2001) AS t(n)) ON n", { reason: "pivot-many", name: "n" }],
    ["PIVOT claims ON kind IN (SELECT 1, 2)", { reason: "pivot-query", name: "kind" }],
    ["PIVOT claims ON kind IN (PIVOT claims ON kind)", { reason: "pivot-query", name: "kind" }],
  ])("%s is refused with the place", async (sql, expected) =>
    expect((await ask(sql)).end).toMatchObject(expected),
  );

  it("a thousand values are a thousand columns", async () => {
    const answer = await ask(
      "PIVOT (SELECT n, 1 AS g FROM range(1000) AS t(n)) ON n USING count(*) GROUP BY g",
    );
    expect([answer.end.outcome, answer.columns.length]).toEqual(["answered", 1001]);
  });
});

describe("the scanner that finds lists of values", () => {
  it.each([
    ["PIVOT t ON a", "PIVOT t ON (a) IN 0"],
    ["PIVOT t ON a, b IN ('x'), c USING sum(d)", "PIVOT t ON (a) IN 0, b IN ('x'), (c) IN 1 USING sum(d)"],
    ["PIVOT t ON a IN (SELECT 1)", "PIVOT t ON (a) IN 0"],
    ["PIVOT (PIVOT t ON a) ON b", "PIVOT (PIVOT t ON (a) IN 0) ON (b) IN 1"],
    [
      "FROM t PIVOT (sum(a) FOR b IN (1)) JOIN u ON c = d",
      "FROM t PIVOT (sum(a) FOR b IN (1)) JOIN u ON c = d",
    ],
    ["SELECT 'PIVOT t ON a', \"PIVOT t ON a\" /* /* */ PIVOT t ON a */", null],
    ["SELECT $$PIVOT t ON a$$, $q$ $$ PIVOT t ON a $q$, E'\\' PIVOT t ON a'", null],
    [
      "PIVOT t ON E'a\\' ON b' || c, d['ON'], e -> 'USING'",
      "PIVOT t ON (E'a\\' ON b' || c) IN 0, (d['ON']) IN 1, (e -> 'USING') IN 2",
    ],
    ["PIVOT t ON", null],
    ["PIVOT t ON )", null],
    ["PIVOT", null],
  ])("%s", (sql, expected) => {
    const slots = pivotSlots(sql);
    expect(
      withLists(
        sql,
        slots,
        slots.map((_, index) => String(index)),
      ),
    ).toBe(expected ?? sql);
  });

  it("every character of the written statement has its place in the asked one", () => {
    const sql = "PIVOT t ON a, b USING c";
    const slots = pivotSlots(sql);
    const written = withLists(sql, slots, ["longer than before", "x"]);
    for (const letter of ["t", "a,", "b", "USING", "c"]) {
      const at = written.indexOf(letter === "a," ? "(a" : letter === "b" ? "(b" : letter);
      expect(sql.slice(placeAsked(slots, ["longer than before", "x"], at))).toMatch(
        new RegExp(`^${letter[0]}`),
      );
    }
  });

  it("tokens of a statement end where the statement ends, whatever is left open", () => {
    for (const sql of ["'a", '"a', "/* a", "$$a", "E'a\\", "$a$ b", "1e5 a$1 $1"])
      expect(tokensOf(sql).every(({ end }) => end <= sql.length)).toBe(true);
  });
});

/** Numbers as texts, dates as days: both readers agree on those. */
const plain = (value: unknown): unknown => (typeof value === "number" ? String(value) : value);
