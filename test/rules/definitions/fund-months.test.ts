import { fundMonths } from "../../../rules/definitions/fund-months.ts";
import { ruleCases } from "../rule-cases.ts";

const fund = (balance: number, monthly: number) => ({
  period: "2026-05",
  reported: { "990101": { "2026-05": [balance, monthly] as const } },
});

ruleCases(fundMonths, {
  fires: [
    { name: "eleven months and a half", ...fund(1_150, 100), tier: "IV" },
    { name: "eight months", ...fund(800, 100), tier: "III" },
    { name: "five months", ...fund(500, 100), tier: "II" },
    { name: "two months", ...fund(200, 100), tier: "I" },
    { name: "a fund in debt", ...fund(-50, 100), tier: "I" },
    { name: "nine months stand on the line, not below it", ...fund(900, 100), tier: "IV" },
  ],
  quiet: [
    { name: "twelve months exactly", ...fund(1_200, 100) },
    { name: "three years", ...fund(3_600, 100) },
  ],
  notJudged: [
    { name: "nothing was spent", ...fund(500, 0), reason: "no-denominator" },
    { name: "no report of the month", period: "2026-05", reported: { "990101": {} }, reason: "no-report" },
  ],
});
