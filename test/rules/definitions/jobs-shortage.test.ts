import { jobsShortage } from "../../../rules/definitions/jobs-shortage.ts";
import { ruleCases } from "../rule-cases.ts";

const two = (demand: number, seekers: number, earlier: readonly [number, number] = [demand, seekers]) => ({
  period: "2026-05",
  reported: { "990100": { "2026-04": earlier, "2026-05": [demand, seekers] as const } },
});

// 广西 2020: 282,838 posts for 133,051 seekers is a ratio of 2.13.
ruleCases(jobsShortage, {
  fires: [
    { name: "95 posts for 100", ...two(950, 1_000), tier: "IV" },
    { name: "just below balance", ...two(999, 1_000), tier: "IV" },
    { name: "85 posts for 100, held", ...two(850, 1_000), tier: "III" },
    { name: "75 posts for 100, held", ...two(750, 1_000), tier: "II" },
    { name: "65 posts for 100, held", ...two(650, 1_000), tier: "I" },
    { name: "65 posts for 100 for one month", ...two(650, 1_000, [1_200, 1_000]), tier: "I", steady: "IV" },
    { name: "90 posts for 100 stand on the line, not below it", ...two(900, 1_000), tier: "IV" },
    { name: "the lowest number of seekers", ...two(190, 200), tier: "IV" },
  ],
  quiet: [
    { name: "282,838 posts for 133,051 seekers", ...two(282_838, 133_051) },
    { name: "balance", ...two(1_000, 1_000) },
    { name: "half a post for each of 199 seekers: too few to tell", ...two(100, 199) },
  ],
  notJudged: [
    { name: "nobody seeks", ...two(10, 0), reason: "no-denominator" },
    { name: "no report of the month", period: "2026-05", reported: { "990100": {} }, reason: "no-report" },
    {
      name: "one of two areas",
      period: "2026-05",
      reported: { "990101": { "2026-05": [500, 1_000] }, "990102": {} },
      reason: "coverage-below-floor",
    },
  ],
});
