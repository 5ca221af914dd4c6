import type { Contract } from "./define.ts";
import { employmentStatistics } from "./employment-statistics.ts";
import { enterprisePanel } from "./enterprise-panel.ts";
import { insuranceEmployer } from "./insurance-employer.ts";
import { labourDisputes } from "./labour-disputes.ts";
import { layoffReport } from "./layoff-report.ts";
import { officialSeries } from "./official-series.ts";
import { recruitment } from "./recruitment.ts";
import { socialInsurance } from "./social-insurance.ts";
import { supplyDemand } from "./supply-demand.ts";

/** Every report kind the project knows. To add one, write its contract and list it here. */
export const contracts: readonly Contract[] = [
  socialInsurance,
  insuranceEmployer,
  recruitment,
  layoffReport,
  officialSeries,
  employmentStatistics,
  enterprisePanel,
  supplyDemand,
  labourDisputes,
];

/** The contract with that id, or undefined. */
export const contractById = (id: string): Contract | undefined =>
  contracts.find((contract) => contract.id === id);
