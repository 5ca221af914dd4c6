import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publishNight } from "../../pipeline/night/publish.ts";
import { LAYOFF, layoff, text } from "../pipeline/intake/corpus/case.ts";
import { SmallDeployment } from "../small-deployment.ts";

const OFFICE = spawnSync("soffice", ["--version"]).status === 0;
const MISSING = OFFICE ? "" : " (skipped: LibreOffice is not installed)";
/** Names of enterprises that a spreadsheet program would compute. */
const FORMULAS = [
  "=1+1",
  '=HYPERLINK("http://example.org")',
  "@SUM(1+1)",
  "+1+1",
  "-2+3",
  "＝1+1",
  "-公司",
  "+cmd|' /C calc'!A0",
];

describe.skipIf(!OFFICE)(`cells that would be computed${MISSING}`, () => {
  const deployment = new SmallDeployment();
  const folder = mkdtempSync(join(tmpdir(), "fengsui-inert-"));
  const receipts = join(deployment.dir, "receipts");
  const refused = join(folder, "refused.csv");

  const converted = (path: string, filter: string): string => {
    execFileSync(
      "soffice",
      [
        "--headless",
        "--infilter=CSV:44,34,76,1",
        "--convert-to",
        filter,
        "--outdir",
        join(folder, "saved"),
        path,
      ],
      {
        env: { ...process.env, HOME: folder },
        stdio: "ignore",
      },
    );
    return join(folder, "saved", `${path.slice(folder.length + 1, -4)}.${filter.split(":")[0]}`);
  };

  beforeAll(async () => {
    const rows = FORMULAS.map((name, at) =>
      layoff("150102", { 3: `R${at}`, 4: `"${name.replaceAll('"', '""')}"`, 9: "-5" }),
    );
    deployment.put(
      "inbox/150102/裁减人员报告_1.csv",
      text([[...LAYOFF, "=备注()"], ...rows.map((row) => [...row, "无"])]),
    );
    await deployment.night("2026-03-11");
    const [name] = readdirSync(receipts, { recursive: true, encoding: "utf8" }).filter((path) =>
      path.endsWith(".refused.csv"),
    );
    writeFileSync(refused, readFileSync(join(receipts, name!)));
  }, 120_000);
  afterAll(() => {
    deployment.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it("are not computed in the rows that are sent back", async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(converted(refused, "xlsx:Calc MS Excel 2007 XML"));
    const [sheet] = book.worksheets;
    const names: unknown[] = [];
    sheet!.eachRow((row, line) => {
      row.eachCell((cell) => expect(cell.type).not.toBe(ExcelJS.ValueType.Formula));
      if (line > 1) names.push(row.getCell(5).text);
    });
    expect(sheet!.getRow(1).getCell(13).text).toBe("'=备注()");
    expect(names).toEqual(FORMULAS.map((name) => `'${name}`));
  }, 120_000);

  it("are not computed in an export", async () => {
    await publishNight(await deployment.open());
    deployment.close();
    const out = join(folder, "export.csv");
    const values = FORMULAS.map((name) => `('${name.replaceAll("'", "''")}')`).join(", ");
    const sql = `SELECT name, encode(name) AS raw, [name] AS list, 1 AS "=1+1" FROM (VALUES ${values}) AS t(name)`;
    execFileSync(join(import.meta.dirname, "../../bin/fengsui.js"), [
      "sql",
      deployment.dir,
      sql,
      "--out",
      out,
    ]);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(converted(out, "xlsx:Calc MS Excel 2007 XML"));
    const names: string[] = [];
    book.worksheets[0]!.eachRow((row) => {
      row.eachCell((cell) => expect(cell.type).not.toBe(ExcelJS.ValueType.Formula));
      names.push(row.getCell(1).text);
    });
    expect(names).toEqual(["name", ...FORMULAS.map((name) => `'${name}`)]);
    expect(book.worksheets[0]!.getRow(1).getCell(4).text).toBe("'=1+1");
  }, 120_000);

  it.each([
    ["csv", "csv:Text - txt - csv (StarCalc):44,34,76,1"],
    ["xlsx", "xlsx:Calc MS Excel 2007 XML"],
  ])(
    "are accepted as they were when they are mended, saved by LibreOffice as %s and sent again",
    async (ending, filter) => {
      writeFileSync(refused, readFileSync(refused, "utf8").replaceAll("-5", "5"));
      const saved = readFileSync(converted(refused, filter));
      deployment.put(`inbox/150102/裁减人员报告_${ending}.${ending}`, saved);
      await deployment.night(ending === "csv" ? "2026-03-12" : "2026-03-13");
      const kept = await deployment.rows<{ employer: string }>(
        `SELECT employer FROM fact_layoff_report AS fact JOIN submission ON submission.id = fact.submission
       WHERE file_name LIKE '%.${ending}' ORDER BY report_no`,
      );
      expect(kept.map(({ employer }) => employer)).toEqual(FORMULAS);
    },
    120_000,
  );
});
