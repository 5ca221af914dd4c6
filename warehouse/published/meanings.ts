/** Chinese first, English second. */
export interface Meaning {
  readonly zh: string;
  readonly en: string;
}

export interface Documented {
  readonly name: string;
  readonly about: Meaning;
  readonly columns: Readonly<Record<string, Meaning>>;
}

/** A table of the readers' copy: filled by a query over the warehouse, or from a dictionary handed in (`query` null). */
export interface PublishedTable extends Documented {
  readonly query: string | null;
}

/** A view of the readers' copy, over its own tables. */
export interface PublishedView extends Documented {
  /** Null for a view of the warehouse, which is copied unchanged, so that the same SQL works in both. */
  readonly query: string | null;
  /** The arguments of a table macro, or of a scalar macro where there are no columns; absent for a plain view. */
  readonly arguments?: readonly string[];
}

export const OBSERVED =
  "indicator, area, period_kind, period, numerator, denominator, value, parts_in, parts_expected, coverage, known_at, night";

/** Columns of an observation in the copy: a hidden one has no figures, and the reason. */
export const SHOWN = `${OBSERVED}, hidden`;

/** Columns of a verdict in the copy, without its figures. */
export const JUDGED =
  "date, area, rule, period_kind, period, outcome, tier, steady_tier, reason, coverage, policy, night";

/** Columns of the figures of a verdict or of a change in the copy: hidden ones are empty, with the reason. */
export const COMPARED = "value, expected, base, quantity, line, margin, in_question, hidden";

export const INDICATOR = { zh: "指标，见 indicator_dictionary", en: "indicator, see indicator_dictionary" };
export const AREA = { zh: "地区代码，见 area", en: "area code, see area" };
export const AREA_NAME = { zh: "地区名称", en: "name of the area" };
export const LEVEL = {
  zh: "地区层级：region 自治区、league 盟市、banner 旗县；其他层级只供汇总",
  en: "level: region, league, banner; areas of another level only add up",
};
export const PERIOD_KIND = {
  zh: "期间种类：month、quarter、year、week、day，或截至当日的30日",
  en: "how long the period is: month, quarter, year, week, day, or rolling-30-days",
};
export const PERIOD = { zh: "期间，以其最后一天表示", en: "the period, named by its last day" };
export const RULE = { zh: "规则，见 rule_dictionary", en: "rule, see rule_dictionary" };
export const TIER = {
  zh: "预警级别：I 红、II 橙、III 黄、IV 蓝",
  en: "tier: I red, II orange, III yellow, IV blue",
};
export const COVERAGE = {
  zh: "数据完整性：按规模加权的上报率，0 至 1",
  en: "how complete the data is: share of what was expected, weighted by size, 0 to 1",
};
export const POLICY = { zh: "预警方案版本", en: "version of the policy" };
export const REPORT = { zh: "报表种类", en: "report kind" };

export const OBSERVATION = {
  indicator: INDICATOR,
  area: AREA,
  period_kind: PERIOD_KIND,
  period: PERIOD,
  numerator: { zh: "分子（下级之和）", en: "numerator, summed over the areas below" },
  denominator: {
    zh: "分母（下级之和）；计数指标为空",
    en: "denominator, summed likewise; empty for a count",
  },
  value: {
    zh: "数值；空表示该层级不给出或分母为零",
    en: "the value; empty where the level has none, or the denominator is zero",
  },
  parts_in: { zh: "已到报表份数", en: "reports that are in" },
  parts_expected: { zh: "应报份数", en: "reports that were expected" },
  coverage: COVERAGE,
  known_at: { zh: "收到时间（UTC）", en: "instant at which it became known (UTC)" },
  night: { zh: "算出该数值的夜间处理，见 night", en: "the night that computed it, see night" },
  hidden: {
    zh: "隐去数值的原因：small 单位过少或单个单位占比过高、change 与上月之差会推出单个单位、sibling 为防推算一并不予披露、window 逐日滚动会推出单个报告、version 与已公布的一版相减会推出单个单位或尚未到期",
    en: "why its figures are hidden: small (too few enterprises, or one that dominates), change (the difference from the month before would tell single enterprises), sibling (another could be worked out from it), window (windows that move by a day tell single reports), version (its difference from what was shown would tell single enterprises, or its reports are not yet due)",
  },
};

/** The figures of a verdict, or of the verdict that changed a case. */
export const COMPARISON = {
  value: {
    zh: "判定的数值；隐去或没有数值的为空",
    en: "the figure judged; empty where it is hidden or there is none",
  },
  expected: {
    zh: "比较基准的数值；只与标准比较的为空",
    en: "the value of its base; empty where it is held against the line alone",
  },
  base: {
    zh: "比较基准：last-year 上年同期、median-of-years 前几年同期中位数、model-of-years 按前几年规律推算、usual-growth 按前几年同期增速推算、low-of-the-year 近一年最低值、line 标准本身",
    en: "what it is compared with: last-year (the same period of the year before), median-of-years (median of the same period of earlier years), model-of-years (expected after earlier years), usual-growth (at the usual growth of earlier years), low-of-the-year (the low of the last year), or line (the line itself)",
  },
  quantity: {
    zh: "与标准比较的量，名称同 policy_line.line",
    en: "the quantity that is held against the line, named as in policy_line.line",
  },
  line: {
    zh: "所达到条件的界限值；未达到任何一级标准的为空",
    en: "the bound of the condition that was met; empty where no line was reached",
  },
  margin: {
    zh: "超出界限的数量，以不利方向为正；没有界限的为空",
    en: "how far the quantity is beyond the bound, in the worse direction; empty without a bound",
  },
  in_question: {
    zh: "所依据的数据中正在核实（存疑）的项数；0 表示没有",
    en: "how many of the figures it rests on are in question; 0 where there are none",
  },
  hidden: {
    zh: "隐去上述数值的原因：window 裁员报告逐日滚动会推出单个报告、version 判定所用的单位数据未经公布",
    en: "why these figures are hidden: window (layoffs in windows that move by a day tell single reports), version (it was judged by what is not shown of single enterprises)",
  },
};

/**
 * The latest version of each selected figure in the copy, without withdrawn ones. It gives the same result as the warehouse's view, but applies the
 * window only to rows of the latest instant, which takes a tenth of the time over a million versions.
 */
export const latestOf = (table: string, where: string): string => `
  SELECT ${SHOWN} FROM (
    SELECT * FROM ${table} SEMI JOIN (
      SELECT indicator, area, period_kind, period, max(known_at) AS known_at FROM ${table} WHERE ${where} GROUP BY ALL
    ) AS latest USING (indicator, area, period_kind, period, known_at)
    QUALIFY row_number() OVER (PARTITION BY indicator, area, period_kind, period ORDER BY night DESC) = 1
  ) WHERE numerator IS NOT NULL OR hidden IS NOT NULL`;
