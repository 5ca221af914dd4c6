import { mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  type Answer,
  type Arrival,
  type Remark,
  recordUnread,
  twinOf,
  Unreconciled,
} from "../../warehouse/submissions.ts";
import type { Warehouse } from "../../warehouse/warehouse.ts";
import { archivePath, arrivingPath, fingerprint, keepBytes, keepCopy } from "./archive.ts";
import type { Contract } from "./contracts/define.ts";
import { contractById } from "./contracts/index.ts";
import { blocksOf, headOf } from "./decode/blocks.ts";
import { decode, type FoundTable, isDelimitedText } from "./decode/decode.ts";
import { copyFile } from "./decode/large/copy-file.ts";
import { decodeLarge } from "./decode/large/decode-large.ts";
import { LIMITS, type Limits } from "./decode/limits.ts";
import type { DecodedTable, FileFault } from "./decode/table.ts";
import type { InboxFile } from "./inbox.ts";
import type { BindContext } from "./mappings/bind.ts";
import { mappingForFile, mappingsForHeader, recogniserFor } from "./mappings/choose.ts";
import type { Mapping } from "./mappings/schema.ts";
import { readRows, remark } from "./read-rows.ts";

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
  /** Bytes that never came before: they can be no duplicate. */
  readonly isNew: boolean;
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
  limits: Limits = LIMITS,
): Promise<Answer[]> {
  const size = statSync(file.path).size;
  const unread = { file, sha256: "", isNew: true, bytes: size, setting };
  if (size > setting.largestBytes) {
    const why = remark("too-large", { bytes: size, largest: setting.largestBytes });
    return [await refuse(warehouse, unread, null, why)];
  }
  if (size > limits.heldBytes) {
    if (isDelimitedText(headOf(file.path), file.name)) return [await takeInLarge(warehouse, unread)];
    if (size > limits.wholeBytes) {
      const copy = arrivingPath(setting.archive);
      const { sha256 } = await (await copyFile(file.path, copy)).done;
      keepCopy(setting.archive, copy, sha256);
      const why = remark("too-large-for-its-kind", { bytes: size, largest: limits.wholeBytes });
      return [await refuse(warehouse, { ...unread, sha256 }, null, why)];
    }
  }
  const bytes = readFileSync(file.path);
  const sha256 = fingerprint(bytes);
  const isNew = keepBytes(setting.archive, bytes, sha256);
  const incoming = { file, sha256, isNew, bytes: size, setting };
  const original = { bytes, name: file.name, path: archivePath(setting.archive, sha256) };
  const found = await decode(original, (name) => recogniserFor(setting.mappings, name), limits);
  return warehouse.inOneThread(async () => {
    const answers: Answer[] = [];
    for (const table of withoutNotes(found, setting.mappings))
      answers.push(await takeTable(warehouse, incoming, table));
    return answers;
  });
}

/** A delimited text file too large to be held: read in haste first, and with more care where the engine stumbles over it. */
async function takeInLarge(warehouse: Warehouse, unread: Incoming): Promise<Answer> {
  const { file, setting } = unread;
  const recogniser = recogniserFor(setting.mappings, file.name);
  const copy = arrivingPath(setting.archive);
  // One file is read at a time; what a night that broke off has left goes.
  const folder = join(setting.archive, "reading");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const to = join(folder, "rows.csv");
  try {
    const copying = await copyFile(file.path, copy);
    const early = decodeLarge(copying.blocks(), { utf8: null, hasty: true, recogniser, to });
    const { sha256, utf8 } = await copying.done;
    const isNew = keepCopy(setting.archive, copy, sha256);
    const kept = archivePath(setting.archive, sha256);
    const again = (hasty: boolean) => decodeLarge(blocksOf(kept), { utf8, hasty, recogniser, to }).table;
    const take = (table: DecodedTable | FileFault) =>
      takeTable(warehouse, { ...unread, sha256, isNew }, { part: null, table });
    return await take(early.asUtf8 === utf8 ? early.table : again(true)).catch((error) => {
      if (!(error instanceof Unreconciled)) throw error;
      return take(again(false));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
  const twin = incoming.isNew ? null : await twinOf(warehouse, arrival);
  if (twin !== null)
    return recordUnread(warehouse, arrival, "duplicate", remark("duplicate", { submission: twin }));
  return readRows(warehouse, arrival, chosen, contract, table, incoming.setting);
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
