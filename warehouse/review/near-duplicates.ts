import type { Warehouse } from "../engine/warehouse.ts";
import { lettersOf } from "../measure/layoff-columns.ts";
import type { Placed } from "./compared-report.ts";

/** Two layoff reports of one enterprise that are probably the same report sent twice; the later may amend the earlier. */
export interface NearDuplicate {
  readonly area: string;
  readonly submission: number;
  readonly line: number;
  readonly eventKey: string;
  readonly receivedOn: string;
  readonly workers: number;
  readonly earlier: number;
  readonly earlierLine: number;
  readonly earlierKey: string;
  readonly earlierNo: string | null;
  readonly earlierReceivedOn: string;
  readonly earlierWorkers: number;
}

/** Maximum days between two reports that may be the same, days searched back, and maximum relative difference of their sizes. */
const [DAYS_APART, DAYS_BACK, SIZES_APART] = [10, 60, 0.2];

const NUMBERS_DIFFER = "coalesce(new.report_no <> old.report_no, false)";

/**
 * New layoff reports that look like an earlier one of the same enterprise under another key (疑似更正而未填编号): the same code or name, dates at
 * most ten days apart, and the same date or a like size. Reports with different sites are separate reports, and so are those with different
 * numbers, unless both date and size are the same: of several such reports only the last is asked about.
 */
export const nearDuplicates = (
  warehouse: Warehouse,
  { since, date, asOf }: { readonly since: number; readonly date: string; readonly asOf: string },
): Promise<NearDuplicate[]> =>
  warehouse.rows(
    `WITH known AS (
       SELECT *, ${lettersOf("employer")} AS letters FROM layoff_report_as_of(CAST($as_of AS TIMESTAMP))
       WHERE received_on > CAST($date AS DATE) - CAST($back AS INTEGER) AND received_on <= CAST($date AS DATE) + 31
     ), fresh AS (
       SELECT DISTINCT area, event_key FROM fact_layoff_report WHERE submission > $since AND event_key IS NOT NULL
     )
     SELECT new.area, new.submission, new.line, new.event_key AS "eventKey", new.received_on AS "receivedOn",
            new.workers_affected AS workers, old.submission AS earlier, old.line AS "earlierLine", old.event_key AS "earlierKey",
            old.report_no AS "earlierNo", old.received_on AS "earlierReceivedOn", old.workers_affected AS "earlierWorkers"
     FROM known AS new SEMI JOIN fresh USING (area, event_key)
     JOIN known AS old ON old.area = new.area AND old.event_key <> new.event_key
       AND (old.known_at, old.submission, old.line) < (new.known_at, new.submission, new.line)
       AND (old.credit_code = new.credit_code OR old.letters = new.letters)
     WHERE abs(new.received_on - old.received_on) <= $apart
       AND (new.received_on = old.received_on OR coalesce(new.starts_on = old.starts_on, false)
            OR abs(new.workers_affected - old.workers_affected) <= $size * greatest(new.workers_affected, old.workers_affected))
       AND (NOT ${NUMBERS_DIFFER} OR (new.received_on = old.received_on AND new.workers_affected = old.workers_affected))
       AND NOT coalesce(${lettersOf("new.site")} <> ${lettersOf("old.site")}, false)
     QUALIFY NOT ${NUMBERS_DIFFER} OR row_number() OVER (PARTITION BY new.submission, new.line, ${NUMBERS_DIFFER}
       ORDER BY old.known_at DESC, old.submission DESC, old.line DESC) = 1
     ORDER BY new.submission, new.line, old.submission, old.line`,
    { since, date, as_of: asOf, back: DAYS_BACK, apart: DAYS_APART, size: SIZES_APART },
  );

/** Remarks for the receipts on new reports that may amend an earlier one; both count until a person has decided. */
export async function probableAmendments(
  warehouse: Warehouse,
  request: { readonly since: number; readonly date: string; readonly asOf: string },
): Promise<Placed[]> {
  const found = await nearDuplicates(warehouse, request);
  return found
    .filter(({ submission }) => submission > request.since)
    .map((pair) => ({
      submission: pair.submission,
      remark: {
        code: pair.earlierNo === null ? "probable-amendment-unnumbered" : "probable-amendment",
        details: {
          line: pair.line,
          submission: pair.earlier,
          earlierLine: pair.earlierLine,
          ...(pair.earlierNo === null ? {} : { number: pair.earlierNo }),
          found: pair.workers,
          before: pair.earlierWorkers,
        },
      },
    }));
}
