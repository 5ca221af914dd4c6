import { join } from "node:path";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { Remark } from "../../warehouse/load/remarks.ts";
import {
  type Answer,
  answerOf,
  duplicateRemark,
  insertSubmissions,
  nextIds,
  type SubmissionRecord,
  unreadRecord,
} from "../../warehouse/load/submission.ts";
import { Answers } from "./answers.ts";
import { FreshBytes } from "./arrive.ts";
import { CrashNotes } from "./crash-notes.ts";
import { LIMITS, type Limits } from "./decode/limits.ts";
import { refusalOf } from "./failures.ts";
import type { IntakeRun, IntakeTools } from "./intake-run.ts";
import { judgeWaves, type QueuedTable } from "./judge-waves.ts";
import { WAVE_LIMITS } from "./plan-waves.ts";
import {
  arriveAll,
  type FoundInFile,
  noteKey,
  type PreparedFile,
  prepareFile,
  setAside,
} from "./prepare-files.ts";
import { queueHeld, queueLarge } from "./queue-tables.ts";
import { ReadingFolder } from "./reading-folder.ts";
import type { IncomingFile, IntakeSetting } from "./setting.ts";

/**
 * Take in files: *prepare* each (keep its bytes, decode, choose its mapping, bind), *judge* tables of one layout together in waves,
 * *keep* the results. Every file gives at least one submission with a receipt (an archive one for each table in it); submissions are
 * numbered in the order of the files.
 *
 * A failing file does not affect others: a file that cannot be read is recorded as refused, its cause goes to the log, and the others
 * continue.
 *
 * @returns the answers to each file, in the order of the files
 * @throws failures of the machine or the warehouse, which would affect every file
 */
export async function takeInFiles(
  tools: IntakeTools,
  files: readonly IncomingFile[],
): Promise<(readonly Answer[])[]> {
  if (files.length === 0) return [];
  const { archive } = files[0]!.setting;
  const run: IntakeRun = {
    ...{ limits: LIMITS, waveLimits: WAVE_LIMITS, takenBefore: new Map() },
    ...{ ancestorsOf: () => [], log: () => undefined, onWave: () => undefined },
    ...tools,
    answers: new Answers(files.length, tools.onSettled ?? (() => undefined)),
    notes: new CrashNotes(join(archive, "in-hand.jsonl")),
    folder: new ReadingFolder(archive),
    fresh: new FreshBytes(),
  };
  try {
    await run.warehouse.inOneThread(() => takeInSteps(run, files));
  } finally {
    run.folder.clear();
    run.notes.close();
  }
  return run.answers.all;
}

/** Take in one file. */
export async function takeIn(
  warehouse: Warehouse,
  file: IncomingFile["file"],
  setting: IntakeSetting,
  limits: Limits = LIMITS,
): Promise<Answer[]> {
  const [answers] = await takeInFiles({ warehouse, limits }, [{ file, setting }]);
  return [...answers!];
}

/** A submission whose rows are not read, with its file. */
interface Unread {
  readonly index: number;
  readonly record: SubmissionRecord;
}

async function takeInSteps(run: IntakeRun, files: readonly IncomingFile[]): Promise<void> {
  const ids = await nextIds(run.warehouse, files.length);
  const { arrived, earlier } = await arriveAll(run, files);
  const unread: Unread[] = [];
  const queue: QueuedTable[] = [];
  for (const [index, file] of arrived.entries()) {
    const prepared = await prepareFile(run, file, earlier);
    run.answers.expect(index, prepared.found.length);
    if (prepared.isUnread) run.answers.keepWhole(index);
    for (const found of prepared.found) {
      if (found.kind === "answered") {
        run.notes.settle(noteKey(file));
        run.answers.add(index, found.answer);
        continue;
      }
      if (ids.length === 0) ids.push(...(await nextIds(run.warehouse, 1)));
      const why = found.kind === "duplicate" ? await duplicateRemark(run.warehouse, found.submission) : null;
      const placed = place(run, { index, id: ids.shift()! }, prepared, found, why);
      if ("record" in placed) unread.push(placed);
      else queue.push(placed);
    }
  }
  await insertSubmissions(
    run.warehouse,
    unread.map(({ record }) => record),
  );
  for (const { index, record } of unread) {
    run.notes.settle(noteKey(arrived[index]!));
    run.answers.add(index, answerOf(record));
  }
  await judgeWaves(run, queue);
}

/** Record the content of a file at once, or queue it. */
function place(
  run: IntakeRun,
  { index, id }: { readonly index: number; readonly id: number },
  { arrived }: PreparedFile,
  found: Exclude<FoundInFile, { kind: "answered" }>,
  duplicate: Remark | null,
): Unread | QueuedTable {
  const file = { index, id, arrived };
  if (found.kind === "blocks") return queueLarge(run, file);
  if (found.kind === "refused")
    return { index, record: unreadRecord(id, found.arrival, "refused", found.why) };
  if (found.kind === "duplicate")
    return { index, record: unreadRecord(id, found.arrival, "duplicate", duplicate!) };
  try {
    return queueHeld(run, file, found.table, found.original);
  } catch (error) {
    const why = refusalOf(error) ?? setAside(run, arrived, error);
    return { index, record: unreadRecord(id, found.table.arrival, "refused", why) };
  }
}
