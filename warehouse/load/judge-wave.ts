import type { Warehouse } from "../engine/warehouse.ts";
import { enterEmployers, namesEmployers } from "./employers.ts";
import { keepFacts } from "./keep-facts.ts";
import { keepRefused } from "./keep-refused.ts";
import { chainMarks, personalMark, tableMarks } from "./marks.ts";
import { personalColumns } from "./personal.ts";
import type { LoadPlan, TextTable } from "./plan.ts";
import { MOST_REFUSED, reading, TooManyRefused, Unreconciled } from "./reading.ts";
import { hasFigures, totalsSql, totalsThatDiffer } from "./remarks.ts";
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
    ...{ id, sender_area: plan.senderArea, stated_period: plan.statedPeriod },
    known_by: arrival.receivedAt,
  }));
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE incoming AS
     SELECT unnest(from_json(CAST($rows AS JSON),
       '[{"id":"BIGINT","sender_area":"VARCHAR","stated_period":"VARCHAR","known_by":"TIMESTAMP"}]'), recursive := true)`,
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
    await stageWave(warehouse, files, table, arrival.receivedAt);
    const records = await recordsOf(warehouse, files, table);
    if (records.some(({ accepted }) => accepted > 0)) {
      await keepFacts(warehouse, plan);
      if (namesEmployers(plan)) await enterEmployers(warehouse);
    }
    if (records.some(({ refused }) => refused > 0))
      await keepRefused(
        warehouse,
        plan,
        files.map(({ id, shape }) => ({ id, refused: shape.refused })),
      );
    await insertSubmissions(warehouse, records);
    return records.map(answerOf);
  });
}

async function stageWave(
  warehouse: Warehouse,
  files: readonly WaveFile[],
  table: TextTable,
  knownBy: string,
): Promise<void> {
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
}

/** The result of each file by its rows in `stage`; nothing is written yet. */
async function recordsOf(
  warehouse: Warehouse,
  files: readonly WaveFile[],
  table: TextTable,
): Promise<SubmissionRecord[]> {
  const { plan } = files[0]!;
  const totals = table.traits.totals && hasFigures(plan);
  const counted = await warehouse.rows<Staged & { submission: number; totals_reported: string | null }>(
    `SELECT counted.*, ${totals ? "reported.totals" : "NULL"} AS totals_reported
     FROM (SELECT submission, ${COUNTED} FROM stage GROUP BY submission) AS counted
     ${totals ? `LEFT JOIN (${totalsSql(plan, "(SELECT * FROM stage WHERE reasons = '')")}) AS reported USING (submission)` : ""}`,
  );
  const bySubmission = new Map(counted.map((row) => [row.submission, row]));
  return files.map(({ id, arrival, plan: filePlan, shape, records }) => {
    const rows = bySubmission.get(id) ?? NO_ROWS;
    if (rows.records !== records)
      throw new Unreconciled(`the file has ${records} records, the engine found ${rows.records}`);
    const refused = rows.refused + shape.refused.length;
    if (refused > MOST_REFUSED) throw new TooManyRefused(refused);
    const differ = refused === 0 ? totalsThatDiffer(filePlan, rows.totals_reported) : [];
    return judgedRecord(id, arrival, shape, rows, differ);
  });
}

const NO_ROWS = { records: 0, accepted: 0, refused: 0, totals: 0, repeated: 0, totals_reported: null };
