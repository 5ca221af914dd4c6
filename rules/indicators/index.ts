import type { Indicator } from "../define.ts";
import { fundSupportMonths } from "./fund-support-months.ts";
import { insuredNetChange } from "./insured-net-change.ts";
import { insuredPersons } from "./insured-persons.ts";
import { jobsToSeekers } from "./jobs-to-seekers.ts";
import { layoffPersons } from "./layoff-persons.ts";
import { layoffRate } from "./layoff-rate.ts";
import { newClaims } from "./new-claims.ts";
import { onlinePostings } from "./online-postings.ts";
import { separationRate } from "./separation-rate.ts";

/** Every indicator the project knows; the number of each is the SQL file of its name in `warehouse/indicators/`. */
export const indicators: readonly Indicator[] = [
  newClaims,
  insuredPersons,
  insuredNetChange,
  separationRate,
  layoffPersons,
  layoffRate,
  jobsToSeekers,
  onlinePostings,
  fundSupportMonths,
];

/** The indicator of that id, or undefined. */
export const indicatorById = (id: string): Indicator | undefined => indicators.find((own) => own.id === id);
