import { addDays } from "../../rules/calendar/periods.ts";
import { stream } from "../../rules/detectors/random.ts";
import type { Cells } from "./layout.ts";
import { seasonIndex } from "./months.ts";
import type { Scenario } from "./scenario.ts";

/** Days after a month's end on which its release is published. */
const PUBLISHED_AFTER = 17;
/** Points by month, January to December: job changes after the Spring Festival, graduates in summer (国家统计局). */
const SEASON = [0.1, 0.2, 0.1, 0, -0.1, -0.1, 0.1, 0.2, 0, -0.1, 0, 0];

/** The published surveyed rate of one area by month, with one decimal; simulated around a level that stays. */
export const officialTable = (
  area: string,
  months: readonly string[],
  { employment }: Scenario,
  seed: number,
): Cells[] =>
  months.map((month) => {
    const noise = 0.05 * stream(seed, area, "surveyed-rate", month).normal();
    return {
      ...{ area, period: month, published_on: addDays(month, PUBLISHED_AFTER) },
      surveyed_rate: (employment.surveyedRate + SEASON[seasonIndex(month)]! + noise).toFixed(1),
    };
  });
