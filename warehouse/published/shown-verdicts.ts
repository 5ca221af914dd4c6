import { ENTERPRISE_INDICATORS } from "../disclosure/indicators-of-enterprises.ts";
import { TOTALS_OF_ENTERPRISES } from "../disclosure/naming-reports.ts";
import { literal } from "../engine/literal.ts";
import type { Warehouse } from "../engine/warehouse.ts";

/** A rule as its dictionary describes it. */
type DescribedRule = Readonly<Record<string, string | number | null>>;

const listOf = (texts: readonly string[]): string =>
  texts.length === 0 ? "(NULL)" : `(${texts.map(literal).join(", ")})`;

const TOTALS = new Set(Object.values(TOTALS_OF_ENTERPRISES).flat());

/** Areas below which enterprises are named by a report whose rows a total sums. */
const NAMED_AREAS = `(SELECT ancestor FROM main.area_descent WHERE area IN (
  SELECT area FROM main.enterprise_cell WHERE report IN ${listOf(Object.keys(TOTALS_OF_ENTERPRISES))}))`;

/** What the copy may show of the figures of a rule: by the report it reads. */
interface RulesByDisclosure {
  /** Windows of layoff reports, which move by a day: never shown. */
  readonly windows: readonly string[];
  /** Totals of what enterprises reported: shown where no enterprise is named. */
  readonly totals: readonly string[];
  readonly shown: readonly string[];
}

function byDisclosure(rules: readonly DescribedRule[]): RulesByDisclosure {
  const ofEnterprises = (rolling: boolean) =>
    new Set(
      ENTERPRISE_INDICATORS.filter((entry) => entry.rolling === rolling).map(({ indicator }) => indicator),
    );
  const [windows, monthly] = [ofEnterprises(true), ofEnterprises(false)];
  const where = (holds: (kind: string, indicator: string) => boolean) =>
    rules
      .filter(({ kind, indicator }) => holds(String(kind), String(indicator ?? "")))
      .map(({ id }) => String(id));
  const isWindow = (kind: string, indicator: string) => kind === "event" || windows.has(indicator);
  return {
    windows: where(isWindow),
    totals: where((_kind, indicator) => TOTALS.has(indicator)),
    shown: where(
      (kind, indicator) => !isWindow(kind, indicator) && !monthly.has(indicator) && !TOTALS.has(indicator),
    ),
  };
}

/** Why the figures of a verdict are hidden, in SQL: those of a rule that no dictionary describes are. */
const hiddenSql = ({ windows, totals, shown }: RulesByDisclosure): string =>
  `CASE WHEN rule IN ${listOf(windows)} THEN 'window'
        WHEN rule IN ${listOf(totals)} THEN CASE WHEN area IN ${NAMED_AREAS} THEN 'version' END
        WHEN rule IN ${listOf(shown)} THEN NULL ELSE 'version' END`;

/** Types of what is read from the facts of a verdict. */
const SHAPE = JSON.stringify({
  shown: { value: "DOUBLE", expected: "DOUBLE", judged: "VARCHAR", base: { name: "VARCHAR" } },
  limb: "JSON",
  values: "JSON",
  inQuestion: [{ finding: "BIGINT" }],
});

/** A table with the figures of its facts, each without a value where it is hidden. */
const withFigures = (from: string, hidden: string): string => {
  const ifShown = (sql: string, column: string) => `CASE WHEN hidden IS NULL THEN ${sql} END AS ${column}`;
  return `SELECT * EXCLUDE (value, expected, base, quantity, line, amount, is_below, hidden),
            ${["value", "expected", "base", "quantity", "line"].map((column) => ifShown(column, column)).join(", ")},
            ${ifShown("CASE WHEN is_below THEN line - amount ELSE amount - line END", "margin")}, hidden
          FROM (
            SELECT * EXCLUDE (found, bound), found.shown.value AS value, found.shown.expected AS expected, found.shown.base.name AS base,
              coalesce(len(found.inQuestion), 0) AS in_question,
              coalesce(TRY_CAST(bound AS DOUBLE), TRY_CAST(bound->>'$.above' AS DOUBLE), TRY_CAST(bound->>'$.below' AS DOUBLE)) AS line,
              TRY_CAST(json_extract_string(found.values, '$.' || quantity) AS DOUBLE) AS amount,
              coalesce(json_exists(bound, '$.below'), false) AS is_below, ${hidden} AS hidden
            FROM (
              SELECT *, json_extract(found.limb, '$.' || quantity) AS bound FROM (
                SELECT *, CASE WHEN found.limb IS NULL OR list_contains(json_keys(found.limb), found.shown.judged)
                               THEN found.shown.judged ELSE json_keys(found.limb)[1] END AS quantity
                FROM (SELECT * EXCLUDE (facts), from_json(facts, ${literal(SHAPE)}) AS found FROM ${from}))))`;
};

/**
 * Make the temporary views `verdict_shown` and `case_event_shown`: verdicts and changes of cases as the copy shows them, with the figure judged, its
 * base and the line it was held against, and without these where they would tell of single enterprises.
 *
 * @param rules the dictionary of the rules: what a rule reads decides whether its figures are shown
 * @returns the SQL condition of verdicts that may be shown otherwise than before; null where there are none
 */
export async function prepareShownVerdicts(
  warehouse: Warehouse,
  rules: readonly DescribedRule[],
): Promise<string | null> {
  const known = byDisclosure(rules);
  const hidden = hiddenSql(known);
  const events =
    "(SELECT event.*, risk_case.area FROM main.case_event AS event JOIN main.risk_case ON risk_case.id = event.case_id)";
  await warehouse.run(
    `CREATE OR REPLACE TEMP VIEW verdict_shown AS ${withFigures("main.verdict", hidden)};
     CREATE OR REPLACE TEMP VIEW case_event_shown AS ${withFigures(events, hidden)}`,
  );
  const [named] = await warehouse.rows<{ any: boolean }>(`SELECT count(*) > 0 AS any FROM ${NAMED_AREAS}`);
  return named!.any ? `rule IN ${listOf(known.totals)}` : null;
}
