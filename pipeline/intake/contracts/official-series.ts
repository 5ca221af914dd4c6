import { defineContract } from "./define.ts";

/**
 * Figures that a statistical authority or ministry published for the region or country as a whole (官方发布数据): surveyed and
 * registered unemployment rates, employment and fund figures counted from January.
 *
 * They are kept as published and never recomputed. A surveyed rate has no reliable value below the region, so rows about other areas are
 * refused. The balance of the year's income and expenditure may differ by the rounding to 0.1 亿元.
 */
export const officialSeries = defineContract({
  id: "official-series",
  title: { zh: "官方发布数据（月度，部分为本年累计）", en: "Official series, partly counted from January" },
  source: "国家统计局劳动力调查（城镇调查失业率）；人力资源和社会保障部统计数据发布",
  grain: "period",
  periods: ["month"],
  keys: [["period"]],
  levels: ["region"],
  cumulative: ["new_jobs_ytd", "reemployed_ytd", "hardship_ytd", "fund_income_ytd", "fund_expenditure_ytd"],
  columns: {
    area: { type: "area", title: { zh: "地区", en: "area" }, example: "990000" },
    period: { type: "period", title: { zh: "报告期", en: "period" }, example: "2026-03" },
    stated_period: {
      type: "period",
      title: { zh: "标题所写报告期", en: "period in the release's title" },
      optional: true,
      example: "2026-03",
    },
    published_on: {
      type: "date",
      title: { zh: "发布日期", en: "date of the release" },
      example: "2026-04-20",
    },
    surveyed_rate: {
      type: "amount",
      unit: "percent",
      title: { zh: "城镇调查失业率(%)", en: "surveyed urban unemployment rate (%)" },
      optional: true,
      example: 5.3,
    },
    registered_rate: {
      type: "amount",
      unit: "percent",
      title: { zh: "城镇登记失业率(%)", en: "registered urban unemployment rate (%)" },
      optional: true,
      example: 3.8,
    },
    new_jobs_ytd: ytd("城镇新增就业", "new urban employment", 52000),
    reemployed_ytd: ytd("失业人员再就业", "unemployed re-employed", 21000),
    hardship_ytd: ytd("就业困难人员就业", "hardship persons employed", 6000),
    insured: {
      type: "count",
      title: { zh: "期末失业保险参保人数", en: "insured against unemployment at the end of the month" },
      optional: true,
      example: 2765000,
    },
    fund_income_ytd: money("失业保险基金收入", "unemployment fund income", 12000),
    fund_expenditure_ytd: money("失业保险基金支出", "unemployment fund expenditure", 9500.5),
    fund_balance_ytd: money("失业保险基金收支差", "income less expenditure of the fund", 2499.5),
  },
  checks: [
    {
      id: "title-says-the-period",
      holds: "stated_period = period",
      column: "stated_period",
      message: { zh: "标题所写报告期与报告期不一致", en: "the title states another period" },
    },
    {
      id: "published-after-the-period",
      holds: "published_on > period",
      column: "published_on",
      message: { zh: "发布日期早于报告期结束", en: "published before the period ended" },
    },
    {
      id: "balance-is-income-less-expenditure",
      holds: "abs(fund_income_ytd - fund_expenditure_ytd - fund_balance_ytd) <= 1000",
      column: "fund_balance_ytd",
      message: {
        zh: "收支差应等于基金收入减基金支出（允许0.1亿元的舍入差）",
        en: "the balance must be income less expenditure, but for rounding to 0.1 亿元",
      },
    },
    ...["surveyed_rate", "registered_rate"].map((column) => ({
      id: `${column.replace("_", "-")}-is-a-share`,
      holds: `${column} BETWEEN 0 AND 100`,
      column,
      message: { zh: "失业率应在0到100之间", en: "a rate lies between 0 and 100" },
    })),
  ],
});

/** Persons counted from the beginning of the year. */
function ytd(zh: string, en: string, example: number) {
  return {
    type: "count",
    title: { zh: `本年累计${zh}人数`, en: `${en}, from January` },
    optional: true,
    example,
  } as const;
}

/** Money in 万元 counted from the beginning of the year. */
function money(zh: string, en: string, example: number) {
  return {
    type: "amount",
    title: { zh: `本年累计${zh}`, en: `${en}, from January` },
    optional: true,
    example,
  } as const;
}
