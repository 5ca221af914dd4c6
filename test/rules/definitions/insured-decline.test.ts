import { insuredDecline } from "../../../rules/definitions/insured-decline.ts";
import { ruleCases } from "../rule-cases.ts";
import { each } from "../series-of.ts";

const BEFORE = ["2025-02", "2025-03", "2025-04", "2025-05"];
const SINCE = ["2026-02", "2026-03", "2026-04", "2026-05"];
/** The stock of the year before and of this year, each level for four months. */
const stock = (before: number, now: number) => ({ ...each(BEFORE, before), ...each(SINCE, now) });

ruleCases(insuredDecline, {
  fires: [
    {
      name: "two per cent fewer",
      period: "2026-05",
      reported: { "990101": stock(10_000, 9_800) },
      tier: "IV",
    },
    {
      name: "four per cent, held",
      period: "2026-05",
      reported: { "990101": stock(10_000, 9_600) },
      tier: "III",
    },
    {
      name: "a tenth fewer, held",
      period: "2026-05",
      reported: { "990101": stock(10_000, 9_000) },
      tier: "I",
    },
    {
      name: "a sudden month waits for a second before it is grave",
      period: "2026-05",
      reported: { "990101": { ...stock(10_000, 10_000), "2026-05": 7_000 } },
      tier: "I",
      steady: "IV",
    },
    {
      name: "slow losses no month of which is remarkable",
      period: "2026-05",
      reported: {
        "990101": {
          ...each(BEFORE, 10_000),
          "2026-02": 9_900,
          "2026-03": 9_800,
          "2026-04": 9_700,
          "2026-05": 9_600,
        },
      },
      tier: "IV",
    },
  ],
  quiet: [
    { name: "1.99 per cent", period: "2026-05", reported: { "990101": stock(10_000, 9_801) } },
    { name: "a growing stock", period: "2026-05", reported: { "990101": stock(10_000, 11_000) } },
    {
      name: "a late banner is not taken for a fall",
      period: "2026-05",
      reported: {
        "990101": stock(10_000, 10_000),
        "990102": stock(10_000, 10_000),
        "990103": stock(10_000, 10_000),
        "990104": stock(10_000, 10_000),
        "990105": each(BEFORE, 10_000),
      },
    },
  ],
  notJudged: [
    {
      name: "one of the three months of last year is missing",
      period: "2026-05",
      reported: { "990101": { ...each(["2025-03", "2025-04"], 10_000), ...each(SINCE, 9_000) } },
      reason: "no-year-before",
    },
    {
      name: "half of the areas lack a month of last year: a hole in history, not today's coverage",
      period: "2026-05",
      reported: {
        "990101": stock(10_000, 9_000),
        "990102": { ...each(["2025-03", "2025-04"], 10_000), ...each(SINCE, 9_000) },
      },
      reason: "history-incomplete",
    },
    {
      name: "half of the areas lack the month before last",
      period: "2026-05",
      reported: {
        "990101": stock(10_000, 9_000),
        "990102": { ...each(BEFORE, 10_000), ...each(["2026-03", "2026-05"], 9_000) },
      },
      reason: "history-incomplete",
    },
    {
      name: "nobody was insured a year ago",
      period: "2026-05",
      reported: { "990101": stock(0, 9_000) },
      reason: "nothing-to-compare",
    },
    {
      name: "this month has not come",
      period: "2026-05",
      reported: { "990101": { ...each(BEFORE, 10_000), ...each(["2026-03", "2026-04"], 9_000) } },
      reason: "no-report",
    },
    {
      name: "half of the areas reported",
      period: "2026-05",
      reported: { "990101": stock(10_000, 9_000), "990102": each(BEFORE, 10_000) },
      reason: "coverage-below-floor",
    },
  ],
});
