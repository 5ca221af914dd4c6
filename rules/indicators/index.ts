import { arrearsWorkers } from "./arrears-workers.ts";
import { beneficiaries } from "./beneficiaries.ts";
import type { Indicator } from "./define.ts";
import { disputeWorkers } from "./dispute-workers.ts";
import { fundSupportMonths } from "./fund-support-months.ts";
import { hardshipEmployed } from "./hardship-employed.ts";
import { hiddenUnemploymentRate } from "./hidden-unemployment-rate.ts";
import { insuredEmployerDiffusion } from "./insured-employer-diffusion.ts";
import { insuredNetChange } from "./insured-net-change.ts";
import { insuredPersons } from "./insured-persons.ts";
import { jobsToSeekers } from "./jobs-to-seekers.ts";
import { layoffPersons } from "./layoff-persons.ts";
import { layoffRate } from "./layoff-rate.ts";
import { longTermShare6Months } from "./long-term-share-6-months.ts";
import { longTermShare12Months } from "./long-term-share-12-months.ts";
import { newClaims } from "./new-claims.ts";
import { newUrbanJobs } from "./new-urban-jobs.ts";
import { newUrbanJobsGross } from "./new-urban-jobs-gross.ts";
import { newUrbanJobsNet } from "./new-urban-jobs-net.ts";
import { onlinePostings } from "./online-postings.ts";
import { panelDiffusion } from "./panel-diffusion.ts";
import { panelPostLossRate } from "./panel-post-loss-rate.ts";
import { panelPostLossSinceFiling } from "./panel-post-loss-since-filing.ts";
import { panelPostLossYear } from "./panel-post-loss-year.ts";
import { panelRiskShare } from "./panel-risk-share.ts";
import { reemployed } from "./reemployed.ts";
import { registeredRateMonthly } from "./registered-rate-monthly.ts";
import { registeredUnemployed } from "./registered-unemployed.ts";
import { registeredUnemploymentRate } from "./registered-unemployment-rate.ts";
import { ruralTransfers } from "./rural-transfers.ts";
import { separationRate } from "./separation-rate.ts";
import { supplyDemandRatio } from "./supply-demand-ratio.ts";
import { surveyedRate } from "./surveyed-rate.ts";

/** Every indicator the project knows; the number of each is the SQL file of its name in `warehouse/measure/indicators/`. */
export const indicators: readonly Indicator[] = [
  newClaims,
  insuredPersons,
  insuredNetChange,
  separationRate,
  beneficiaries,
  insuredEmployerDiffusion,
  layoffPersons,
  layoffRate,
  jobsToSeekers,
  onlinePostings,
  fundSupportMonths,
  panelPostLossRate,
  panelPostLossSinceFiling,
  panelPostLossYear,
  disputeWorkers,
  arrearsWorkers,
  panelDiffusion,
  panelRiskShare,
  hiddenUnemploymentRate,
  registeredUnemployed,
  registeredUnemploymentRate,
  registeredRateMonthly,
  longTermShare6Months,
  longTermShare12Months,
  newUrbanJobs,
  newUrbanJobsNet,
  newUrbanJobsGross,
  reemployed,
  hardshipEmployed,
  ruralTransfers,
  supplyDemandRatio,
  surveyedRate,
];

/** The indicator with this id, or undefined. */
export const indicatorById = (id: string): Indicator | undefined =>
  indicators.find((indicator) => indicator.id === id);
