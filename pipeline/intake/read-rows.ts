import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MOST_REFUSED } from "../../warehouse/load/reading.ts";
import {
  type Answer,
  type Arrival,
  load,
  type Remark,
  recordUnread,
  type Shape,
  TooManyRefused,
  Unreconciled,
} from "../../warehouse/submissions.ts";
import type { Warehouse } from "../../warehouse/warehouse.ts";
import type { IntakeSetting } from "./accept.ts";
import { archivePath } from "./archive.ts";
import type { Contract } from "./contracts/define.ts";
import { contractById } from "./contracts/index.ts";
import type { DecodedTable } from "./decode/table.ts";
import { bind, unreadColumns } from "./mappings/bind.ts";
import { mappingsForHeader } from "./mappings/choose.ts";
import type { Mapping } from "./mappings/schema.ts";

/** Bytes of a line that the engine must be ready for: of a file that was held, and what a line number adds in one that was not. */
const [LONGEST_LINE, NUMBER_BYTES] = [4_194_304, 32];

/**
 * Judge the rows of a table whose mapping is known, and answer.
 *
 * @throws Unreconciled when a file read in haste must be read again with more care
 */
export async function readRows(
  warehouse: Warehouse,
  arrival: Arrival,
  mapping: Mapping,
  contract: Contract,
  table: DecodedTable,
  setting: IntakeSetting,
): Promise<Answer> {
  const plan = bind(contract, mapping, table, setting);
  if ("missing" in plan) {
    return recordUnread(
      warehouse,
      arrival,
      "refused",
      missingHeaders(plan.missing, mapping, table.header, setting),
    );
  }
  const { header, count, misshapen, lines, bytes, delimiter } = table;
  const shape: Shape = {
    header,
    refused: misshapen.map((record) => ({ line: record.line, code: record.fault, cells: record.cells })),
    warnings: warningsOf(table, mapping),
    lines: { all: count.all, above: count.above, blank: count.blank, continued: count.continued },
  };
  const source = {
    delimiter,
    width: header.length,
    numbered: table.numbered !== null,
    longestLine: table.numbered ? table.numbered.longest + NUMBER_BYTES : LONGEST_LINE,
    lines,
    records: count.records - misshapen.length,
    traits: table.traits,
  };
  const run = (path: string) =>
    load(warehouse, arrival, plan, { ...source, path }, shape, setting.receivedAt);
  try {
    if (table.numbered) return await run(table.numbered.path);
    // The engine reads the archived bytes themselves, unless they had to be rewritten for it.
    return bytes === null
      ? await run(archivePath(setting.archive, arrival.sha256))
      : await withTemporary(bytes, run);
  } catch (error) {
    const why = refusalOf(error);
    if (why === null || (error instanceof Unreconciled && table.numbered?.hasty)) throw error;
    return recordUnread(warehouse, arrival, "refused", why);
  }
}

function refusalOf(error: unknown): Remark | null {
  if (error instanceof TooManyRefused)
    return remark("too-many-refused", { refused: error.refused, most: MOST_REFUSED });
  return error instanceof Unreconciled ? remark("unreconciled", { problem: error.message }) : null;
}

async function withTemporary<Result>(
  bytes: Buffer,
  work: (path: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-"));
  try {
    const path = join(folder, "rows.csv");
    writeFileSync(path, bytes);
    return await work(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function warningsOf(table: DecodedTable, mapping: Mapping): Remark[] {
  const unread = unreadColumns(mapping, table.header);
  return [
    ...(table.endsWithoutNewline ? [remark("no-final-newline", { line: table.count.all })] : []),
    ...(table.encoding !== null && table.encoding !== "utf-8"
      ? [remark("encoding-found", { encoding: table.encoding })]
      : []),
    ...(unread.length > 0 ? [remark("columns-not-read", { headers: unread })] : []),
  ];
}

/** A header that lacks required columns: another report kind under this kind's name, or the right kind with gaps. */
function missingHeaders(
  missing: readonly { readonly headers: readonly string[] }[],
  mapping: Mapping,
  header: readonly string[],
  { mappings }: IntakeSetting,
): Remark {
  const really = mappingsForHeader(mappings, header).filter((other) => other.contract !== mapping.contract);
  const wanted = missing.map((column) => column.headers.join(" / "));
  const common = { expected: titleOf(mapping), missing: wanted, found: header };
  if (really[0]) return remark("another-kind", { ...common, really: titleOf(really[0]) });
  return remark("missing-columns", common);
}

const titleOf = (mapping: Mapping) => contractById(mapping.contract)!.title;

/** A code and its details. */
export const remark = (code: string, details: Remark["details"]): Remark => ({ code, details });
