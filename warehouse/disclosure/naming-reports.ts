import { literal } from "../engine/literal.ts";

/**
 * A report that names enterprises. Its rows are read with the enterprise, the month, and amounts by name; a table of areas is kept for
 * each amount, since every sum of it that is published could tell of single enterprises.
 */
export interface NamingReport {
  readonly contract: string;
  /** SQL of a row's enterprise and month. */
  readonly firm: string;
  readonly month: string;
  /** SQL of the list of amounts of a row: `{table, amount}`. */
  readonly amounts: readonly (readonly [table: string, sql: string])[];
  /** An event report: few rows, and a new one or a person's answer may change any month, so all months are recomputed. */
  readonly events: boolean;
  /** Months after a report's own whose amounts it changes. */
  readonly reach: number;
  /** An enterprise has one row in an area and month, and there may be millions: they are not added up one by one above the area. */
  readonly many: boolean;
}

/** The table that is circulated: persons of all enterprises of a report. */
export const PERSONS = "'persons'";

/** Whether a table tells of a class of the enterprises of `persons`: all classes are decided with it, so that no difference tells of a few. */
export const isClass = (table: string): boolean => table === "persons" || table.startsWith("class");

/** A row of the panel with the enterprise's figure of the month before, as the indicators of the panel read it. */
const BEFORE =
  "CASE WHEN now.baseline_kind = 'previous' THEN now.baseline_staff ELSE earlier.current_staff END";

/** SQL of a class of rows: whether each condition holds. Indicators leave out areas without a duty to report, so these are a class too. */
const classOf = (contract: string, ...conditions: readonly string[]): string => {
  const owed = `now.area IN (SELECT area FROM duty WHERE contract = ${literal(contract)} AND period_kind = 'month')`;
  return ["'class '", ...[owed, ...conditions].map((sql) => `CAST(coalesce(${sql}, false) AS INTEGER)`)].join(
    " || ",
  );
};

export const NAMING_REPORTS: readonly NamingReport[] = [
  {
    contract: "layoff-report",
    firm: "coalesce(now.credit_code, coded.code, identity_text(now.employer))",
    month: "last_day(now.received_on)",
    amounts: [[PERSONS, "now.workers_affected"]],
    events: true,
    reach: 0,
    many: false,
  },
  {
    contract: "insurance-employer",
    firm: "now.credit_code",
    month: "now.period",
    amounts: [
      [PERSONS, "now.insured"],
      [classOf("insurance-employer", "now.added IS NOT NULL AND now.removed IS NOT NULL"), "1"],
      ["'shrunk'", "CASE WHEN now.removed > now.added THEN 1 END"],
    ],
    events: false,
    reach: 0,
    many: true,
  },
  {
    contract: "enterprise-panel",
    firm: "now.credit_code",
    month: "now.period",
    amounts: [
      [PERSONS, "now.current_staff"],
      [
        classOf(
          "enterprise-panel",
          `${BEFORE} IS NOT NULL`,
          "now.baseline_kind = 'filing'",
          "now.hidden_unemployed IS NOT NULL",
        ),
        "now.current_staff",
      ],
      ["'hidden unemployed'", "now.hidden_unemployed"],
      ["'month before'", BEFORE],
      ["'at filing'", "CASE WHEN now.baseline_kind = 'filing' THEN now.baseline_staff END"],
      [
        "CASE WHEN now.reduction_type NOT IN ('attrition', 'termination', 'other') THEN 'lost at risk' ELSE 'lost otherwise' END",
        "now.baseline_staff - now.current_staff",
      ],
      ["'gained'", "now.current_staff - now.baseline_staff"],
      [
        "'change since filing'",
        "CASE WHEN now.baseline_kind = 'filing' THEN abs(now.baseline_staff - now.current_staff) END",
      ],
      ["'change since the month before'", `abs(${BEFORE} - now.current_staff)`],
    ],
    events: false,
    reach: 1,
    many: false,
  },
];

/**
 * Indicators of a table whose figures the rows of a report about enterprises must sum to: where such rows are known, they tell the same, and are
 * shown only with them.
 */
export const TOTALS_OF_ENTERPRISES: Readonly<Record<string, readonly string[]>> = {
  "insurance-employer": ["insured-persons", "insured-net-change", "separation-rate"],
};

/** Tables, besides those of classes, whose amounts an indicator adds up: its figure is shown where all of them are. */
export const TABLES_OF_INDICATORS: Readonly<Record<string, readonly string[]>> = {
  "insured-employer-diffusion": ["shrunk"],
  "hidden-unemployment-rate": ["hidden unemployed"],
  "panel-diffusion": ["change since the month before"],
  "panel-post-loss-rate": ["month before", "change since the month before"],
  "panel-post-loss-since-filing": ["at filing", "change since filing"],
  "panel-risk-share": ["lost at risk", "lost otherwise", "gained"],
};
