import { claimsUnusual } from "../../../rules/definitions/claims-unusual.ts";
import { ruleCases } from "../rule-cases.ts";
import { past } from "../years-of-history.ts";

const oneBanner = (reported: Readonly<Record<string, number>>) => ({ "990101": reported });
/** Twice as many in July of every year: graduation. */
const graduation = (month: number) => (month === 7 ? 400 : 200);
/** A quarter of the usual from November to February: a winter stop. */
const winterStop = (month: number) => (month >= 11 || month <= 2 ? 800 : 200);

ruleCases(claimsUnusual, {
  fires: [
    {
      name: "half more than in the same month of five years",
      period: "2026-05",
      reported: oneBanner({ ...past("2026-05", 72, () => 200), "2026-05": 300 }),
      tier: "III",
      steady: "IV",
    },
    {
      name: "half more, two months in a row",
      period: "2026-05",
      reported: oneBanner({ ...past("2026-05", 72, () => 200), "2026-04": 300, "2026-05": 300 }),
      tier: "III",
    },
    {
      name: "a quarter more where the counts are large and steady",
      period: "2026-05",
      reported: oneBanner({ ...past("2026-05", 72, () => 2000), "2026-05": 2500 }),
      tier: "IV",
    },
    {
      name: "a July level in October, where July is graduation",
      period: "2025-10",
      reported: oneBanner({ ...past("2025-10", 72, graduation), "2025-10": 400 }),
      tier: "III",
      steady: "IV",
    },
    {
      name: "January and February together half above every year before",
      period: "2026-02",
      reported: oneBanner({ ...past("2026-02", 72, () => 200), "2026-01": 310, "2026-02": 300 }),
      tier: "III",
      steady: "IV",
    },
    {
      name: "a month missing three years ago takes nothing away",
      period: "2026-05",
      reported: {
        "990101": { ...past("2026-05", 72, () => 100), "2026-05": 160 },
        "990102": { ...past("2026-05", 72, () => 100, ["2023-02"]), "2026-05": 160 },
      },
      tier: "III",
      steady: "IV",
    },
  ],
  quiet: [
    {
      name: "as many as every year",
      period: "2026-05",
      reported: oneBanner({ ...past("2026-05", 72, () => 200), "2026-05": 204 }),
    },
    {
      name: "the July of graduation",
      period: "2025-07",
      reported: oneBanner({ ...past("2025-07", 72, graduation), "2025-07": 410 }),
    },
    {
      name: "the winter stop of an area that has one",
      period: "2025-12",
      reported: oneBanner({ ...past("2025-12", 72, winterStop), "2025-12": 820 }),
    },
    {
      name: "fewer than expected",
      period: "2026-05",
      reported: oneBanner({ ...past("2026-05", 72, () => 200), "2026-05": 120 }),
    },
    {
      name: "a growth that has lasted for years",
      period: "2026-05",
      reported: oneBanner({ ...past("2026-05", 72, (_, at) => 200 + 2 * at), "2026-05": 345 }),
    },
    {
      name: "twice as many, of too few to count",
      period: "2026-05",
      reported: oneBanner({ ...past("2026-05", 72, () => 15), "2026-05": 34 }),
    },
    {
      name: "one of nine places is late: what is in is held against what these places usually have",
      period: "2026-05",
      reported: Object.fromEntries(
        Array.from({ length: 9 }, (_, at) => [
          `99010${at + 1}`,
          { ...past("2026-05", 72, () => 100), ...(at > 0 ? { "2026-05": 102 } : {}) },
        ]),
      ),
    },
  ],
  notJudged: [
    {
      name: "January waits for February",
      period: "2026-01",
      reported: oneBanner({ ...past("2026-01", 72, () => 200), "2026-01": 900 }),
      reason: "january-waits-for-february",
    },
    {
      name: "twenty months of history",
      period: "2026-05",
      reported: oneBanner({ ...past("2026-05", 20, () => 200), "2026-05": 900 }),
      reason: "history-under-two-years",
    },
    {
      name: "a month less than the model needs",
      period: "2026-05",
      reported: oneBanner({ ...past("2026-05", 35, () => 200), "2026-05": 900 }),
      reason: "history-under-three-years",
    },
    {
      name: "a February without its January",
      period: "2026-02",
      reported: oneBanner({ ...past("2026-02", 72, () => 200, ["2026-01"]), "2026-02": 900 }),
      reason: "january-missing",
    },
    {
      name: "a March after a late festival, with three years that had early ones",
      period: "2026-03",
      reported: oneBanner({ ...past("2026-03", 38, () => 200), "2026-03": 300 }),
      reason: "festival-effect-unknown",
    },
    {
      name: "no report",
      period: "2026-05",
      reported: oneBanner(past("2026-05", 72, () => 200)),
      reason: "no-report",
    },
  ],
});
