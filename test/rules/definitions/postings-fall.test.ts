import { postingsFall } from "../../../rules/definitions/postings-fall.ts";
import { ruleCases } from "../rule-cases.ts";

const postings = (before: number, now: number) => ({
  period: "2026-05",
  reported: { "990100": { "2025-05": before, "2026-05": now } },
});

ruleCases(postingsFall, {
  fires: [
    { name: "a fifth fewer", ...postings(1_000, 800), tier: "IV" },
    { name: "nine tenths fewer: a hint only, never above the lightest", ...postings(1_000, 100), tier: "IV" },
    { name: "none left of a hundred", ...postings(100, 0), tier: "IV" },
  ],
  quiet: [
    { name: "19.9 per cent fewer", ...postings(1_000, 801) },
    { name: "99 before is too few to tell", ...postings(99, 0) },
    { name: "more than before", ...postings(1_000, 1_500) },
  ],
  notJudged: [
    { name: "none a year ago", ...postings(0, 50), reason: "nothing-to-compare" },
    {
      name: "no year before to compare",
      period: "2026-05",
      reported: { "990100": { "2026-05": 700 } },
      reason: "no-year-before",
    },
    {
      name: "an area that newly reports leaves too little to compare",
      period: "2026-05",
      reported: { "990101": { "2025-05": 500, "2026-05": 300 }, "990102": { "2026-05": 900 } },
      reason: "history-incomplete",
    },
  ],
});
