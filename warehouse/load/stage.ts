import type { Warehouse } from "../engine/warehouse.ts";
import { type FastPath, othersOf } from "./fast-path.ts";
import type { Mark } from "./mark.ts";
import { personalMark, repeatedMark, tableMarks, updateSql } from "./marks.ts";
import type { LoadPlan, TextTable } from "./plan.ts";
import { reading } from "./reading.ts";
import { boundFile, boundTerms, planBindings, stageSelect } from "./stage-sql.ts";
import { takeBackRepeated, takeBackUnsummed } from "./take-back.ts";

/** A large file whose rows are to be judged: those that the fast path took are facts already. */
export interface LargeReading {
  readonly plan: LoadPlan;
  readonly table: TextTable;
  readonly knownBy: string;
  /** Records that the decoder found. */
  readonly records: number;
  readonly fastPath: FastPath | null;
}

/**
 * Read a large file's text cells once and judge every row: the temporary table `stage` then holds submission, line, raw cells, values
 * and `reasons`, the text of why a row is refused (`code|column|detail`, joined by `REASON_END`), empty when it is accepted.
 *
 * With a lane, `stage` holds only the rows that it did not take.
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
  if (fastPath || first.keys < first.accepted) await mark([repeatedMark(plan)]);
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

/** Rows of a file by what became of them. */
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

/** Rows that are neither accepted nor refused: a total is checked, a repetition counts once. */
export const NEITHER = "('', 'total', 'repeated')";

/** Rows of the table `stage` by what became of them, as columns of a query over it. */
export const COUNTED = `count(*) AS records, count(*) FILTER (reasons = '') AS accepted, count(*) FILTER (reasons NOT IN ${NEITHER}) AS refused,
            count(*) FILTER (reasons = 'total') AS totals, count(*) FILTER (reasons = 'repeated') AS repeated`;

/** Keys are counted by their hash: fewer than rows means only that they must be looked at themselves. */
async function countStaged(warehouse: Warehouse): Promise<Staged> {
  const [counted] = await warehouse.rows<Staged>(
    `SELECT ${COUNTED}, count(DISTINCT hash(key_of_row)) FILTER (reasons = '') AS keys, count(*) FILTER (long_digits) AS suspects FROM stage`,
  );
  return counted!;
}
