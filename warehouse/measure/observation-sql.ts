import { readFileSync } from "node:fs";
import { literal } from "../engine/literal.ts";
import type { ComputedIndicator } from "./computed-indicator.ts";
import { differs } from "./differs-sql.ts";

/** The SQL of one indicator, as a statistician reads it. */
export const indicatorSql = (id: string): string =>
  readFileSync(new URL(`./indicators/${id}.sql`, import.meta.url), "utf8");

/**
 * `affected` for the rolling indicators only: each with the night's date from `night_date`. Placed before `freshSql`, it replaces the
 * temporary table.
 */
export const rollingAffected = (indicators: readonly ComputedIndicator[]): string => `
affected AS (
  SELECT indicator, contract, 0 AS reach, 'rolling-30-days' AS period_kind, date AS period, date AS first
  FROM (VALUES ${indicators.map(({ id, reads }) => `(${literal(id)}, ${literal(reads)})`).join(", ")}) AS asked(indicator, contract), night_date
),`;

/**
 * `roll_up`: the areas to which an area's figures count, and on which days; figures of days on which the area did not exist count only
 * for itself.
 */
export const ROLL_UP = `
CREATE OR REPLACE TEMP TABLE roll_up AS
FROM descent_span
UNION ALL SELECT code, code, 0, DATE '0001-01-01', CAST(min(valid_from) - 1 AS DATE) FROM area_version GROUP BY code
UNION ALL SELECT code, code, 0, CAST(max(valid_to) + 1 AS DATE), DATE '9999-12-31' FROM area_version GROUP BY code`;

/** `expected`: how many areas owed the reports of a figure, and their weight. */
export const EXPECTED = `expected AS (
  SELECT indicator, descent.ancestor AS area, affected.period_kind, affected.period, count(*) AS parts, sum(duty.weight) AS weight
  FROM affected
  JOIN duty ON duty.contract = affected.contract AND affected.period_kind IN (duty.period_kind, 'rolling-30-days')
  JOIN descent_span AS descent ON descent.area = duty.area AND affected.period BETWEEN descent.valid_from AND descent.valid_to
  GROUP BY ALL
)`;

/** Value and coverage of a figure, from `rolled`, `meant`, its area as `place`, and `expected`. */
export const VALUE = `CASE WHEN place.level IN ('region', 'league', 'banner') AND NOT list_contains(levels, place.level) THEN NULL
              WHEN denominator IS NULL THEN numerator * scale WHEN denominator > 0 THEN numerator / denominator * scale END AS value,
         rolled.parts AS parts_in, coalesce(expected.parts, 0) AS parts_expected,
         CASE WHEN expected.weight > 0 THEN round(rolled.weight / expected.weight, 9) ELSE 0 END AS coverage`;

/**
 * Common table expressions that end with `fresh`: the figures of every period in `affected`, from the facts in `current_*`.
 *
 * `roll_up` must exist. The indicator's SQL gives numerator and denominator for the areas that report; numbers roll up along the register
 * of the period's day, and coverage counts every area that owed a report then. Figures of a day on which an area did not exist count only
 * for that area. `$as_of` is bound to the instant of the night.
 */
export const freshSql = (indicators: readonly ComputedIndicator[]): string => `
meant(indicator, scale, levels) AS (VALUES ${indicators.map(meantSql).join(", ")}), reported AS (
  ${indicators.map(reportedSql).join("\n  UNION ALL\n  ")}
), wanted AS (
  SELECT reported.*, affected.contract FROM reported JOIN affected USING (indicator, period_kind, period)
), ${EXPECTED}, rolled AS (
  SELECT indicator, descent.ancestor AS area, wanted.period_kind, period, sum(numerator) AS numerator, sum(denominator) AS denominator,
         count(*) FILTER (complete AND duty.area IS NOT NULL) AS parts,
         coalesce(sum(duty.weight) FILTER (complete), 0) AS weight
  FROM wanted
  LEFT JOIN duty ON duty.contract = wanted.contract AND duty.area = wanted.area AND wanted.period_kind IN (duty.period_kind, 'rolling-30-days')
  JOIN roll_up AS descent ON descent.area = wanted.area AND wanted.period BETWEEN descent.valid_from AND descent.valid_to
  WHERE wanted.period_kind = 'rolling-30-days' OR duty.area IS NOT NULL
  GROUP BY ALL
), fresh AS (
  SELECT rolled.indicator, rolled.area, rolled.period_kind, rolled.period, numerator, denominator,
         ${VALUE}
  FROM rolled JOIN meant USING (indicator) JOIN area AS place ON place.code = rolled.area LEFT JOIN expected USING (indicator, area, period_kind, period)
)`;

/** Values constant per indicator are joined to the sums, not carried through each row, which takes a fifth less time. */
export const meantSql = ({ id, scale, levels }: ComputedIndicator): string =>
  `(${literal(id)}, ${scale}, [${levels.map(literal).join(", ")}])`;

/** The figures of one indicator where reports are sent. */
export const reportedSql = ({ id, sql }: Pick<ComputedIndicator, "id" | "sql">): string =>
  `SELECT ${literal(id)} AS indicator, area, period_kind, period, CAST(numerator AS DOUBLE) AS numerator,
      CAST(denominator AS DOUBLE) AS denominator, complete
      FROM (${sql ?? indicatorSql(id)})`;

/** `known`: when the last report used by a figure arrived. `$least` is bound to the earliest period that any figure uses. */
const KNOWN = `known AS (
  SELECT affected.indicator, descent.ancestor AS area, affected.period_kind, affected.period, max(scope.known_at) AS known_at
  FROM (
    SELECT *, CASE WHEN period_kind = 'month' THEN last_day(CAST(period - to_months(CAST(back AS INTEGER)) AS DATE)) ELSE period END AS source
    FROM (SELECT *, unnest(range(0, reach + 1)) AS back FROM affected WHERE period_kind <> 'rolling-30-days')
  ) AS affected
  JOIN (SELECT contract, area, period_kind, period, max(known_at) AS known_at FROM report_scope
        WHERE known_at <= CAST($as_of AS TIMESTAMP) AND period >= CAST($least AS DATE) GROUP BY ALL) AS scope
    ON scope.contract = affected.contract AND scope.period_kind = affected.period_kind AND scope.period = affected.source
  JOIN descent_span AS descent ON descent.area = scope.area AND affected.period BETWEEN descent.valid_from AND descent.valid_to
  GROUP BY ALL
)`;

/**
 * Append the figures that differ from the stored ones: new ones, changed ones, and an empty one where a correction withdrew the report of
 * a figure. A figure becomes known with the last report it uses; one that changed for another reason, with the night.
 *
 * @param periods a condition over `period` that holds for every affected period, so that older observations are not read
 */
export const appendSql = (
  indicators: readonly ComputedIndicator[],
  periods: string,
  affected = "",
): string => `
INSERT INTO observation
WITH ${affected}${freshSql(indicators)}, ${KNOWN}, before AS (
  SELECT * FROM observation SEMI JOIN affected USING (indicator, period_kind, period) WHERE ${periods}
  QUALIFY row_number() OVER (PARTITION BY indicator, area, period_kind, period ORDER BY known_at DESC, night DESC) = 1
), found AS (
  SELECT * FROM fresh
  UNION ALL
  SELECT before.indicator, before.area, before.period_kind, before.period, NULL, NULL, NULL, 0, coalesce(expected.parts, 0), 0
  FROM before ANTI JOIN fresh USING (indicator, area, period_kind, period) LEFT JOIN expected USING (indicator, area, period_kind, period)
  WHERE before.numerator IS NOT NULL
)
SELECT found.*,
       CASE WHEN known.known_at > before.known_at OR before.indicator IS NULL THEN coalesce(known.known_at, CAST($as_of AS TIMESTAMP))
            ELSE CAST($as_of AS TIMESTAMP) END, $night
FROM found LEFT JOIN before USING (indicator, area, period_kind, period) LEFT JOIN known USING (indicator, area, period_kind, period)
WHERE before.indicator IS NULL
   OR ${["numerator", "denominator", "coverage"].map((column) => differs("before", "found", column)).join("\n   OR ")}
   OR (found.parts_in, found.parts_expected) IS DISTINCT FROM (before.parts_in, before.parts_expected)
ORDER BY found.indicator, found.period, found.area`;

/** Append the figures of a date that has none yet: there is nothing to compare, and all become known with the night. */
export const appendFirstSql = (indicators: readonly ComputedIndicator[], affected: string): string => `
INSERT INTO observation
WITH ${affected}${freshSql(indicators)}
SELECT *, CAST($as_of AS TIMESTAMP), $night FROM fresh ORDER BY indicator, area`;
