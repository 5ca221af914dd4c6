import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { GridTable } from "../grid.ts";
import type { Limits } from "../limits.ts";
import type { Recogniser } from "../recogniser.ts";
import type { FileFault } from "../table.ts";
import type { NamedTable } from "../xlsx/workbook.ts";
import { ArchiveFault } from "../zip.ts";

const CHILD = fileURLToPath(new URL("./child.cjs", import.meta.url));
const MEMORY_MEGABYTES = 768;
const TIME_MILLISECONDS = 60_000;
/** Legacy workbooks hold at most 65,536 rows; a larger file is something else. */
export const LARGEST_LEGACY_BYTES = 64_000_000;

type Said = { sheet: string } | { line: number; cells: string[] } | { fault: FileFault["code"] };

/**
 * Read a legacy .xls workbook (or a web page saved under that name) in a child process with limited memory and time.
 *
 * @throws ArchiveFault when the child gives up, is stopped, or the workbook is beyond the limits
 */
export async function decodeXls(path: string, recogniser: Recogniser, limits: Limits): Promise<NamedTable[]> {
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${MEMORY_MEGABYTES}`, CHILD, path, String(limits.rows), String(limits.columns)],
    { stdio: ["ignore", "pipe", "ignore"], timeout: TIME_MILLISECONDS, killSignal: "SIGKILL", env: {} },
  );
  const ended = new Promise<number | null>((resolve) => {
    child.on("error", () => resolve(null));
    child.on("close", resolve);
  });
  const grids: { name: string; grid: GridTable }[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as Said;
    if ("fault" in said)
      throw new ArchiveFault({
        code: said.fault,
        details: { most: said.fault === "too-many-rows" ? limits.rows : limits.columns },
      });
    if ("sheet" in said) grids.push({ name: said.sheet, grid: new GridTable(recogniser) });
    else grids.at(-1)?.grid.push(said.line, said.cells);
  }
  if ((await ended) !== 0) throw new ArchiveFault({ code: "reader-gave-up" });
  const tables = grids.map(({ name, grid }) => ({ name, table: grid.finish() }));
  const filled = tables.filter(({ table }) => !("code" in table && table.code === "empty-file"));
  return filled.length > 0 ? filled : [{ name: "", table: { code: "empty-file" } }];
}
