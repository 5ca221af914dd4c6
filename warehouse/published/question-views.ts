import {
  AREA,
  AREA_NAME,
  COMPARISON,
  COVERAGE,
  INDICATOR,
  LEVEL,
  PERIOD,
  PERIOD_KIND,
  type PublishedView,
  REPORT,
  RULE,
  TIER,
} from "./meanings.ts";

const TITLE = { zh: "指标名称", en: "name of the indicator, Chinese" };
const VALUE = { zh: "本期数值", en: "the value of the period" };
const UNIT = { zh: "单位", en: "unit, Chinese" };

/** The places of the months in a year, as columns. */
const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1);

/** Views for what people ask most (常用视图): each over the documented tables of the copy alone, so that nothing is shown that these do not show. */
export const QUESTION_VIEWS: readonly PublishedView[] = [
  {
    name: "year_over_year",
    about: {
      zh: "与上年同期比较（月、季、年）；任一期报表未报齐的不计算变动",
      en: "each figure beside that of the same period of the year before (months, quarters, years); no change where either is not complete",
    },
    query: `SELECT now.indicator, now.indicator_zh, now.area, now.area_name, now.level, now.period_kind, now.period, now.value, now.unit, now.coverage,
              before.value AS last_year, before.coverage AS last_year_coverage,
              CASE WHEN now.coverage >= 1 AND before.coverage >= 1 THEN now.value - before.value END AS change,
              CASE WHEN now.coverage >= 1 AND before.coverage >= 1 THEN 100 * (now.value / nullif(before.value, 0) - 1) END AS change_percent
            FROM figure AS now LEFT JOIN observation_now AS before
              ON before.indicator = now.indicator AND before.area = now.area AND before.period_kind = now.period_kind
                AND before.period = last_day(CAST(now.period - INTERVAL 1 YEAR AS DATE))
            WHERE now.period_kind IN ('month', 'quarter', 'year') AND now.value IS NOT NULL`,
    columns: {
      indicator: INDICATOR,
      indicator_zh: TITLE,
      area: AREA,
      area_name: AREA_NAME,
      level: LEVEL,
      period_kind: PERIOD_KIND,
      period: PERIOD,
      value: VALUE,
      unit: UNIT,
      coverage: COVERAGE,
      last_year: { zh: "上年同期数值", en: "the value of the same period of the year before" },
      last_year_coverage: { zh: "上年同期的数据完整性", en: "how complete the year before is" },
      change: { zh: "比上年同期增减", en: "the difference from the year before" },
      change_percent: { zh: "比上年同期增减（%）", en: "the same in per cent" },
    },
  },
  {
    name: "ranking",
    about: {
      zh: "同级地区按数值从大到小的位次",
      en: "the places of areas of one level by their value, the largest first",
    },
    query: `SELECT indicator, indicator_zh, area, area_name, level, period_kind, period, value, unit, coverage,
              rank() OVER places AS place, count(*) OVER (PARTITION BY indicator, level, period_kind, period) AS of_areas
            FROM figure WHERE value IS NOT NULL
            WINDOW places AS (PARTITION BY indicator, level, period_kind, period ORDER BY value DESC)`,
    columns: {
      indicator: INDICATOR,
      indicator_zh: TITLE,
      area: AREA,
      area_name: AREA_NAME,
      level: LEVEL,
      period_kind: PERIOD_KIND,
      period: PERIOD,
      value: VALUE,
      unit: UNIT,
      coverage: COVERAGE,
      place: { zh: "位次，1 为最大；数值相同的并列", en: "place, 1 for the largest; equal values share it" },
      of_areas: { zh: "参加排位的地区数", en: "how many areas are ranked" },
    },
  },
  {
    name: "by_month",
    about: {
      zh: "按月展开：一行一年，一列一月；数值没有或隐去的为空",
      en: "months side by side: a row for each year, a column for each month; empty where there is no figure or it is hidden",
    },
    query: `SELECT indicator, indicator_zh, area, area_name, level, year(period) AS year,
              ${MONTHS.map((month) => `max(value) FILTER (month(period) = ${month}) AS m${String(month).padStart(2, "0")}`).join(", ")}
            FROM figure WHERE period_kind = 'month' GROUP BY ALL`,
    columns: {
      indicator: INDICATOR,
      indicator_zh: TITLE,
      area: AREA,
      area_name: AREA_NAME,
      level: LEVEL,
      year: { zh: "年份", en: "year" },
      ...Object.fromEntries(
        MONTHS.map((month) => [
          `m${String(month).padStart(2, "0")}`,
          { zh: `${month}月`, en: `month ${month}` },
        ]),
      ),
    },
  },
  {
    name: "case_figure",
    about: {
      zh: "预警事项及其最近一次变动所依据的数值",
      en: "each case with the figures of its latest change",
    },
    query: `SELECT c.id, c.area, a.name AS area_name, a.level, c.cause, c.state, c.tier, c.opened, c.last_change, c.changed, c.lifted,
              e.rule, r.title_zh AS rule_zh, e.period_kind, e.period, e.coverage,
              e.value, e.expected, e.base, e.quantity, e.line, e.margin, e.in_question, e.hidden
            FROM risk_case AS c LEFT JOIN area AS a ON a.code = c.area
            LEFT JOIN (FROM case_event QUALIFY row_number() OVER (PARTITION BY case_id ORDER BY seq DESC) = 1) AS e ON e.case_id = c.id
            LEFT JOIN rule_dictionary AS r ON r.id = e.rule`,
    columns: {
      id: { zh: "预警事项编号", en: "number of the case" },
      area: AREA,
      area_name: AREA_NAME,
      level: LEVEL,
      cause: { zh: "风险来源", en: "what the risk is" },
      state: { zh: "状态，见 risk_case", en: "state, see risk_case" },
      tier: TIER,
      opened: { zh: "新增日期", en: "date it was opened" },
      last_change: { zh: "最近变动", en: "last change" },
      changed: { zh: "最近变动日期", en: "date of the last change" },
      lifted: { zh: "解除日期", en: "date it was lifted" },
      rule: RULE,
      rule_zh: { zh: "规则名称", en: "name of the rule, Chinese" },
      period_kind: PERIOD_KIND,
      period: PERIOD,
      coverage: COVERAGE,
      ...COMPARISON,
    },
  },
  {
    name: "mail_by_office",
    about: {
      zh: "各单位每月收到的邮件：按种类和预警级别的件数和送达情况，不含收件地址",
      en: "mails of each office by month, kind and tier, and how they were delivered; without addresses",
    },
    query: `SELECT office, a.name AS area_name, a.level, last_day(date) AS month, kind, tier, count(*) AS mails, sum(recipients) AS recipients,
              sum(sent) AS sent, sum(failed) AS failed, sum(waiting) AS waiting
            FROM notice_sent LEFT JOIN area AS a ON a.code = office GROUP BY ALL`,
    columns: {
      office: { zh: "收件单位", en: "the office written to" },
      area_name: {
        zh: "单位所在地区；代码不是地区代码的为空",
        en: "its area; empty where its id is no code of an area",
      },
      level: LEVEL,
      month: { zh: "月份（月末日）", en: "month, by its last day" },
      kind: { zh: "种类，见 notice_sent", en: "kind, see notice_sent" },
      tier: TIER,
      mails: { zh: "件数", en: "mails" },
      recipients: { zh: "收件地址数", en: "addresses written to" },
      sent: { zh: "其中已发出", en: "of these sent" },
      failed: { zh: "其中未送达", en: "of these not delivered" },
      waiting: { zh: "其中待发", en: "of these waiting" },
    },
  },
  {
    name: "report_coverage",
    about: {
      zh: "各盟市、全区每期报表的报送情况：应报、按时、迟报、未报、零报告",
      en: "how the reports of each period came in, for the region and each league: owed, on time, late, missing, nil",
    },
    query: `SELECT d.contract, r.title_zh AS report_zh, d.period_kind, d.period, t.ancestor AS area, a.name AS area_name, a.level,
              count(*) AS owed, count(*) FILTER (d.state = 'on-time') AS on_time, count(*) FILTER (d.state = 'late') AS late,
              count(*) FILTER (d.state = 'missing') AS missing, count(*) FILTER (d.nil) AS nil, sum(d.submissions) AS submissions
            FROM duty AS d JOIN area_descent AS t ON t.area = d.area JOIN area AS a ON a.code = t.ancestor AND a.level IN ('region', 'league')
            LEFT JOIN report_dictionary AS r ON r.id = d.contract
            WHERE d.state <> 'awaited' GROUP BY ALL`,
    columns: {
      contract: REPORT,
      report_zh: { zh: "报表名称", en: "name of the report, Chinese" },
      period_kind: PERIOD_KIND,
      period: PERIOD,
      area: AREA,
      area_name: AREA_NAME,
      level: LEVEL,
      owed: { zh: "应报份数", en: "reports owed" },
      on_time: { zh: "按时", en: "on time" },
      late: { zh: "迟报", en: "late" },
      missing: { zh: "未报", en: "missing" },
      nil: { zh: "零报告", en: "nil reports" },
      submissions: { zh: "报送次数，含更正", en: "how often they were sent, corrections too" },
    },
  },
];
