import type { Warehouse } from "../warehouse.ts";
import { markUnbalancedSql } from "./balances.ts";
import { markCrossPeriod } from "./cross-period.ts";
import { type Lane, othersOf } from "./fast-lane.ts";
import { markPersonalSql, markRepeatedSql, markSumsSql } from "./marks.ts";
import type { LoadPlan, TextTable } from "./plan.ts";
import { reading } from "./reading.ts";
import { recallRepeated, recallUnsummed } from "./recall.ts";
import { planBindings, stageSelect } from "./stage-sql.ts";

/**
 * Read a file's text cells once and judge every row: the temporary table `stage` then holds line, raw cells, values and
 * `reasons`, the text of why a row is refused (`code|column|detail`, joined by `REASON_END`), empty when it is accepted.
 *
 * With a lane, the rows it took are facts already and `stage` holds the others only.
 */
export async function stage(
  warehouse: Warehouse,
  plan: LoadPlan,
  table: TextTable,
  knownBy: string,
  lane: Lane | null = null,
): Promise<Staged> {
  await stageRecords(warehouse, plan, table, knownBy, lane);
  for (const balance of plan.balances) await warehouse.run(markUnbalancedSql(balance));
  if (plan.sumsTo) {
    if (lane) await recallUnsummed(warehouse, { plan, table, knownBy, lane });
    await warehouse.run(markSumsSql(plan), { known_by: knownBy });
  }
  await markCrossPeriod(warehouse, plan);
  const first = await countStaged(warehouse);
  if (first.suspects > 0) await warehouse.run(markPersonalSql(plan));
  if (lane) await recallRepeated(warehouse, { plan, table, knownBy, lane });
  if (lane || first.keys < first.accepted) await warehouse.run(markRepeatedSql(plan));
  const again = lane !== null || first.suspects > 0 || first.keys < first.accepted;
  const staged = again ? await countStaged(warehouse) : first;
  const taken = lane?.taken ?? 0;
  return { ...staged, records: staged.records + taken, accepted: staged.accepted + taken };
}

async function stageRecords(
  warehouse: Warehouse,
  plan: LoadPlan,
  table: TextTable,
  knownBy: string,
  lane: Lane | null,
): Promise<void> {
  await reading(() =>
    warehouse.run(
      `CREATE OR REPLACE TEMP TABLE stage AS ${stageSelect(plan, table, lane ? othersOf(plan, table, lane) : undefined)}`,
      { ...planBindings(plan, table), known_by: knownBy },
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

/** Keys are counted by their hash: fewer than rows means only that they must be looked at themselves. */
async function countStaged(warehouse: Warehouse): Promise<Staged> {
  const [counted] = await warehouse.rows<Staged>(
    `SELECT count(*) AS records, count(*) FILTER (reasons = '') AS accepted, count(*) FILTER (reasons NOT IN ${NEITHER}) AS refused,
            count(*) FILTER (reasons = 'total') AS totals, count(*) FILTER (reasons = 'repeated') AS repeated,
            count(DISTINCT hash(key_of_row)) FILTER (reasons = '') AS keys, count(*) FILTER (long_digits) AS suspects FROM stage`,
  );
  return counted!;
}

export { Unreconciled } from "./reading.ts";
export { REASON_END } from "./stage-sql.ts";
