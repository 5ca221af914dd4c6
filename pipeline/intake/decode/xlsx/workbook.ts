import { maskedBeginning } from "../../../../warehouse/engine/personal-numbers.ts";
import { Budget } from "../budget.ts";
import { GridTable } from "../grid.ts";
import { isDraftSheet } from "../layout/sheets.ts";
import type { Limits } from "../limits.ts";
import type { Recogniser } from "../recogniser.ts";
import type { DecodedTable, FileFault } from "../table.ts";
import { type Member, withMembers } from "../zip.ts";
import { readParts } from "./parts.ts";
import { partName } from "./relations.ts";
import { readSheet } from "./sheet.ts";

/** A worksheet's table with its name. */
export interface NamedTable {
  readonly name: string;
  readonly table: DecodedTable | FileFault;
}

/** The tables of a workbook, and the names of worksheets that were passed over: hidden ones, drafts, samples. */
export interface WorkbookTables {
  readonly tables: readonly NamedTable[];
  readonly passedSheets: readonly string[];
}

/**
 * The tables that are left when empty worksheets are skipped; if there are none, the fault says why.
 *
 * @param passedSheets names of worksheets that were not read
 */
export function filledTables(tables: readonly NamedTable[], passedSheets: readonly string[]): WorkbookTables {
  const filled = tables.filter(({ table }) => !("code" in table && table.code === "empty-file"));
  if (filled.length > 0) return { tables: filled, passedSheets };
  const fault: FileFault =
    passedSheets.length > 0
      ? {
          code: "no-sheet-left",
          details: { sheets: maskedBeginning(passedSheets.slice(0, SHOWN).join("、"), LONGEST_NAMES) },
        }
      : { code: "empty-file" };
  return { tables: [{ name: "", table: fault }], passedSheets: [] };
}

/** Sheets named in a fault, and maximum characters of their names. */
const [SHOWN, LONGEST_NAMES] = [8, 200];

/**
 * Read the non-empty worksheets of an .xlsx file as streams and within limits: entries, bytes, ratio, rows, columns, no DOCTYPE.
 *
 * @throws DecodeFault when the file is broken or beyond the limits
 */
export function decodeXlsx(bytes: Buffer, recogniser: Recogniser, limits: Limits): Promise<WorkbookTables> {
  const budget = new Budget(limits, bytes.length);
  return withMembers(bytes, budget, (members) => tablesOf(members, recogniser, budget));
}

/** Whether the members of an archive are those of a workbook, even one whose main part is missing. */
export const isWorkbook = (members: readonly Member[]): boolean =>
  members.some((member) => ["xl/workbook.xml", "[content_types].xml"].includes(partName(member.name)));

/** The tables of an opened workbook; hidden worksheets and drafts are passed over, empty ones skipped. */
export async function tablesOf(
  members: readonly Member[],
  recogniser: Recogniser,
  budget: Budget,
): Promise<WorkbookTables> {
  const parts = await readParts(members, budget);
  const tables: NamedTable[] = [];
  const passed: string[] = [];
  for (const { name, isHidden, member } of parts.sheets) {
    if (isHidden || isDraftSheet(name, recogniser.passOverSheets)) {
      passed.push(name);
      continue;
    }
    const grid = new GridTable(recogniser, budget);
    const hidden = await readSheet(member, parts, budget, (line, cells, traits) =>
      grid.push(line, cells, traits),
    );
    tables.push({ name, table: grid.finish(hidden) });
  }
  return filledTables(tables, passed);
}
