import { Budget } from "../budget.ts";
import { GridTable } from "../grid.ts";
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

/**
 * Read the non-empty worksheets of an .xlsx file as streams and within limits: entries, bytes, ratio, rows, columns, no DOCTYPE.
 *
 * @throws DecodeFault when the file is broken or beyond the limits
 */
export function decodeXlsx(bytes: Buffer, recogniser: Recogniser, limits: Limits): Promise<NamedTable[]> {
  const budget = new Budget(limits, bytes.length);
  return withMembers(bytes, budget, (members) => tablesOf(members, recogniser, budget));
}

/** Whether the members of an archive are those of a workbook, even one whose main part is missing. */
export const isWorkbook = (members: readonly Member[]): boolean =>
  members.some((member) => ["xl/workbook.xml", "[content_types].xml"].includes(partName(member.name)));

/** The tables of an opened workbook; empty worksheets are skipped unless there are no others. */
export async function tablesOf(
  members: readonly Member[],
  recogniser: Recogniser,
  budget: Budget,
): Promise<NamedTable[]> {
  const parts = await readParts(members, budget);
  const tables: NamedTable[] = [];
  for (const { name, member } of parts.sheets) {
    const grid = new GridTable(recogniser, budget);
    await readSheet(member, parts, budget, (line, cells) => grid.push(line, cells));
    tables.push({ name, table: grid.finish() });
  }
  const filled = tables.filter(({ table }) => !("code" in table && table.code === "empty-file"));
  return filled.length > 0 ? filled : [{ name: "", table: { code: "empty-file" } }];
}
