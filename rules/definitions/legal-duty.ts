import { byEmployer } from "./by-employer.ts";
import type { LayoffEvent } from "./define.ts";

/** From so many persons, or such a share of the staff in percent, the law asks for a report; it knows no lower floor. */
const [PERSONS, SHARE] = [20, 10];

/**
 * Whether an enterprise that lays off so many must report its plan (劳动合同法第四十一条): twenty persons or more, or fewer that are a tenth
 * of its staff. Without a staff total only the persons decide.
 *
 * @example
 * owesLegalReport({ persons: 19, staff: 250 }) // false: 7.6 %
 */
export const owesLegalReport = ({ persons, staff }: Pick<LayoffEvent, "persons" | "staff">): boolean =>
  persons >= PERSONS || (persons > 0 && staff !== null && 100 * persons >= SHARE * staff);

/** The enterprises among some reports that must report by law, each with all of its reports taken together. */
export const legalDuties = (events: readonly LayoffEvent[]): LayoffEvent[] =>
  byEmployer(events).filter(owesLegalReport);
