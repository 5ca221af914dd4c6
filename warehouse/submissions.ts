import { factTable } from "./fact-tables.ts";
import { literal } from "./load/cell-sql.ts";
import { enterEmployers } from "./load/employers.ts";
import { hasFastLane, type Lane, takeCertain } from "./load/fast-lane.ts";
import { keepRefused, type RefusedRow } from "./load/keep-refused.ts";
import { asLargeLoad } from "./load/large.ts";
import type { LoadPlan, TextTable } from "./load/plan.ts";
import { MOST_REFUSED, TooManyRefused, Unreconciled } from "./load/reading.ts";
import { goodRows } from "./load/recall.ts";
import { type Remark, totalsThatDiffer } from "./load/remarks.ts";
import { stage } from "./load/stage.ts";
import { settled, writtenAhead } from "./load/unfinished.ts";
import type { Warehouse } from "./warehouse.ts";

/** accepted in full, in part, refused as a whole, or the same file once more. */
export type SubmissionState = "accepted" | "partial" | "refused" | "duplicate";

/** What is known of a file before its rows are read. */
export interface Arrival {
  readonly contract: string | null;
  readonly mapping: string | null;
  readonly sender: string | null;
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly receivedAt: string;
  /** When the file came in: before the night that reads it, where the real clock tells. */
  readonly arrivedAt: string;
  /** Fingerprint of contract, mapping and register: the same bytes read the same way are a duplicate. */
  readonly reading: string;
  /** Where in the file the table stands (an archive's member, a worksheet); null when it is the file. */
  readonly part: string | null;
  /** How the text was encoded; null where the format says it itself. */
  readonly encoding: string | null;
}

export interface Answer {
  readonly id: number;
  readonly state: SubmissionState;
  readonly accepted: number;
  readonly refused: number;
}

/** An earlier submission of the same bytes, read the same way and not refused as a whole. */
export async function twinOf(warehouse: Warehouse, arrival: Arrival): Promise<number | null> {
  const [twin] = await warehouse.rows<{ id: number }>(
    `SELECT id FROM submission WHERE sha256 = $sha256 AND reading = $reading AND state IN ('accepted', 'partial')
     ORDER BY id LIMIT 1`,
    { sha256: arrival.sha256, reading: arrival.reading },
  );
  return twin?.id ?? null;
}

/** What a decoder found of a file's shape before its rows were read. */
export interface Shape {
  readonly header: readonly string[];
  readonly refused: readonly RefusedRow[];
  readonly warnings: readonly Remark[];
  /** Lines by what they are; with the rows they add up to all lines of the file. */
  readonly lines: {
    readonly all: number;
    readonly above: number;
    readonly blank: number;
    readonly continued: number;
  };
}

/** Record a file of which no row was read: refused as a whole, or a duplicate. */
export async function recordUnread(
  warehouse: Warehouse,
  arrival: Arrival,
  state: "refused" | "duplicate",
  refusal: Remark,
): Promise<Answer> {
  return warehouse.transaction(async () => {
    const id = await nextId(warehouse);
    await insertSubmission(warehouse, id, arrival, {
      state,
      accepted: 0,
      refused: 0,
      refusal,
      warnings: [],
      header: [],
      lines: null,
    });
    return { id, state, accepted: 0, refused: 0 };
  });
}

/**
 * Judge the rows of one file and keep them: accepted ones as facts, refused ones with their reasons, in one transaction.
 *
 * @throws Unreconciled when the engine reads other records than the decoder found
 * @throws TooManyRefused when so many rows would be refused that the file should go back as a whole
 */
export async function load(
  warehouse: Warehouse,
  arrival: Arrival,
  plan: LoadPlan,
  table: TextTable,
  shape: Shape,
  knownBy: string,
): Promise<Answer> {
  const judge = (id: number, lane: Lane | null) =>
    warehouse.transaction(() => loadRows(warehouse, { id, arrival, plan, table, shape, knownBy, lane }));
  if (!table.numbered) return warehouse.transaction(async () => judge(await nextId(warehouse), null));
  return asLargeLoad(warehouse, async () => {
    const id = await nextId(warehouse);
    if (!hasFastLane(plan, table)) return judge(id, null);
    const write = () => takeCertain(warehouse, id, plan, table, knownBy);
    return writtenAhead(warehouse, id, plan.fact.contract, write, (lane) => judge(id, lane));
  });
}

/** A file on its way into the warehouse. */
interface Loading {
  readonly id: number;
  readonly arrival: Arrival;
  readonly plan: LoadPlan;
  readonly table: TextTable;
  readonly shape: Shape;
  readonly knownBy: string;
  /** Rows that are facts already. */
  readonly lane: Lane | null;
}

async function loadRows(warehouse: Warehouse, loading: Loading): Promise<Answer> {
  const { id, arrival, plan, table, shape, knownBy, lane } = loading;
  const staged = await stage(warehouse, plan, table, knownBy, lane);
  if (staged.records !== table.records) {
    throw new Unreconciled(`the file has ${table.records} records, the engine found ${staged.records}`);
  }
  const { accepted } = staged;
  const refused = staged.refused + shape.refused.length;
  if (refused > MOST_REFUSED) throw new TooManyRefused(refused);
  const good = lane ? goodRows(plan, lane) : "(SELECT * FROM stage WHERE reasons = '')";
  const totals = staged.totals > 0 && refused === 0 ? await totalsThatDiffer(warehouse, plan, good) : [];
  const warnings = [...shape.warnings, ...totals];
  if (accepted > 0) {
    await keepFacts(warehouse, id, plan, lane);
    warnings.push(...(await enterEmployers(warehouse, id, plan, lane)));
  }
  if (refused > 0) await keepRefused(warehouse, id, plan, shape.refused);
  const state = accepted === 0 ? "refused" : refused > 0 ? "partial" : "accepted";
  const refusal = state === "refused" ? { code: "no-row-accepted", details: { refused } } : null;
  const lines = { ...shape.lines, totals: staged.totals, repeated: staged.repeated, accepted, refused };
  await insertSubmission(warehouse, id, arrival, {
    header: shape.header,
    warnings,
    lines,
    state,
    accepted,
    refused,
    refusal,
  });
  if (lane) await settled(warehouse, id);
  return { id, state, accepted, refused };
}

async function nextId(warehouse: Warehouse): Promise<number> {
  const [row] = await warehouse.rows<{ id: number }>("SELECT nextval('submission_id') AS id");
  return row!.id;
}

async function keepFacts(warehouse: Warehouse, id: number, plan: LoadPlan, lane: Lane | null): Promise<void> {
  const kind = plan.periodKind === null ? "NULL" : literal(plan.periodKind);
  const own = plan.fact.columns.map((column) => `"${column.name}"`).join(", ");
  await warehouse.run(
    `INSERT INTO ${factTable(plan.fact.contract)} (submission, line, area, period_kind, period, known_at, event_key, ${own})
     SELECT $id, line, area, CASE WHEN period IS NOT NULL THEN ${kind} END, period, known_at, event_key, ${own}
     FROM stage WHERE reasons = '' ORDER BY period, area, line`,
    { id },
  );
  const scope = `INSERT INTO report_scope
     SELECT $id, ${literal(plan.fact.contract)}, area, ${kind}, period, known_at, ${plan.fact.grain === "event" ? "count(event_key)" : "count(*)"}
     FROM ${lane ? `${factTable(plan.fact.contract)} WHERE submission = $id` : "stage WHERE reasons = ''"} AND period IS NOT NULL GROUP BY ALL`;
  await warehouse.run(plan.completeMonths ? completeMonthsSql(plan, kind) : scope, { id });
}

/** A full list speaks for every month from its first to its last event, for all sisters of the areas it names. */
function completeMonthsSql(plan: LoadPlan, kind: string): string {
  return `INSERT INTO report_scope
    WITH good AS (SELECT * FROM stage WHERE reasons = ''),
    months AS (SELECT unnest(generate_series(date_trunc('month', min(received_on)), max(received_on), INTERVAL 1 MONTH)) AS first
               FROM good)
    SELECT $id, ${literal(plan.fact.contract)}, sister.code, ${kind}, last_day(CAST(months.first AS DATE)),
           (SELECT max(known_at) FROM good), 0
    FROM area AS sister, months
    WHERE sister.parent IN (SELECT parent FROM area WHERE code IN (SELECT area FROM good))`;
}

async function insertSubmission(
  warehouse: Warehouse,
  id: number,
  arrival: Arrival,
  end: {
    state: SubmissionState;
    accepted: number;
    refused: number;
    refusal: Remark | null;
    warnings: readonly Remark[];
    header: readonly string[];
    lines: Readonly<Record<string, number>> | null;
  },
): Promise<void> {
  await warehouse.run(
    `INSERT INTO submission VALUES ($id, $contract, $mapping, $sender, $fileName, $sha256, $bytes, CAST($receivedAt AS TIMESTAMP),
      $reading, $state, $accepted, $refused, CAST($refusal AS JSON), CAST($warnings AS JSON), CAST($header AS JSON), CAST($lines AS JSON), $encoding, $part, CAST($arrivedAt AS TIMESTAMP))`,
    {
      id,
      ...arrival,
      state: end.state,
      accepted: end.accepted,
      refused: end.refused,
      refusal: end.refusal && JSON.stringify(end.refusal),
      warnings: JSON.stringify(end.warnings),
      header: JSON.stringify(end.header),
      lines: end.lines && JSON.stringify(end.lines),
    },
  );
}

export type { RefusedRow } from "./load/keep-refused.ts";
export { TooManyRefused, Unreconciled } from "./load/reading.ts";
export type { Remark } from "./load/remarks.ts";
