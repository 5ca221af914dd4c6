import { defineContract } from "./define.ts";

/**
 * Unemployment-insurance table (失业保险月报): insured stock and its movement, benefits and fund, by area and period.
 *
 * The stock identity (closing = opening + added − removed) is checked where all four are given; a row that breaks it is refused and never
 * corrected silently. A person who draws benefit at the end of a period has drawn it in the year, so 本年累计领取人数 includes those carried over
 * from the year before; a sender that counts only new approvals reports them as 本年累计新增领取人数. Amounts of money are in 万元 unless the
 * mapping's unit says otherwise.
 */
export const socialInsurance = defineContract({
  id: "social-insurance",
  title: { zh: "失业保险情况表", en: "Unemployment insurance table" },
  source: "失业保险统计报表（参保、待遇、基金）；社会保险法第50条、失业保险条例",
  grain: "period",
  periods: ["week", "month"],
  keys: [["period"]],
  cumulative: ["claims_ytd", "beneficiaries_ytd"],
  stocks: [{ closing: "insured", opening: "insured_opening" }, { closing: "beneficiaries" }],
  columns: {
    area: { type: "area", title: { zh: "地区", en: "area" }, example: "990101" },
    period: { type: "period", title: { zh: "报告期", en: "period" }, example: "2026-03" },
    insured: {
      type: "count",
      title: { zh: "期末参保人数", en: "insured at the end of the period" },
      example: 4950,
    },
    insured_opening: {
      type: "count",
      title: { zh: "期初参保人数", en: "insured at the beginning of the period" },
      optional: true,
      example: 5000,
    },
    added: {
      type: "count",
      title: { zh: "本期新增参保人数", en: "persons added" },
      optional: true,
      example: 40,
    },
    removed: {
      type: "count",
      title: { zh: "本期减少参保人数", en: "persons removed" },
      optional: true,
      example: 90,
    },
    beneficiaries: {
      type: "count",
      title: { zh: "期末领取失业保险金人数", en: "persons drawing benefit" },
      optional: true,
      example: 60,
    },
    new_claims: { type: "count", title: { zh: "本期新增领取人数", en: "new claims" }, example: 12 },
    fund_income: {
      type: "amount",
      title: { zh: "基金收入", en: "fund income" },
      optional: true,
      example: 31.5,
    },
    fund_expenditure: {
      type: "amount",
      title: { zh: "基金支出", en: "fund expenditure" },
      optional: true,
      example: 20.25,
    },
    fund_balance: {
      type: "amount",
      title: { zh: "基金累计结余", en: "fund balance" },
      optional: true,
      example: 640.5,
    },
    claims_ytd: {
      type: "count",
      title: { zh: "本年累计新增领取人数", en: "new claims since January" },
      optional: true,
      example: 34,
    },
    beneficiaries_ytd: {
      type: "count",
      title: {
        zh: "本年累计领取人数",
        en: "persons who drew benefit since January, carried-over ones included",
      },
      optional: true,
      example: 88,
    },
  },
  checks: [
    {
      id: "closing-is-opening-plus-net",
      holds: "insured = insured_opening + added - removed",
      column: "insured",
      message: {
        zh: "期末参保人数应等于期初参保人数+本期新增-本期减少",
        en: "insured at the end must equal the opening stock + added − removed",
      },
    },
    {
      id: "claims-within-insured",
      holds: "new_claims <= insured + coalesce(removed, new_claims)",
      column: "new_claims",
      message: { zh: "本期新增领取人数大于参保人数", en: "more new claims than insured persons" },
    },
    {
      id: "claims-within-the-year",
      holds: "new_claims <= claims_ytd",
      column: "claims_ytd",
      message: {
        zh: "本年累计新增领取人数小于本期新增领取人数",
        en: "fewer new claims since January than in the period alone",
      },
    },
    {
      id: "drawing-within-the-year",
      holds: "beneficiaries <= beneficiaries_ytd AND claims_ytd <= beneficiaries_ytd",
      column: "beneficiaries_ytd",
      message: {
        zh: "本年累计领取人数（含上年结转）应不小于期末领取人数和本年累计新增领取人数",
        en: "persons who drew since January (carried-over ones included) must be no fewer than those drawing now, nor than the new claims since January",
      },
    },
  ],
});
