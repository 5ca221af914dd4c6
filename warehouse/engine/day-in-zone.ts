import { literal } from "./literal.ts";

/** SQL for the day of an instant (a UTC timestamp) in a time zone. */
export const dayInZone = (instant: string, zone: string): string =>
  `CAST(timezone(${literal(zone)}, timezone('UTC', ${instant})) AS DATE)`;
