import { addDays } from "../engine/days.ts";
import { inserted } from "../engine/inserted.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import type { ObserveRequest } from "./computed-indicator.ts";
import { differs } from "./differs-sql.ts";
import { withFactViews } from "./fact-views.ts";
import { freshSql, ROLL_UP } from "./observation-sql.ts";
import { markAffected } from "./observe.ts";
import { prepareHelpers, WINDOW_DAYS } from "./observe-rolling.ts";

/** The request of a rebuild: as the last night, whose rolling windows are the only ones recomputed. */
export type RebuildRequest = Pick<ObserveRequest, "date" | "asOf" | "statementDue" | "indicators">;

/** A stored figure that differs from the one computed from the facts. Null where one of the two does not exist. */
export interface Difference {
  readonly indicator: string;
  readonly area: string;
  readonly periodKind: string;
  readonly period: string;
  readonly stored: number | null;
  readonly rebuilt: number | null;
}

/**
 * Recompute every figure from all facts known at an instant, into the temporary table `rebuilt` (重算). The result must equal what the
 * nights have appended revision by revision. Returns the number of figures.
 *
 * A night copies the facts of its periods to temporary tables; a rebuild reads them once in place, whatever their number. Windows that
 * end on a night's date are computed only for the last night.
 */
export async function rebuild(warehouse: Warehouse, request: RebuildRequest): Promise<number> {
  const { indicators, date, asOf } = request;
  const contracts = [...new Set(indicators.map((indicator) => indicator.reads))];
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE touched AS
     SELECT DISTINCT contract, period_kind, period FROM report_scope
     WHERE known_at <= CAST($as_of AS TIMESTAMP) AND period <= CAST($date AS DATE)`,
    { date, as_of: asOf },
  );
  await warehouse.run(ROLL_UP);
  await markAffected(warehouse, indicators, date);
  const viewed = contracts.map((contract) => {
    const rolling = indicators.some((indicator) => indicator.reads === contract && indicator.rolling);
    return { contract, ...(rolling ? { since: addDays(date, -WINDOW_DAYS) } : {}) };
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

/** The figures known at an instant that can be compared with a rebuild; of the windows that end on a night's date, only those of the last night. */
const STORED = `SELECT * FROM observation_as_of(CAST($stored_at AS TIMESTAMP))
  WHERE period_kind <> 'rolling-30-days' OR period = CAST($date AS DATE)`;

const DIFFER = `${["numerator", "denominator", "value", "coverage"].map((column) => differs("stored", "rebuilt", column)).join("\n OR ")}
        OR stored.parts_in IS DISTINCT FROM rebuilt.parts_in OR stored.parts_expected IS DISTINCT FROM rebuilt.parts_expected`;

/** An instant after all others: a repair is known later than the night whose figures it repairs. */
const LATEST = "9999-12-31";

/** Figures stored as known at an instant that differ from those of `rebuild`, including those that only one side has, up to a limit. */
export const differences = (
  warehouse: Warehouse,
  { date }: Pick<RebuildRequest, "date">,
  { limit = 20, storedAt = LATEST }: { readonly limit?: number; readonly storedAt?: string } = {},
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
    { date, limit, stored_at: storedAt },
  );

/** Append the figures of `rebuild` that differ from the stored ones, as revisions known from an instant on. Returns their number. */
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
    { date, stored_at: LATEST, known_at: knownAt, night },
  );
