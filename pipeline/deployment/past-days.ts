import type { DaysOf } from "../../rules/backtest/read-past.ts";
import { dayIn } from "./clock.ts";
import { lastDueOn } from "./duties.ts";
import type { Deployment } from "./load.ts";

/** How a deployment reckons the days of its past: its zone, and what was due by a date. */
export const daysOf = ({ settings, calendar }: Pick<Deployment, "settings" | "calendar">): DaysOf => ({
  dayOf: (instant) => dayIn(settings.zone, instant),
  lastDue: lastDueOn(settings.duties, calendar),
});
