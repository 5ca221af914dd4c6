import { POLICY, type PublishedTable, RULE, TIER } from "./meanings.ts";

/** Dictionaries of the terms in the figures (字典), passed in when the copy is made, because the warehouse does not know rules or reports. */
export const DICTIONARIES: readonly PublishedTable[] = [
  {
    name: "indicator_dictionary",
    about: { zh: "指标字典", en: "the indicators" },
    query: null,
    columns: {
      id: { zh: "指标", en: "id" },
      title_zh: { zh: "名称", en: "name, Chinese" },
      title_en: { zh: "英文名称", en: "name, English" },
      unit_zh: { zh: "单位", en: "unit, Chinese" },
      unit_en: { zh: "英文单位", en: "unit, English" },
      higher_is: { zh: "数值升高是 worse 变坏还是 better 变好", en: "whether higher is worse or better" },
      report: { zh: "来自哪种报表", en: "report kind it is computed from" },
      periods: { zh: "期间种类", en: "kinds of periods" },
      levels: { zh: "给出数值的地区层级", en: "levels that have a value" },
      numerator: { zh: "分子的定义", en: "what the numerator is" },
      denominator: { zh: "分母的定义；计数指标为空", en: "what the denominator is; empty for a count" },
      scale: { zh: "比值乘以此数", en: "what the ratio is multiplied by" },
      decimals: { zh: "小数位数", en: "decimals" },
      definition_zh: {
        zh: "口径；各方说法一致时为空",
        en: "which definition, Chinese; empty where sources agree",
      },
      definition_en: { zh: "口径（英文）", en: "which definition, English" },
      not_shown_zh: {
        zh: "其他层级不公布的原因；空表示该层级没有数值",
        en: "why it is not shown at other levels, Chinese; empty where it just has no value there",
      },
      not_shown_en: {
        zh: "其他层级不公布的原因（英文）",
        en: "why it is not shown at other levels, English",
      },
      when_missing: { zh: "缺数据时如何处理", en: "what happens when data are missing" },
      source: { zh: "来源", en: "source" },
      sql: { zh: "分子、分母的计算语句", en: "SQL of numerator and denominator" },
    },
  },
  {
    name: "rule_dictionary",
    about: { zh: "规则字典", en: "the rules" },
    query: null,
    columns: {
      id: { zh: "规则", en: "id" },
      title_zh: { zh: "名称", en: "name, Chinese" },
      title_en: { zh: "英文名称", en: "name, English" },
      cause: { zh: "所属风险", en: "the risk its cases are of" },
      kind: {
        zh: "series 数列、event 事件、combined 下级汇集",
        en: "on a series, on events, or combined (on the cases below)",
      },
      indicator: { zh: "所用指标；其他规则为空", en: "indicator it reads; empty for other rules" },
      levels: { zh: "判定的地区层级", en: "levels it judges" },
      advice_zh: { zh: "建议措施", en: "advice, Chinese" },
      advice_en: { zh: "建议措施（英文）", en: "advice, English" },
      limitations_zh: { zh: "使用说明", en: "what it cannot know, Chinese" },
      limitations_en: { zh: "使用说明（英文）", en: "what it cannot know, English" },
      basis: { zh: "依据", en: "legal or statistical basis" },
    },
  },
  {
    name: "policy_line",
    about: { zh: "现行预警方案的各级标准", en: "the tier lines of the policy in force" },
    query: null,
    columns: {
      policy: POLICY,
      rule: RULE,
      tier: TIER,
      line: {
        zh: "标准（JSON：条件组的列表，任一组的条件全部满足即达到）",
        en: "the line, as JSON: a list of groups of conditions; it is reached where every condition of one group holds",
      },
    },
  },
  {
    name: "report_dictionary",
    about: { zh: "报表字典", en: "the report kinds" },
    query: null,
    columns: {
      id: { zh: "报表种类", en: "id" },
      title_zh: { zh: "名称", en: "name, Chinese" },
      title_en: { zh: "英文名称", en: "name, English" },
      source: { zh: "依据", en: "law, form or standard behind it" },
      periods: { zh: "期间种类", en: "kinds of periods" },
    },
  },
  {
    name: "ready_query",
    about: { zh: "现成查询：一题一条语句", en: "ready queries: one question, one statement" },
    query: null,
    columns: {
      name: { zh: "名称", en: "name" },
      question_zh: { zh: "问题", en: "the question, Chinese" },
      question_en: { zh: "问题（英文）", en: "the question, English" },
      sql: { zh: "语句", en: "the statement" },
    },
  },
  {
    name: "disclosure_rule",
    about: {
      zh: "隐去哪些涉及单位的数值，如何决定",
      en: "which figures about enterprises are hidden, and how that is decided",
    },
    query: null,
    columns: {
      reason: { zh: "原因，见 hidden 列", en: "the reason, as in the column hidden" },
      method_zh: { zh: "方法", en: "the method, Chinese" },
      method_en: { zh: "方法（英文）", en: "the method" },
    },
  },
];
