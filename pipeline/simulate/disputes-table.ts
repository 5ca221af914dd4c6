import { stream } from "../../rules/detectors/random.ts";
import type { Area } from "../deployment/areas.ts";
import type { InsuranceRow } from "./insurance-table.ts";
import type { Cells } from "./layout.ts";
import { normalised, seasonIndex } from "./months.ts";
import type { Scenario } from "./scenario.ts";
import type { Planted } from "./shocks.ts";

/** Workers of a case, on average. */
const [PER_DISPUTE, PER_ARREAR] = [1.6, 5];
/** Share of those laid off who go to arbitration, and of a closing firm's who are owed wages, in the month of the report. */
const [SUE, UNPAID] = [0.06, 0.3];
/** Wages owed to one worker, in 万元. */
const OWED = 1.4;

/**
 * The disputes and wage arrears of one area, a row for each month of its insurance table. Usual numbers follow the insured and the season of
 * arrears; a planted layoff brings disputes and a closure arrears in the month of its report.
 */
export function disputesTable(
  area: Area,
  table: readonly InsuranceRow[],
  { disputes }: Scenario,
  { reports }: Pick<Planted, "reports">,
  seed: number,
): Cells[] {
  const season = normalised(disputes.season);
  return table.map(({ month, closing }) => {
    const draw = (what: string) => stream(seed, area.code, what, month);
    const planted = reports.filter(
      (report) => report.area === area.code && report.received.slice(0, 7) === month.slice(0, 7),
    );
    const cut = planted.reduce((sum, { persons }) => sum + persons, 0);
    const closed = planted.reduce((sum, { persons, closure }) => sum + (closure ? persons : 0), 0);
    const workers = draw("disputes").poisson(closing * disputes.perMonth) + Math.round(SUE * cut);
    const unpaid =
      draw("arrears").poisson(closing * disputes.arrearsPerMonth * season[seasonIndex(month)]!) +
      Math.round(UNPAID * closed);
    const collective = workers >= 40 ? 1 : 0;
    return {
      area: area.code,
      period: month,
      dispute_cases: Math.min(workers, Math.ceil(workers / PER_DISPUTE)),
      dispute_workers: workers,
      collective_cases: collective,
      collective_workers: collective * 10,
      arrears_cases: Math.min(unpaid, Math.ceil(unpaid / PER_ARREAR)),
      arrears_workers: unpaid,
      arrears_amount: (unpaid * OWED).toFixed(1),
    };
  });
}
