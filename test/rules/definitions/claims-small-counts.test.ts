import { claimsSmallCounts } from "../../../rules/definitions/claims-small-counts.ts";
import { ruleCases } from "../rule-cases.ts";
import { past } from "../years-of-history.ts";

const oneBanner = (reported: Readonly<Record<string, number>>) => ({ "990101": reported });
/** Four times as many from November to February: a winter stop. */
const winterStop = (month: number) => (month >= 11 || month <= 2 ? 48 : 12);

ruleCases(claimsSmallCounts, {
  fires: [
    {
      // By hand: above the Poisson limit of 30 (p < 1/2000 at a mean of 15 from 30 on), with room for the level being estimated.
      name: "34 where 15 are usual",
      period: "2026-05",
      reported: oneBanner({ ...past("2026-05", 48, () => 15), "2026-05": 34 }),
      tier: "IV",
    },
    {
      name: "a winter level in summer",
      period: "2025-08",
      reported: oneBanner({ ...past("2025-08", 48, winterStop), "2025-08": 48 }),
      tier: "IV",
    },
    {
      name: "fifteen where two are usual",
      period: "2026-05",
      reported: oneBanner({ ...past("2026-05", 48, (_, at) => 1 + 2 * (at % 2)), "2026-05": 15 }),
      tier: "IV",
    },
  ],
  quiet: [
    {
      name: "23 where 15 are usual: chance, though half more",
      period: "2026-05",
      reported: oneBanner({ ...past("2026-05", 48, () => 15), "2026-05": 23 }),
    },
    {
      name: "the winter stop of a place that has one",
      period: "2025-12",
      reported: oneBanner({ ...past("2025-12", 48, winterStop), "2025-12": 55 }),
    },
    {
      name: "seven where none are usual: below the lowest count",
      period: "2026-05",
      reported: oneBanner({ ...past("2026-05", 48, () => 0), "2026-05": 7 }),
    },
    {
      name: "a place whose counts always jump",
      period: "2026-05",
      reported: oneBanner({ ...past("2026-05", 48, (_, at) => (at % 4 === 0 ? 40 : 7)), "2026-05": 34 }),
    },
  ],
  notJudged: [
    {
      name: "January waits for February",
      period: "2026-01",
      reported: oneBanner({ ...past("2026-01", 48, () => 15), "2026-01": 60 }),
      reason: "january-waits-for-february",
    },
    {
      name: "a year and a half of history",
      period: "2026-05",
      reported: oneBanner({ ...past("2026-05", 18, () => 15), "2026-05": 60 }),
      reason: "history-under-two-years",
    },
    {
      name: "a February without its January",
      period: "2026-02",
      reported: oneBanner({ ...past("2026-02", 48, () => 15, ["2026-01"]), "2026-02": 60 }),
      reason: "january-missing",
    },
    {
      name: "no report",
      period: "2026-05",
      reported: oneBanner(past("2026-05", 48, () => 15)),
      reason: "no-report",
    },
  ],
});
