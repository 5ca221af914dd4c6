import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Answer,
  type Arrival,
  load,
  type Remark,
  recordUnread,
  type Shape,
  twinOf,
  Unreconciled,
} from "../../warehouse/submissions.ts";
import type { Warehouse } from "../../warehouse/warehouse.ts";
import { archivePath, fingerprint, keepBytes } from "./archive.ts";
import type { Contract } from "./contracts/define.ts";
import { contractById } from "./contracts/index.ts";
import { decode, type FoundTable } from "./decode/decode.ts";
import { LIMITS } from "./decode/limits.ts";
import type { DecodedTable } from "./decode/table.ts";
import type { InboxFile } from "./inbox.ts";
import { type BindContext, bind, unreadColumns } from "./mappings/bind.ts";
import { mappingForFile, mappingsForHeader, recogniserFor } from "./mappings/choose.ts";
import type { Mapping } from "./mappings/schema.ts";

/** What intake must know of the deployment. */
export interface IntakeSetting extends BindContext {
  readonly archive: string;
  readonly mappings: readonly Mapping[];
  readonly sender: string | null;
  /** Fingerprint of the area register: a file refused for an unknown area may come again once the area is known. */
  readonly registerHash: string;
  readonly largestBytes: number;
  /** When the file came in, where that is known better than by the night that reads it. */
  readonly arrivedAt?: string;
}

/** One file on its way: what arrived, and what is known of it so far. */
interface Incoming {
  readonly file: InboxFile;
  readonly sha256: string;
  readonly bytes: number;
  readonly setting: IntakeSetting;
}

/**
 * Take in one file: keep its bytes, find out what it is, judge its rows, and answer.
 *
 * Every file ends in at least one submission with a receipt (an archive in one for each table in it); nothing thrown here is the
 * sender's fault.
 */
export async function takeIn(
  warehouse: Warehouse,
  file: InboxFile,
  setting: IntakeSetting,
): Promise<Answer[]> {
  const size = statSync(file.path).size;
  if (size > setting.largestBytes) {
    const incoming = { file, sha256: "", bytes: size, setting };
    return [
      await refuse(
        warehouse,
        incoming,
        null,
        remark("too-large", { bytes: size, largest: setting.largestBytes }),
      ),
    ];
  }
  const bytes = readFileSync(file.path);
  const sha256 = fingerprint(bytes);
  keepBytes(setting.archive, bytes, sha256);
  const incoming = { file, sha256, bytes: size, setting };
  const original = { bytes, name: file.name, path: archivePath(setting.archive, sha256) };
  const found = await decode(original, (name) => recogniserFor(setting.mappings, name), LIMITS);
  const answers: Answer[] = [];
  for (const table of withoutNotes(found, setting.mappings))
    answers.push(await takeTable(warehouse, incoming, table));
  return answers;
}

/** Worksheets that hold no report (notes, instructions) are passed over where another one does. */
function withoutNotes(found: readonly FoundTable[], mappings: readonly Mapping[]): readonly FoundTable[] {
  const reports = found.filter(
    ({ table }) => !("code" in table) && mappingsForHeader(mappings, table.header).length > 0,
  );
  const isNote = ({ part, table }: FoundTable) =>
    part !== null && !/\.\w+$/.test(part) && !reports.some((own) => own.table === table);
  return reports.length > 0 ? found.filter((own) => !isNote(own)) : found;
}

async function takeTable(
  warehouse: Warehouse,
  incoming: Incoming,
  { part, table }: FoundTable,
): Promise<Answer> {
  const { mappings } = incoming.setting;
  if ("code" in table) {
    return refuse(
      warehouse,
      incoming,
      part,
      remark(table.code, { ...(table.line ? { line: table.line } : {}), ...table.details }),
    );
  }
  const chosen = mappingOf(mappings, [part ?? "", incoming.file.name], table);
  const contract = chosen && contractById(chosen.contract);
  if (!chosen || !contract) {
    return refuse(
      warehouse,
      incoming,
      part,
      remark("unknown-kind", { kinds: mappings.flatMap((own) => own.files) }),
    );
  }
  const arrival = arrivalOf(incoming, part, { contract, mapping: chosen, encoding: table.encoding });
  const twin = await twinOf(warehouse, arrival);
  if (twin !== null)
    return recordUnread(warehouse, arrival, "duplicate", remark("duplicate", { submission: twin }));
  return readRows(warehouse, arrival, chosen, contract, table, incoming);
}

/** The mapping of the name, of the member's or else the file's; without one, the only one whose header stands there. */
function mappingOf(
  mappings: readonly Mapping[],
  names: readonly string[],
  table: DecodedTable,
): Mapping | undefined {
  for (const name of names) {
    const named = mappingForFile(mappings, name.split(/[\\/]/).at(-1) ?? name);
    if (named) return named;
  }
  const fitting = mappingsForHeader(mappings, table.header);
  return fitting.length === 1 ? fitting[0] : undefined;
}

async function readRows(
  warehouse: Warehouse,
  arrival: Arrival,
  mapping: Mapping,
  contract: Contract,
  table: DecodedTable,
  { setting }: Incoming,
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
    lines,
    records: count.records - misshapen.length,
    traits: table.traits,
  };
  const run = (path: string) =>
    load(warehouse, arrival, plan, { ...source, path }, shape, setting.receivedAt);
  try {
    // The engine reads the archived bytes themselves, unless they had to be rewritten for it.
    return bytes === null
      ? await run(archivePath(setting.archive, arrival.sha256))
      : await withTemporary(bytes, run);
  } catch (error) {
    if (!(error instanceof Unreconciled)) throw error;
    return recordUnread(warehouse, arrival, "refused", remark("unreconciled", { problem: error.message }));
  }
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

const refuse = (
  warehouse: Warehouse,
  incoming: Incoming,
  part: string | null,
  why: Remark,
): Promise<Answer> => recordUnread(warehouse, arrivalOf(incoming, part, null), "refused", why);

function arrivalOf(
  { file, sha256, bytes, setting }: Incoming,
  part: string | null,
  read: { contract: Contract; mapping: Mapping; encoding: string | null } | null,
): Arrival {
  const reading = [read?.contract ?? null, read?.mapping ?? null, setting.registerHash, setting.past, part];
  return {
    contract: read?.contract.id ?? null,
    mapping: read?.mapping.id ?? null,
    sender: setting.sender,
    fileName: part === null ? file.name : `${file.name}/${part}`,
    sha256,
    bytes,
    receivedAt: setting.receivedAt,
    arrivedAt: setting.arrivedAt ?? setting.receivedAt,
    reading: fingerprint(Buffer.from(JSON.stringify(reading))),
    part,
    encoding: read?.encoding ?? null,
  };
}

const remark = (code: string, details: Remark["details"]): Remark => ({ code, details });
