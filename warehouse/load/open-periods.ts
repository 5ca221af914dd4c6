import { dayInZone } from "../engine/day-in-zone.ts";
import type { LoadPlan } from "./plan.ts";
import type { Remark } from "./remarks.ts";

/** SQL condition for staged rows of a period that had ended on the day they became known: only these count as the report of that period. */
export const hasEnded = ({ openPeriods, zone }: Pick<LoadPlan, "openPeriods" | "zone">): string =>
  openPeriods ? `period <= ${dayInZone("known_at", zone)}` : "true";

/** Count of accepted rows of a period that had not ended, as a column of a query over `stage`. */
export const openPeriodCount = (plan: LoadPlan): string =>
  `, ${plan.openPeriods ? `count(*) FILTER (reasons = '' AND NOT ${hasEnded(plan)})` : "0"} AS open`;

/** The remark that such rows do not count as the list of their month. */
export const openPeriodRemarks = (count: number): Remark[] =>
  count > 0 ? [{ code: "period-open", details: { count } }] : [];
