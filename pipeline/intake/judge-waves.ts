import { fillIncoming, judgeWave, type WaveFile } from "../../warehouse/load/judge-wave.ts";
import type { RefusedRow } from "../../warehouse/load/keep-refused.ts";
import type { TextTraits } from "../../warehouse/load/plan.ts";
import {
  type Answer,
  answerOf,
  insertSubmissions,
  type SubmissionRecord,
  unreadRecord,
} from "../../warehouse/load/submission.ts";
import type { ArrivedFile } from "./arrive.ts";
import { causeOf, isEnvironmental, refusalOf } from "./failures.ts";
import type { IntakeRun } from "./intake-run.ts";
import { type Placed, planWaves } from "./plan-waves.ts";
import { refusedTable } from "./prepare.ts";
import { setAside } from "./prepare-files.ts";
import type { WaitingText } from "./reading-folder.ts";
import { takeLarge } from "./take-large.ts";

/** A table that waits for its wave. */
export interface QueuedTable extends Placed {
  /** Place of its file among those taken in. */
  readonly index: number;
  /** Name of its file in the notes of what is in hand. */
  readonly note: string;
  readonly arrived: ArrivedFile;
  /** How its rows are read; null for a file too large to be held, which is decoded when its turn comes. */
  readonly held: HeldRows | null;
}

/** The rows of a held table, written for the engine. */
export interface HeldRows {
  readonly file: WaveFile;
  readonly text: WaitingText;
  /** Rows of another shape than the header's, as JSON; null for none. */
  readonly refused: WaitingText | null;
  readonly delimiter: string;
  readonly width: number;
  readonly longestLine: number;
  readonly traits: TextTraits;
}

/** Judge what is queued, wave by wave, and answer each table when its wave is committed. */
export async function judgeWaves(run: IntakeRun, queue: readonly QueuedTable[]): Promise<void> {
  const accepted = new Map<string, number>();
  const repeated: { table: QueuedTable; record: SubmissionRecord }[] = [];
  const judged = (table: QueuedTable, answer: Answer) => {
    if (answer.state === "accepted" || answer.state === "partial") accepted.set(table.duplicateKey, table.id);
    run.notes.settle(table.note);
    run.answers.add(table.index, answer);
  };
  const held = queue.flatMap((table) => table.held?.file ?? []);
  if (held.length > 0) await fillIncoming(run.warehouse, held);
  for (const wave of planWaves(queue, run.ancestorsOf, run.waveLimits)) {
    // A table of the same bytes has waited for the answer to the first: it is a duplicate only where that was taken in.
    const fresh = wave.filter((table) => {
      const submission = accepted.get(table.duplicateKey);
      if (submission === undefined || table.held === null) return true;
      const why = { code: "duplicate", details: { submission } };
      repeated.push({ table, record: unreadRecord(table.id, table.held.file.arrival, "duplicate", why) });
      return false;
    });
    if (fresh.length > 0) await judgeOrHalve(run, fresh, judged);
    run.folder.drop(wave.flatMap(({ held: rows }) => [rows?.text ?? [], rows?.refused ?? []].flat()));
  }
  await insertSubmissions(
    run.warehouse,
    repeated.map(({ record }) => record),
  );
  for (const { table, record } of repeated) judged(table, answerOf(record));
}

type Judged = (table: QueuedTable, answer: Answer) => void;

/** Judge a wave; one that breaks is halved until the table is found that breaks by itself. */
async function judgeOrHalve(run: IntakeRun, wave: readonly QueuedTable[], judged: Judged): Promise<void> {
  const before = run.warehouse.statements;
  const answers = await judgeTogether(run, wave).catch((error) => {
    if (isEnvironmental(error)) throw error;
    if (wave.length > 1) run.log(`a wave of ${wave.length} files is halved: ${causeOf(error)}`);
    return { error };
  });
  if (!("error" in answers)) {
    const { contract } = wave[0]!;
    run.onWave({ contract, files: wave.length, statements: run.warehouse.statements - before });
    for (const [at, table] of wave.entries()) judged(table, answers[at]!);
    return;
  }
  if (wave.length === 1) return judged(wave[0]!, await refuseBroken(run, wave[0]!, answers.error));
  const middle = Math.ceil(wave.length / 2);
  await judgeOrHalve(run, wave.slice(0, middle), judged);
  await judgeOrHalve(run, wave.slice(middle), judged);
}

async function judgeTogether(run: IntakeRun, wave: readonly QueuedTable[]): Promise<Answer[]> {
  const { warehouse, notes } = run;
  const { id, held, arrived } = wave[0]!;
  notes.begin(wave.map(({ note }) => note));
  try {
    return held
      ? await judgeHeld(
          run,
          wave.flatMap((table) => table.held ?? []),
        )
      : [await warehouse.inAllThreads(() => takeLarge(warehouse, id, arrived, run))];
  } finally {
    notes.end();
  }
}

/** Hand the rows of tables of one layout to the warehouse as one text. */
function judgeHeld({ warehouse, folder }: IntakeRun, tables: readonly HeldRows[]): Promise<Answer[]> {
  const { delimiter, width } = tables[0]!;
  const traits = tables.reduce((all, { traits: each }) => eitherOf(all, each), tables[0]!.traits);
  const longest = Math.max(...tables.map(({ longestLine }) => longestLine));
  return folder.withFile(
    tables.map(({ text }) => text),
    (path) =>
      judgeWave(
        warehouse,
        tables.map(({ file, refused }) => withRefused(file, refused && folder.read(refused))),
        { path, delimiter, width, traits, submission: null, longestLine: bufferFor(longest) },
      ),
  );
}

/** A file with its rows of another shape. */
const withRefused = (file: WaveFile, refused: Buffer | null): WaveFile =>
  refused === null
    ? file
    : { ...file, shape: { ...file.shape, refused: JSON.parse(refused.toString()) as RefusedRow[] } };

/** A line longer than this is no record. */
const LONGEST_LINE = 4_194_304;

/** Bytes that the engine must be ready for in a line, in few steps, so that the text of statements varies little. */
const bufferFor = (longest: number): number =>
  Math.min(LONGEST_LINE, Math.max(65_536, 2 ** Math.ceil(Math.log2(longest + 2))));

/** What any of two texts has. */
const eitherOf = (a: TextTraits, b: TextTraits): TextTraits => ({
  fullWidth: a.fullWidth || b.fullWidth,
  spaces: a.spaces || b.spaces,
  quotes: a.quotes || b.quotes,
  dashes: a.dashes || b.dashes,
  longDigits: a.longDigits || b.longDigits,
  totals: a.totals || b.totals,
});

/** Answer a table that broke by itself: refused for what its sender can mend, or set aside. */
async function refuseBroken(run: IntakeRun, table: QueuedTable, error: unknown): Promise<Answer> {
  const { id, index, arrived, held } = table;
  const refusal = held ? refusalOf(error) : null;
  if (refusal === null) run.answers.keepWhole(index);
  const why = refusal ?? setAside(run, arrived, error);
  const arrival = held?.file.arrival ?? refusedTable(arrived, null, why).arrival;
  const record = unreadRecord(id, arrival, "refused", why);
  await insertSubmissions(run.warehouse, [record]);
  return answerOf(record);
}
