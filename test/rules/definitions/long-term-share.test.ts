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
    { name: "fifteen percent", ...two([150, 1000]), tier: "IV" },
    { name: "twenty percent, two months running", ...two([200, 1000]), tier: "III" },
    { name: "twenty-five percent, two months running", ...two([250, 1000]), tier: "II" },
    { name: "thirty percent, two months running", ...two([300, 1000]), tier: "I" },
    {
      ...{ name: "thirty percent after ten", ...two([300, 1000], [100, 1000]) },
      ...{ tier: "I", steady: "IV" },
    },
  ],
  quiet: [
    { name: "14.9 percent", ...two([149, 1000]) },
    { name: "fewer than 200 registered", ...two([60, 199]) },
  ],
  notJudged: [{ name: "nobody is registered", ...two([0, 0]), reason: "no-denominator" }],
});
