import { stream } from "../../rules/detectors/random.ts";
import type { Area } from "../deployment/areas.ts";
import type { InsuranceRow } from "./insurance-table.ts";
import type { Cells } from "./layout.ts";
import { seasonIndex } from "./months.ts";
import type { Scenario } from "./scenario.ts";

/** Cumulative figures of a year up to a month. */
interface YearSoFar {
  readonly newJobs: number;
  readonly reemployed: number;
  readonly hardship: number;
  readonly transfers: number;
}
const NOTHING: YearSoFar = { newJobs: 0, reemployed: 0, hardship: 0, transfers: 0 };

/**
 * The employment statistics of one area, a row for each month of its insurance table.
 *
 * They agree with that table: new employment follows the newly insured, and everyone who draws benefit is registered as unemployed.
 * Cumulative figures start again in January.
 */
export function employmentTable(
  area: Area,
  table: readonly InsuranceRow[],
  scenario: Scenario,
  seed: number,
): Cells[] {
  const { employment, claims } = scenario;
  const once = (what: string) => stream(seed, area.code, what);
  const perInsured = once("employed-per-insured").between(...employment.employedPerInsured);
  const rate = once("registered-rate").between(...employment.registeredRate);
  let year = NOTHING;
  return table.map((row) => {
    const draw = (what: string) => stream(seed, area.code, what, row.month);
    year = yearSoFar(seasonIndex(row.month) === 0 ? NOTHING : year, row, scenario, draw("employment"));
    const employed = Math.round(row.closing * perInsured);
    const usuallyDrawing = row.closing * claims.perMonth * claims.benefitMonths;
    const others = Math.max(0, (employed * rate) / (1 - rate) - usuallyDrawing);
    const registered = row.beneficiaries + Math.round(others * (1 + 0.01 * draw("registered").normal()));
    return {
      area: area.code,
      period: row.month,
      definition: "as_reported",
      new_jobs_ytd: year.newJobs,
      reemployed_ytd: year.reemployed,
      hardship_ytd: year.hardship,
      transferred_ytd: year.transfers,
      registered_unemployed: registered,
      urban_employed: employed,
      long_term_unemployed: Math.min(registered, draw("long-term").poisson(registered * employment.longTerm)),
      long_term_from: "one_year",
    };
  });
}

function yearSoFar(
  before: YearSoFar,
  { opening, added }: InsuranceRow,
  { employment }: Scenario,
  random: ReturnType<typeof stream>,
): YearSoFar {
  const newJobs = random.poisson(added * employment.newJobsPerAdded);
  return {
    newJobs: before.newJobs + newJobs,
    reemployed: before.reemployed + random.poisson(newJobs * employment.reemployed),
    hardship: before.hardship + random.poisson(newJobs * employment.hardship),
    transfers: before.transfers + random.poisson(opening * employment.transfers),
  };
}
