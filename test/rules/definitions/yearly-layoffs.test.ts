import { yearlyLayoffs } from "../../../rules/definitions/yearly-layoffs.ts";
import { layoff, ruleCases } from "../rule-cases.ts";

const year = (persons: number, staff: number | null, days: readonly string[]) =>
  days.map((receivedOn) => layoff("甲", persons, staff, { receivedOn }));
const QUARTERS = ["2025-05-10", "2025-08-10", "2025-11-10", "2026-03-10"];

// 威海 2009: fewer than twenty, but cumulatively a tenth of the staff within one year.
ruleCases(yearlyLayoffs, {
  fires: [
    { name: "four cuts of 5 at a firm of 200", events: year(5, 200, QUARTERS), tier: "IV" },
    { name: "exactly a tenth", events: year(10, 200, QUARTERS.slice(2)), tier: "IV" },
    { name: "three tenths of a year", events: year(15, 200, QUARTERS), tier: "III" },
    {
      name: "although the statement is missing",
      events: year(15, 200, QUARTERS),
      stated: false,
      tier: "III",
    },
  ],
  quiet: [
    { name: "just below a tenth", events: year(10, 201, QUARTERS.slice(2)) },
    { name: "no staff total", events: year(10, null, QUARTERS) },
    { name: "below ten persons at a tiny firm", events: year(2, 40, QUARTERS) },
    { name: "nothing new in thirty days", events: year(10, 200, ["2025-05-10", "2026-02-20"]) },
    { name: "one cut of a tenth was reported as such", events: year(20, 200, ["2025-05-10", "2026-03-10"]) },
  ],
  notJudged: [
    {
      name: "one cut and no statement",
      events: year(5, 200, ["2026-03-10"]),
      stated: false,
      reason: "no-statement",
    },
  ],
});
