import { registeredRate } from "../../../rules/definitions/registered-rate.ts";
import { ruleCases } from "../rule-cases.ts";
import { trialLines } from "../trial-lines.ts";

const settings = trialLines(`
status: trial
lines:
  IV: [{ rate: 4.5 }]
  III: [{ rate: 5 }]
  II: [{ rate: 6 }]
  I: [{ rate: 7 }, { lowestOfTwo: 6 }]
`);

/** Registered unemployed of a thousand in May, and in April and March where they are known. */
const months = (...rates: readonly number[]) => ({
  period: "2026-05",
  reported: {
    "990101": Object.fromEntries(rates.map((rate, back) => [`2026-0${5 - back}`, [rate, 1_000] as const])),
  },
});

// 杭州 2015: six percent for two months running.
ruleCases(
  registeredRate,
  {
    fires: [
      { name: "4.5 percent", ...months(45, 40), tier: "IV" },
      { name: "5 percent", ...months(50, 40), tier: "III" },
      { name: "6.1 percent after 5.9 and 6.1", ...months(61, 59, 61), tier: "II" },
      { name: "6.1 percent for two months running", ...months(61, 61), tier: "I" },
      { name: "6.1 percent, the month before unknown", ...months(61), tier: "II" },
      { name: "7 percent at once", ...months(70, 40), tier: "I" },
    ],
    quiet: [{ name: "4.4 percent", ...months(44, 61) }],
    notJudged: [
      {
        name: "nobody is employed or registered",
        period: "2026-05",
        reported: { "990101": { "2026-05": [0, 0] } },
        reason: "no-denominator",
      },
      { name: "no report of the month", period: "2026-05", reported: { "990101": {} }, reason: "no-report" },
    ],
  },
  settings,
);
