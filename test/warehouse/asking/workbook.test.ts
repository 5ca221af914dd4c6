import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Guard } from "../../../warehouse/asking/guard.ts";
import { createOutFile } from "../../../warehouse/asking/out-file.ts";
import { type AnswerFile, USUAL_LIMITS } from "../../../warehouse/asking/question.ts";
import { textAsWritten } from "../../../warehouse/engine/inert.ts";
import { openWarehouse } from "../../../warehouse/engine/open.ts";
import { publish } from "../../../warehouse/published/publish.ts";
import { sheetsOf } from "../../reports/documents/readers.ts";
import { noAudit } from "./asked.ts";

const folder = mkdtempSync(join(tmpdir(), "fengsui-workbook-"));
const copy = join(folder, "copy.duckdb");
const guard = new Guard(copy, USUAL_LIMITS, noAudit);

async function written(sql: string, more: Partial<AnswerFile> = {}, rows = 10_000) {
  const path = join(folder, "answer");
  const out = createOutFile(path, true);
  const file: AnswerFile = { descriptor: out.descriptor, format: "xlsx", ...more };
  const { end } = await guard.ask({ sql, who: "tester", at: "2026-03-11T00:00:00Z", rows, file });
  if (end.outcome === "answered") out.putInPlace();
  out.close();
  return { end, path, bytes: () => readFileSync(path) };
}

async function opened(bytes: Buffer): Promise<ExcelJS.Worksheet> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  return workbook.worksheets[0]!;
}

beforeAll(async () => {
  const warehouse = await openWarehouse(":memory:", []);
  await warehouse.run("INSERT INTO area (code, name, level, weight) VALUES ('990101', '某旗', 'banner', 1)");
  await publish(warehouse, copy);
  warehouse.close();
});
afterAll(() => {
  guard.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A row of every kind, with what a reader finds in each cell: its type and value. */
const KINDS: readonly (readonly [sql: string, type: string, value: unknown])[] = [
  ["CAST(7 AS INTEGER)", "n", 7],
  ["CAST(-5000000000 AS BIGINT)", "n", -5000000000],
  ["CAST(9007199254740993 AS BIGINT)", "s", "9007199254740993"],
  ["1.5::DOUBLE", "n", 1.5],
  ["'nan'::DOUBLE", "s", "NaN"],
  ["CAST(1.5000 AS DECIMAL(18,4))", "n", 1.5],
  ["CAST('1234567890123456.78' AS DECIMAL(18,2))", "s", "1234567890123456.78"],
  ["true", "b", true],
  ["DATE '2026-01-31'", "d", "2026-01-31T00:00:00.000Z"],
  ["DATE '1899-12-31'", "s", "1899-12-31"],
  ["TIMESTAMP '2026-01-31 15:59:59.5'", "d", "2026-01-31T15:59:59.500Z"],
  ["TIMESTAMPTZ '2026-01-31 15:59:59+08'", "d", "2026-01-31T07:59:59.000Z"],
  ["'infinity'::TIMESTAMP", "s", "infinity"],
  ["'呼和浩特 & <b> \"x\"'", "s", '呼和浩特 & <b> "x"'],
  ["'两行' || chr(10) || '文字'", "s", "两行\n文字"],
  ["'00150100'", "s", "00150100"],
  ["'=1+1'", "s", "'=1+1"],
  ["'@SUM(A1)'", "s", "'@SUM(A1)"],
  ["'-5'", "s", "-5"],
  ["'a' || chr(7) || chr(13) || 'b'", "s", "a␇\nb"],
  ["[1, NULL]", "s", "[1,null]"],
  ["INTERVAL 3 DAYS", "s", '{"months":0,"days":3,"micros":"0"}'],
  ["'a7b0a7b0-0000-0000-0000-000000000001'::UUID", "s", "a7b0a7b0-0000-0000-0000-000000000001"],
];
const ROW = `SELECT ${KINDS.map(([sql], at) => `${sql} AS c${at}`).join(", ")}`;

describe("an answer as a workbook", () => {
  it("has typed cells, as exceljs reads them", async () => {
    const sheet = await opened((await written(ROW)).bytes());
    const cells = KINDS.map((_, at) => sheet.getRow(2).getCell(at + 1).value);
    expect(cells.map((cell) => (cell instanceof Date ? cell.toISOString() : cell))).toEqual(
      KINDS.map(([, , value]) => value),
    );
  });

  it("has typed cells, as another library reads them", async () => {
    const cells = [...sheetsOf((await written(ROW)).bytes()).values()][0]!;
    const letter = (at: number) => String.fromCharCode(65 + at);
    for (const [at, [sql, type, value]] of KINDS.entries()) {
      const cell = cells.get(`${letter(at)}2`)!;
      expect(cell.t, sql).toBe(type === "d" ? "n" : type);
      if (type === "d")
        expect(cell.w, sql).toBe(
          String(value)
            .slice(0, String(value).endsWith("00:00:00.000Z") ? 10 : 19)
            .replace("T", " "),
        );
      else expect(cell.v, sql).toEqual(value);
      expect(cell.f, sql).toBeUndefined();
    }
  });

  it("no text of it computes, and each is found again", async () => {
    const texts = ["=1+1", "+旗", "-x", "@a", "\t=1", "＝1", "'=1", "'x", '=HYPERLINK("http://a")'];
    const sql = `SELECT unnest([${texts.map((text) => `'${text.replaceAll("'", "''")}'`).join(", ")}]) AS t`;
    const sheet = await opened((await written(sql)).bytes());
    const cells = texts.map((_, at) => String(sheet.getRow(at + 2).getCell(1).value));
    expect(cells.filter((cell) => /^[=+@＝\t]/.test(cell))).toEqual([]);
    expect(cells.map(textAsWritten)).toEqual(texts.map((text) => (text === "'=1" ? "'=1" : text)));
  });

  it("has a head that stays in sight, a filter, and what the documented columns mean", async () => {
    const sql = "SELECT code, name, level AS code2, count(*) OVER () AS weight FROM area";
    const sheet = await opened((await written(sql)).bytes());
    expect(sheet.name).toBe("查询结果");
    expect(sheet.views[0]).toMatchObject({ state: "frozen", ySplit: 1 });
    expect(sheet.autoFilter).toBe("A1:D1");
    const notes = [1, 2, 3, 4].map((at) => JSON.stringify(sheet.getRow(1).getCell(at).note ?? null));
    expect(notes[0]).toContain("行政区划代码");
    expect(notes[1]).toContain("名称");
    // Names that the statement gave are no columns of the copy, also where they are called so.
    expect(notes.slice(2)).toEqual(["null", "null"]);
    expect(sheet.getRow(1).values).toEqual([undefined, "code", "name", "code2", "weight"]);
    const english = await opened((await written(sql, { language: "en" })).bytes());
    expect([english.name, JSON.stringify(english.getRow(1).getCell(2).note)]).toEqual([
      "answer",
      expect.stringContaining("name"),
    ]);
  });

  it("without rows it has its head; beyond the rows asked for it is cut, and says so", async () => {
    const none = await written("SELECT 1 AS a WHERE false");
    expect(none.end).toEqual({ outcome: "answered", count: 0, cut: null });
    expect((await opened(none.bytes())).rowCount).toBe(1);
    const cut = await written("SELECT * FROM range(10000) AS t(n)", {}, 3000);
    expect(cut.end).toEqual({ outcome: "answered", count: 3000, cut: "rows" });
    const sheet = await opened(cut.bytes());
    expect([sheet.rowCount, sheet.getRow(3001).getCell(1).value]).toEqual([3001, 2999]);
  });

  it("what a cell or a sheet cannot hold is refused with its place, and nothing is written", async () => {
    const text = (length: number) =>
      `SELECT n, CASE n WHEN 2500 THEN repeat('长', ${length}) END AS t FROM range(3000) AS t(n)`;
    const { end } = await written(text(32_768));
    expect(end).toEqual({ outcome: "refused", reason: "sheet-cell", name: "t", line: 2501, column: 2 });
    const fits = await written(text(32_767));
    expect(String((await opened(fits.bytes())).getRow(2502).getCell(2).value)).toHaveLength(32_767);
    const wider = `SELECT ${Array(16_385).fill("1").join(",")}`;
    expect((await written(wider)).end).toMatchObject({ reason: "sheet-columns", name: "16385" });
  });

  it("its names carry no formula either", async () => {
    const sheet = await opened((await written(`SELECT 1 AS "=1+1", 2 AS "a"`)).bytes());
    expect(sheet.getRow(1).values).toEqual([undefined, "'=1+1", "a"]);
  });
});

describe("a CSV with a byte-order mark", () => {
  const sql = `SELECT '旗,"甲"' AS "名,""称", 1.5 AS value, '=1' AS "=x"`;
  const csv = async (byteOrderMark: boolean, statement = sql) =>
    (await written(statement, { format: "csv", byteOrderMark })).bytes().toString("utf8");

  it.each([
    ["with a row", sql],
    ["without rows", `${sql} WHERE false`],
    ["with many rows", "SELECT n AS a, '旗' || n AS b FROM range(5000) AS t(n)"],
    ["with a single empty cell", "SELECT NULL AS a"],
    ["with names in quotation marks", `SELECT 1 AS "a b", 2 AS "it's", 3 AS "x\ny"`],
  ])("%s is the CSV without it, behind the mark", async (_, statement) => {
    expect(await csv(true, statement)).toBe(`\ufeff${await csv(false, statement)}`);
  });
});
