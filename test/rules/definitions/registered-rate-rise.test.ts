import { shiftPeriod } from "../../../rules/calendar/periods.ts";
import { registeredRateRise } from "../../../rules/definitions/registered-rate-rise.ts";
import { ruleCases } from "../rule-cases.ts";

/** Monthly rates in per cent, the last one of May 2026, as registered of 100,000. */
const rates = (...percent: readonly number[]) => ({
  "990101": Object.fromEntries(
    percent.map((rate, at) => [
      shiftPeriod("2026-05-31", "month", at - percent.length + 1).slice(0, 7),
      [Math.round(rate * 1000), 100_000] as const,
    ]),
  ),
});
/** A small place with a high rate beside a large one with a low rate, both constant; `without` are its missing months. */
const highAndLow = (...without: readonly string[]) => {
  const high = Object.entries(rates(...months(15, 10))["990101"]!).map(
    ([month, [persons]]) => [month, [persons / 10, 10_000] as const] as const,
  );
  return {
    ...rates(...months(15, 3)),
    "990102": Object.fromEntries(high.filter(([month]) => !without.includes(month))),
  };
};
const months = (count: number, rate: number): number[] => Array.from({ length: count }, () => rate);

ruleCases(registeredRateRise, {
  fires: [
    {
      // By hand: the mean of 3.3, 3.4, 3.5 is 3.4, 0.4 above the low of 3.0 and above a year earlier.
      name: "up four tenths",
      period: "2026-05",
      reported: rates(...months(13, 3), 3.3, 3.4, 3.5),
      tier: "IV",
    },
    {
      name: "up six tenths for one month waits for a second",
      period: "2026-05",
      reported: rates(...months(13, 3), 3.3, 3.5, 4),
      tier: "III",
      steady: "IV",
    },
    {
      name: "up seven tenths, the month before six",
      period: "2026-05",
      reported: rates(...months(13, 3), 3.6, 3.6, 3.6, 3.9),
      tier: "III",
    },
  ],
  quiet: [
    {
      name: "a small place with a high rate was missing a year ago: the same places are compared",
      period: "2026-05",
      reported: highAndLow("2025-03", "2025-04", "2025-05"),
    },
    { name: "flat", period: "2026-05", reported: rates(...months(16, 3.5)) },
    {
      name: "a season that comes every year: above the low, not above a year earlier",
      period: "2026-05",
      reported: rates(3.4, 3.5, 3.5, 3.5, ...months(9, 3), 3.5, 3.5, 3.5),
    },
    { name: "one tenth up", period: "2026-05", reported: rates(...months(13, 3), 3.1, 3.1, 3.1) },
  ],
  notJudged: [
    {
      name: "a year of months",
      period: "2026-05",
      reported: rates(...months(9, 3), 4, 4, 4),
      reason: "history-under-fifteen-months",
    },
    {
      name: "most of the persons were missing a year ago",
      period: "2026-05",
      reported: {
        ...rates(...months(15, 3)),
        "990102": Object.fromEntries(
          Object.entries(rates(...months(15, 3))["990101"]!).filter(([month]) => month > "2025-06"),
        ),
      },
      reason: "history-incomplete",
    },
    { name: "the month is not in", period: "2026-04", reported: { "990101": {} }, reason: "no-report" },
    {
      name: "counts without the urban employed make no rate",
      period: "2026-05",
      reported: { "990101": { "2026-05": 300 } },
      reason: "no-monthly-rate",
    },
  ],
});
