import { factTable } from "../../warehouse/engine/fact-tables.ts";
import { defineFinding } from "./define.ts";
import { atLeast } from "./digits.ts";

/** Figures with a known better direction, by report kind. */
const BETTER: Readonly<Record<string, { readonly up: readonly string[]; readonly down: readonly string[] }>> =
  {
    "social-insurance": { up: ["insured", "added"], down: ["removed", "new_claims", "beneficiaries"] },
    recruitment: { up: ["demand", "postings"], down: [] },
    "employment-statistics": {
      up: ["new_jobs_ytd", "reemployed_ytd", "hardship_ytd"],
      down: ["registered_unemployed", "long_term_unemployed"],
    },
  };

/** Fewest corrections, months they are taken from, and probability below which the habit is reported. */
const [FEWEST, MONTHS, CHANCE] = [8, 36, 0.005];

/** An office's corrections always make its figures look better (更正总是向好). */
export const correctionsThatHelp = defineFinding({
  id: "corrections-that-help",
  title: { zh: "多次更正方向一致", en: "Corrections that go one way" },
  message: {
    zh: "{report}近三年{corrections}次更正中，{better}次使数据改善",
    en: "{report}: of {corrections} corrections in three years {better} made the figures look better",
  },
  question: {
    zh: "请说明各次更正的依据。",
    en: "Please say what the corrections rest on.",
  },
  limitations: {
    zh: "首次报送可能习惯性保守估计",
    en: "First reports may be cautious estimates by habit",
  },
  basis: "更正向好与向坏的可能应相等，二项检验；同一次更正有好有坏的不计",
  looksAt: "monthly",

  async find(warehouse, { reports, asOf, since, date }) {
    const found = await Promise.all(
      reports
        .filter(({ contract }) => contract in BETTER)
        .map(async (report) => {
          const { contract, title } = report;
          const has = (name: string) => report.columns.some((column) => column.name === name);
          const sign = (name: string, way: 1 | -1) =>
            `coalesce(sign(CAST(fresh."${name}" AS DOUBLE) - CAST(old."${name}" AS DOUBLE)), 0) * ${way}`;
          const signs = [
            ...BETTER[contract]!.up.filter(has).map((name) => sign(name, 1)),
            ...BETTER[contract]!.down.filter(has).map((name) => sign(name, -1)),
          ];
          const table = factTable(contract);
          const rows = await warehouse.rows<{ area: string; corrections: number; better: number }>(
            `WITH following AS (
               SELECT submission, area, period_kind, period, lag(submission) OVER (PARTITION BY area, period_kind, period ORDER BY known_at, submission) AS before
               FROM report_scope WHERE contract = $contract AND known_at <= CAST($as_of AS TIMESTAMP) AND period > CAST($date AS DATE) - to_months(${MONTHS})
                 AND area IN (SELECT area FROM report_scope WHERE contract = $contract AND submission > $since)
             ), turned AS (
               SELECT area, [${signs.join(", ")}] AS signs
               FROM following JOIN ${table} AS fresh USING (submission, area, period_kind, period)
               JOIN ${table} AS old ON old.submission = following.before AND old.area = fresh.area AND old.period_kind = fresh.period_kind AND old.period = fresh.period
             ), decided AS (
               SELECT area, list_max(signs) > 0 AS better FROM turned WHERE (list_max(signs) > 0) <> (list_min(signs) < 0)
             )
             SELECT area, count(*) AS corrections, count(*) FILTER (better) AS better FROM decided
             GROUP BY area HAVING count(*) >= ${FEWEST} ORDER BY area`,
            { contract, since, as_of: asOf, date },
          );
          return rows.flatMap(({ area, corrections, better }) => {
            const pValue = atLeast(better, corrections, 0.5);
            const key = `${area} ${contract} ${date.slice(0, 4)}`;
            const evidence = { report: title, corrections, better };
            return pValue < CHANCE ? [{ key, area, contract, period: null, pValue, evidence }] : [];
          });
        }),
    );
    return found.flat();
  },
});
