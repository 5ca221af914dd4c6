import { maskedText } from "../../warehouse/engine/personal-numbers.ts";
import type { Remark } from "../../warehouse/load/remarks.ts";
import type { Arrival } from "../../warehouse/load/submission.ts";
import { archivePath, fingerprint } from "./archive.ts";
import { type ArrivedFile, type FreshBytes, keptBytes } from "./arrive.ts";
import type { Contract } from "./contracts/define.ts";
import { contractById } from "./contracts/index.ts";
import { decode, type FoundTable } from "./decode/decode.ts";
import { isSummarySheet } from "./decode/layout/sheets.ts";
import type { Limits } from "./decode/limits.ts";
import type { DecodedTable, FileFault } from "./decode/table.ts";
import { bind } from "./mappings/bind.ts";
import { mappingForFile, mappingsForHeader, nearestMapping, recogniserFor } from "./mappings/choose.ts";
import type { Mapping } from "./mappings/schema.ts";
import type { PreparedTable, RefusedTable } from "./prepared-table.ts";
import type { IntakeSetting } from "./setting.ts";
import { decideDisplayed } from "./tidy/displayed-numbers.ts";
import { decideHiddenRows } from "./tidy/hidden-rows.ts";
import { tidyRemarks } from "./tidy/passed-remarks.ts";
import { tablesThatContradict } from "./tidy/same-place.ts";
import { haveSameCells } from "./tidy/table-rows.ts";

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
  const tables = withoutNotes(found, setting.mappings).map((table) => prepareTable(arrived, table, bytes));
  return { tables: withoutContradictions(tables), bytes };
}

/** Refuse the tables of a file that report the same place and period with different figures. */
function withoutContradictions(tables: readonly PreparedTable[]): PreparedTable[] {
  const contradictions = tablesThatContradict(tables);
  return tables.map((table, at) => {
    const shared = contradictions.get(at);
    return shared
      ? { kind: "refused", arrival: table.arrival, why: remark("tables-of-a-place", { ...shared }) }
      : table;
  });
}

/**
 * Leave out worksheets without a report (notes, instructions) and summaries where another one has a report; summaries are told of, as
 * hidden sheets and drafts are.
 */
function withoutNotes(found: readonly FoundTable[], mappings: readonly Mapping[]): readonly FoundTable[] {
  const isSheet = ({ part }: FoundTable) => part !== null && !/\.\w+$/.test(part);
  const reports = found.filter(
    ({ table }) => !("code" in table) && mappingsForHeader(mappings, table.layout.paths).length > 0,
  );
  if (reports.length === 0) return found;
  const isSummary = (table: FoundTable) => isSheet(table) && isSummarySheet(sheetName(table));
  const others = reports.filter((report) => !isSummary(report));
  const passed = others.length > 0 ? reports.filter(isSummary) : [];
  const left = found.filter(
    (table) => !passed.includes(table) && (!isSheet(table) || reports.includes(table)),
  );
  return left.map((table) => ({
    ...table,
    passedSheets: [
      ...(table.passedSheets ?? []),
      ...passed.filter((summary) => bookOf(summary) === bookOf(table)).map(sheetName),
    ],
  }));
}

const sheetName = ({ part }: FoundTable): string => part?.split("/").at(-1) ?? "";
/** The member of an archive in which a worksheet is. */
const bookOf = ({ part }: FoundTable): string => part?.split("/").slice(0, -1).join("/") ?? "";

/** Choose the mapping of one table and bind it. */
export function prepareTable(
  arrived: ArrivedFile,
  found: FoundTable,
  original: Buffer | null = null,
): PreparedTable {
  const { part, table } = found;
  const { setting } = arrived;
  const { mappings } = setting;
  if ("code" in table) return refusedTable(arrived, part, faultRemark(table));
  const mapping = mappingOf(mappings, [part ?? "", arrived.file.name], table);
  const contract = mapping && contractById(mapping.contract);
  if (!mapping || !contract) return refusedTable(arrived, part, unknownKind(mappings, table));
  const arrival = arrivalOf(arrived, part, { contract, mapping, encoding: table.encoding });
  return readyTable(arrival, mapping, contract, table, setting, {
    original,
    passedSheets: found.passedSheets ?? [],
  });
}

/** The file of a table: its bytes where they are held, and worksheets that were passed over. */
interface TableSource {
  readonly original: Buffer | null;
  readonly passedSheets: readonly string[];
}

/** Bind a mapping to a table and decide what its layout leaves open; missing columns and open questions refuse it. */
export function readyTable(
  arrival: Arrival,
  mapping: Mapping,
  contract: Contract,
  decoded: DecodedTable,
  setting: IntakeSetting,
  { original, passedSheets }: TableSource = { original: null, passedSheets: [] },
): PreparedTable {
  const refused = (why: Remark): RefusedTable => ({ kind: "refused", arrival, why });
  const isSame = (positions: readonly number[]) => haveSameCells(decoded, original, positions);
  const bound = bind(contract, mapping, { ...decoded, names: namesOf(arrival) }, setting, isSame);
  if ("missing" in bound) return refused(missingHeaders(bound.missing, mapping, decoded, setting));
  if ("unclear" in bound) return refused(bound.unclear);
  const { plan } = bound;
  const shown = decideHiddenRows(decoded, plan);
  if ("unclear" in shown) return refused(shown.unclear);
  const read = decideDisplayed(shown.table, plan, bound.unitStated);
  if ("unclear" in read) return refused(read.unclear);
  const { table } = read;
  const { header, count, misshapen, delimiter, traits } = table;
  const remarks = [...bound.remarks, ...tidyRemarks(table, passedSheets), ...shown.remarks, ...read.remarks];
  const shape = {
    header: bound.header,
    refused: misshapen.map((record) => ({ line: record.line, code: record.fault, cells: record.cells })),
    warnings: [...warningsOf(table), ...remarks],
    lines: {
      ...{ all: count.all, above: count.above, blank: count.blank, continued: count.continued },
      passed: count.passed,
    },
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
  { layout }: Pick<DecodedTable, "layout">,
): Mapping | undefined {
  for (const name of names) {
    const named = mappingForFile(mappings, name.split(/[\\/]/).at(-1) ?? name);
    if (named) return named;
  }
  const fitting = mappingsForHeader(mappings, layout.paths);
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
    fileName: [file.name, ...(part === null ? [] : [part])].map(cleanName).join("/"),
    sha256,
    bytes,
    receivedAt: setting.receivedAt,
    arrivedAt: setting.arrivedAt ?? setting.receivedAt,
    reading: fingerprint(Buffer.from(JSON.stringify(reading))),
    part: part === null ? null : cleanName(part),
    encoding: read?.encoding ?? null,
  };
}

/** A name from outside as it is kept and shown: without controls and marks of direction, numbers of persons masked. */
const cleanName = (name: string): string => maskedText(name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ""));

function warningsOf(table: DecodedTable): Remark[] {
  return [
    ...(table.endsWithoutNewline ? [remark("no-final-newline", { line: table.count.all })] : []),
    ...(table.encoding !== null && table.encoding !== "utf-8"
      ? [remark("encoding-found", { encoding: table.encoding })]
      : []),
  ];
}

/** Names of files shown where nothing is like the file. */
const SHOWN_KINDS = 4;

/** The refusal of a file that no mapping reads: the nearest report kind and the headers that it lacks. */
function unknownKind(mappings: readonly Mapping[], { header, layout }: DecodedTable): Remark {
  const nearest = nearestMapping(mappings, layout.paths);
  if (!nearest) {
    const kinds = mappings.map(({ files }) => files[0]!);
    return remark("unknown-kind", { kinds: kinds.slice(0, SHOWN_KINDS), count: kinds.length });
  }
  const { mapping, missing } = nearest;
  const common = { nearest: titleOf(mapping), name: mapping.files[0]!, found: header };
  return missing.length > 0
    ? remark("unknown-kind-like", { ...common, missing: missing.map((headers) => headers.join(" / ")) })
    : remark("kind-not-decided", common);
}

/** The refusal of a header without required columns: another report kind under this kind's name, or the right kind with columns missing. */
function missingHeaders(
  missing: readonly { readonly headers: readonly string[] }[],
  mapping: Mapping,
  { header, layout }: DecodedTable,
  { mappings }: IntakeSetting,
): Remark {
  const really = mappingsForHeader(mappings, layout.paths).filter(
    (other) => other.contract !== mapping.contract,
  );
  const wanted = missing.map((column) => column.headers.join(" / "));
  const common = { expected: titleOf(mapping), missing: wanted, found: header };
  if (really[0]) return remark("another-kind", { ...common, really: titleOf(really[0]) });
  return remark("missing-columns", common);
}

const titleOf = (mapping: Mapping) => contractById(mapping.contract)!.title;

/** A code and its details. */
const remark = (code: string, details: Remark["details"]): Remark => ({ code, details });
