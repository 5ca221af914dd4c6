import type { Warehouse } from "../engine/warehouse.ts";
import { carryRows } from "./carry-rows.ts";
import { enterEmployers, namesEmployers } from "./employers.ts";
import { keepFacts } from "./keep-facts.ts";
import { closeSentAgain, keepHeld } from "./keep-held.ts";
import { keepRefused } from "./keep-refused.ts";
import { leftOutCount, leftOutRemarks } from "./left-out.ts";
import { chainMarks, personalMark, tableMarks } from "./marks.ts";
import {
  type Contradiction,
  contradictionRemark,
  type NilConflicts,
  nilConflicts,
} from "./nil-and-events.ts";
import { openPeriodCount, openPeriodRemarks } from "./open-periods.ts";
import { numbersOfOthers } from "./other-enterprise.ts";
import { personalColumns } from "./personal.ts";
import type { LoadPlan, TextTable } from "./plan.ts";
import { explainedRows, questionCounts, settleQuestions } from "./questions.ts";
import { MOST_REFUSED, reading, TooManyRefused, Unreconciled } from "./reading.ts";
import { hasFigures, type Remark, totalsSql, totalsThatDiffer } from "./remarks.ts";
import { repeatedMark } from "./repeated.ts";
import { COUNTED, type Staged } from "./stage.ts";
import { planBindings, stageSelect, waveTerms } from "./stage-sql.ts";
import {
  type Answer,
  type Arrival,
  answerOf,
  insertSubmissions,
  judgedRecord,
  type Shape,
  type SubmissionRecord,
  unreadRecord,
} from "./submission.ts";

/** A file of a wave: its number, arrival, plan, and the shape found by its decoder. */
export interface WaveFile {
  readonly id: number;
  readonly arrival: Arrival;
  readonly plan: LoadPlan;
  readonly shape: Shape;
  /** Number of records that the engine must find; with any other number the whole file is refused. */
  readonly records: number;
}

/**
 * Fill the temporary table `incoming` with the data that differ between the files to be judged. The stage joins it by the submission of
 * each record.
 */
export async function fillIncoming(warehouse: Warehouse, files: readonly WaveFile[]): Promise<void> {
  const rows = files.map(({ id, plan, arrival }) => ({
    ...{ id, sender_area: plan.senderArea, stated_period: plan.statedPeriod, stated_year: plan.statedYear },
    known_by: arrival.receivedAt,
  }));
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE incoming AS
     SELECT unnest(from_json(CAST($rows AS JSON),
       '[{"id":"BIGINT","sender_area":"VARCHAR","stated_period":"VARCHAR","stated_year":"INTEGER","known_by":"TIMESTAMP"}]'), recursive := true)`,
    { rows: JSON.stringify(rows) },
  );
}

/**
 * Judge the rows of files of one layout together and keep them (批次): accepted ones as facts, refused ones with their reasons, in one
 * transaction. Data that differ between files are in the temporary table `incoming`, filled before; every row and every mark names its
 * submission.
 *
 * The files' plans differ only in sender, stated period and receipt, and all have the same instant of receipt.
 *
 * @throws Unreconciled when the engine does not read the records that the decoder found
 * @throws TooManyRefused when so many rows of a file would be refused that it should be refused as a whole
 */
export async function judgeWave(
  warehouse: Warehouse,
  files: readonly WaveFile[],
  table: TextTable,
): Promise<Answer[]> {
  const { plan, arrival } = files[0]!;
  return warehouse.transaction(async () => {
    const asks = await stageWave(warehouse, files, table, arrival.receivedAt);
    const { records, waits } = await recordsOf(warehouse, files, table, asks);
    let kept = records;
    if (records.some(({ accepted }) => accepted > 0)) {
      const carried = await carryRows(warehouse, plan, arrival.receivedAt);
      kept = records.map((record) => ({
        ...record,
        warnings: [...record.warnings, ...(carried.get(record.id) ?? [])],
      }));
      await keepFacts(warehouse, plan);
      if (namesEmployers(plan)) await enterEmployers(warehouse);
    }
    if (records.some(({ refused }) => refused > 0))
      await keepRefused(
        warehouse,
        plan,
        files.map(({ id, shape }) => ({ id, refused: shape.refused })),
      );
    if (records.some(({ held }) => held > 0)) await keepHeld(warehouse, plan);
    if (waits) await closeSentAgain(warehouse, plan);
    await insertSubmissions(warehouse, kept);
    return kept.map(answerOf);
  });
}

/** Stage the rows of a wave. Returns whether a row may have raised a question. */
async function stageWave(
  warehouse: Warehouse,
  files: readonly WaveFile[],
  table: TextTable,
  knownBy: string,
): Promise<boolean> {
  const { plan } = files[0]!;
  const marks = [
    ...tableMarks(plan),
    ...(table.traits.longDigits && personalColumns(plan).length > 0 ? [personalMark(plan)] : []),
    // A single row repeats nothing, and most files of a night have only one.
    ...(files.some(({ records }) => records > 1) ? [repeatedMark(plan, table.traits)] : []),
  ];
  const { ctes, last } = chainMarks("judged", marks);
  const terms = waveTerms(files.map((file) => file.plan));
  await reading(() =>
    warehouse.run(
      `CREATE OR REPLACE TEMP TABLE stage AS
       WITH ${[`judged AS (${stageSelect(plan, table, terms)})`, ...ctes].join(",\n")} FROM ${last}`,
      { ...planBindings(plan, table), ...(plan.sumsTo ? { known_by: knownBy } : {}) },
    ),
  );
  return terms.questions.length > 0;
}

type Counted = Staged & {
  readonly submission: number;
  readonly totals_reported: string | null;
  readonly questioned: number;
  readonly nils: number;
  readonly numbered: number;
  readonly waiting: number;
  readonly open: number;
  readonly left_out_rows: number;
};

/** Count the rows of each file in `stage`. */
async function countWave(
  warehouse: Warehouse,
  plan: LoadPlan,
  { traits }: TextTable,
  asks: boolean,
): Promise<Map<number, Counted>> {
  const totals = traits.totals && hasFigures(plan);
  const counted = await warehouse.rows<Counted>(
    `SELECT counted.*, ${totals ? "reported.totals" : "NULL"} AS totals_reported
     FROM (SELECT submission, ${COUNTED} ${questionCounts(plan, asks)} ${openPeriodCount(plan)} ${leftOutCount(plan)} FROM stage GROUP BY submission) AS counted
     ${totals ? `LEFT JOIN (${totalsSql(plan, "(SELECT * FROM stage WHERE reasons = '')")}) AS reported USING (submission)` : ""}`,
  );
  return new Map(counted.map((row) => [row.submission, row]));
}

/** Take the files that contradict themselves out of `stage`. */
async function dropContradictions(warehouse: Warehouse, found: readonly Contradiction[]): Promise<void> {
  if (found.length === 0) return;
  await warehouse.run(
    `DELETE FROM stage WHERE submission IN (${found.map(({ submission }) => submission).join(", ")})`,
  );
}

/** The result of each file by its rows in `stage`, whose questions are settled; nothing is written yet. */
async function recordsOf(
  warehouse: Warehouse,
  files: readonly WaveFile[],
  table: TextTable,
  asks: boolean,
): Promise<{ records: SubmissionRecord[]; waits: boolean }> {
  const { plan, arrival: first } = files[0]!;
  let counted = await countWave(warehouse, plan, table, asks);
  for (const { id, records } of files) {
    const found = counted.get(id)?.records ?? 0;
    if (found !== records)
      throw new Unreconciled(`the file has ${records} records, the engine found ${found}`);
  }
  const has = (what: "questioned" | "nils" | "numbered" | "left_out_rows") =>
    [...counted.values()].some((row) => row[what] > 0);
  const nils = has("nils") ? await nilConflicts(warehouse, plan, first.receivedAt) : NO_CONFLICTS;
  await dropContradictions(warehouse, nils.contradictions);
  const contradictions = new Map(nils.contradictions.map((found) => [found.submission, found]));
  const others = has("numbered") ? await numbersOfOthers(warehouse, plan, first.receivedAt) : [];
  const asked = [...nils.afterEvents, ...others];
  const settles = has("questioned") || asked.length > 0;
  if (settles) {
    await settleQuestions(warehouse, plan, first.receivedAt, asked);
    counted = await countWave(warehouse, plan, table, asks);
  }
  const explained = has("questioned") ? await explainedRows(warehouse) : NO_REMARKS;
  const leftOut = has("left_out_rows") ? await leftOutRemarks(warehouse, plan) : NO_REMARKS;
  const records = files.map(({ id, arrival, plan: filePlan, shape }) => {
    const contradiction = contradictions.get(id);
    if (contradiction) return unreadRecord(id, arrival, "refused", contradictionRemark(contradiction));
    const rows = counted.get(id) ?? NO_ROWS;
    const refused = rows.refused + shape.refused.length;
    if (refused > MOST_REFUSED) throw new TooManyRefused(refused);
    const differ = refused + rows.held === 0 ? totalsThatDiffer(filePlan, rows.totals_reported) : [];
    const remarks = [
      ...differ,
      ...openPeriodRemarks(rows.open),
      ...(explained.get(id) ?? []),
      ...(leftOut.get(id) ?? []),
    ];
    return judgedRecord(id, arrival, shape, rows, remarks);
  });
  return { records, waits: [...counted.values()].some(({ waiting }) => waiting > 0) };
}

const NO_CONFLICTS: NilConflicts = { contradictions: [], afterEvents: [] };
const NO_REMARKS: ReadonlyMap<number, Remark[]> = new Map();
const NO_ROWS = { accepted: 0, refused: 0, held: 0, totals: 0, repeated: 0, totals_reported: null, open: 0 };
