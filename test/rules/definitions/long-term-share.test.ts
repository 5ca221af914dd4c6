import { longTermShare } from "../../../rules/definitions/long-term-share.ts";
import { ruleCases } from "../rule-cases.ts";

type Month = readonly [number, number];
const two = (now: Month, earlier: Month = now) => ({
  period: "2026-05",
  reported: { "990101": { "2026-04": earlier, "2026-05": now } },
});

// 黑龙江 2007: twenty percent of the unemployed for a year or more.
ruleCases(longTermShare, {
  fires: [
    { name: "twenty percent", ...two([2000, 10_000]), tier: "IV" },
    { name: "twenty-two percent, two months running", ...two([2200, 10_000]), tier: "III" },
    { name: "twenty-five percent, two months running", ...two([2500, 10_000]), tier: "II" },
    { name: "thirty percent, two months running", ...two([3000, 10_000]), tier: "I" },
    {
      ...{ name: "thirty percent after ten", ...two([3000, 10_000], [1000, 10_000]) },
      ...{ tier: "I", steady: "IV" },
    },
  ],
  quiet: [
    { name: "18 percent, as is usual", ...two([1800, 10_000]) },
    { name: "fewer than 2,000 registered", ...two([600, 1999]) },
  ],
  notJudged: [{ name: "nobody is registered", ...two([0, 0]), reason: "no-denominator" }],
});
