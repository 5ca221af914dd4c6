import { literal } from "../engine/literal.ts";
import type { ComputedIndicator } from "./computed-indicator.ts";
import { differs } from "./differs-sql.ts";
import { EXPECTED, meantSql, reportedSql, VALUE } from "./observation-sql.ts";

/** Every affected figure with the periods whose facts it uses (`source`). */
const SOURCES = `sources AS (
  SELECT DISTINCT * EXCLUDE (back), CASE WHEN period_kind = 'month' THEN last_day(CAST(period - to_months(CAST(back AS INTEGER)) AS DATE)) ELSE period END AS source
  FROM (SELECT indicator, contract, reach, period_kind, period, unnest(range(0, reach + 1)) AS back FROM affected WHERE period_kind <> 'rolling-30-days')
)`;

/**
 * The affected figures whose facts changed at several instants, each with the first new one (`first_at`): what a night computes once, as
 * known at its own instant, is not enough for them. A figure computed before for a later instant is one of them.
 */
export const CHANGED_OFTEN = `
CREATE OR REPLACE TEMP TABLE changed_often AS
WITH ${SOURCES}, known AS (
  SELECT * FROM report_scope WHERE known_at <= CAST($as_of AS TIMESTAMP)
), began AS (
  SELECT indicator, sources.contract, reach, sources.period_kind, sources.period, min(scope.known_at) AS first_at
  FROM sources JOIN known AS scope ON scope.contract = sources.contract AND scope.period_kind = sources.period_kind AND scope.period = source
  WHERE scope.known_at > CAST($since AS TIMESTAMP) OR scope.submission > $submission OR scope.submission IN (FROM uncomputed_past)
  GROUP BY ALL
), instants AS (
  SELECT indicator, period_kind, period, count(DISTINCT known_at) AS instants FROM (
    SELECT began.indicator, began.period_kind, began.period, scope.known_at
    FROM began JOIN sources USING (indicator, period_kind, period)
    JOIN known AS scope ON scope.contract = sources.contract AND scope.period_kind = sources.period_kind AND scope.period = source AND scope.known_at >= first_at
    UNION ALL
    SELECT indicator, period_kind, period, known_at FROM observation JOIN began USING (indicator, period_kind, period)
    WHERE known_at > first_at AND first_at <= CAST($since AS TIMESTAMP)
  ) GROUP BY ALL
)
SELECT began.* FROM began JOIN instants USING (indicator, period_kind, period) WHERE instants > 1`;

/**
 * `area_instant`: the reporting areas of these figures at every instant at which their facts changed, and at the first new one. `tag`
 * names an area at an instant; indicators read facts with it in place of the area.
 */
export const AREA_INSTANTS = `
CREATE OR REPLACE TEMP TABLE area_instant AS
WITH ${SOURCES.replace("FROM affected WHERE", "FROM changed_often WHERE")}
SELECT DISTINCT indicator, contract, reach, scope.area, period_kind, period, greatest(scope.known_at, first_at) AS instant,
       scope.area || chr(31) || CAST(epoch_us(greatest(scope.known_at, first_at)) AS VARCHAR) AS tag
FROM sources JOIN changed_often USING (indicator, contract, reach, period_kind, period)
JOIN (SELECT contract, period_kind, area, period AS source, known_at FROM report_scope) AS scope USING (contract, period_kind, source)
WHERE scope.known_at <= CAST($as_of AS TIMESTAMP)`;

/** `fact_instant`: for every area at an instant the reports that were current then, of all periods that its figures use. */
export const FACT_INSTANTS = `
CREATE OR REPLACE TEMP TABLE fact_instant AS
WITH needed AS (
  SELECT DISTINCT contract, area, tag, instant, period_kind,
         CASE WHEN period_kind = 'month' THEN last_day(CAST(period - to_months(CAST(back AS INTEGER)) AS DATE)) ELSE period END AS period
  FROM (SELECT *, unnest(range(0, reach + 1)) AS back FROM area_instant)
), current AS (
  SELECT submission, contract, area, period_kind, period, known_at,
         lead(known_at) OVER (PARTITION BY contract, area, period_kind, period ORDER BY known_at, submission) AS until
  FROM report_scope SEMI JOIN needed USING (contract, area, period_kind, period) WHERE known_at <= CAST($as_of AS TIMESTAMP)
)
SELECT contract, tag, submission, area, period_kind, period, known_at
FROM needed JOIN current USING (contract, area, period_kind, period)
WHERE instant >= known_at AND (until IS NULL OR instant < until)`;

/** The facts of a report kind at every instant, with the tag in place of the area. */
export const taggedFacts = (contract: string, table: string): string =>
  `SELECT fact.* REPLACE (tagged.tag AS area) FROM ${table} AS fact
   JOIN fact_instant AS tagged ON tagged.contract = ${literal(contract)} AND tagged.submission = fact.submission AND tagged.area = fact.area
     AND tagged.period_kind = fact.period_kind AND tagged.period = fact.period AND tagged.known_at = fact.known_at`;

/** In place of `changed_often`: all affected figures, from their first instant on. */
export const ALL_CHANGED = `
CREATE OR REPLACE TEMP TABLE changed_often AS
SELECT indicator, contract, reach, period_kind, period, TIMESTAMP '0001-01-01' AS first_at FROM affected`;

/** The figures of reporting areas at every instant of `area_instant` at which they changed; empty ones where a change took them away. */
export const areaVersionsSql = (indicators: readonly Pick<ComputedIndicator, "id" | "sql">[]): string => `
WITH reported AS (
  ${indicators.map(reportedSql).join("\n  UNION ALL\n  ")}
)
SELECT owed.indicator, owed.area, owed.period_kind AS kind, owed.period, numerator, denominator, epoch_ms(owed.instant) AS "knownAt"
FROM (FROM area_instant WHERE area IN (SELECT area FROM duty)) AS owed
LEFT JOIN reported ON reported.indicator = owed.indicator AND reported.area = owed.tag AND reported.period_kind = owed.period_kind AND reported.period = owed.period
WINDOW versions AS (PARTITION BY owed.indicator, owed.area, owed.period_kind, owed.period ORDER BY owed.instant)
QUALIFY (numerator, denominator) IS DISTINCT FROM (lag(numerator) OVER versions, lag(denominator) OVER versions)
ORDER BY owed.indicator, owed.area, kind, owed.period, owed.instant`;

/** `replaced`: stored figures that were computed again for their instant, or no longer differ from the version before. */
export const replacedSql = (periods: string): string => `
CREATE OR REPLACE TEMP TABLE replaced AS
WITH version AS (
  SELECT rowid AS stored, * FROM observation SEMI JOIN changed_often USING (indicator, period_kind, period) WHERE ${periods}
), latest AS (
  FROM version QUALIFY row_number() OVER (PARTITION BY indicator, area, period_kind, period, known_at ORDER BY night DESC) = 1
), differing AS (
  FROM latest QUALIFY (numerator, denominator, coverage, parts_in, parts_expected)
    IS DISTINCT FROM lag((numerator, denominator, coverage, parts_in, parts_expected)) OVER (PARTITION BY indicator, area, period_kind, period ORDER BY known_at)
)
SELECT stored FROM version WHERE stored NOT IN (SELECT stored FROM differing)`;

/**
 * A sum that can be taken apart again: doubles lose digits when numbers are added and later subtracted, decimals do not. Whole numbers are
 * converted apart, because the engine's conversion of a large double is inexact.
 */
const exact = (sum: string): string =>
  `CAST(CAST(trunc(coalesce(${sum}, 0)) AS HUGEINT) AS DECIMAL(38, 12)) + CAST(coalesce(${sum}, 0) - trunc(coalesce(${sum}, 0)) AS DECIMAL(38, 12))`;

const ADDED = ["numerator", "numerators", "denominator", "denominators", "parts", "weight", "reports"];
const figure = (from: string): string =>
  `{numerator: ${from}.numerator, denominator: ${from}.denominator, coverage: ${from}.coverage, parts_in: ${from}.parts_in, parts_expected: ${from}.parts_expected}`;

/**
 * Append the figures of `changed_often` at every instant that differ from the figure before or from the stored one, also for instants
 * before those already stored.
 *
 * Each area's figures at its instants are taken apart into changes; an ancestor's figure at an instant is the sum of all changes until
 * then, so that the cost is that of the changes. Where a change takes a figure away, an empty one is appended.
 */
export const appendVersionsSql = (indicators: readonly ComputedIndicator[], periods: string): string => `
INSERT INTO observation
WITH meant(indicator, scale, levels) AS (VALUES ${indicators.map(meantSql).join(", ")}), reported AS (
  ${indicators.map(reportedSql).join("\n  UNION ALL\n  ")}
), version AS (
  SELECT owed.indicator, owed.area, owed.period_kind, owed.period, owed.instant, ${exact("sum(reported.numerator)")} AS numerator, count(reported.numerator) AS numerators,
         ${exact("sum(reported.denominator)")} AS denominator, count(reported.denominator) AS denominators, count(*) FILTER (complete) AS parts,
         ${exact("sum(owed.weight) FILTER (complete)")} AS weight, count(reported.indicator) AS reports
  FROM (SELECT area_instant.*, duty.weight FROM area_instant JOIN duty USING (contract, area, period_kind)) AS owed
  LEFT JOIN reported ON reported.indicator = owed.indicator AND reported.area = owed.tag AND reported.period_kind = owed.period_kind AND reported.period = owed.period
  GROUP BY ALL
), change AS (
  SELECT indicator, area, period_kind, period, instant, ${ADDED.map((name) => `${name} - coalesce(lag(${name}) OVER versions, 0) AS ${name}`).join(", ")}
  FROM version WINDOW versions AS (PARTITION BY indicator, area, period_kind, period ORDER BY instant)
), stored AS (
  SELECT observation.*, first_at FROM observation JOIN changed_often USING (indicator, period_kind, period) WHERE ${periods}
  QUALIFY row_number() OVER (PARTITION BY indicator, area, period_kind, period, known_at ORDER BY night DESC) = 1
), moved AS (
  SELECT indicator, area, period_kind, period, instant, ${ADDED.map((name) => `sum(${name}) AS ${name}`).join(", ")} FROM (
    SELECT change.* REPLACE (descent.ancestor AS area) FROM change
    JOIN roll_up AS descent ON descent.area = change.area AND change.period BETWEEN descent.valid_from AND descent.valid_to
    UNION ALL SELECT indicator, area, period_kind, period, known_at, ${ADDED.map(() => "0").join(", ")} FROM stored WHERE known_at >= first_at
  ) GROUP BY ALL
), summed AS (
  SELECT indicator, area, period_kind, period, instant, ${ADDED.map((name) => `sum(${name}) OVER versions AS ${name}`).join(", ")}
  FROM moved WINDOW versions AS (PARTITION BY indicator, area, period_kind, period ORDER BY instant)
), ${EXPECTED}, rolled AS (
  SELECT indicator, area, period_kind, period, instant, CASE WHEN numerators > 0 THEN CAST(numerator AS DOUBLE) END AS numerator,
         CASE WHEN denominators > 0 THEN CAST(denominator AS DOUBLE) END AS denominator, CAST(parts AS INTEGER) AS parts, CAST(weight AS DOUBLE) AS weight
  FROM summed
), found AS (
  SELECT rolled.indicator, rolled.area, rolled.period_kind, rolled.period, numerator, denominator, ${VALUE}, instant
  FROM rolled JOIN meant USING (indicator) JOIN area AS place ON place.code = rolled.area LEFT JOIN expected USING (indicator, area, period_kind, period)
), earlier AS (
  SELECT indicator, area, period_kind, period, arg_max(${figure("stored")}, known_at) AS earlier FROM stored WHERE known_at < first_at GROUP BY ALL
), compared AS (
  SELECT found.*, coalesce(CASE WHEN stored.indicator IS NOT NULL THEN ${figure("stored")} END,
                           lag(${figure("found")}) OVER (PARTITION BY found.indicator, found.area, found.period_kind, found.period ORDER BY instant), earlier) AS stored
  FROM found LEFT JOIN stored ON stored.indicator = found.indicator AND stored.area = found.area AND stored.period_kind = found.period_kind
    AND stored.period = found.period AND stored.known_at = found.instant
  LEFT JOIN earlier ON earlier.indicator = found.indicator AND earlier.area = found.area AND earlier.period_kind = found.period_kind AND earlier.period = found.period
)
SELECT compared.* EXCLUDE (stored, instant), instant, $night FROM compared
WHERE (numerator IS NOT NULL OR stored.numerator IS NOT NULL)
  AND (${["numerator", "denominator", "coverage"].map((name) => differs("stored", "compared", name)).join("\n    OR ")}
    OR (parts_in, parts_expected) IS DISTINCT FROM (stored.parts_in, stored.parts_expected))
ORDER BY indicator, period, area, instant`;
