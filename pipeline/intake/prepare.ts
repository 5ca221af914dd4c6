import type { LoadPlan, TextTraits } from "../../warehouse/load/plan.ts";
import type { Remark } from "../../warehouse/load/remarks.ts";
import type { Arrival, Shape } from "../../warehouse/load/submission.ts";
import { archivePath, fingerprint } from "./archive.ts";
import { type ArrivedFile, type FreshBytes, keptBytes } from "./arrive.ts";
import type { Contract } from "./contracts/define.ts";
import { contractById } from "./contracts/index.ts";
import { decode, type FoundTable } from "./decode/decode.ts";
import type { Limits } from "./decode/limits.ts";
import type { DecodedTable, FileFault } from "./decode/table.ts";
import { bind, unreadColumns } from "./mappings/bind.ts";
import { mappingForFile, mappingsForHeader, recogniserFor } from "./mappings/choose.ts";
import type { Mapping } from "./mappings/schema.ts";
import type { IntakeSetting } from "./setting.ts";

/** A table that is refused as a whole, without reading its rows. */
export interface RefusedTable {
  readonly kind: "refused";
  readonly arrival: Arrival;
  readonly why: Remark;
}

/** A table whose mapping is known: how its rows are read, and its shape. */
export interface ReadyTable {
  readonly kind: "ready";
  readonly arrival: Arrival;
  readonly plan: LoadPlan;
  readonly shape: Shape;
  /** Number of records that the engine must find. */
  readonly records: number;
  readonly delimiter: string;
  readonly width: number;
  readonly traits: TextTraits;
  readonly table: DecodedTable;
}

export type PreparedTable = RefusedTable | ReadyTable;

/**
 * Prepare a file held in memory, without using the engine: decode it, choose the mapping of each table, bind.
 *
 * Every file gives at least one table (an archive one for each in it).
 *
 * @throws any error of the decoder on unexpected bytes; it counts as the file's failure
 */
export async function prepareHeld(
  arrived: ArrivedFile,
  limits: Limits,
  fresh: FreshBytes,
): Promise<{ tables: PreparedTable[]; bytes: Buffer }> {
  const { file, sha256, setting } = arrived;
  const bytes = fresh.take(sha256) ?? keptBytes(arrived);
  const original = { bytes, name: file.name, path: archivePath(setting.archive, sha256) };
  const found = await decode(original, (name) => recogniserFor(setting.mappings, name), limits);
  return {
    tables: withoutNotes(found, setting.mappings).map((table) => prepareTable(arrived, table)),
    bytes,
  };
}

/** Leave out worksheets without a report (notes, instructions) where another one has a report. */
function withoutNotes(found: readonly FoundTable[], mappings: readonly Mapping[]): readonly FoundTable[] {
  const reports = found.filter(
    ({ table }) => !("code" in table) && mappingsForHeader(mappings, table.header).length > 0,
  );
  const isNote = ({ part, table }: FoundTable) =>
    part !== null && !/\.\w+$/.test(part) && !reports.some((report) => report.table === table);
  return reports.length > 0 ? found.filter((candidate) => !isNote(candidate)) : found;
}

/** Choose the mapping of one table and bind it. */
export function prepareTable(arrived: ArrivedFile, { part, table }: FoundTable): PreparedTable {
  const { setting } = arrived;
  const { mappings } = setting;
  if ("code" in table) return refusedTable(arrived, part, faultRemark(table));
  const mapping = mappingOf(mappings, [part ?? "", arrived.file.name], table);
  const contract = mapping && contractById(mapping.contract);
  if (!mapping || !contract)
    return refusedTable(
      arrived,
      part,
      remark("unknown-kind", { kinds: mappings.flatMap(({ files }) => files) }),
    );
  const arrival = arrivalOf(arrived, part, { contract, mapping, encoding: table.encoding });
  return readyTable(arrival, mapping, contract, table, setting);
}

/** Bind a mapping to a table; missing required columns refuse it. */
export function readyTable(
  arrival: Arrival,
  mapping: Mapping,
  contract: Contract,
  table: DecodedTable,
  setting: IntakeSetting,
): PreparedTable {
  const plan = bind(contract, mapping, { ...table, names: namesOf(arrival) }, setting);
  if ("missing" in plan)
    return {
      kind: "refused",
      arrival,
      why: missingHeaders(plan.missing, mapping, table.header, setting),
    };
  const { header, count, misshapen, delimiter, traits } = table;
  const shape = {
    header,
    refused: misshapen.map((record) => ({ line: record.line, code: record.fault, cells: record.cells })),
    warnings: warningsOf(table, mapping),
    lines: { all: count.all, above: count.above, blank: count.blank, continued: count.continued },
  };
  const records = count.records - misshapen.length;
  return {
    ...{ kind: "ready", arrival, plan, shape, records },
    ...{ delimiter, width: header.length, traits, table },
  };
}

/** The names that may state a year: of the table in a file before that of the file. */
const namesOf = ({ fileName, part }: Arrival): string[] =>
  part === null ? [fileName] : [part, fileName.slice(0, -part.length)];

/** A file of which no table is read. */
export const refusedTable = (arrived: ArrivedFile, part: string | null, why: Remark): RefusedTable => ({
  kind: "refused",
  arrival: arrivalOf(arrived, part, null),
  why,
});

const faultRemark = ({ code, line, details }: FileFault): Remark =>
  remark(code, { ...(line ? { line } : {}), ...details });

/** The mapping chosen by the name of the member or else of the file; without one, the only mapping whose header is found. */
export function mappingOf(
  mappings: readonly Mapping[],
  names: readonly string[],
  { header }: Pick<DecodedTable, "header">,
): Mapping | undefined {
  for (const name of names) {
    const named = mappingForFile(mappings, name.split(/[\\/]/).at(-1) ?? name);
    if (named) return named;
  }
  const fitting = mappingsForHeader(mappings, header);
  return fitting.length === 1 ? fitting[0] : undefined;
}

function arrivalOf(
  { file, sha256, bytes, setting }: ArrivedFile,
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

/** The refusal of a header without required columns: another report kind under this kind's name, or the right kind with columns missing. */
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
const remark = (code: string, details: Remark["details"]): Remark => ({ code, details });
