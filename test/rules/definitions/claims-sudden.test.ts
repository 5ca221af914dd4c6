import { claimsSudden } from "../../../rules/definitions/claims-sudden.ts";
import { monthsBack } from "../months-of-claims.ts";
import { ruleCases } from "../rule-cases.ts";
import { trialLines } from "../trial-lines.ts";

/** Four years of one banner with 100 claims a month, and 500 who draw benefit. */
const banner = (claims: (back: number) => number, months = 40) => ({
  reported: { "990101": monthsBack(months, claims) },
  further: { beneficiaries: { "990101": monthsBack(months, () => 500) } },
  period: "2026-05",
});
const once =
  (claims: number, from = 0) =>
  (back: number) =>
    back === from ? claims : 100;

ruleCases(
  claimsSudden,
  {
    fires: [
      { name: "two and a half times the usual", ...banner(once(250)), tier: "II" },
      {
        name: "a month before it was a tenth as many",
        ...banner((back) => (back === 0 ? 500 : back === 1 ? 10 : 100)),
        tier: "II",
      },
    ],
    quiet: [
      { name: "one short of it", ...banner(once(249)) },
      { name: "a jump a year ago as well", ...banner((back) => (back === 0 || back === 12 ? 250 : 100)) },
      { name: "a jump the month before", ...banner(once(250, 1)) },
    ],
    notJudged: [
      { name: "no year before", ...banner(once(250), 12), reason: "no-year-before" },
      {
        name: "continued claims stopped a month ago",
        ...banner(once(250)),
        further: {
          beneficiaries: {
            "990101": Object.fromEntries(Object.entries(monthsBack(40, () => 500)).slice(0, -1)),
          },
        },
        reason: "no-continued-claims",
      },
    ],
  },
  trialLines(`
    status: trial
    parameters: { initialPeriods: 1, continuedPeriods: 1 }
    lines: { II: [{ change: 150 }] }
    exit: { II: [{ change: 150 }, { continued: 10 }] }
  `),
);
