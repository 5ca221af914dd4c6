import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { childEntry } from "../../../../warehouse/engine/child-entry.ts";
import type { Budget } from "../budget.ts";
import { DecodeFault } from "../decode-fault.ts";
import { GridTable } from "../grid.ts";
import { isDraftSheet } from "../layout/sheets.ts";
import type { Recogniser } from "../recogniser.ts";
import type { CellMark } from "../table.ts";
import { filledTables, type WorkbookTables } from "../xlsx/workbook.ts";
import type { XlsLimits, XlsLine } from "./child.ts";

/** A sheet of 65,000 rows of 12 columns, all that the format holds, takes 440 of them, and the process 530. */
const MEMORY_MEGABYTES = 448;
/** The last resort against a reader that never ends; all it reads is counted. */
const TIME_MILLISECONDS = 30_000;
/** Characters that the child may print for each byte of text it may find: quotes, brackets, escapes. */
const PRINTED = 4;

/**
 * Read a legacy .xls workbook in a child process with limited memory, by the cells that are really in it. The child counts what it reads, and what it prints is counted again here; beyond the budget it is stopped.
 *
 * @throws DecodeFault when the child gives up, is stopped, or the workbook is beyond the limits
 */
export async function decodeXls(
  path: string,
  recogniser: Recogniser,
  budget: Budget,
): Promise<WorkbookTables> {
  const { rows, columns, cell, recordBytes } = budget.limits;
  const limits: XlsLimits = { rows, columns, cell, recordBytes, cells: budget.allowed.cells };
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${MEMORY_MEGABYTES}`,
      "--max-semi-space-size=4",
      await childEntry(import.meta.url, "child"),
      path,
      JSON.stringify(limits),
    ],
    { stdio: ["ignore", "pipe", "ignore"], timeout: TIME_MILLISECONDS, killSignal: "SIGKILL", env: {} },
  );
  const ended = endOf(child);
  try {
    const tables = await readTables(child.stdout, recogniser, budget);
    if ((await ended) !== 0) throw new DecodeFault({ code: "reader-gave-up" });
    return tables;
  } finally {
    child.kill("SIGKILL");
  }
}

const endOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    child.on("error", () => resolve(null));
    child.on("close", resolve);
  });

async function readTables(
  printed: Readable,
  recogniser: Recogniser,
  budget: Budget,
): Promise<WorkbookTables> {
  const sheets: { name: string; isPassed: boolean; hiddenColumns: readonly number[]; grid: GridTable }[] = [];
  for await (const line of linesOf(printed, PRINTED * budget.allowed.text)) {
    const read = parseLine(line);
    if ("fault" in read) throw new DecodeFault(read.fault);
    if ("sheet" in read) {
      const isPassed = read.isHidden || isDraftSheet(read.sheet, recogniser.passOverSheets);
      const { sheet: name, hiddenColumns } = read;
      sheets.push({ name, isPassed, hiddenColumns, grid: new GridTable(recogniser, budget) });
      const { members: most } = budget.limits;
      if (sheets.length > most) throw new DecodeFault({ code: "too-many-worksheets", details: { most } });
    } else {
      budget.charge("cells", read.cells.length, read.line);
      const { line, cells, isHidden = false, marks = [] } = read;
      const sheet = sheets.at(-1);
      if (sheet && !sheet.isPassed) sheet.grid.push(line, cells, { isHidden, marks: marks.map(fromJson) });
    }
  }
  return filledTables(
    sheets
      .filter(({ isPassed }) => !isPassed)
      .map(({ name, grid, hiddenColumns }) => ({ name, table: grid.finish(hiddenColumns) })),
    sheets.flatMap(({ name, isPassed }) => (isPassed ? [name] : [])),
  );
}

/** JSON has no NaN, by which a display that depends on the number is marked. */
const fromJson = (mark: CellMark): CellMark => ({ ...mark, power: mark.power ?? Number.NaN });

/** The lines that the child prints, up to as many characters as it may print. */
async function* linesOf(printed: Readable, most: number): AsyncGenerator<string> {
  let [characters, begun] = [0, ""];
  printed.setEncoding("utf8");
  for await (const piece of printed as AsyncIterable<string>) {
    characters += piece.length;
    if (characters > most)
      throw new DecodeFault({ code: "too-much-text", details: { most: most / PRINTED } });
    begun += piece;
    if (!piece.includes("\n")) continue;
    const lines = begun.split("\n");
    begun = lines.pop() ?? "";
    yield* lines;
  }
  if (begun !== "") yield begun;
}

/** A line is only half there when the child was stopped while it printed. */
function parseLine(line: string): XlsLine {
  try {
    return JSON.parse(line) as XlsLine;
  } catch {
    throw new DecodeFault({ code: "reader-gave-up" });
  }
}
