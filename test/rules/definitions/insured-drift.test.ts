import { shiftPeriod } from "../../../rules/calendar/periods.ts";
import { insuredDrift } from "../../../rules/definitions/insured-drift.ts";
import { ruleCases } from "../rule-cases.ts";

/** Noise of the monthly growth, written down: about a fifth of a per cent. */
const NOISE = [0.1, -0.2, 0.3, -0.1, 0, 0.2, -0.3, 0.1, -0.1, 0.2, 0, -0.2, 0.3];

/** Insured persons of so many months up to May 2026, growing by `percent(calendar month, months before the last)`. */
function insured(count: number, percent: (month: number, back: number) => number) {
  const figures: Record<string, number> = {};
  let persons = 100_000;
  for (let back = count - 1; back >= 0; back--) {
    const period = shiftPeriod("2026-05-31", "month", -back);
    persons *= 1 + (percent(Number(period.slice(5, 7)), back) + NOISE[back % NOISE.length]!) / 100;
    figures[period.slice(0, 7)] = Math.round(persons);
  }
  return { "990101": figures };
}

ruleCases(insuredDrift, {
  fires: [
    {
      name: "four tenths of a per cent below its pace for eight months",
      period: "2026-05",
      reported: insured(61, (_, back) => (back < 8 ? -0.3 : 0.1)),
      tier: "IV",
    },
    {
      name: "one per cent a month for three months",
      period: "2026-05",
      reported: insured(61, (_, back) => (back < 3 ? -1 : 0)),
      tier: "IV",
    },
    {
      name: "a winter stop that does not end in spring",
      period: "2026-05",
      reported: insured(61, (month, back) => (month === 12 ? -3 : month === 3 ? (back < 6 ? 0 : 3) : 0)),
      tier: "IV",
    },
  ],
  quiet: [
    { name: "its usual pace", period: "2026-05", reported: insured(61, () => 0.1) },
    {
      name: "a winter stop as every year",
      period: "2026-05",
      reported: insured(61, (month) => (month === 12 ? -3 : month === 3 ? 3 : 0)),
    },
    {
      name: "a decline that has lasted for years is its pace",
      period: "2026-05",
      reported: insured(61, () => -0.2),
    },
    {
      name: "faster than usual",
      period: "2026-05",
      reported: insured(61, (_, back) => (back < 8 ? 0.5 : 0)),
    },
  ],
  notJudged: [
    {
      name: "two and a half years",
      period: "2026-05",
      reported: insured(30, (_, back) => (back < 8 ? -1 : 0)),
      reason: "history-under-three-years",
    },
    {
      name: "this month is in, the month before is not",
      period: "2026-05",
      reported: {
        "990101": Object.fromEntries(
          Object.entries(insured(61, () => 0)["990101"]!).filter(([month]) => month !== "2026-04"),
        ),
      },
      reason: "history-incomplete",
    },
    {
      name: "35 months before this one",
      period: "2026-05",
      reported: insured(36, (_, back) => (back < 8 ? -1 : 0)),
      reason: "history-under-three-years",
    },
    { name: "no report", period: "2026-06", reported: insured(61, () => 0), reason: "no-report" },
  ],
});
