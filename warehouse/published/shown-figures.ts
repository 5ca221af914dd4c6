import { FINGERPRINTS } from "../disclosure/disclose.ts";
import { ENTERPRISE_INDICATORS } from "../disclosure/indicators-of-enterprises.ts";
import { TOTALS_OF_ENTERPRISES } from "../disclosure/naming-reports.ts";
import { literal } from "../engine/literal.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import { OBSERVED } from "./meanings.ts";

const listOf = (rolling: boolean): string =>
  ENTERPRISE_INDICATORS.filter((indicator) => indicator.rolling === rolling)
    .map(({ indicator }) => literal(indicator))
    .join(", ");

/** SQL condition of figures of a table that known rows about enterprises sum to. */
const TOTALS = Object.entries(TOTALS_OF_ENTERPRISES).map(
  ([report, indicators]) =>
    `(indicator IN (${indicators.map(literal).join(", ")}) AND period_kind = 'month'
      AND (area, period) IN (SELECT (area, month) FROM main.enterprise_cell WHERE report = ${literal(report)} AND name = 'persons' AND NOT own))`,
);

/** SQL condition of figures by month that are sums over enterprises: what is shown of them is decided anew with each version. */
const MONTHLY = `(${[`indicator IN (${listOf(false)})`, ...TOTALS].join(" OR ")})`;
/** The same for windows that move with each night. */
const ROLLING = `indicator IN (${listOf(true)})`;

/** Indicator, report, and the tables that must be shown besides those of persons and classes; an indicator without is never shown. */
const NEEDS = ENTERPRISE_INDICATORS.filter(({ rolling }) => !rolling)
  .map(({ indicator, report, tables }) => {
    const list = tables === null ? "NULL" : `[${tables.map(literal).join(", ")}]`;
    return `(${literal(indicator)}, ${literal(report)}, CAST(${list} AS VARCHAR[]))`;
  })
  .concat(
    Object.entries(TOTALS_OF_ENTERPRISES).flatMap(([report, indicators]) =>
      indicators.map((indicator) => `(${literal(indicator)}, ${literal(report)}, CAST([] AS VARCHAR[]))`),
    ),
  )
  .join(", ");

/**
 * Make the temporary view `observation_shown`: every version of every observation as the copy shows it, without the figures where they
 * would tell of single enterprises, and with the reason.
 *
 * A figure by month is shown in the versions in which its tables were (`disclosed_table`) and where no cell behind it is hidden. Of windows
 * that move by a day only empty ones are shown, without what they are divided by: the difference between two nights is the reports of two days.
 *
 * @returns the SQL condition of figures that may be shown otherwise than before; null where there are none
 */
export async function prepareShownFigures(warehouse: Warehouse): Promise<string | null> {
  const [named] = await warehouse.rows<{ any: boolean }>(
    "SELECT count(*) > 0 AS any FROM enterprise_cell WHERE report <> 'layoff-report'",
  );
  const figures = ["numerator", "denominator", "value"].map((column) => {
    const isShown = column === "denominator" ? `hidden IS NULL AND NOT ${ROLLING}` : "hidden IS NULL";
    return `CASE WHEN ${isShown} THEN ${column} END AS ${column}`;
  });
  const others = OBSERVED.split(", ").filter(
    (column) => !["numerator", "denominator", "value"].includes(column),
  );
  await warehouse.run(
    `${named!.any ? SHOWN_VERSIONS : `CREATE OR REPLACE TEMP TABLE shown_version AS ${NOTHING_SHOWN}`};
     CREATE OR REPLACE TEMP VIEW observation_shown AS
     SELECT ${[...others, ...figures].join(", ")}, hidden FROM (
       SELECT *, CASE WHEN ${ROLLING} AND numerator <> 0 THEN 'window' END AS hidden FROM main.observation WHERE NOT ${MONTHLY}
       UNION ALL BY NAME
       SELECT figure.*, CASE WHEN numerator IS NOT NULL THEN nullif(coalesce(shown.why, 'version'), 'shown') END AS hidden
       FROM main.observation AS figure LEFT JOIN shown_version AS shown USING (indicator, area, period_kind, period, known_at, night)
       WHERE ${MONTHLY}
     )`,
  );
  return named!.any ? MONTHLY : null;
}

/** The table of versions where no report about enterprises came but of layoffs. */
const NOTHING_SHOWN =
  "SELECT indicator, area, period_kind, period, known_at, night, 'shown' AS why FROM main.observation LIMIT 0";

/** The versions of figures by month that were shown, in the latest state of their tables: with the reason, or 'shown'. */
const SHOWN_VERSIONS = `CREATE OR REPLACE TEMP TABLE shown_version AS
  WITH need AS (FROM (VALUES ${NEEDS}) AS t(indicator, report, tables)),
  said AS (
    SELECT figure.indicator, figure.area, figure.period_kind, figure.period, figure.known_at, figure.night, made.report, made.version, need.tables
    FROM need JOIN disclosed_table AS made USING (report)
    JOIN main.observation AS figure ON figure.indicator = need.indicator AND figure.period_kind = 'month'
      AND figure.period = made.month AND figure.known_at <= made.as_of
    WHERE need.tables IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY figure.indicator, figure.area, figure.period, made.version
                               ORDER BY figure.known_at DESC, figure.night DESC) = 1
  ), latest AS (
    SELECT indicator, area, period_kind, period, known_at, night, report, tables, max(version) AS version FROM said GROUP BY ALL
  )
  SELECT latest.indicator, latest.area, latest.period_kind, latest.period, known_at, night, 
         CASE WHEN count(cell.area) = 0 THEN 'small' ELSE coalesce(
           max(cell.hidden) FILTER (cell.name = 'persons' OR starts_with(cell.name, 'class') OR list_contains(tables, cell.name)),
           'shown') END AS why
  FROM latest LEFT JOIN disclosed_cell AS cell
    ON cell.report = latest.report AND cell.month = latest.period AND cell.version = latest.version AND cell.area = latest.area
  GROUP BY ALL`;

/** SQL of what is circulated of enterprises: the last version of each month that was shown. */
export const CIRCULATION = `
  WITH now AS (${FINGERPRINTS}),
  shown AS (SELECT * FROM disclosed_table QUALIFY version = max(version) OVER (PARTITION BY report, month))
  SELECT cell.report, cell.month, cell.area, cell.firms, cell.persons, cell.hidden, shown.as_of AS known_at,
         coalesce(now.fingerprint <> shown.fingerprint, true) AS waiting
  FROM disclosed_cell AS cell JOIN shown USING (report, month, version) LEFT JOIN now USING (report, month)
  WHERE cell.name = 'persons' ORDER BY report, month, area`;
