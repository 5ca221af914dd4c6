import { inserted } from "../engine/inserted.ts";
import { daysBefore } from "../engine/values.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import type { ObserveRequest } from "./computed-indicator.ts";
import { withFactViews } from "./fact-views.ts";
import { freshSql, ROLL_UP } from "./observation-sql.ts";
import { markAffected } from "./observe.ts";
import { prepareHelpers, WINDOW_DAYS } from "./observe-rolling.ts";

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

/**
 * Compute every figure anew from all facts known at an instant, into the temporary table `rebuilt` (重算): what the nights have
 * appended revision by revision must be the same. Returns how many figures there are.
 *
 * A night keeps the facts of the periods it computes in temporary tables; here they stay where they are and are read once, whatever
 * their number. Windows that end on each night's date are computed for the last one alone.
 */
export async function rebuild(warehouse: Warehouse, request: RebuildRequest): Promise<number> {
  const { indicators, date, asOf } = request;
  const contracts = [...new Set(indicators.map((indicator) => indicator.reads))];
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE touched AS
     SELECT DISTINCT contract, period_kind, period FROM report_scope WHERE known_at <= CAST($as_of AS TIMESTAMP)`,
    { as_of: asOf },
  );
  await warehouse.run(ROLL_UP);
  await markAffected(warehouse, indicators, date);
  const viewed = contracts.map((contract) => {
    const rolling = indicators.some((indicator) => indicator.reads === contract && indicator.rolling);
    return { contract, ...(rolling ? { since: daysBefore(date, WINDOW_DAYS) } : {}) };
  });
  await withFactViews(warehouse, viewed, asOf, async () => {
    if (indicators.some((indicator) => indicator.rolling)) await prepareHelpers(warehouse, request);
    await warehouse.run(
      `CREATE OR REPLACE TEMP TABLE rebuilt AS WITH ${freshSql(indicators)} SELECT * FROM fresh WHERE $as_of IS NOT NULL`,
      { as_of: asOf },
    );
  });
  const [counted] = await warehouse.rows<{ rows: number }>("SELECT count(*) AS rows FROM rebuilt");
  return counted!.rows;
}

/** What stands now and can be held against a rebuild: of the windows that end on a night's date, those of the last one. */
const STORED =
  "SELECT * FROM observation_now WHERE period_kind <> 'rolling-30-days' OR period = CAST($date AS DATE)";

/** Sums of amounts may differ in their last digits by the order in which they were added. */
const differs = (column: string): string =>
  `(stored.${column} IS DISTINCT FROM rebuilt.${column}
    AND coalesce(abs(stored.${column} - rebuilt.${column}) > 1e-9 * greatest(abs(stored.${column}), abs(rebuilt.${column})), true))`;
const DIFFER = `${["numerator", "denominator", "value", "coverage"].map(differs).join("\n OR ")}
        OR stored.parts_in IS DISTINCT FROM rebuilt.parts_in OR stored.parts_expected IS DISTINCT FROM rebuilt.parts_expected`;

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
     FROM (${STORED}) AS stored
     FULL JOIN (SELECT * FROM rebuilt WHERE numerator IS NOT NULL) AS rebuilt
       ON (stored.indicator, stored.area, stored.period_kind, stored.period) = (rebuilt.indicator, rebuilt.area, rebuilt.period_kind, rebuilt.period)
     WHERE ${DIFFER}
     ORDER BY ALL LIMIT $limit`,
    { date, limit },
  );

/** Append what `rebuild` has found where it is not what stands there, as revisions known from an instant on. Returns how many. */
export const appendRebuilt = (
  warehouse: Warehouse,
  { date }: Pick<RebuildRequest, "date">,
  { night, knownAt }: { readonly night: number; readonly knownAt: string },
): Promise<number> =>
  inserted(
    warehouse,
    `INSERT INTO observation
     SELECT coalesce(rebuilt.indicator, stored.indicator), coalesce(rebuilt.area, stored.area), coalesce(rebuilt.period_kind, stored.period_kind),
            coalesce(rebuilt.period, stored.period), rebuilt.numerator, rebuilt.denominator, rebuilt.value, coalesce(rebuilt.parts_in, 0),
            coalesce(rebuilt.parts_expected, stored.parts_expected), coalesce(rebuilt.coverage, 0), CAST($known_at AS TIMESTAMP), $night
     FROM (${STORED}) AS stored FULL JOIN (SELECT * FROM rebuilt WHERE numerator IS NOT NULL) AS rebuilt
       ON (stored.indicator, stored.area, stored.period_kind, stored.period) = (rebuilt.indicator, rebuilt.area, rebuilt.period_kind, rebuilt.period)
     WHERE ${DIFFER}`,
    { date, known_at: knownAt, night },
  );
