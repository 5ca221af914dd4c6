import { panelYearLoss } from "../../../rules/definitions/panel-year-loss.ts";
import { ruleCases } from "../rule-cases.ts";

type Month = readonly [number, number];
const two = (now: Month, earlier: Month = now) => ({
  period: "2026-05",
  reported: { "990101": { "2026-04": earlier, "2026-05": now } },
});

// 攀枝花 2024: a normal monthly report prints −4.00 percent on the same month of the year before.
ruleCases(panelYearLoss, {
  fires: [
    { name: "4.1 percent", ...two([410, 10_000]), tier: "IV" },
    { name: "six percent, two months running", ...two([600, 10_000]), tier: "III" },
    { name: "eight percent, two months running", ...two([800, 10_000]), tier: "II" },
    { name: "twelve percent, two months running", ...two([1200, 10_000]), tier: "I" },
    {
      ...{ name: "twelve percent after three", ...two([1200, 10_000], [300, 10_000]) },
      ...{ tier: "I", steady: "IV" },
    },
  ],
  quiet: [
    { name: "four percent exactly, as in a normal report", ...two([400, 10_000]) },
    { name: "posts were gained", ...two([-300, 10_000]) },
    { name: "a panel too small to tell", ...two([90, 900]) },
  ],
  notJudged: [{ name: "no enterprise of both years", ...two([0, 0]), reason: "no-denominator" }],
});
