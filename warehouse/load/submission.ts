import { maskedTexts } from "../engine/personal-numbers.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import type { RefusedRow } from "./keep-refused.ts";
import type { Remark } from "./remarks.ts";

/** Accepted in full, accepted in part, refused as a whole, or a duplicate of an earlier file. */
export type SubmissionState = "accepted" | "partial" | "refused" | "duplicate";

/** Data of a file known before its rows are read. */
export interface Arrival {
  readonly contract: string | null;
  readonly mapping: string | null;
  readonly sender: string | null;
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly receivedAt: string;
  /** When the file arrived; with the real clock, before the night that reads it. */
  readonly arrivedAt: string;
  /** Fingerprint of contract, mapping and register: the same bytes read the same way are a duplicate. */
  readonly reading: string;
  /** Place of the table in the file (an archive's member, a worksheet); null when it is the whole file. */
  readonly part: string | null;
  /** Encoding of the text; null where the format defines it. */
  readonly encoding: string | null;
}

/** The result of a submission. */
export interface Answer {
  readonly id: number;
  readonly state: SubmissionState;
  readonly accepted: number;
  readonly refused: number;
  /** Rows that are asked about and not loaded yet. */
  readonly held: number;
}

/** Shape of a file as found by the decoder before its rows were read. */
export interface Shape {
  readonly header: readonly string[];
  readonly refused: readonly RefusedRow[];
  readonly warnings: readonly Remark[];
  /** Lines by kind; together with the rows they add up to all lines of the file. */
  readonly lines: {
    readonly all: number;
    readonly above: number;
    readonly blank: number;
    readonly continued: number;
    /** Rows below the header that are no data: notes, column numbers, the header once more. */
    readonly passed: number;
  };
}

/** A submission as recorded: its arrival and its result. */
export interface SubmissionRecord extends Answer {
  readonly arrival: Arrival;
  readonly refusal: Remark | null;
  readonly warnings: readonly Remark[];
  readonly header: readonly string[];
  readonly lines: Readonly<Record<string, number>> | null;
}

/** The result of a submission, from its record. */
export const answerOf = ({ id, state, accepted, refused, held }: SubmissionRecord): Answer => ({
  ...{ id, state, accepted, refused, held },
});

/** The record of a file of which no row was read: refused as a whole, or a duplicate. */
export const unreadRecord = (
  id: number,
  arrival: Arrival,
  state: "refused" | "duplicate",
  refusal: Remark,
): SubmissionRecord => ({
  ...{ id, arrival, state, refusal },
  ...{ accepted: 0, refused: 0, held: 0, warnings: [], header: [], lines: null },
});

/** The record of a file whose rows were judged. */
export function judgedRecord(
  id: number,
  arrival: Arrival,
  shape: Shape,
  rows: {
    readonly accepted: number;
    readonly refused: number;
    readonly totals: number;
    readonly repeated: number;
    readonly held: number;
  },
  totals: readonly Remark[],
): SubmissionRecord {
  const { accepted, held } = rows;
  const refused = rows.refused + shape.refused.length;
  const state = accepted + held === 0 ? "refused" : refused + held > 0 ? "partial" : "accepted";
  return {
    ...{ id, arrival, state, accepted, refused, held },
    refusal: state === "refused" ? { code: "no-row-accepted", details: { refused } } : null,
    warnings: [...shape.warnings, ...totals],
    header: shape.header,
    lines: {
      ...shape.lines,
      totals: rows.totals,
      repeated: rows.repeated,
      accepted,
      refused,
      ...(held > 0 ? { held } : {}),
    },
  };
}

/** Ascending numbers for a count of new submissions; a failed submission leaves a gap. */
export async function nextIds(warehouse: Warehouse, count: number): Promise<number[]> {
  const rows = await warehouse.rows<{ id: number }>(
    "SELECT nextval('submission_id') AS id FROM range(CAST($count AS BIGINT)) ORDER BY 1",
    { count },
  );
  return rows.map(({ id }) => id);
}

/** The earliest submission of the same bytes, read the same way and not refused as a whole, by bytes and reading (`duplicateKey`). */
export async function findDuplicates(
  warehouse: Warehouse,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (hashes.length === 0) return new Map();
  const rows = await warehouse.rows<{ sha256: string; reading: string; id: number }>(
    `SELECT sha256, reading, min(id) AS id FROM submission
     WHERE sha256 IN (SELECT unnest($hashes)) AND state IN ('accepted', 'partial') GROUP BY ALL`,
    { hashes },
  );
  return new Map(rows.map((row) => [duplicateKey(row), row.id]));
}

/**
 * Why a duplicate is not taken in: the submission whose content it has, and whether that content still holds. It may have been amended since,
 * or rows of it may wait for an explanation; then the sender must say what is meant, for a copy of an old file may come by mistake.
 */
export async function duplicateRemark(
  warehouse: Warehouse,
  submission: number,
): Promise<{ readonly code: string; readonly details: Readonly<Record<string, number>> }> {
  const [found] = await warehouse.rows<{ contract: string | null; held: number; replaced: number | null }>(
    `SELECT contract, held, (
       SELECT max(later.submission) FROM report_scope AS earlier JOIN report_scope AS later
         ON later.contract = earlier.contract AND later.area = earlier.area AND later.period_kind = earlier.period_kind
           AND later.period = earlier.period AND later.submission > earlier.submission
       WHERE earlier.submission = $submission AND earlier.contract <> 'layoff-report') AS replaced
     FROM submission WHERE id = $submission`,
    { submission },
  );
  const amended = found?.contract === "layoff-report" ? await amendedBy(warehouse, submission) : null;
  const later = found?.replaced ?? amended;
  if (later !== null) return { code: "duplicate-amended", details: { submission, later } };
  return { code: (found?.held ?? 0) > 0 ? "duplicate-held" : "duplicate", details: { submission } };
}

/** The last submission that reported an event of a submission again. */
async function amendedBy(warehouse: Warehouse, submission: number): Promise<number | null> {
  const [found] = await warehouse.rows<{ later: number | null }>(
    `SELECT max(later.submission) AS later FROM fact_layoff_report AS earlier JOIN fact_layoff_report AS later
       ON later.area = earlier.area AND later.event_key = earlier.event_key AND later.submission > earlier.submission
         AND later.workers_affected <> earlier.workers_affected
     WHERE earlier.submission = $submission`,
    { submission },
  );
  return found?.later ?? null;
}

/** The submissions that arrived at one of some instants, with their results. */
export const answersOfArrivals = (
  warehouse: Warehouse,
  arrivedAt: readonly string[],
): Promise<(Answer & Pick<Arrival, "sha256" | "fileName" | "sender" | "arrivedAt">)[]> =>
  warehouse.rows(
    `SELECT id, state, accepted, refused, held, sha256, file_name AS "fileName", sender, arrived_at AS "arrivedAt"
     FROM submission WHERE arrived_at IN (SELECT CAST(unnest($arrivedAt) AS TIMESTAMP)) ORDER BY id`,
    { arrivedAt },
  );

/** Key shared by a submission and its duplicates. */
export const duplicateKey = ({ sha256, reading }: Pick<Arrival, "sha256" | "reading">): string =>
  `${sha256} ${reading}`;

/** Write submissions in one statement. */
export async function insertSubmissions(
  warehouse: Warehouse,
  records: readonly SubmissionRecord[],
): Promise<void> {
  if (records.length === 0) return;
  const rows = records.map(({ arrival, refusal, warnings, header, lines, ...rest }) => ({
    ...arrival,
    ...rest,
    refusal: refusal && JSON.stringify(maskedTexts(refusal)),
    warnings: JSON.stringify(maskedTexts(warnings)),
    header: JSON.stringify(maskedTexts(header)),
    lines: lines && JSON.stringify(lines),
  }));
  await warehouse.run(
    `INSERT INTO submission (id, contract, mapping, sender, file_name, sha256, bytes, received_at, reading, state, accepted, refused,
       held, refusal, warnings, header, lines, encoding, part, arrived_at)
     SELECT id, contract, mapping, sender, "fileName", sha256, bytes, "receivedAt", reading, state, accepted, refused,
       held, CAST(refusal AS JSON), CAST(warnings AS JSON), CAST(header AS JSON), CAST(lines AS JSON), encoding, part, "arrivedAt"
     FROM (SELECT unnest(from_json(CAST($rows AS JSON), ${RECORD}), recursive := true))`,
    { rows: JSON.stringify(rows) },
  );
}

/** The form of a record in JSON. Nested JSON is passed as text, so that its digits stay unchanged. */
const RECORD = `'[{"id":"BIGINT","contract":"VARCHAR","mapping":"VARCHAR","sender":"VARCHAR","fileName":"VARCHAR","sha256":"VARCHAR",
  "bytes":"BIGINT","receivedAt":"TIMESTAMP","reading":"VARCHAR","state":"VARCHAR","accepted":"BIGINT","refused":"BIGINT","held":"BIGINT","refusal":"VARCHAR",
  "warnings":"VARCHAR","header":"VARCHAR","lines":"VARCHAR","encoding":"VARCHAR","part":"VARCHAR","arrivedAt":"TIMESTAMP"}]'`;
