import { factTable } from "../engine/fact-tables.ts";
import { settled, writtenAhead } from "../engine/unfinished.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import { carryRows } from "./carry-rows.ts";
import { enterManyEmployers, namesEmployers } from "./employers.ts";
import { type FastPath, hasFastPath, insertAcceptedRows } from "./fast-path.ts";
import type { WaveFile } from "./judge-wave.ts";
import { insertFacts, keepFacts, keepScopes } from "./keep-facts.ts";
import { closeSentAgain, keepHeld } from "./keep-held.ts";
import { keepRefused } from "./keep-refused.ts";
import { asLargeLoad } from "./large.ts";
import { leftOutRemarks } from "./left-out.ts";
import { openPeriodRemarks } from "./open-periods.ts";
import type { LoadPlan, TextTable } from "./plan.ts";
import { explainedRows } from "./questions.ts";
import { MOST_REFUSED, TooManyRefused, Unreconciled } from "./reading.ts";
import { hasFigures, type Remark, totalsSql, totalsThatDiffer } from "./remarks.ts";
import { type Staged, stageLarge } from "./stage.ts";
import { type Answer, answerOf, insertSubmissions, judgedRecord } from "./submission.ts";
import { goodRows } from "./take-back.ts";

/**
 * Judge the rows of a file too large for memory and store them. Where the report allows it, certainly valid rows are written directly to
 * the facts; the others are judged like those of a wave.
 *
 * @throws Unreconciled when the engine does not read the records that the decoder found
 * @throws TooManyRefused when so many rows would be refused that the file should be refused as a whole
 */
export async function loadLarge(warehouse: Warehouse, file: WaveFile, table: TextTable): Promise<Answer> {
  const { id, plan, arrival } = file;
  const judge = (fastPath: FastPath | null) =>
    warehouse.transaction(() => judgeLarge(warehouse, { file, table, fastPath }));
  return asLargeLoad(warehouse, async () => {
    if (!hasFastPath(plan, table)) return judge(null);
    const write = () => insertAcceptedRows(warehouse, id, plan, table, arrival.receivedAt);
    return writtenAhead(warehouse, id, plan.fact.contract, write, judge);
  });
}

interface Loading {
  readonly file: WaveFile;
  readonly table: TextTable;
  /** Rows that are facts already. */
  readonly fastPath: FastPath | null;
}

async function judgeLarge(warehouse: Warehouse, { file, table, fastPath }: Loading): Promise<Answer> {
  const { id, arrival, plan, shape, records } = file;
  const staged = await stageLarge(warehouse, {
    plan,
    table,
    records,
    fastPath,
    knownBy: arrival.receivedAt,
  });
  if (staged.records !== records)
    throw new Unreconciled(`the file has ${records} records, the engine found ${staged.records}`);
  const refused = staged.refused + shape.refused.length;
  if (refused > MOST_REFUSED) throw new TooManyRefused(refused);
  const explained = staged.questioned > 0 ? ((await explainedRows(warehouse)).get(id) ?? []) : [];
  const totals = refused + staged.held === 0 ? await differingTotals(warehouse, plan, staged, fastPath) : [];
  const carried = staged.accepted > 0 ? await carryRows(warehouse, plan, arrival.receivedAt) : new Map();
  if (staged.accepted > 0) await keepLarge(warehouse, id, plan, fastPath);
  if (refused > 0) await keepRefused(warehouse, plan, [{ id, refused: shape.refused }]);
  if (staged.held > 0) await keepHeld(warehouse, plan);
  if (staged.waiting > 0) await closeSentAgain(warehouse, plan);
  const leftOut = staged.left_out_rows > 0 ? ((await leftOutRemarks(warehouse, plan)).get(id) ?? []) : [];
  const remarks = [
    ...totals,
    ...openPeriodRemarks(staged.open),
    ...explained,
    ...leftOut,
    ...(carried.get(id) ?? []),
  ];
  const record = judgedRecord(id, arrival, shape, staged, remarks);
  await insertSubmissions(warehouse, [record]);
  if (fastPath) await settled(warehouse, id);
  return answerOf(record);
}

async function differingTotals(
  warehouse: Warehouse,
  plan: LoadPlan,
  { totals }: Staged,
  fastPath: FastPath | null,
): Promise<Remark[]> {
  if (totals === 0 || !hasFigures(plan)) return [];
  const good = fastPath ? goodRows(plan, fastPath) : "(SELECT * FROM stage WHERE reasons = '')";
  const [reported] = await warehouse.rows<{ totals: string }>(totalsSql(plan, good));
  return totalsThatDiffer(plan, reported?.totals ?? null);
}

async function keepLarge(
  warehouse: Warehouse,
  id: number,
  plan: LoadPlan,
  fastPath: FastPath | null,
): Promise<void> {
  if (!fastPath) await keepFacts(warehouse, plan);
  else {
    await insertFacts(warehouse, plan);
    await keepScopes(warehouse, plan, `${factTable(plan.fact.contract)} WHERE submission = ${id}`);
  }
  if (namesEmployers(plan))
    await enterManyEmployers(warehouse, id, plan, fastPath ?? { uniqueCodes: false, knownCodes: false });
}
