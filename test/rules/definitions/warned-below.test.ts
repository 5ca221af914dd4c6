import { warnedBelow } from "../../../rules/definitions/warned-below.ts";
import { ruleCases } from "../rule-cases.ts";

const below = (blue: number, yellow = 0, orange = 0, red = 0, judged = 8) => ({
  below: { all: 8, judged, blue, yellow, orange, red },
});

ruleCases(warnedBelow, {
  fires: [
    { name: "three banners at yellow", ...below(4, 3), tier: "III" },
    { name: "half of the banners at blue", ...below(4), tier: "IV" },
    { name: "three at yellow while most reports are late", ...below(3, 3, 0, 0, 3), tier: "III" },
  ],
  quiet: [
    { name: "one banner at red", ...below(1, 1, 1, 1) },
    { name: "two at yellow", ...below(2, 2) },
    { name: "three at blue among eight", ...below(3) },
  ],
  notJudged: [
    {
      name: "one at blue, and three of eight judged",
      ...below(1, 0, 0, 0, 3),
      reason: "coverage-below-floor",
    },
    { name: "nothing judged below", ...below(0, 0, 0, 0, 0), reason: "nothing-below-judged" },
  ],
});
