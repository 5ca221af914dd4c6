import type { Warehouse } from "../engine/warehouse.ts";
import { type FastPath, othersOf } from "./fast-path.ts";
import { leftOutCount } from "./left-out.ts";
import type { Mark } from "./mark.ts";
import { personalMark, tableMarks, updateSql } from "./marks.ts";
import { ContradictsItself, nilConflicts } from "./nil-and-events.ts";
import { openPeriodCount } from "./open-periods.ts";
import { numbersOfOthers } from "./other-enterprise.ts";
import type { LoadPlan, TextTable } from "./plan.ts";
import { questionCounts, settleQuestions } from "./questions.ts";
import { reading } from "./reading.ts";
import { repeatedMark } from "./repeated.ts";
import { boundFile, boundTerms, planBindings, stageSelect } from "./stage-sql.ts";
import { takeBackRepeated, takeBackUnsummed } from "./take-back.ts";

/** A large file whose rows are to be judged; rows taken by the fast path are facts already. */
export interface LargeReading {
  readonly plan: LoadPlan;
  readonly table: TextTable;
  readonly knownBy: string;
  /** Records that the decoder found. */
  readonly records: number;
  readonly fastPath: FastPath | null;
}

/**
 * Read a large file's text cells once and judge every row. The temporary table `stage` then holds submission, line, raw cells, values and
 * `reasons`, why a row is refused (`code|column|detail`, joined by `REASON_END`), empty when it is accepted.
 *
 * With a fast path, `stage` holds only the rows that it did not take.
 */
export async function stageLarge(warehouse: Warehouse, large: LargeReading): Promise<Staged> {
  const { plan, table, knownBy, fastPath } = large;
  await stageRecords(warehouse, large);
  const mark = async (marks: readonly Mark[], bindings: Readonly<Record<string, string>> = {}) => {
    if (marks.length > 0) await warehouse.run(updateSql(marks), bindings);
  };
  if (fastPath && plan.sumsTo) await takeBackUnsummed(warehouse, { plan, table, knownBy, fastPath });
  await mark(tableMarks(plan), plan.sumsTo ? { known_by: knownBy } : {});
  const asks = boundTerms(plan).questions.length > 0;
  const count = () => countStaged(warehouse, plan, asks);
  const first = await count();
  if (first.suspects > 0) await mark([personalMark(plan)]);
  if (fastPath) await takeBackRepeated(warehouse, { plan, table, knownBy, fastPath });
  if (fastPath || first.keys < first.accepted) await mark([repeatedMark(plan, table.traits)]);
  const settles = first.questioned + first.nils + first.numbered > 0;
  if (settles) await settleLarge(warehouse, plan, knownBy, first.numbered);
  const again = fastPath !== null || settles || first.suspects > 0 || first.keys < first.accepted;
  const staged = again ? await count() : first;
  const taken = fastPath?.taken ?? 0;
  return { ...staged, records: staged.records + taken, accepted: staged.accepted + taken };
}

/** @throws ContradictsItself when the file says nil of a month and reports events of it */
async function settleLarge(
  warehouse: Warehouse,
  plan: LoadPlan,
  knownBy: string,
  numbered: number,
): Promise<void> {
  const { contradictions, afterEvents } = await nilConflicts(warehouse, plan, knownBy);
  if (contradictions[0]) throw new ContradictsItself(contradictions[0]);
  const others = numbered > 0 ? await numbersOfOthers(warehouse, plan, knownBy) : [];
  await settleQuestions(warehouse, plan, knownBy, [...afterEvents, ...others]);
}

async function stageRecords(
  warehouse: Warehouse,
  { plan, table, knownBy, records, fastPath }: LargeReading,
): Promise<void> {
  const wanted = fastPath ? othersOf(plan, table, fastPath, records) : undefined;
  await reading(() =>
    warehouse.run(
      `CREATE OR REPLACE TEMP TABLE stage AS ${stageSelect(plan, table, boundTerms(plan), wanted)}`,
      { ...planBindings(plan, table), ...boundFile(plan, knownBy) },
    ),
  );
}

/** Counts of a file's rows by result. */
export interface Staged {
  readonly records: number;
  readonly accepted: number;
  readonly refused: number;
  readonly totals: number;
  readonly repeated: number;
  /** Rows that are asked about. */
  readonly held: number;
  /** Rows that raise a question, nil reports, and rows of a period that has not ended. */
  readonly questioned: number;
  readonly nils: number;
  readonly numbered: number;
  /** Rows of the report kind that wait for an answer. */
  readonly waiting: number;
  readonly open: number;
  /** Accepted rows with optional cells that count as blank because they cannot be read. */
  readonly left_out_rows: number;
  readonly keys: number;
  /** Rows with a run of digits as long as a telephone number. */
  readonly suspects: number;
}

/** Reasons of rows that are not refused: none, or those of totals, repetitions and rows asked about, which are not counted as accepted. */
export const NOT_REFUSED = "('', 'total', 'repeated', 'asked')";

/** Counts of the rows of `stage` by result, as columns of a query over it. */
export const COUNTED = `count(*) AS records, count(*) FILTER (reasons = '') AS accepted, count(*) FILTER (reasons NOT IN ${NOT_REFUSED}) AS refused,
            count(*) FILTER (reasons = 'total') AS totals, count(*) FILTER (reasons = 'repeated') AS repeated,
            count(*) FILTER (reasons = 'asked') AS held`;

/** Count the staged rows. Keys are counted by their hash: fewer keys than rows only means that the keys themselves must be compared. */
async function countStaged(warehouse: Warehouse, plan: LoadPlan, asks: boolean): Promise<Staged> {
  const [counted] = await warehouse.rows<Staged>(
    `SELECT ${COUNTED}, count(DISTINCT hash(key_of_row)) FILTER (reasons = '') AS keys, count(*) FILTER (long_digits) AS suspects
            ${questionCounts(plan, asks)} ${openPeriodCount(plan)} ${leftOutCount(plan)} FROM stage`,
  );
  return counted!;
}
