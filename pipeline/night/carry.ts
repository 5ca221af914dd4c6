import type { Carried } from "../../warehouse/measure/carried.ts";
import { type Known, knownAt } from "../../warehouse/measure/known.ts";
import type { NightRecord } from "../../warehouse/measure/nights.ts";
import type { OpenDeployment } from "./open-deployment.ts";
import type { NightRequest } from "./steps.ts";

/** The night that left its results, and the row counts at its end of the tables that only nights write. */
interface LeftBy {
  readonly night: number;
  readonly date: string;
  readonly observations: number;
  readonly caseEvents: number;
}

const LEFT_BY = "left by";

/**
 * Determine what is known tonight, after reports have been taken in, and keep the results of the previous night only where this night
 * follows it directly: it was the last to end, its date is earlier, and nothing else has written figures or cases since.
 */
export async function carryOver(
  { warehouse, carried }: OpenDeployment,
  { date, asOf }: NightRequest,
  before: NightRecord | null,
): Promise<Known> {
  const known = await knownAt(warehouse, asOf);
  const left = carried.kept<LeftBy>(LEFT_BY);
  const follows =
    left !== undefined &&
    left.night === before?.id &&
    left.date < date &&
    left.observations === known.observations &&
    left.caseEvents === known.caseEvents;
  if (!follows) carried.clear();
  carried.begin(known);
  return known;
}

/** Record at the end of a night that the carried results are its own. */
export function leaveBehind(
  carried: Carried,
  { id, date, observations, events }: { id: number; date: string; observations: number; events: number },
): void {
  const { known } = carried;
  if (known === null) return;
  const left: LeftBy = {
    ...{ night: id, date },
    observations: known.observations + observations,
    caseEvents: known.caseEvents + events,
  };
  carried.keep(LEFT_BY, left);
}
