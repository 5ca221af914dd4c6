import { describe, expect, it } from "vitest";
import { farFromPlan, lagOf } from "../../../rules/targets/pace.ts";
import { parseTarget } from "../../../rules/targets/parse-target.ts";
import { cumulativeProgress } from "../../../rules/targets/progress.ts";

const LINES = { slow: 0.95, behind: 0.9, farBehind: 0.8 };
const PLAN = { from: "2021-01", to: "2025-12" };
/** What a plan of 12,000 in five years has after two: the straight line has 4,800. */
const after = (value: number) =>
  cumulativeProgress(
    parseTarget("〔12000〕")!,
    PLAN,
    [{ from: "2021-01", to: "2022-12", value, source: "" }],
    "2022-12",
  );

describe("the pace of a plan", () => {
  it.each([
    [4800, null],
    [4560, null],
    [4559, "slow"],
    [4319, "behind"],
    [3839, "far-behind"],
  ])("%i of 4,800 is %s", (value, lag) => {
    expect(lagOf(after(value), LINES)).toBe(lag);
  });

  it("is no matter of a plan that has ended, or of one without figures", () => {
    const over = cumulativeProgress(
      parseTarget("〔12000〕")!,
      PLAN,
      [{ ...PLAN, value: 6000, source: "" }],
      "2025-12",
    );
    expect(lagOf(over, LINES)).toBeNull();
    expect(lagOf(cumulativeProgress(parseTarget("〔12000〕")!, PLAN, [], "2022-12"), LINES)).toBeNull();
  });
});

describe("figures that count something else than the plan", () => {
  const transfers = { value: 3028, kind: "year", from: "2020-01", to: "2020-12" } as const;

  // Alxa, 专栏2: 3,028 transfers in 2020, 15,000 planned for five years.
  it("are told by the base: 148,463 in two years is 24.5 times its month", () => {
    const progress = cumulativeProgress(
      parseTarget("〔15000〕")!,
      PLAN,
      [{ from: "2024-01", to: "2025-12", value: 148_463, source: "" }],
      "2025-12",
    );
    const far = farFromPlan(progress, transfers)!;
    expect(far.of).toBe("base");
    expect(far.times).toBeCloseTo(24.515, 2);
  });

  it("are told by the straight line where there is no base", () => {
    expect(farFromPlan(after(14_400), undefined)).toEqual({ times: 3, of: "plan" });
    expect(farFromPlan(after(14_399), undefined)).toBeNull();
  });

  it("twice the base may well be", () => {
    expect(farFromPlan(after(4800), { ...transfers, value: 1200 })).toBeNull();
  });
});
