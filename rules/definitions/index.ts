import { arrearsSurge } from "./arrears-surge.ts";
import { claimsBroad } from "./claims-broad.ts";
import { claimsDeep } from "./claims-deep.ts";
import { claimsSmallCounts } from "./claims-small-counts.ts";
import { claimsSudden } from "./claims-sudden.ts";
import { claimsUnusual } from "./claims-unusual.ts";
import type { Rule } from "./define.ts";
import { disputesSurge } from "./disputes-surge.ts";
import { fundMonths } from "./fund-months.ts";
import { groupLayoffs } from "./group-layoffs.ts";
import { industryLayoffs } from "./industry-layoffs.ts";
import { insuredDecline } from "./insured-decline.ts";
import { insuredDrift } from "./insured-drift.ts";
import { jobsShortage } from "./jobs-shortage.ts";
import { layoffCluster } from "./layoff-cluster.ts";
import { layoffRate } from "./layoff-rate.ts";
import { longTermShare } from "./long-term-share.ts";
import { newClaimsSurge } from "./new-claims-surge.ts";
import { panelLoss } from "./panel-loss.ts";
import { panelYearLoss } from "./panel-year-loss.ts";
import { postingsFall } from "./postings-fall.ts";
import { registeredRate } from "./registered-rate.ts";
import { registeredRateRise } from "./registered-rate-rise.ts";
import { singleLayoff } from "./single-layoff.ts";
import { splitLayoffs } from "./split-layoffs.ts";
import { surveyedRateRule } from "./surveyed-rate.ts";
import { warnedBelow } from "./warned-below.ts";
import { yearlyLayoffs } from "./yearly-layoffs.ts";

/** Every rule the project knows; a policy says which of them a bureau uses, and with what lines. */
export const rules: readonly Rule[] = [
  singleLayoff,
  layoffCluster,
  splitLayoffs,
  yearlyLayoffs,
  groupLayoffs,
  industryLayoffs,
  layoffRate,
  newClaimsSurge,
  claimsUnusual,
  claimsSmallCounts,
  claimsBroad,
  claimsDeep,
  claimsSudden,
  insuredDecline,
  insuredDrift,
  registeredRateRise,
  registeredRate,
  jobsShortage,
  postingsFall,
  disputesSurge,
  arrearsSurge,
  panelLoss,
  panelYearLoss,
  surveyedRateRule,
  longTermShare,
  fundMonths,
  warnedBelow,
];

/** The rule with this id, or undefined. */
export const ruleById = (id: string): Rule | undefined => rules.find((rule) => rule.id === id);
