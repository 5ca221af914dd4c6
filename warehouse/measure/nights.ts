import type { Warehouse } from "../engine/warehouse.ts";

/** What a night left out because it failed (搁置): a rule, an indicator, the text of a letter. The rest went on. */
export interface SetAside {
  readonly kind: "rule" | "indicator" | "template";
  readonly id: string;
  /** The first error, on one line. */
  readonly cause: string;
  /** Areas of a rule, letters of a text; 1 for an indicator. */
  readonly count: number;
  /** For an indicator, what the last night that computed it had read, and the nights since. */
  readonly since?: MeasuredUpTo;
}

/** What the last night had read that computed an indicator, and the nights that have passed without it. */
export interface MeasuredUpTo {
  readonly asOf: string | null;
  readonly submission: number;
  /** The register then; null before the first night. */
  readonly register: string | null;
  readonly nights: readonly { readonly date: string; readonly asOf: string }[];
}

/** Counts of a night's results. */
export interface NightCounts {
  readonly files: number;
  readonly accepted: number;
  readonly partial: number;
  readonly refused: number;
  readonly duplicate: number;
  readonly rows: number;
  readonly observations: number;
  readonly fired: number;
  readonly quiet: number;
  readonly silent: number;
  readonly missing: number;
  readonly changes: number;
  readonly notices: number;
  /** New figures that deserve a question; absent in nights recorded before this check existed. */
  readonly findings?: number;
  /** Years of which the calendar lacks days, so that due dates were counted by the week. */
  readonly yearsWithoutCalendar?: readonly string[];
  /** The last day that the calendar covers, and the year to add; absent while more than a month is covered. */
  readonly calendarEnds?: { readonly lastDay: string; readonly year: string };
  /** What was left out because it failed; absent where nothing was. */
  readonly setAside?: readonly SetAside[];
}

/** The record of a night: what it knew, which policy and register it used, and its results. */
export interface NightRecord {
  readonly id: number;
  readonly date: string;
  readonly asOf: string;
  readonly policy: string;
  readonly register: string;
  readonly submissionUpto: number;
  readonly counts: NightCounts;
}

/** The last finished night, or null before the first. */
export async function lastNight(warehouse: Warehouse): Promise<NightRecord | null> {
  const [row] = await warehouse.rows<Omit<NightRecord, "counts"> & { counts: string }>(
    `SELECT id, date, as_of AS "asOf", policy, register, submission_upto AS "submissionUpto", counts
     FROM night WHERE state = 'done' ORDER BY date DESC, id DESC LIMIT 1`,
  );
  return row ? { ...row, counts: JSON.parse(row.counts) as NightCounts } : null;
}

/** The latest instant as of which any night judged or began to, or null before the first: what comes later must be known later. */
export async function lastInstant(warehouse: Warehouse): Promise<string | null> {
  const [row] = await warehouse.rows<{ instant: string | null }>("SELECT max(as_of) AS instant FROM night");
  return row?.instant ?? null;
}

/**
 * The earliest instant at or after `now` that is later than a known one: what is known moves one way, also where a clock was set back.
 *
 * @example
 * laterThan("2026-03-12T02:30:00.000Z", "2026-03-09T02:30:00.000Z") // "2026-03-12T02:30:00.001Z"
 */
export const laterThan = (known: string | null, now: string): string =>
  known === null || now > known ? now : new Date(Date.parse(known) + 1).toISOString();

/** Open the record of a night; it stays `running` until the night ends, also after a crash. */
export async function beginNight(
  warehouse: Warehouse,
  night: { date: string; asOf: string; startedAt: string; policy: string; register: string; code: string },
): Promise<number> {
  const [row] = await warehouse.rows<{ id: number }>(
    `INSERT INTO night VALUES (nextval('night_id'), CAST($date AS DATE), CAST($asOf AS TIMESTAMP), CAST($startedAt AS TIMESTAMP),
       NULL, 'running', $policy, $register, $code, NULL, NULL) RETURNING id`,
    night,
  );
  return row!.id;
}

/** Close the record of a night, in the transaction that writes its results. */
export const endNight = (
  warehouse: Warehouse,
  { id, submissionUpto, counts }: NightRecord,
  finishedAt: string,
): Promise<void> =>
  warehouse.run(
    `UPDATE night SET state = 'done', finished_at = CAST($finishedAt AS TIMESTAMP), counts = CAST($counts AS JSON),
       submission_upto = $submissionUpto WHERE id = $id`,
    { id, finishedAt, submissionUpto, counts: JSON.stringify(counts) },
  );

/** Record that a night failed. */
export const failNight = (warehouse: Warehouse, id: number): Promise<void> =>
  warehouse.run("UPDATE night SET state = 'failed' WHERE id = $id", { id });

/** Number of reports due for these periods or earlier and not received, counted by the areas that owe them. */
export async function missingReports(
  warehouse: Warehouse,
  contract: string,
  period: string,
  asOf: string,
): Promise<{ area: string }[]> {
  return warehouse.rows(
    `SELECT area FROM duty WHERE contract = $contract
       AND NOT EXISTS (FROM report_scope AS scope WHERE scope.contract = duty.contract AND scope.area = duty.area
         AND scope.period_kind = duty.period_kind AND scope.period = CAST($period AS DATE)
         AND scope.known_at <= CAST($as_of AS TIMESTAMP))
       AND NOT EXISTS (FROM held_row AS held WHERE held.contract = duty.contract AND held.area = duty.area AND held.period_kind = duty.period_kind
         AND held.period = CAST($period AS DATE) AND held.known_at <= CAST($as_of AS TIMESTAMP) AND coalesce(held.verdict, '') <> 'wrong')
     ORDER BY area`,
    { contract, period, as_of: asOf },
  );
}

/** Number of reports of these kinds and periods that are owed and not received. */
export async function countMissing(
  warehouse: Warehouse,
  due: readonly { readonly contract: string; readonly period: string }[],
  asOf: string,
): Promise<number> {
  const [row] = await warehouse.rows<{ missing: number }>(
    `SELECT count(*) AS missing
     FROM duty JOIN (SELECT unnest(CAST(CAST($due AS JSON) AS STRUCT(contract VARCHAR, period DATE)[]), recursive := true)) AS wanted USING (contract)
     WHERE NOT EXISTS (FROM report_scope AS scope WHERE scope.contract = duty.contract AND scope.area = duty.area
       AND scope.period_kind = duty.period_kind AND scope.period = wanted.period AND scope.known_at <= CAST($as_of AS TIMESTAMP))
       AND NOT EXISTS (FROM held_row AS held WHERE held.contract = duty.contract AND held.area = duty.area AND held.period_kind = duty.period_kind
         AND held.period = wanted.period AND held.known_at <= CAST($as_of AS TIMESTAMP) AND coalesce(held.verdict, '') <> 'wrong')`,
    { due: JSON.stringify(due), as_of: asOf },
  );
  return row!.missing;
}

/** The date of the first night, or null if there was none. */
export async function firstNight(warehouse: Warehouse): Promise<string | null> {
  const [row] = await warehouse.rows<{ date: string | null }>("SELECT min(date) AS date FROM night");
  return row?.date ?? null;
}

/** The number of the last submission taken in; 0 before the first. */
export async function lastSubmission(warehouse: Warehouse): Promise<number> {
  const [row] = await warehouse.rows<{ id: number }>("SELECT coalesce(max(id), 0) AS id FROM submission");
  return row?.id ?? 0;
}
