import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import ExcelJS from "exceljs";
import { loadDeployment } from "../pipeline/deployment/load.ts";
import { LIMITS } from "../pipeline/intake/decode/limits.ts";
import { decodeXlsx } from "../pipeline/intake/decode/xlsx/workbook.ts";
import { recogniserFor } from "../pipeline/intake/mappings/choose.ts";
import { LAYOFF } from "../test/pipeline/intake/corpus/case.ts";
import { line, MEASURE, type Measured, measure, measured } from "./measured.ts";

const NAME = "裁减人员报告.xlsx";

/** `npm run bench -- xlsx [ROWS]`: a workbook of 200,000 rows and 12 columns, our reader compared with exceljs's streaming reader. */
export async function run(args: string[]): Promise<void> {
  if (args[0] === MEASURE) return measure(() => TASKS[args[1]!]!(args[2]!, Number(args[3])));
  const rows = args[0] ?? "200000";
  const folder = mkdtempSync(join(tmpdir(), "fengsui-bench-"));
  try {
    const path = join(folder, NAME);
    await measured("xlsx", "write", path, rows);
    console.log(
      `xlsx: ${rows} rows of ${LAYOFF.length} columns, ${(statSync(path).size / 1e6).toFixed(1)} MB`,
    );
    const theirs: Measured[] = [];
    const ours: Measured[] = [];
    for (let round = 0; round < 3; round++) {
      theirs.push(await measured("xlsx", "exceljs", path, rows));
      ours.push(await measured("xlsx", "fengsui", path, rows));
    }
    const base = middle(theirs);
    console.log(line("exceljs, streaming reader", base));
    console.log(line("fengsui, to a table for the engine", middle(ours), base));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The median of three by time. */
const middle = (all: readonly Measured[]): Measured => all.toSorted((a, b) => a.seconds - b.seconds)[1]!;

const TASKS: Readonly<Record<string, (path: string, rows: number) => Promise<string>>> = {
  async write(path, rows) {
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({
      filename: path,
      useSharedStrings: true,
      useStyles: true,
    });
    const sheet = book.addWorksheet("报告");
    sheet.addRow(LAYOFF).commit();
    for (let at = 0; at < rows; at++) sheet.addRow(cellsOf(at)).commit();
    await book.commit();
    return "";
  },
  async exceljs(path) {
    let cells = 0;
    const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, {
      worksheets: "emit",
      sharedStrings: "cache",
      styles: "cache",
      hyperlinks: "ignore",
    });
    for await (const sheet of reader)
      for await (const row of sheet) cells += (row.values as unknown[]).length - 1;
    return `${cells} cells`;
  },
  async fengsui(path, rows) {
    const { mappings } = loadDeployment(resolve(import.meta.dirname, "../examples/inner-mongolia"));
    const { tables } = await decodeXlsx(readFileSync(path), recogniserFor(mappings, NAME), LIMITS);
    const [found] = tables;
    if (!found || "code" in found.table || found.table.count.records !== rows)
      throw new Error("not all rows were read");
    return `${(found.table.count.records + 1) * found.table.header.length} cells`;
  },
};

function cellsOf(at: number): (string | number | Date | null)[] {
  const day = new Date(Date.UTC(2025, 0, 1 + (at % 400)));
  const [number, employer] = [`L2026${String(at).padStart(7, "0")}`, `样例煤业第${at % 5000}有限公司`];
  const [persons, staff] = [at % 500, 500 + (at % 900)];
  return [
    ...["150102", "2026-02", "否", number, employer, "91350200MA2YJ1XR9G", `${at % 40}号矿`],
    ...[day, day, persons, staff, "经济性裁员"],
  ];
}
