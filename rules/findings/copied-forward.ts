import { factTable } from "../../warehouse/engine/fact-tables.ts";
import { literal } from "../../warehouse/engine/literal.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { ComparedReport } from "../../warehouse/review/compared-report.ts";
import { defineFinding, type FindRequest } from "./define.ts";
import { freshScopes, knownRows, tabular } from "./figures-sql.ts";

/** Fewest equal periods in a row, least value of their largest figure, and days searched back. */
const [PERIODS, AT_LEAST, DAYS] = [3, 20, 500];

/**
 * The report kinds in which a new row's figures occur often enough among the rows of its area, replaced ones included. Only these
 * can repeat period after period, and the full search takes many times as long.
 */
async function withRepeatedFigures(
  warehouse: Warehouse,
  reports: readonly ComparedReport[],
  { since, asOf, date }: Pick<FindRequest, "since" | "asOf" | "date">,
): Promise<ReadonlySet<string>> {
  if (reports.length === 0) return new Set();
  const rows = await warehouse.rows<{ contract: string }>(
    `SELECT DISTINCT contract FROM (
       ${reports
         .map(
           ({ contract, figures }) => `
       SELECT ${literal(contract)} AS contract, area, period_kind, hash(${figures.map(({ name }) => `"${name}"`).join(", ")}) AS figures, submission
       FROM ${factTable(contract)} WHERE known_at <= CAST($as_of AS TIMESTAMP) AND period > CAST($date AS DATE) - ${DAYS}`,
         )
         .join(" UNION ALL ")}
     ) GROUP BY contract, area, period_kind, figures HAVING count(*) >= ${PERIODS} AND max(submission) > $since`,
    { since, as_of: asOf, date },
  );
  return new Set(rows.map(({ contract }) => contract));
}

/** An office's figures are the same period after period (照抄上期). */
export const copiedForward = defineFinding({
  id: "copied-forward",
  title: { zh: "数据连续多期完全相同", en: "The same figures period after period" },
  message: {
    zh: "{report}自{from}至{to}连续{periods}期各项数据完全相同",
    en: "{report}: all figures are the same in {periods} periods in a row, from {from} to {to}",
  },
  question: {
    zh: "各期数据是否为当期实际数？如沿用上期数，请更正后重新报送",
    en: "Were the figures counted anew each period? If they were copied, please send corrected ones",
  },
  limitations: {
    zh: "规模很小的地区可能确实没有变化",
    en: "In a very small area nothing may have changed",
  },
  basis: `连续${PERIODS}期及以上各项数据完全相同，且其中至少一项不小于${AT_LEAST}`,
  looksAt: "new",

  async find(warehouse, { reports, asOf, since, date }) {
    const kinds = tabular(reports).filter(({ figures }) => figures.length >= 2);
    const repeating = await withRepeatedFigures(warehouse, kinds, { since, asOf, date });
    const found = await Promise.all(
      kinds
        .filter(({ contract }) => repeating.has(contract))
        .map(async (report) => {
          const names = report.figures.map(({ name }) => `"${name}"`);
          const rows = await warehouse.rows<{
            area: string;
            kind: string;
            from: string;
            to: string;
            periods: number;
          }>(
            `WITH fresh AS (${freshScopes(report)}),
             known AS (SELECT * FROM ${knownRows(report, `period > CAST($date AS DATE) - ${DAYS} AND area IN (SELECT area FROM fresh)`)} AS rows),
             marked AS (
               SELECT known.*, hash(${names.join(", ")}) AS figures,
                      lag(figures) OVER by_area IS NOT DISTINCT FROM figures
                        AND lag(period) OVER by_area >= period - CASE period_kind WHEN 'week' THEN 7 WHEN 'month' THEN 31 WHEN 'quarter' THEN 92 ELSE 366 END AS same
               FROM known WINDOW by_area AS (PARTITION BY area, period_kind ORDER BY period)
             ), runs AS (
               SELECT *, count(*) FILTER (NOT same) OVER (PARTITION BY area, period_kind ORDER BY period) AS run FROM marked
             )
             SELECT area, period_kind AS kind, min(period) AS "from", max(period) AS "to", count(*) AS periods
             FROM runs
             GROUP BY area, period_kind, run
             HAVING count(*) >= ${PERIODS} AND greatest(${names.map((name) => `coalesce(max(${name}), 0)`).join(", ")}) >= ${AT_LEAST}
               AND (area, period_kind, max(period)) IN (SELECT area, period_kind, period FROM fresh) ORDER BY ALL`,
            { since, as_of: asOf, date },
          );
          return rows.map(({ area, kind, ...evidence }) => ({
            key: `${area} ${report.contract} ${kind} ${evidence.from}`,
            area,
            contract: report.contract,
            period: evidence.to,
            pValue: null,
            evidence: { report: report.title, ...evidence },
          }));
        }),
    );
    return found.flat();
  },
});
