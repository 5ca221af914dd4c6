import type { Cases, SeriesRow } from "./rule-cases.ts";

/** May, and May a year before. */
const two = (now: number, lastYear: number) => ({
  period: "2026-05",
  reported: { "990101": { "2026-05": now, "2025-05": lastYear } },
});

/** P14 of the worked policy: half as many again, twice, three times, from thirty workers on. */
export const yearOnYear: Cases<SeriesRow> = {
  fires: [
    { name: "60 after 40", ...two(60, 40), tier: "IV" },
    { name: "80 after 40", ...two(80, 40), tier: "III" },
    { name: "120 after 40", ...two(120, 40), tier: "II" },
    { name: "30 after nobody", ...two(30, 0), tier: "II" },
    {
      name: "60 after 300, where 40 and 36 were usual: the event of last year is left out",
      period: "2026-05",
      reported: {
        "990101": {
          ...{ "2026-05": 60, "2025-05": 300, "2024-05": 40, "2023-05": 36 },
          ...{ "2026-04": 40, "2026-03": 38, "2024-04": 40, "2024-03": 40 },
        },
      },
      tier: "IV",
    },
  ],
  quiet: [
    { name: "59 after 40", ...two(59, 40) },
    { name: "29 after 5: too few to tell", ...two(29, 5) },
    { name: "40 after 90", ...two(40, 90) },
  ],
  notJudged: [
    {
      name: "no report a year before",
      period: "2026-05",
      reported: { "990101": { "2026-05": 60 } },
      reason: "no-year-before",
    },
  ],
};
