import { panelLoss } from "../../../rules/definitions/panel-loss.ts";
import { ruleCases } from "../rule-cases.ts";
import { trialLines } from "../trial-lines.ts";

const settings = trialLines(`
status: trial
dwell: { III: 2, II: 2, I: 2 }
floor: { before: 500 }
lines: { IV: [{ rate: 1 }], III: [{ rate: 2 }], II: [{ rate: 3 }], I: [{ rate: 5 }] }
`);

type Month = readonly [number, number];
const two = (now: Month, earlier: Month = now) => ({
  period: "2026-05",
  reported: { "990101": { "2026-04": earlier, "2026-05": now } },
});

// 攀枝花 2022 and 2024: monthly reports of the monitored enterprises, 建档期 and 调查期 as printed.
ruleCases(
  panelLoss,
  {
    fires: [
      { name: "30,184 posts fall to 29,864: 1.06 percent", ...two([320, 30_184]), tier: "IV" },
      { name: "one percent exactly", ...two([100, 10_000]), tier: "IV" },
      { name: "two percent, two months running", ...two([200, 10_000]), tier: "III" },
      { name: "three percent, two months running", ...two([300, 10_000]), tier: "II" },
      { name: "five percent, two months running", ...two([500, 10_000]), tier: "I" },
      {
        ...{ name: "five percent after a quiet month", ...two([500, 10_000], [50, 10_000]) },
        ...{ tier: "I", steady: "IV" },
      },
    ],
    quiet: [
      { name: "76,443 posts fall to 76,061: 0.4997 percent", ...two([382, 76_443]) },
      { name: "84,964 posts fall to 84,472: 0.579 percent", ...two([492, 84_964]) },
      { name: "posts were gained", ...two([-450, 35_244]) },
      { name: "a panel too small to tell", ...two([40, 499]) },
    ],
    notJudged: [
      { name: "no enterprise is monitored", ...two([0, 0]), reason: "no-denominator" },
      { name: "no report of the month", period: "2026-05", reported: { "990101": {} }, reason: "no-report" },
    ],
  },
  settings,
);
