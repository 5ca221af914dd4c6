import { surveyedRateRule } from "../../../rules/definitions/surveyed-rate.ts";
import { ruleCases } from "../rule-cases.ts";

/** The rate of May, and of May a year before. */
const two = (now: number, lastYear: number) => ({
  period: "2026-05",
  reported: { "990000": { "2026-05": now, "2025-05": lastYear } },
});

// 国家统计局: February 2020 stood at 6.2 percent after 5.3 the year before; the plan of 2020 controls 5.5, the five-year plan 6.
ruleCases(surveyedRateRule, {
  fires: [
    { name: "6.2 after 5.3, as February 2020", ...two(6.2, 5.3), tier: "III" },
    { name: "5.5 after 5.2", ...two(5.5, 5.2), tier: "IV" },
    { name: "6.5 after 6.2", ...two(6.5, 6.2), tier: "II" },
    { name: "7.0 after 6.0", ...two(7, 6), tier: "I" },
  ],
  quiet: [
    { name: "5.5 after 5.3: the season", ...two(5.5, 5.3) },
    { name: "5.4 after 4.9: below every line", ...two(5.4, 4.9) },
    { name: "6.2 after 6.3: high and falling", ...two(6.2, 6.3) },
  ],
  notJudged: [
    {
      name: "no rate a year before",
      period: "2026-05",
      reported: { "990000": { "2026-05": 6 } },
      reason: "no-year-before",
    },
  ],
});
