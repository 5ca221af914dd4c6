import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Answer,
  type Arrival,
  load,
  type Remark,
  recordUnread,
  twinOf,
} from "../../warehouse/submissions.ts";
import type { Warehouse } from "../../warehouse/warehouse.ts";
import { archivePath, fingerprint, keepBytes } from "./archive.ts";
import type { Contract } from "./contracts/define.ts";
import { contractById } from "./contracts/index.ts";
import { type DecodedTable, decodeCsv } from "./decode/csv.ts";
import type { InboxFile } from "./inbox.ts";
import { type BindContext, bind } from "./mappings/bind.ts";
import { mappingForFile, mappingsForHeader } from "./mappings/choose.ts";
import type { Mapping } from "./mappings/schema.ts";

/** What intake must know of the deployment. */
export interface IntakeSetting extends BindContext {
  readonly archive: string;
  readonly mappings: readonly Mapping[];
  readonly sender: string | null;
  /** Fingerprint of the area register: a file refused for an unknown area may come again once the area is known. */
  readonly registerHash: string;
  readonly largestBytes: number;
}

/**
 * Take in one file: keep its bytes, find out what it is, judge its rows, and answer.
 *
 * Every file ends in exactly one submission with a receipt; nothing thrown here is the sender's fault.
 */
export async function takeIn(warehouse: Warehouse, file: InboxFile, setting: IntakeSetting): Promise<Answer> {
  const size = statSync(file.path).size;
  if (size > setting.largestBytes) return tooLarge(warehouse, file, size, setting);
  const bytes = readFileSync(file.path);
  const sha256 = fingerprint(bytes);
  keepBytes(setting.archive, bytes, sha256);
  const mapping = mappingForFile(setting.mappings, file.name);
  const decoded = decodeCsv(bytes, mapping?.delimiter);
  const chosen = mapping ?? onlyMappingFor(setting.mappings, decoded);
  const contract = chosen && contractById(chosen.contract);
  const arrival: Arrival = {
    contract: contract?.id ?? null,
    mapping: chosen?.id ?? null,
    sender: setting.sender,
    fileName: file.name,
    sha256,
    bytes: size,
    receivedAt: setting.receivedAt,
    reading: fingerprint(
      Buffer.from(JSON.stringify([contract ?? null, chosen ?? null, setting.registerHash, setting.past])),
    ),
  };
  if ("code" in decoded) {
    return recordUnread(
      warehouse,
      arrival,
      "refused",
      remark(decoded.code, decoded.line === undefined ? {} : { line: decoded.line }),
    );
  }
  if (!chosen || !contract) {
    return recordUnread(
      warehouse,
      arrival,
      "refused",
      remark("unknown-kind", { kinds: setting.mappings.flatMap((own) => own.files) }),
    );
  }
  const twin = await twinOf(warehouse, arrival);
  if (twin !== null)
    return recordUnread(warehouse, arrival, "duplicate", remark("duplicate", { submission: twin }));
  return readRows(warehouse, arrival, chosen, contract, decoded, setting);
}

async function readRows(
  warehouse: Warehouse,
  arrival: Arrival,
  mapping: Mapping,
  contract: Contract,
  table: DecodedTable,
  setting: IntakeSetting,
): Promise<Answer> {
  const plan = bind(contract, mapping, table.header, setting);
  if ("missing" in plan) {
    return recordUnread(
      warehouse,
      arrival,
      "refused",
      missingHeaders(plan.missing, mapping, table.header, setting),
    );
  }
  const shape = {
    header: table.header,
    refused: table.misshapen.map((record) => ({
      line: record.line,
      code: record.fault,
      cells: record.cells,
    })),
    warnings: table.endsWithoutNewline ? [remark("no-final-newline", { line: table.physicalLines })] : [],
  };
  const source = { delimiter: mapping.delimiter, width: table.header.length, lines: table.lines };
  const onDisk = archivePath(setting.archive, arrival.sha256);
  // The engine reads the archived bytes themselves, unless records had to be left out of what it sees.
  if (table.lines === null)
    return load(warehouse, arrival, plan, { ...source, path: onDisk }, shape, setting.receivedAt);
  const folder = mkdtempSync(join(tmpdir(), "fengsui-"));
  try {
    const path = join(folder, "rows.csv");
    writeFileSync(path, table.bytes);
    return await load(warehouse, arrival, plan, { ...source, path }, shape, setting.receivedAt);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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

function onlyMappingFor(
  mappings: readonly Mapping[],
  decoded: ReturnType<typeof decodeCsv>,
): Mapping | undefined {
  if ("code" in decoded) return undefined;
  const fitting = mappingsForHeader(mappings, decoded.header);
  return fitting.length === 1 ? fitting[0] : undefined;
}

async function tooLarge(
  warehouse: Warehouse,
  file: InboxFile,
  size: number,
  setting: IntakeSetting,
): Promise<Answer> {
  const arrival: Arrival = {
    contract: null,
    mapping: null,
    sender: setting.sender,
    fileName: file.name,
    sha256: "",
    bytes: size,
    receivedAt: setting.receivedAt,
    reading: "",
  };
  return recordUnread(
    warehouse,
    arrival,
    "refused",
    remark("too-large", { bytes: size, largest: setting.largestBytes }),
  );
}

const remark = (code: string, details: Remark["details"]): Remark => ({ code, details });

const titleOf = (mapping: Mapping) => contractById(mapping.contract)!.title;
