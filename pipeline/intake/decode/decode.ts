import { isPassedOver } from "../passed-over.ts";
import { Budget } from "./budget.ts";
import { decodeCsv } from "./csv.ts";
import { DecodeFault } from "./decode-fault.ts";
import { compoundFault } from "./formats/compound.ts";
import { formatFault, formatOf } from "./formats/signatures.ts";
import { decodeJson } from "./json.ts";
import type { Limits } from "./limits.ts";
import { isPage, tablesOfPages } from "./page/page-tables.ts";
import type { Recogniser } from "./recogniser.ts";
import type { DecodedTable, FileFault } from "./table.ts";
import { decodeXls } from "./xls/legacy.ts";
import { isWorkbook, tablesOf, type WorkbookTables } from "./xlsx/workbook.ts";
import { type Member, memberBytes, withMembers } from "./zip.ts";

/** A file as it arrived: its bytes and their path. */
export interface Original {
  readonly bytes: Buffer;
  readonly name: string;
  readonly path: string;
}

/** One table found in a file; `part` names its place when there are several (an archive's member, a worksheet). */
export interface FoundTable {
  readonly part: string | null;
  readonly table: DecodedTable | FileFault;
  /** Worksheets of its workbook that were passed over: hidden ones, drafts, samples. */
  readonly passedSheets?: readonly string[];
}

/**
 * Turn a file into tables of text cells, by its content and not its name: delimited text in several encodings, .xlsx, legacy .xls, web
 * pages, JSON, or an archive of these. Never empty: a file without a table gives a fault, which names the format where it is known and
 * not read.
 */
export async function decode(
  original: Original,
  recogniserFor: (name: string) => Recogniser,
  limits: Limits,
): Promise<FoundTable[]> {
  const budget = new Budget(limits, original.bytes.length);
  try {
    return startsWith(original.bytes, ZIP)
      ? await withMembers(original.bytes, budget, (members) =>
          decodeArchive(members, original, recogniserFor, budget),
        )
      : await decodeFile(original, recogniserFor(original.name), budget);
  } catch (error) {
    if (error instanceof DecodeFault) return [{ part: null, table: error.fault }];
    throw error;
  }
}

const ZIP = [0x50, 0x4b];
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];
const startsWith = (bytes: Buffer, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte);

const isJson = (bytes: Buffer, name: string): boolean =>
  /\.json$/i.test(name) || /^\s*(\[\s*\{|\{\s*")/.test(bytes.toString("utf8", 0, 256));

/** Whether a file is delimited text (no archive, workbook, web page, JSON or other format), which can be read block by block. */
export const isDelimitedText = (head: Buffer, name: string): boolean =>
  !startsWith(head, ZIP) &&
  !startsWith(head, COMPOUND) &&
  !isPage(head, name) &&
  !isJson(head, name) &&
  formatOf(head) === null;

async function decodeArchive(
  members: readonly Member[],
  original: Original,
  recogniserFor: (name: string) => Recogniser,
  budget: Budget,
): Promise<FoundTable[]> {
  if (isWorkbook(members)) return named(await tablesOf(members, recogniserFor(original.name), budget));
  const found: FoundTable[] = [];
  for (const member of members.filter(({ name }) => !name.split(/[\\/]/).some(isPassedOver))) {
    const tables = await decodeMember(member, recogniserFor, budget);
    found.push(
      ...tables.map((table) => ({
        ...table,
        part: table.part ? `${member.name}/${table.part}` : member.name,
      })),
    );
  }
  return found.length > 0 ? found : [{ part: null, table: { code: "empty-file" } }];
}

/** Decode a member of an archive. It may be a workbook; an archive within an archive is not opened. */
async function decodeMember(
  member: Member,
  recogniserFor: (name: string) => Recogniser,
  budget: Budget,
): Promise<FoundTable[]> {
  const { documentBytes: largest } = budget.limits;
  if (member.size > largest) {
    const details = { bytes: member.size, largest };
    return [{ part: null, table: { code: "member-too-large", details } }];
  }
  const bytes = await memberBytes(member);
  const name = baseName(member.name);
  const recogniser = recogniserFor(name);
  try {
    if (!startsWith(bytes, ZIP)) return await decodeFile({ bytes, name, path: "" }, recogniser, budget);
    return await withMembers(bytes, budget, async (members) =>
      isWorkbook(members)
        ? named(await tablesOf(members, recogniser, budget))
        : [{ part: null, table: { code: "no-table" as const } }],
    );
  } catch (error) {
    if (error instanceof DecodeFault) return [{ part: null, table: error.fault }];
    throw error;
  }
}

async function decodeFile(
  { bytes, name, path }: Original,
  recogniser: Recogniser,
  budget: Budget,
): Promise<FoundTable[]> {
  const format = formatOf(bytes);
  if (format) throw new DecodeFault(formatFault(format));
  const { legacyBytes, pageBytes } = budget.limits;
  if (startsWith(bytes, COMPOUND)) {
    const fault = compoundFault(bytes);
    if (fault) throw new DecodeFault(fault);
    checkSize(bytes, legacyBytes);
    if (path === "") throw new DecodeFault({ code: "reader-gave-up" });
    return named(await decodeXls(path, recogniser, budget));
  }
  if (isPage(bytes, name)) {
    checkSize(bytes, pageBytes);
    return named(await tablesOfPages(bytes, recogniser, budget));
  }
  if (isJson(bytes, name)) return [{ part: null, table: decodeJson(bytes, recogniser, budget) }];
  const table = decodeCsv(bytes, recogniser, budget);
  if (path !== "" || "code" in table) return [{ part: null, table }];
  // The archive stores only the whole file, so the bytes of its members are held here, all at once.
  const kept = table.bytes ?? bytes;
  budget.charge("text", kept.length);
  return [{ part: null, table: { ...table, bytes: kept } }];
}

function checkSize({ length: bytes }: Buffer, largest: number): void {
  if (bytes > largest) throw new DecodeFault({ code: "too-large-for-its-kind", details: { bytes, largest } });
}

/** Worksheets by name where there are several. */
const named = ({ tables, passedSheets }: WorkbookTables): FoundTable[] =>
  tables.map(({ name, table }) => ({ part: tables.length > 1 ? name : null, table, passedSheets }));

const baseName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
