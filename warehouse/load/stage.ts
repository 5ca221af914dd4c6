import type { Warehouse } from "../engine/warehouse.ts";
import { type FastPath, othersOf } from "./fast-path.ts";
import type { Mark } from "./mark.ts";
import { personalMark, tableMarks, updateSql } from "./marks.ts";
import type { LoadPlan, TextTable } from "./plan.ts";
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
  const first = await countStaged(warehouse);
  if (first.suspects > 0) await mark([personalMark(plan)]);
  if (fastPath) await takeBackRepeated(warehouse, { plan, table, knownBy, fastPath });
  if (fastPath || first.keys < first.accepted) await mark([repeatedMark(plan, table.traits)]);
  const again = fastPath !== null || first.suspects > 0 || first.keys < first.accepted;
  const staged = again ? await countStaged(warehouse) : first;
  const taken = fastPath?.taken ?? 0;
  return { ...staged, records: staged.records + taken, accepted: staged.accepted + taken };
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
  readonly keys: number;
  /** Rows with a run of digits as long as a telephone number. */
  readonly suspects: number;
}

/** Reasons of rows that are not refused: none, or those of totals and repetitions, which are not counted as accepted. */
export const NOT_REFUSED = "('', 'total', 'repeated')";

/** Counts of the rows of `stage` by result, as columns of a query over it. */
export const COUNTED = `count(*) AS records, count(*) FILTER (reasons = '') AS accepted, count(*) FILTER (reasons NOT IN ${NOT_REFUSED}) AS refused,
            count(*) FILTER (reasons = 'total') AS totals, count(*) FILTER (reasons = 'repeated') AS repeated`;

/** Count the staged rows. Keys are counted by their hash: fewer keys than rows only means that the keys themselves must be compared. */
async function countStaged(warehouse: Warehouse): Promise<Staged> {
  const [counted] = await warehouse.rows<Staged>(
    `SELECT ${COUNTED}, count(DISTINCT hash(key_of_row)) FILTER (reasons = '') AS keys, count(*) FILTER (long_digits) AS suspects FROM stage`,
  );
  return counted!;
}
