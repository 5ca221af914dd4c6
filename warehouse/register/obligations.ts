import { day, instant, type Warehouse } from "../engine/warehouse.ts";
import { Carried } from "../measure/carried.ts";

/** A report that an area owes for a period (报送义务): its office, and the day and instant at which it is due. */
export interface Obligation {
  readonly contract: string;
  readonly periodKind: string;
  readonly period: string;
  readonly area: string;
  readonly office: string;
  readonly due: string;
  readonly dueAt: string;
}

/** A due date that has moved, for all areas that owe the period's report. */
export type MovedDue = Pick<Obligation, "contract" | "periodKind" | "period" | "due" | "dueAt">;

/**
 * The periods for which obligations exist already, by `obligedKey`, with the day on which they are due; a period is written once, for all
 * areas that owe it then.
 */
export async function obligedPeriods(
  warehouse: Warehouse,
  carried = new Carried(),
): Promise<ReadonlyMap<string, string>> {
  const rows = await carried.reuse("obliged periods", [carried.version(OBLIGATIONS)], () =>
    warehouse.rows<{ contract: string; kind: string; period: string; due: string }>(
      "SELECT contract, period_kind AS kind, period, max(due) AS due FROM obligation GROUP BY ALL",
    ),
  );
  return new Map(rows.map(({ contract, kind, period, due }) => [obligedKey(contract, kind, period), due]));
}

/** Move due dates that were counted by the week to where the calendar has them now. */
export async function moveDueDates(
  warehouse: Warehouse,
  moved: readonly MovedDue[],
  carried = new Carried(),
): Promise<void> {
  if (moved.length > 0) carried.changed(OBLIGATIONS);
  for (const due of moved)
    await warehouse.run(
      `UPDATE obligation SET due = CAST($due AS DATE), due_at = CAST($dueAt AS TIMESTAMP)
       WHERE contract = $contract AND period_kind = $periodKind AND period = CAST($period AS DATE)`,
      { ...due },
    );
}

/** Key of a report kind's period in `obligedPeriods`. */
export const obligedKey = (contract: string, kind: string, period: string): string =>
  `${contract} ${kind} ${period}`;

/** Write new obligations. */
export async function writeObligations(
  warehouse: Warehouse,
  obligations: readonly Obligation[],
  carried = new Carried(),
): Promise<void> {
  if (obligations.length > 0) carried.changed(OBLIGATIONS);
  await warehouse.append(
    "obligation",
    obligations.map(({ contract, periodKind, period, area, office, due, dueAt }) => [
      ...[contract, periodKind],
      day(period),
      ...[area, office],
      day(due),
      instant(dueAt),
    ]),
  );
}

/** Name under which writes of obligations are counted. */
const OBLIGATIONS = "obligations";

/** The duties whose report has not been received, as known at an instant: awaited or missing. */
export const openDuties = (
  warehouse: Warehouse,
  asOf: string,
  carried = new Carried(),
): Promise<Obligation[]> =>
  carried.reuse("open duties", [carried.reports(), carried.version(OBLIGATIONS)], () =>
    warehouse.rows(
      `SELECT contract, period_kind AS "periodKind", period, area, office, due, due_at AS "dueAt"
       FROM duty_as_of(CAST($as_of AS TIMESTAMP)) WHERE state IN ('awaited', 'missing')
       ORDER BY due, contract, period, area`,
      { as_of: asOf },
    ),
  );

/** Counts of the duties due between two days by state, for one office, superior or report kind. */
export interface DutyTally {
  readonly name: string;
  readonly expected: number;
  readonly in: number;
  readonly onTime: number;
  readonly late: number;
  readonly missing: number;
  readonly nil: number;
  readonly corrected: number;
}

/** Groupings of the board of duties. */
export const BOARD_BY = {
  office: "office",
  report: "contract",
  league: "coalesce(league.code, duty.area)",
  all: "''",
} as const;

/**
 * The board of duties (报送情况): counts of expected, received, on-time, late and missing reports due between two days, as known at an
 * instant. A late report counts as received; one that is not yet due at the instant does not count.
 */
export const dutyBoard = (
  warehouse: Warehouse,
  {
    from,
    to,
    asOf,
    by,
  }: {
    readonly from: string;
    readonly to: string;
    readonly asOf: string;
    readonly by: keyof typeof BOARD_BY;
  },
): Promise<DutyTally[]> =>
  warehouse.rows(
    `SELECT ${BOARD_BY[by]} AS name, count(*) AS expected, count(*) FILTER (duty.state IN ('on-time', 'late')) AS "in",
            count(*) FILTER (duty.state = 'on-time') AS "onTime", count(*) FILTER (duty.state = 'late') AS late,
            count(*) FILTER (duty.state = 'missing') AS missing, count(*) FILTER (duty.nil) AS nil,
            count(*) FILTER (duty.submissions > 1) AS corrected
     FROM duty_as_of(CAST($as_of AS TIMESTAMP)) AS duty
     LEFT JOIN (SELECT descent.area, area.code FROM area_descent AS descent JOIN area ON area.code = descent.ancestor
                WHERE area.level = 'league') AS league ON league.area = duty.area
     WHERE duty.due BETWEEN CAST($from AS DATE) AND CAST($to AS DATE) AND duty.due_at <= CAST($as_of AS TIMESTAMP)
     GROUP BY 1 ORDER BY 1`,
    { from, to, as_of: asOf },
  );
