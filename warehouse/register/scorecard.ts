import type { Warehouse } from "../engine/warehouse.ts";

/** Reporting quality of an area's offices in a span of days (报送质量); for a league, with all areas below it. */
export interface Score {
  readonly area: string;
  readonly level: string;
  readonly expected: number;
  readonly in: number;
  readonly onTime: number;
  /** Files sent, and those refused as a whole. */
  readonly files: number;
  readonly refusedFiles: number;
  readonly rows: number;
  readonly refusedRows: number;
  /** Figures that raised a question, and how many of them were answered. */
  readonly findings: number;
  readonly answered: number;
}

/**
 * The scorecard of every banner and league: duties, files and findings between two days, as known at an instant.
 *
 * A league's figures include those of all areas below it. Only files from an office's folder count.
 */
export const scorecard = (
  warehouse: Warehouse,
  request: {
    readonly from: string;
    readonly to: string;
    readonly asOf: string;
    readonly fromInstant: string;
    /** Office id and the area it acts for. */
    readonly offices: readonly { readonly id: string; readonly area: string }[];
  },
): Promise<Score[]> =>
  warehouse.rows(
    `WITH office AS (
       SELECT entry.id, entry.area FROM (SELECT unnest(CAST(CAST($offices AS JSON) AS STRUCT(id VARCHAR, area VARCHAR)[])) AS entry)
     ), due AS (
       SELECT area, count(*) AS expected, count(*) FILTER (state IN ('on-time', 'late')) AS "in", count(*) FILTER (state = 'on-time') AS on_time
       FROM duty_as_of(CAST($as_of AS TIMESTAMP))
       WHERE due BETWEEN CAST($from AS DATE) AND CAST($to AS DATE) AND due_at <= CAST($as_of AS TIMESTAMP) GROUP BY ALL
     ), sent AS (
       SELECT office.area, count(*) AS files, count(*) FILTER (state = 'refused') AS refused_files,
              sum(accepted) + sum(refused) AS "rows", sum(refused) AS refused_rows
       FROM submission JOIN office ON office.id = submission.sender
       WHERE arrived_at >= CAST($from_instant AS TIMESTAMP) AND arrived_at <= CAST($as_of AS TIMESTAMP) GROUP BY ALL
     ), asked AS (
       SELECT area, count(*) AS findings, count(*) FILTER (answered_at <= CAST($as_of AS TIMESTAMP)) AS answered
       FROM finding_state WHERE date BETWEEN CAST($from AS DATE) AND CAST($to AS DATE) GROUP BY ALL
     )
     SELECT area.code AS area, area.level, coalesce(sum(expected), 0) AS expected, coalesce(sum("in"), 0) AS "in",
            coalesce(sum(on_time), 0) AS "onTime", coalesce(sum(files), 0) AS files, coalesce(sum(refused_files), 0) AS "refusedFiles",
            coalesce(sum("rows"), 0) AS "rows", coalesce(sum(refused_rows), 0) AS "refusedRows",
            coalesce(sum(findings), 0) AS findings, coalesce(sum(answered), 0) AS answered
     FROM area JOIN area_descent AS descent ON descent.ancestor = area.code
     LEFT JOIN due ON due.area = descent.area LEFT JOIN sent ON sent.area = descent.area LEFT JOIN asked ON asked.area = descent.area
     WHERE area.level IN ('league', 'banner')
     GROUP BY ALL HAVING expected + files + findings > 0 ORDER BY area.code`,
    {
      offices: JSON.stringify(request.offices),
      ...{ from: request.from, to: request.to, as_of: request.asOf, from_instant: request.fromInstant },
    },
  );
