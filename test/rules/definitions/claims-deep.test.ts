import { claimsDeep } from "../../../rules/definitions/claims-deep.ts";
import { monthsBack } from "../months-of-claims.ts";
import { ruleCases } from "../rule-cases.ts";
import { trialLines } from "../trial-lines.ts";

/** Four years of one banner: `claims` and `drawing` of the last months stand at these percents of 100 and 500. */
const banner = (claims: (back: number) => number, drawing: (back: number) => number, months = 40) => ({
  reported: { "990101": monthsBack(months, claims) },
  further: { beneficiaries: { "990101": monthsBack(months, (back) => 5 * drawing(back)) } },
  period: "2026-05",
});
const lately =
  (percent: number, months = 2) =>
  (back: number) =>
    back < months ? percent : 100;
/** The last year stood at 200, the two before it at 100. */
const afterHighYear = (percent: number) => (back: number) => (back < 2 ? percent : back < 14 ? 200 : 100);

ruleCases(
  claimsDeep,
  {
    fires: [
      { name: "both at 140 of 100", ...banner(lately(140), lately(140)), tier: "II", steady: "III" },
      { name: "both at 140 for a month longer", ...banner(lately(140, 3), lately(140, 3)), tier: "II" },
      {
        name: "initial claims doubled, continued up by three tenths",
        ...banner(lately(200, 3), lately(130, 3)),
        tier: "III",
      },
      {
        name: "at 280 after a year that stood at 200 itself",
        ...banner(afterHighYear(280), afterHighYear(280)),
        tier: "II",
      },
    ],
    quiet: [
      { name: "initial claims doubled, continued as usual", ...banner(lately(200), lately(100)) },
      { name: "at 220 after a year that stood at 200", ...banner(afterHighYear(220), afterHighYear(220)) },
      {
        name: "back at the usual after a year at half of it",
        ...banner(
          (back) => (back >= 2 && back < 14 ? 50 : 100),
          (back) => (back >= 2 && back < 14 ? 50 : 100),
        ),
      },
    ],
    notJudged: [
      { name: "thirteen months", ...banner(lately(200), lately(200), 13), reason: "no-year-before" },
      {
        name: "continued claims are not reported",
        ...banner(lately(200), lately(200)),
        further: { beneficiaries: {} },
        reason: "no-continued-claims",
      },
    ],
  },
  trialLines(`
    status: trial
    parameters: { initialPeriods: 2, continuedPeriods: 1 }
    dwell: { II: 2 }
    lines: { III: [{ initial: 30, continued: 30 }], II: [{ initial: 40, continued: 40 }] }
  `),
);
