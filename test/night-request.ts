import type { OpenDeployment } from "../pipeline/night/open-deployment.ts";
import { nightByClock, nightOf } from "../pipeline/night/request.ts";
import type { NightRequest } from "../pipeline/night/steps.ts";

/** The request of a night of a date, as seen from long after it; without a date, of the night by a given clock. */
export const nightRequest = (
  { deployment }: Pick<OpenDeployment, "deployment">,
  date: string | undefined,
  now: Date,
): NightRequest =>
  date
    ? nightOf(deployment, date, null, new Date("9999-01-01T00:00:00Z"))
    : nightByClock(deployment, null, now);
