import { readFileSync } from "node:fs";
import { asOfMacro, currentTable, factTable } from "./fact-tables.ts";
import { literal } from "./load/cell-sql.ts";
import type { Warehouse } from "./warehouse.ts";

/** What the warehouse must know of an indicator to compute it. */
export interface ComputedIndicator {
  readonly id: string;
  readonly reads: string;
  /** How many earlier months its number reaches back: a change in one month moves the numbers of these later ones. */
  readonly reachesBack: number;
  /** Computed each night over a window ending on its date, not per reported period. */
  readonly rolling: boolean;
  readonly scale: number;
  /** Levels of government for which it has a value; areas of another kind, which only add up, have one too. */
  readonly levels: readonly string[];
}

export interface ObserveRequest {
  readonly night: number;
  readonly date: string;
  readonly asOf: string;
  /** What the night before had seen: facts known later, or loaded later, are new. */
  readonly since: { readonly asOf: string | null; readonly submission: number };
  readonly indicators: readonly ComputedIndicator[];
  /** For event reports, the last period whose statement was due; null while none is. */
  readonly statementDue: Readonly<Record<string, string | null>>;
}

/**
 * Compute the observations that new reports touch, and append those whose numbers or coverage changed (观测值).
 *
 * Every indicator's own SQL gives numerator and denominator where reports are sent; the roll-up through the area tree
 * is done here, once for all, as a ratio of sums. Returns how many observations were appended.
 */
export async function observe(warehouse: Warehouse, request: ObserveRequest): Promise<number> {
  await findAffected(warehouse, request);
  const affected = await warehouse.rows<{ indicator: string }>("SELECT DISTINCT indicator FROM affected");
  const touched = request.indicators.filter(({ id }) => affected.some(({ indicator }) => indicator === id));
  await prepareFacts(warehouse, request, new Set(touched.map(({ reads }) => reads)));
  if (touched.length === 0) return 0;
  const [before] = await count(warehouse);
  await warehouse.run(appendSql(touched), { night: request.night, as_of: request.asOf });
  const [after] = await count(warehouse);
  return after!.rows - before!.rows;
}

const count = (warehouse: Warehouse) =>
  warehouse.rows<{ rows: number }>("SELECT count(*) AS rows FROM observation");

/** The SQL of one indicator, as a statistician reads it. */
export const indicatorSql = (id: string): string =>
  readFileSync(new URL(`./indicators/${id}.sql`, import.meta.url), "utf8");

/** `affected`: which indicator must be computed for which period. */
async function findAffected(
  warehouse: Warehouse,
  { indicators, date, asOf, since }: ObserveRequest,
): Promise<void> {
  const kinds = indicators.map((own) =>
    own.rolling
      ? `SELECT ${literal(own.id)} AS indicator, ${literal(own.reads)} AS contract, 'rolling-30-days' AS period_kind, CAST($date AS DATE) AS period`
      : `SELECT ${literal(own.id)}, ${literal(own.reads)}, period_kind,
           CASE WHEN period_kind = 'month' THEN last_day(CAST(period + to_months(CAST(later AS INTEGER)) AS DATE)) ELSE period END
         FROM touched, range(0, ${own.reachesBack + 1}) AS reach(later) WHERE contract = ${literal(own.reads)}`,
  );
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE touched AS
     SELECT DISTINCT contract, period_kind, period FROM report_scope
     WHERE known_at <= CAST($as_of AS TIMESTAMP)
       AND (known_at > CAST($since AS TIMESTAMP) OR submission > $submission)`,
    { as_of: asOf, since: since.asOf ?? "0001-01-01", submission: since.submission },
  );
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE affected(indicator, contract, period_kind, period) AS ${kinds.join("\nUNION\n")}`,
    { date },
  );
}

/**
 * The facts the indicators read, as known at the night's instant: `current_<report kind>` and the two helpers. Of a report kind that
 * no affected indicator reads there are none.
 */
async function prepareFacts(
  warehouse: Warehouse,
  request: ObserveRequest,
  touched: ReadonlySet<string>,
): Promise<void> {
  const { indicators, date, asOf, statementDue } = request;
  await warehouse.run("CREATE OR REPLACE TEMP TABLE night_date AS SELECT CAST($date AS DATE) AS date", {
    date,
  });
  for (const contract of new Set(indicators.map((own) => own.reads))) {
    if (!touched.has(contract)) {
      await warehouse.run(
        `CREATE OR REPLACE TEMP TABLE ${currentTable(contract)} AS SELECT * FROM ${factTable(contract)} LIMIT 0`,
      );
      continue;
    }
    const readers = indicators.filter((own) => own.reads === contract);
    const reach = Math.max(...readers.map((own) => own.reachesBack));
    const wanted = readers.some((own) => own.rolling)
      ? "received_on > CAST($date AS DATE) - 60"
      : `(period_kind, period) IN (
           SELECT period_kind, CASE WHEN period_kind = 'month'
             THEN last_day(CAST(period - to_months(CAST(earlier AS INTEGER)) AS DATE)) ELSE period END
           FROM affected, range(0, ${reach + 1}) AS reach(earlier) WHERE contract = ${literal(contract)})
         AND $date IS NOT NULL`;
    await warehouse.run(
      `CREATE OR REPLACE TEMP TABLE ${currentTable(contract)} AS
       SELECT * FROM ${asOfMacro(contract)}(CAST($as_of AS TIMESTAMP)) WHERE ${wanted}`,
      { as_of: asOf, date },
    );
  }
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE insured_latest AS
     SELECT area, max_by(insured, period) AS persons FROM social_insurance_as_of(CAST($as_of AS TIMESTAMP))
     WHERE insured > 0 AND period <= CAST($date AS DATE) AND period > CAST($date AS DATE) - 100 GROUP BY area`,
    { as_of: asOf, date },
  );
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE layoff_place AS
     SELECT area, bool_or(stated) AS stated FROM (
       SELECT duty.area, EXISTS (FROM report_scope AS scope WHERE scope.contract = 'layoff-report' AND scope.area = duty.area
           AND scope.period >= CAST($due AS DATE) AND scope.known_at <= CAST($as_of AS TIMESTAMP)) AS stated
       FROM duty WHERE duty.contract = 'layoff-report'
       UNION ALL SELECT area, false FROM current_layoff_report
     ) GROUP BY area`,
    { as_of: asOf, due: statementDue["layoff-report"] ?? "9999-12-31" },
  );
}

function appendSql(indicators: readonly ComputedIndicator[]): string {
  const own = indicators.map(
    ({
      id,
      rolling,
      scale,
      levels,
    }) => `SELECT ${literal(id)} AS indicator, area, period_kind, period, CAST(numerator AS DOUBLE) AS numerator,
      CAST(denominator AS DOUBLE) AS denominator, complete, ${rolling} AS anywhere, ${scale} AS scale,
      [${levels.map(literal).join(", ")}] AS levels
      FROM (${indicatorSql(id)})`,
  );
  return `
INSERT INTO observation
WITH own AS (
  ${own.join("\n  UNION ALL\n  ")}
), wanted AS (
  SELECT own.*, affected.contract FROM own JOIN affected USING (indicator, period_kind, period)
), expected AS (
  SELECT indicator, descent.ancestor AS area, affected.period_kind, affected.period, count(*) AS parts, sum(duty.weight) AS weight
  FROM affected
  JOIN duty ON duty.contract = affected.contract AND affected.period_kind IN (duty.period_kind, 'rolling-30-days')
  JOIN area ON area.code = duty.area AND affected.period BETWEEN coalesce(area.valid_from, '0001-01-01') AND coalesce(area.valid_to, '9999-12-31')
  JOIN area_descent AS descent ON descent.area = duty.area
  GROUP BY ALL
), rolled AS (
  SELECT indicator, descent.ancestor AS area, wanted.period_kind, period, sum(numerator) AS numerator, sum(denominator) AS denominator,
         count(*) FILTER (complete AND duty.area IS NOT NULL) AS parts,
         coalesce(sum(duty.weight) FILTER (complete), 0) AS weight, any_value(scale) AS scale,
         any_value(levels) AS levels
  FROM wanted
  LEFT JOIN duty ON duty.contract = wanted.contract AND duty.area = wanted.area AND wanted.period_kind IN (duty.period_kind, 'rolling-30-days')
  JOIN area_descent AS descent ON descent.area = wanted.area
  WHERE anywhere OR duty.area IS NOT NULL
  GROUP BY ALL
), fresh AS (
  SELECT rolled.indicator, rolled.area, rolled.period_kind, rolled.period, numerator, denominator,
         CASE WHEN place.level IN ('region', 'league', 'banner') AND NOT list_contains(levels, place.level) THEN NULL
              WHEN denominator IS NULL THEN numerator * scale WHEN denominator > 0 THEN numerator / denominator * scale END AS value,
         rolled.parts AS parts_in, coalesce(expected.parts, 0) AS parts_expected,
         CASE WHEN expected.weight > 0 THEN round(rolled.weight / expected.weight, 9) ELSE 0 END AS coverage
  FROM rolled JOIN area AS place ON place.code = rolled.area LEFT JOIN expected USING (indicator, area, period_kind, period)
), before AS (
  SELECT * FROM observation SEMI JOIN affected USING (indicator, period_kind, period)
  QUALIFY row_number() OVER (PARTITION BY indicator, area, period_kind, period ORDER BY known_at DESC, night DESC) = 1
)
SELECT fresh.*, CAST($as_of AS TIMESTAMP), $night
FROM fresh LEFT JOIN before USING (indicator, area, period_kind, period)
WHERE before.indicator IS NULL
   OR (fresh.numerator, fresh.denominator, fresh.coverage, fresh.parts_in, fresh.parts_expected)
      IS DISTINCT FROM (before.numerator, before.denominator, before.coverage, before.parts_in, before.parts_expected)
ORDER BY fresh.indicator, fresh.period, fresh.area`;
}
