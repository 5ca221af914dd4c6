import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { loadLarge } from "../../warehouse/load/load-large.ts";
import { Unreconciled } from "../../warehouse/load/reading.ts";
import type { Remark } from "../../warehouse/load/remarks.ts";
import {
  type Answer,
  answerOf,
  duplicateKey,
  duplicateRemark,
  findDuplicates,
  insertSubmissions,
  unreadRecord,
} from "../../warehouse/load/submission.ts";
import { archivePath, arrivingPath, keepCopy } from "./archive.ts";
import type { ArrivedFile } from "./arrive.ts";
import type { Contract } from "./contracts/define.ts";
import { contractById } from "./contracts/index.ts";
import { blocksOf, headOf } from "./decode/blocks.ts";
import { Budget } from "./decode/budget.ts";
import { decodeCsv } from "./decode/csv.ts";
import { DecodeFault } from "./decode/decode-fault.ts";
import { copyFile } from "./decode/large/copy-file.ts";
import { decodeLarge } from "./decode/large/decode-large.ts";
import type { Limits } from "./decode/limits.ts";
import type { DecodedTable, FileFault } from "./decode/table.ts";
import { refusalOf } from "./failures.ts";
import { arrivalKey, type IntakeRun } from "./intake-run.ts";
import { mappingForFile, recogniserFor } from "./mappings/choose.ts";
import { mappingOf, prepareTable } from "./prepare.ts";
import type { ReadyTable } from "./prepared-table.ts";

/** Maximum bytes that a line number adds to a line. */
const NUMBER_BYTES = 32;

/** The likely report kind of a large file, by its name or its beginning; enough to order it among the waves. */
export function likelyContract({ file, setting }: ArrivedFile, limits: Limits): Contract | undefined {
  const named = mappingForFile(setting.mappings, file.name);
  if (named) return contractById(named.contract);
  const head = headOf(file.path);
  const whole = head.subarray(0, head.lastIndexOf(10) + 1);
  const recogniser = recogniserFor(setting.mappings, file.name);
  const table = faultOr(() => decodeCsv(whole, recogniser, new Budget(limits, whole.length)));
  const mapping = "code" in table ? undefined : mappingOf(setting.mappings, [], table);
  return mapping && contractById(mapping.contract);
}

/** The result of a decoder, or the fault that stopped it; the fault is reported when the whole file is read. */
function faultOr<Table>(decode: () => Table): Table | FileFault {
  try {
    return decode();
  } catch (error) {
    if (error instanceof DecodeFault) return error.fault;
    throw error;
  }
}

/**
 * Take in a delimited text file too large for memory: first in the hasty mode, and again with counted cells if the engine fails on it.
 *
 * @throws failures that the sender could not correct
 */
export async function takeLarge(
  warehouse: Warehouse,
  id: number,
  arrived: ArrivedFile,
  { folder, limits, takenBefore }: Pick<IntakeRun, "folder" | "limits" | "takenBefore">,
): Promise<Answer> {
  const { file, setting } = arrived;
  const recogniser = recogniserFor(setting.mappings, file.name);
  const copy = arrivingPath(setting.archive);
  const to = folder.file("large.csv");
  const copying = await copyFile(file.path, copy);
  const early = decodeLarge(copying.blocks(), { utf8: null, hasty: true, recogniser, to, limits });
  const { sha256, utf8 } = await copying.done;
  const isNew = keepCopy(setting.archive, copy, sha256);
  const kept = archivePath(setting.archive, sha256);
  const again = (hasty: boolean) =>
    decodeLarge(blocksOf(kept), { utf8, hasty, recogniser, to, limits }).table;
  const take = (table: DecodedTable | FileFault) =>
    judgeTable(warehouse, { id, takenBefore }, { ...arrived, sha256, isNew }, table);
  const table = early.asUtf8 === utf8 ? early.table : again(true);
  return take(table).catch((error) => {
    if (!(error instanceof Unreconciled)) throw error;
    return take(again(false));
  });
}

/** @throws Unreconciled when a file read in the hasty mode must be read again with counted cells */
async function judgeTable(
  warehouse: Warehouse,
  { id, takenBefore }: Pick<IntakeRun, "takenBefore"> & { readonly id: number },
  arrived: ArrivedFile,
  table: DecodedTable | FileFault,
): Promise<Answer> {
  const prepared = prepareTable(arrived, { part: null, table });
  const { arrival } = prepared;
  // An interrupted run had committed it before the file could be removed.
  const answered = takenBefore.get(arrivalKey(arrival));
  if (answered) return answered;
  const record = async (state: "refused" | "duplicate", why: Remark): Promise<Answer> => {
    const submission = unreadRecord(id, arrival, state, why);
    await insertSubmissions(warehouse, [submission]);
    return answerOf(submission);
  };
  if (prepared.kind === "refused") return record("refused", prepared.why);
  if (!arrived.isNew) {
    const earlier = await findDuplicates(warehouse, [arrival.sha256]);
    const submission = earlier.get(duplicateKey(arrival));
    if (submission !== undefined) return record("duplicate", await duplicateRemark(warehouse, submission));
  }
  return loadLarge(warehouse, { id, ...prepared }, textTable(id, prepared)).catch((error) => {
    const why = refusalOf(error);
    if (why === null || (error instanceof Unreconciled && prepared.table.numbered?.hasty)) throw error;
    return record("refused", why);
  });
}

const textTable = (submission: number, { delimiter, width, traits, table }: ReadyTable) => ({
  ...{ submission, delimiter, width, traits },
  path: table.numbered!.path,
  longestLine: table.numbered!.longest + NUMBER_BYTES,
});
