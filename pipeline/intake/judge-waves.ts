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
import { causeOf, isEnvironmental, isShortOfMemory, refusalOf } from "./failures.ts";
import type { IntakeRun } from "./intake-run.ts";
import { type Placed, planWaves } from "./plan-waves.ts";
import { refusedTable } from "./prepare.ts";
import { setAside } from "./prepare-files.ts";
import type { WaitingText } from "./reading-folder.ts";
import { takeLarge } from "./take-large.ts";

/** A table waiting for its wave. */
export interface QueuedTable extends Placed {
  /** Index of its file among those taken in. */
  readonly index: number;
  /** Key of its file in the crash notes. */
  readonly note: string;
  readonly arrived: ArrivedFile;
  /** How its rows are read; null for a file too large for memory, which is decoded when its wave is judged. */
  readonly held: HeldRows | null;
}

/** The rows of a held table, written for the engine. */
export interface HeldRows {
  readonly file: WaveFile;
  readonly text: WaitingText;
  /** Misshapen rows (other columns than the header), as JSON; null for none. */
  readonly refused: WaitingText | null;
  readonly delimiter: string;
  readonly width: number;
  readonly longestLine: number;
  readonly traits: TextTraits;
}

/** Judge the queued tables wave by wave, and answer each table when its wave is committed. */
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
    // A table with the same bytes as an earlier one is a duplicate only if the earlier one was taken in.
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

/** Bytes of a file that no sensible amount of memory is too little for. */
const SMALL_FILE = 2_000_000;

type Judged = (table: QueuedTable, answer: Answer) => void;

/** Judge a wave; a wave that fails is halved until the failing table is found. */
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
  if (wave.length === 1) {
    // A small report waits for more memory: it would be refused for what is not its fault.
    if (isShortOfMemory(answers.error) && wave[0]!.arrived.bytes <= SMALL_FILE) throw answers.error;
    return judged(wave[0]!, await refuseBroken(run, wave[0]!, answers.error));
  }
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

/** Pass the rows of tables of one layout to the warehouse as one text. */
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

/** A file with its misshapen rows. */
const withRefused = (file: WaveFile, refused: Buffer | null): WaveFile =>
  refused === null
    ? file
    : { ...file, shape: { ...file.shape, refused: JSON.parse(refused.toString()) as RefusedRow[] } };

/** Maximum length of a line. */
const LONGEST_LINE = 4_194_304;

/** Line buffer of the engine in bytes, rounded to few sizes, so that statement texts vary little. */
const bufferFor = (longest: number): number =>
  Math.min(LONGEST_LINE, Math.max(65_536, 2 ** Math.ceil(Math.log2(longest + 2))));

/** Traits that either of two texts has. */
const eitherOf = (a: TextTraits, b: TextTraits): TextTraits => ({
  fullWidth: a.fullWidth || b.fullWidth,
  spaces: a.spaces || b.spaces,
  quotes: a.quotes || b.quotes,
  dashes: a.dashes || b.dashes,
  longDigits: a.longDigits || b.longDigits,
  oddNumbers: a.oddNumbers || b.oddNumbers,
  absentWords: a.absentWords || b.absentWords,
  placeholders: a.placeholders || b.placeholders,
  unseen: a.unseen || b.unseen,
  totals: a.totals || b.totals,
  unusual: a.unusual || b.unusual,
  scientific: a.scientific || b.scientific,
});

/** Answer a table that failed alone: refused if the sender can correct the fault, else set aside. */
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
