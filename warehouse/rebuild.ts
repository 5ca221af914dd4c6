import { withFactViews } from "./fact-views.ts";
import { freshSql } from "./observation-sql.ts";
import { markAffected, type ObserveRequest, prepareHelpers } from "./observe.ts";
import type { Warehouse } from "./warehouse.ts";

/** What a rebuild is made as: the last night, whose rolling windows are the only ones computed anew. */
export type RebuildRequest = Pick<ObserveRequest, "date" | "asOf" | "statementDue" | "indicators">;

/** A figure that is not what the facts give. Null where one of the two sides has none. */
export interface Difference {
  readonly indicator: string;
  readonly area: string;
  readonly periodKind: string;
  readonly period: string;
  readonly stored: number | null;
  readonly rebuilt: number | null;
}

/** Days of events that a window of thirty days may ask for. */
const WINDOW = 60;
const daysBefore = (iso: string, days: number): string =>
  new Date(Date.parse(`${iso}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/**
 * Compute every figure anew from all facts known at an instant, into the temporary table `rebuilt` (重算): what the nights have
 * appended revision by revision must be the same. Returns how many figures there are.
 *
 * A night keeps the facts of the periods it computes in temporary tables; here they stay where they are and are read once, whatever
 * their number. Windows that end on each night's date are computed for the last one alone.
 */
export async function rebuild(warehouse: Warehouse, request: RebuildRequest): Promise<number> {
  const { indicators, date, asOf } = request;
  const contracts = [...new Set(indicators.map((own) => own.reads))];
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE touched AS
     SELECT DISTINCT contract, period_kind, period FROM report_scope WHERE known_at <= CAST($as_of AS TIMESTAMP)`,
    { as_of: asOf },
  );
  await markAffected(warehouse, indicators, date);
  const viewed = contracts.map((contract) => {
    const rolling = indicators.some((own) => own.reads === contract && own.rolling);
    return { contract, ...(rolling ? { since: daysBefore(date, WINDOW) } : {}) };
  });
  await withFactViews(warehouse, viewed, asOf, async () => {
    if (indicators.some((own) => own.rolling)) await prepareHelpers(warehouse, request);
    await warehouse.run(
      `CREATE OR REPLACE TEMP TABLE rebuilt AS WITH ${freshSql(indicators)} SELECT * FROM fresh WHERE $as_of IS NOT NULL`,
      { as_of: asOf },
    );
  });
  const [counted] = await warehouse.rows<{ rows: number }>("SELECT count(*) AS rows FROM rebuilt");
  return counted!.rows;
}

/** Sums of amounts may differ in their last digits by the order in which they were added. */
const differs = (column: string): string =>
  `(stored.${column} IS DISTINCT FROM rebuilt.${column}
    AND coalesce(abs(stored.${column} - rebuilt.${column}) > 1e-9 * greatest(abs(stored.${column}), abs(rebuilt.${column})), true))`;

/** Figures that are not what `rebuild` has found, with those that only one side has; as many of them as asked for. */
export const differences = (
  warehouse: Warehouse,
  { date }: Pick<RebuildRequest, "date">,
  limit = 20,
): Promise<Difference[]> =>
  warehouse.rows(
    `SELECT coalesce(stored.indicator, rebuilt.indicator) AS indicator, coalesce(stored.area, rebuilt.area) AS area,
            coalesce(stored.period_kind, rebuilt.period_kind) AS "periodKind", coalesce(stored.period, rebuilt.period) AS period,
            stored.value AS stored, rebuilt.value AS rebuilt
     FROM (SELECT * FROM observation_now WHERE period_kind <> 'rolling-30-days' OR period = CAST($date AS DATE)) AS stored
     FULL JOIN (SELECT * FROM rebuilt WHERE numerator IS NOT NULL) AS rebuilt
       ON (stored.indicator, stored.area, stored.period_kind, stored.period) = (rebuilt.indicator, rebuilt.area, rebuilt.period_kind, rebuilt.period)
     WHERE ${["numerator", "denominator", "value", "coverage"].map(differs).join("\n OR ")}
        OR stored.parts_in IS DISTINCT FROM rebuilt.parts_in OR stored.parts_expected IS DISTINCT FROM rebuilt.parts_expected
     ORDER BY ALL LIMIT $limit`,
    { date, limit },
  );

/** Append what `rebuild` has found where it is not what stands there, as revisions known from an instant on. Returns how many. */
export async function appendRebuilt(
  warehouse: Warehouse,
  { date }: Pick<RebuildRequest, "date">,
  { night, knownAt }: { readonly night: number; readonly knownAt: string },
): Promise<number> {
  const count = async () =>
    (await warehouse.rows<{ rows: number }>("SELECT count(*) AS rows FROM observation"))[0]!.rows;
  const before = await count();
  await warehouse.run(
    `INSERT INTO observation
     WITH stored AS (
       SELECT * FROM observation_now WHERE period_kind <> 'rolling-30-days' OR period = CAST($date AS DATE)
     ), wanted AS (
       SELECT * FROM rebuilt
       UNION ALL
       SELECT indicator, area, period_kind, period, NULL, NULL, NULL, 0, parts_expected, 0
       FROM stored ANTI JOIN rebuilt USING (indicator, area, period_kind, period)
     )
     SELECT wanted.*, CAST($known_at AS TIMESTAMP), $night FROM wanted LEFT JOIN stored USING (indicator, area, period_kind, period)
     WHERE stored.indicator IS NULL AND wanted.numerator IS NOT NULL
        OR (wanted.numerator, wanted.denominator, wanted.value, wanted.coverage, wanted.parts_in, wanted.parts_expected)
           IS DISTINCT FROM (stored.numerator, stored.denominator, stored.value, stored.coverage, stored.parts_in, stored.parts_expected)
           AND stored.indicator IS NOT NULL`,
    { date, known_at: knownAt, night },
  );
  return (await count()) - before;
}
