import { layoffRate } from "../../../rules/definitions/layoff-rate.ts";
import { NIGHT, ruleCases } from "../rule-cases.ts";

const rolling = { period: NIGHT, kind: "rolling-30-days" } as const;
const banner = (persons: number, insured: number) => ({
  ...rolling,
  reported: { "990101": { [NIGHT]: [persons, insured] as const } },
});

ruleCases(layoffRate, {
  fires: [
    { name: "50 of 10,000 insured", ...banner(50, 10_000), tier: "IV" },
    { name: "100 of 10,000 insured", ...banner(100, 10_000), tier: "III" },
    { name: "60 of 3,000 insured, a small banner", ...banner(60, 3_000), tier: "II" },
    { name: "200 of 5,000 insured", ...banner(200, 5_000), tier: "I" },
    {
      name: "a single area whose statement is missing: more reports could only raise it",
      ...rolling,
      reported: { "990101": { [NIGHT]: { soFar: [120, 3_000] } } },
      tier: "I",
    },
    {
      name: "a ratio of sums, not a mean of ratios",
      ...rolling,
      reported: { "990101": { [NIGHT]: [100, 2_000] }, "990102": { [NIGHT]: [0, 8_000] } },
      tier: "III",
    },
  ],
  quiet: [
    { name: "20 of 3,000 is 6.7 per thousand, but below fifty persons", ...banner(20, 3_000) },
    { name: "49 persons of 1,000 insured", ...banner(49, 1_000) },
    { name: "50 of 10,001 insured, just below the line", ...banner(50, 10_001) },
    { name: "200 persons in a city of 222,000 insured", ...banner(200, 222_000) },
    { name: "a nil statement of ten thousand insured", ...banner(0, 10_000) },
  ],
  notJudged: [
    { name: "no insured stock known", ...banner(60, 0), reason: "no-denominator" },
    {
      name: "below the line while the statement is missing",
      ...rolling,
      reported: { "990101": { [NIGHT]: { soFar: [20, 3_000] } } },
      reason: "no-report",
    },
    {
      name: "a league of several, half of them without statement, whatever the rest says",
      ...rolling,
      reported: { "990101": { [NIGHT]: [300, 3_000] }, "990102": { [NIGHT]: { soFar: [0, 3_000] } } },
      reason: "coverage-below-floor",
    },
    { name: "nothing known of the area", ...rolling, reported: { "990101": {} }, reason: "no-report" },
  ],
});
