import { factTable } from "../engine/fact-tables.ts";
import { maskedTexts } from "../engine/personal-numbers.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import { enterEmployers } from "./employers.ts";
import { nextIds } from "./submission.ts";

/** Held rows of one submission that are settled together. */
export interface HeldRows {
  readonly submission: number;
  readonly lines: readonly number[];
}

/** The answer by which held rows are loaded. */
export interface HeldAnswer {
  readonly finding: number;
  readonly by: string;
  readonly at: string;
}

const where = ({ submission, lines }: HeldRows): string =>
  `held_row.submission = ${submission} AND held_row.line IN (${lines.join(", ")})`;

/** SQL of the submissions that answers about older reports made: they do not replace a newer one. */
const olderAnswers = ({ submission }: HeldRows): string =>
  `SELECT settled_by FROM held_row WHERE verdict = 'explained' AND settled_by IS NOT NULL AND submission < ${submission}`;

/** SQL condition that a fact is of the enterprise, site and size of a held event. */
const sameEvent = (contract: string): string =>
  contract === "layoff-report"
    ? `identity_text(fact.employer) = identity_text(held_row.fact_values->>'$.employer')
       AND coalesce(identity_text(fact.site), '') = coalesce(identity_text(held_row.fact_values->>'$.site'), '')
       AND CAST(fact.workers_affected AS VARCHAR) = (held_row.fact_values->>'$.workers_affected')`
    : "false";

/** How held rows were settled, if they were, and the later submission that has replaced them, if any. */
export async function heldState(
  warehouse: Warehouse,
  held: HeldRows,
): Promise<{ settled: string | null; sentAgain: number | null }> {
  const [row] = await warehouse.rows<{ contract: string; settled: string | null; replaced: number | null }>(
    `SELECT any_value(held_row.contract) AS contract, any_value(held_row.verdict) AS settled, max(scope.submission) AS replaced
     FROM held_row LEFT JOIN (SELECT * FROM report_scope WHERE submission NOT IN (${olderAnswers(held)})) AS scope
       ON held_row.event_key IS NULL AND scope.submission > held_row.submission AND scope.contract = held_row.contract
         AND scope.area = held_row.area AND scope.period_kind = held_row.period_kind AND scope.period = held_row.period
     WHERE ${where(held)}`,
  );
  if (!row) return { settled: null, sentAgain: null };
  const [again] = await warehouse.rows<{ submission: number | null }>(
    `SELECT max(fact.submission) AS submission FROM ${factTable(row.contract)} AS fact
     JOIN held_row ON fact.area = held_row.area AND fact.submission > held_row.submission AND (fact.event_key = held_row.event_key
       -- Without a number, the same enterprise, site and size again is the report with its dates mended.
       OR (starts_with(held_row.event_key, '1:') AND ${sameEvent(row.contract)}))
     WHERE ${where(held)} AND fact.submission NOT IN (${olderAnswers(held)})`,
  );
  return { settled: row.settled, sentAgain: row.replaced ?? again?.submission ?? null };
}

/** Leave held rows out of the facts. */
export async function leaveOut(warehouse: Warehouse, held: HeldRows, at: string): Promise<void> {
  await warehouse.run(
    `UPDATE held_row SET verdict = 'wrong', settled_at = CAST($at AS TIMESTAMP) WHERE ${where(held)}`,
    { at },
  );
}

/**
 * Load held rows as a new submission, received at the instant of the answer. A report that covers an area and period as a whole takes the
 * accepted rows of its submission with it, because a later submission replaces all of them.
 */
export async function loadHeld(
  warehouse: Warehouse,
  held: HeldRows,
  { finding, by, at: answeredAt }: HeldAnswer,
): Promise<void> {
  // A rehearsed night may lie after the real instant of the answer.
  const [found] = await warehouse.rows<{ contract: string; at: string }>(
    `SELECT any_value(contract) AS contract, CAST(greatest(max(known_at), CAST($at AS TIMESTAMP)) AS VARCHAR) AS at FROM held_row WHERE ${where(held)}`,
    { at: answeredAt },
  );
  const { contract, at } = found!;
  const columns = await warehouse.rows<{ name: string; type: string }>(
    `SELECT column_name AS name, data_type AS type FROM duckdb_columns() WHERE database_name = current_database() AND table_name = $table AND column_name NOT IN
       ('submission', 'line', 'area', 'period_kind', 'period', 'known_at', 'event_key') ORDER BY column_index`,
    { table: factTable(contract) },
  );
  const [id] = await nextIds(warehouse, 1);
  await stageHeld(warehouse, held, { id: id!, contract, columns, at });
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  const placed = "submission, line, area, period_kind, period, known_at, event_key";
  await warehouse.run(
    `INSERT INTO ${factTable(contract)} (${placed}, ${names}) SELECT ${placed}, ${names} FROM stage ORDER BY line`,
  );
  await warehouse.run(
    `INSERT INTO report_scope (submission, contract, area, period_kind, period, known_at, rows)
     SELECT submission, $contract, area, period_kind, period, known_at, CASE WHEN any_value(grain) = 'event' THEN count(event_key) ELSE count(*) END
     FROM stage WHERE period IS NOT NULL AND is_complete GROUP BY ALL`,
    { contract },
  );
  if (["credit_code", "employer"].every((wanted) => columns.some(({ name }) => name === wanted)))
    await enterEmployers(warehouse);
  await insertAnswered(warehouse, held, { id: id!, finding, by, at });
  await warehouse.run(
    `UPDATE held_row SET verdict = 'explained', settled_at = CAST($at AS TIMESTAMP), settled_by = ${id!} WHERE ${where(held)}`,
    { at },
  );
}

/** Fill `stage` with the held rows, and with the accepted rows of the same period report. */
async function stageHeld(
  warehouse: Warehouse,
  held: HeldRows,
  loading: {
    readonly id: number;
    readonly contract: string;
    readonly columns: readonly { readonly name: string; readonly type: string }[];
    readonly at: string;
  },
): Promise<void> {
  const { id, contract, columns, at } = loading;
  const values = columns.map(
    ({ name, type }) => `CAST(json_extract_string(fact_values, '$."${name}"') AS ${type}) AS "${name}"`,
  );
  const names = columns.map(({ name }) => `fact."${name}"`);
  const common = `CAST(${id} AS BIGINT) AS submission, CAST($at AS TIMESTAMP) AS known_at, '' AS reasons`;
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE stage AS
     SELECT ${common}, line, area, period_kind, period, event_key, grain,
            -- A list of events that was received before the last day of its month is not complete.
            coalesce(day_end(CAST(period - 1 AS DATE)) < held_row.known_at OR grain = 'period', false) AS is_complete, ${values.join(", ")}
     FROM held_row WHERE ${where(held)}
     UNION ALL
     SELECT DISTINCT ${common}, fact.line, fact.area, fact.period_kind, fact.period, fact.event_key, 'period', true, ${names.join(", ")}
     FROM ${factTable(contract)} AS fact JOIN held_row ON held_row.submission = fact.submission AND held_row.area = fact.area
       AND held_row.period_kind = fact.period_kind AND held_row.period = fact.period
     WHERE held_row.grain = 'period' AND ${where(held)}`,
    { at },
  );
}

/** Record the submission that loads held rows: that of the file, under a name that refers to the finding. */
async function insertAnswered(
  warehouse: Warehouse,
  held: HeldRows,
  { id, finding, by, at }: HeldAnswer & { readonly id: number },
): Promise<void> {
  const remark = {
    code: "answered",
    details: { finding, by, submission: held.submission, lines: held.lines.join("、") },
  };
  await warehouse.run(
    `INSERT INTO submission (id, contract, mapping, sender, file_name, sha256, bytes, received_at, reading, state, accepted, refused, held,
       refusal, warnings, header, lines, encoding, part, arrived_at)
     SELECT ${id}, contract, mapping, sender, file_name || $name, sha256, bytes, CAST($at AS TIMESTAMP), reading || $name, 'accepted',
       (SELECT count(*) FROM stage), 0, 0, NULL, CAST($warnings AS JSON), header, NULL, encoding, part, arrived_at
     FROM submission WHERE id = ${held.submission}`,
    { name: `（疑点${finding}号答复）`, at, warnings: JSON.stringify(maskedTexts([remark])) },
  );
}
