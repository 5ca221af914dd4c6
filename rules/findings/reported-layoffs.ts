import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { shiftPeriod } from "../calendar/periods.ts";
import type { Doubted } from "./doubted-figures.ts";
import { firstAsked, type MonthWithPast } from "./figure-history.ts";

/** Months of layoff reports that may explain a figure, and the share of a change that they must make up. */
const [MONTHS, SHARE] = [3, 0.5];

/** Whether reported layoffs explain that figures moved: a closure that was reported is no reason to doubt them. */
export type Explains = (month: MonthWithPast, doubted: readonly Doubted[]) => boolean;

/** Read the layoffs reported in the months that may be asked about. */
export async function layoffsThatExplain(
  warehouse: Warehouse,
  { date, asOf }: { readonly date: string; readonly asOf: string },
): Promise<Explains> {
  const rows = await warehouse.rows<{ area: string; received: string; starts: string; persons: number }>(
    `SELECT area, received_on AS received, coalesce(starts_on, received_on) AS starts, workers_affected AS persons
     FROM layoff_report_as_of(CAST($as_of AS TIMESTAMP)) WHERE received_on >= CAST($first AS DATE) - 200 AND workers_affected > 0`,
    { as_of: asOf, first: firstAsked(date) },
  );
  const byArea = new Map<string, typeof rows>();
  for (const row of rows) byArea.set(row.area, [...(byArea.get(row.area) ?? []), row]);
  return ({ report, month: { area, period } }, doubted) => {
    const first = shiftPeriod(period, "month", -MONTHS);
    const reported = (byArea.get(area) ?? [])
      .filter(({ received, starts }) => received <= period && (received > first || starts > first))
      .reduce((sum, { persons }) => sum + persons, 0);
    const isOfLayoffs = (figure: Doubted) => isMovedByLayoffs(report.figures[figure.at]!.name, figure);
    if (!doubted.every(isOfLayoffs)) return false;
    const moved = Math.max(...doubted.map(({ value, expected }) => Math.abs(value - expected)));
    return reported >= SHARE * moved;
  };
}

/** Figures that a layoff makes larger, and such as it makes smaller; it explains no other, and none that moved the other way. */
const [LARGER, SMALLER] = [
  new Set(["removed", "new_claims", "beneficiaries", "fund_expenditure", "registered_unemployed"]),
  new Set(["insured", "urban_employed", "current_staff", "fund_income", "fund_balance"]),
];

const isMovedByLayoffs = (column: string, { value, expected }: Doubted): boolean =>
  value > expected ? LARGER.has(column) : SMALLER.has(column);
