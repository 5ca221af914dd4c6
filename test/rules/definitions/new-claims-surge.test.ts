import { newClaimsSurge } from "../../../rules/definitions/new-claims-surge.ts";
import { ruleCases } from "../rule-cases.ts";

/** Four years of one month: the oldest first, the judged year (2026) last. */
const years = (month: string, ...claims: readonly number[]) =>
  Object.fromEntries(claims.map((count, at) => [`${2027 - claims.length + at}-${month}`, count]));
const oneBanner = (...months: readonly Readonly<Record<string, number>>[]) => ({
  "990101": Object.assign({}, ...months) as Record<string, number>,
});

ruleCases(newClaimsSurge, {
  fires: [
    {
      name: "a third more than a year ago",
      period: "2026-05",
      reported: oneBanner(years("05", 100, 100, 100, 133)),
      tier: "IV",
    },
    {
      name: "half more, two months in a row",
      period: "2026-05",
      reported: oneBanner(years("04", 100, 100, 100, 150), years("05", 100, 100, 100, 150)),
      tier: "III",
    },
    {
      name: "trebled for one month: the tier waits for a second",
      period: "2026-05",
      reported: oneBanner(years("04", 100, 100, 100, 100), years("05", 100, 100, 100, 300)),
      tier: "I",
      steady: "IV",
    },
    {
      name: "trebled after a doubled month holds the lighter of the two",
      period: "2026-05",
      reported: oneBanner(years("04", 100, 100, 100, 210), years("05", 100, 100, 100, 300)),
      tier: "I",
      steady: "II",
    },
    {
      name: "January and February are one: 60 and 70 against 40 and 50",
      period: "2026-02",
      reported: oneBanner(years("01", 40, 40, 40, 60), years("02", 50, 50, 50, 70)),
      tier: "IV",
    },
    {
      name: "in March the month before is January with February",
      period: "2026-03",
      reported: oneBanner(
        years("01", 40, 40, 40, 90),
        years("02", 60, 60, 60, 90),
        years("03", 100, 100, 100, 160),
      ),
      tier: "III",
    },
    {
      name: "one year of history, when there is no more",
      period: "2026-05",
      reported: oneBanner(years("05", 100, 140)),
      tier: "IV",
    },
    {
      name: "from nothing to forty",
      period: "2026-05",
      reported: oneBanner(years("04", 0, 0, 0, 36), years("05", 0, 0, 0, 40)),
      tier: "I",
    },
    {
      name: "exactly the lowest count",
      period: "2026-05",
      reported: oneBanner(years("05", 20, 20, 20, 36)),
      tier: "III",
      steady: "IV",
    },
    {
      name: "the season of the year before is found week by week",
      period: "2026-05-16",
      kind: "week",
      reported: { "990101": { "2025-05-17": 100, "2026-05-16": 140 } },
      tier: "IV",
    },
    {
      name: "only areas that reported in both years are compared",
      period: "2026-05",
      reported: {
        "990101": { "2025-05": 100, "2026-05": 140 },
        "990102": { "2025-05": 100, "2026-05": 140 },
        "990103": { "2025-05": 100, "2026-05": 140 },
        "990104": { "2025-05": 100, "2026-05": 140 },
        "990105": { "2025-05": 900 },
      },
      tier: "IV",
    },
  ],
  quiet: [
    {
      name: "23 against 15 expected: too few to tell",
      period: "2026-05",
      reported: oneBanner(years("05", 15, 15, 15, 23)),
    },
    {
      name: "35 against ten: below the lowest count",
      period: "2026-05",
      reported: oneBanner(years("05", 10, 10, 10, 35)),
    },
    {
      name: "a weak year before makes no surge: the median of three years holds",
      period: "2026-05",
      reported: oneBanner(years("05", 100, 100, 50, 110)),
    },
    { name: "fewer than a year ago", period: "2026-05", reported: oneBanner(years("05", 100, 100, 100, 60)) },
    {
      name: "a late holiday moves people between January and February only",
      period: "2026-02",
      reported: oneBanner(years("01", 40, 40, 40, 100), years("02", 100, 100, 100, 42)),
    },
  ],
  notJudged: [
    {
      name: "January waits for February",
      period: "2026-01",
      reported: oneBanner(years("01", 40, 40, 40, 400)),
      reason: "january-waits-for-february",
    },
    {
      name: "no year before",
      period: "2026-05",
      reported: oneBanner({ "2026-05": 400 }),
      reason: "no-year-before",
    },
    {
      name: "no report",
      period: "2026-05",
      reported: oneBanner(years("04", 9, 9, 9, 9)),
      reason: "no-report",
    },
    {
      name: "two of three areas are in: below the floor",
      period: "2026-05",
      reported: {
        "990101": { "2025-05": 100, "2026-05": 300 },
        "990102": { "2025-05": 100, "2026-05": 300 },
        "990103": { "2025-05": 100 },
      },
      reason: "coverage-below-floor",
    },
    {
      name: "a February whose January is missing",
      period: "2026-02",
      reported: oneBanner(years("02", 50, 50, 50, 200)),
      reason: "no-year-before",
    },
  ],
});
