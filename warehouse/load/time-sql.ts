import type { LoadPlan } from "./plan.ts";

const reads = (plan: LoadPlan, column: string): boolean =>
  plan.cells.some((cell) => cell.column === column && cell.from !== null);

/** A nil report says that nothing happened in its period, so not even an event report may send one before the period ends. */
const needsEnd = (plan: LoadPlan): string | null => {
  if (!plan.openPeriods) return "true";
  return plan.nil !== null && reads(plan, plan.nil) ? `coalesce(v_${plan.nil}, false)` : null;
};

/**
 * The reason that refuses a period which has not ended on the day the row became known (`known_on`), with the last day of the period; none
 * where the plan reads no period or allows it.
 */
export function unendedReason(plan: LoadPlan): string[] {
  const condition = needsEnd(plan);
  return condition === null || !reads(plan, "period")
    ? []
    : [
        `CASE WHEN v_period > known_on AND ${condition} THEN 'period-not-ended|period|' || CAST(v_period AS VARCHAR) END`,
      ];
}

/**
 * Questions about the dates of an event row: its report dated after the day on which it became known, or more than a year before or after
 * its start. A report up to a year late is usual and raises none.
 */
export function rowQuestions(plan: LoadPlan): string[] {
  if (!plan.dates) return [];
  const { dated, starts, unless } = plan.dates;
  const date = `v_${dated}`;
  const start = `v_${starts}`;
  return [
    `CASE WHEN ${date} > known_on AND coalesce(v_${unless.column} <> '${unless.word}', true) THEN 'dated-ahead|${dated}' END`,
    `CASE WHEN ${date} < ${start} - INTERVAL 1 YEAR THEN 'dated-long-before|${dated}|' || CAST(${date} AS VARCHAR) || ' → ' || CAST(${start} AS VARCHAR)
          WHEN ${date} > ${start} + INTERVAL 1 YEAR THEN 'dated-long-after|${dated}|' || CAST(${date} AS VARCHAR) || ' → ' || CAST(${start} AS VARCHAR) END`,
  ];
}

/** Code of an explanation beside a row with figures that count from January: it says why they fall, and answers that question before it is asked. */
export const STATED = "stated-correction";

/** The question that an explanation beside cumulative figures has answered already; no row waits for it. */
export const statedCorrection = (plan: LoadPlan): string[] =>
  plan.explanation && (plan.fact.cumulative ?? []).some((name) => reads(plan, name))
    ? [`CASE WHEN t_explanation IS NOT NULL THEN '${STATED}|period' END`]
    : [];

/**
 * Condition that a row may be meant for the year that the file's name states: its period is of an earlier year, and the same period of the
 * stated year has ended too, or the two are more than a year apart.
 *
 * @param year SQL of the stated year; NULL where none is stated
 */
export const otherYearSql = (kind: string | null, year: string, knownOn: string): string =>
  `year(v_period) < ${year} AND (year(v_period) < ${year} - 1 OR ${shifted(kind, year)} <= ${knownOn})`;

function shifted(kind: string | null, year: string): string {
  const date = `CAST(v_period + to_years(CAST(${year} - year(v_period) AS INTEGER)) AS DATE)`;
  return kind === "day" || kind === "week" ? date : `last_day(${date})`;
}

/** The question whether such a row is meant for the stated year; `confirmOtherYear` withdraws it where no other figures are known. */
export const otherYearQuestion = (plan: LoadPlan, year: string): string[] =>
  mayNameOtherYear(plan)
    ? [
        `CASE WHEN ${otherYearSql(plan.periodKind, year, "known_on")} THEN 'other-year|period|' || ${year} END`,
      ]
    : [];

/** Whether rows of a plan name the period whose figures they replace. */
export const mayNameOtherYear = (plan: LoadPlan): boolean =>
  plan.fact.grain === "period" && reads(plan, "period");
