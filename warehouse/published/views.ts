import {
  AREA,
  AREA_NAME,
  COVERAGE,
  INDICATOR,
  LEVEL,
  latestOf,
  OBSERVATION,
  PERIOD,
  PERIOD_KIND,
  type PublishedView,
  REPORT,
  TIER,
} from "./meanings.ts";
import { QUESTION_VIEWS } from "./question-views.ts";

const NAMED = {
  indicator: INDICATOR,
  indicator_zh: { zh: "指标名称", en: "name of the indicator, Chinese" },
  indicator_en: { zh: "指标英文名称", en: "name of the indicator, English" },
  area: AREA,
  area_name: AREA_NAME,
  level: LEVEL,
  period_kind: PERIOD_KIND,
  period: PERIOD,
  value: OBSERVATION.value,
  unit: { zh: "单位", en: "unit, Chinese" },
  numerator: OBSERVATION.numerator,
  denominator: OBSERVATION.denominator,
  parts_in: OBSERVATION.parts_in,
  parts_expected: OBSERVATION.parts_expected,
  coverage: COVERAGE,
  known_at: OBSERVATION.known_at,
  hidden: OBSERVATION.hidden,
};

/** Views of the readers' copy, and macros that take an instant. */
export const PUBLISHED_VIEWS: readonly PublishedView[] = [
  {
    name: "figure",
    about: { zh: "观测值，附指标和地区名称", en: "observations with the names of indicator and area" },
    query: `SELECT o.indicator, i.title_zh AS indicator_zh, i.title_en AS indicator_en, o.area, a.name AS area_name, a.level,
              o.period_kind, o.period, o.value, i.unit_zh AS unit, o.numerator, o.denominator, o.parts_in, o.parts_expected,
              o.coverage, o.known_at, o.hidden
            FROM observation_now AS o LEFT JOIN area AS a ON a.code = o.area LEFT JOIN indicator_dictionary AS i ON i.id = o.indicator`,
    columns: NAMED,
  },
  {
    name: "latest_figure",
    about: {
      zh: "各指标在各地区最近一期的数值",
      en: "each indicator's value in each area, for the latest period that has one",
    },
    query: `SELECT * FROM figure WHERE value IS NOT NULL OR hidden IS NOT NULL
            QUALIFY row_number() OVER (PARTITION BY indicator, area, period_kind ORDER BY period DESC) = 1`,
    columns: NAMED,
  },
  {
    name: "restatement",
    about: {
      zh: "变动过的数值：首次公布、最新、变动次数",
      en: "numbers that were restated: the one first published, the latest, and how often it was told anew",
    },
    query: `SELECT indicator, area, period_kind, period, first(value ORDER BY known_at, night) AS first_value, min(known_at) AS first_known_at,
              last(value ORDER BY known_at, night) AS latest_value, max(known_at) AS latest_known_at, count(*) - 1 AS revisions,
              list(value ORDER BY known_at, night) AS path
            FROM observation WHERE hidden IS NULL GROUP BY ALL
            HAVING count(value) > 0 AND count(DISTINCT value) + count(*) FILTER (value IS NULL) > 1`,
    columns: {
      indicator: INDICATOR,
      area: AREA,
      period_kind: PERIOD_KIND,
      period: PERIOD,
      first_value: { zh: "首次公布的数值", en: "the value first published" },
      first_known_at: { zh: "首次收到时间（UTC）", en: "instant of the first (UTC)" },
      latest_value: { zh: "最新数值；空表示已撤销", en: "the latest value; empty where it was withdrawn" },
      latest_known_at: { zh: "最新获知时间（UTC）", en: "instant of the latest (UTC)" },
      revisions: { zh: "首次之后的版本数", en: "versions after the first" },
      path: { zh: "依次公布的数值", en: "the values in the order they were published" },
    },
  },
  {
    name: "open_case",
    about: { zh: "未解除的预警事项", en: "cases that are open" },
    query: `SELECT c.id, c.area, a.name AS area_name, a.level, c.cause, c.tier, c.opened, c.last_change, c.changed, c.state
            FROM risk_case AS c LEFT JOIN area AS a ON a.code = c.area WHERE c.state IN ('open', 'quiet')`,
    columns: {
      id: { zh: "编号", en: "number" },
      area: AREA,
      area_name: AREA_NAME,
      level: LEVEL,
      cause: { zh: "风险来源", en: "what the risk is" },
      tier: TIER,
      opened: { zh: "新增日期", en: "date it was opened" },
      last_change: { zh: "最近变动", en: "last change" },
      changed: { zh: "最近变动日期", en: "date of the last change" },
      state: {
        zh: "状态：open 达标、quiet 平稳待解除",
        en: "open, or quiet: below its lines and not lifted yet",
      },
    },
  },
  {
    name: "missing_report",
    about: { zh: "逾期未报的报表", en: "reports that are overdue and not in" },
    query: `SELECT d.contract, r.title_zh AS report_zh, d.period_kind, d.period, d.area, a.name AS area_name, d.office, d.due
            FROM duty AS d LEFT JOIN area AS a ON a.code = d.area LEFT JOIN report_dictionary AS r ON r.id = d.contract
            WHERE d.state = 'missing'`,
    columns: {
      contract: REPORT,
      report_zh: { zh: "报表名称", en: "name of the report, Chinese" },
      period_kind: PERIOD_KIND,
      period: PERIOD,
      area: AREA,
      area_name: AREA_NAME,
      office: { zh: "报送单位", en: "office that owes it" },
      due: { zh: "期限", en: "last day on time" },
    },
  },
  {
    name: "revision",
    query: `SELECT indicator, area, period_kind, period, row_number() OVER versions AS revision, known_at, numerator, denominator, value,
              coverage, value - lag(value) OVER versions AS change, first_value(value) OVER versions AS first_published,
              last_value(value) OVER versions AS latest, count(*) OVER versions AS revisions
            FROM observation WHERE hidden IS NULL
            WINDOW versions AS (PARTITION BY indicator, area, period_kind, period ORDER BY known_at, night
                                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)`,
    about: { zh: "每个数值的各个版本及其变动", en: "each version of each number, and how it changed" },
    columns: {
      indicator: INDICATOR,
      area: AREA,
      period_kind: PERIOD_KIND,
      period: PERIOD,
      revision: { zh: "第几个版本", en: "how many-th version" },
      known_at: OBSERVATION.known_at,
      numerator: OBSERVATION.numerator,
      denominator: OBSERVATION.denominator,
      value: OBSERVATION.value,
      coverage: COVERAGE,
      change: { zh: "较上一版本的变动", en: "change from the version before" },
      first_published: { zh: "首次公布的数值", en: "the value first published" },
      latest: { zh: "最新数值", en: "the latest value" },
      revisions: { zh: "版本总数", en: "how many versions there are" },
    },
  },
  {
    name: "day_end",
    query: null,
    arguments: ["day"],
    about: {
      zh: "部署所在时区某日终了的时刻（UTC），例如 day_end('2026-03-08')",
      en: "the instant at which a day ends in the deployment's zone (UTC), such as day_end('2026-03-08')",
    },
    columns: {},
  },
  {
    name: "observation_as_of",
    query: latestOf("observation", "known_at <= instant"),
    arguments: ["instant"],
    about: {
      zh: "截至某一时点的观测值，例如 observation_as_of(day_end('2026-03-08'))",
      en: "observations as known at an instant, such as observation_as_of(day_end('2026-03-08'))",
    },
    columns: OBSERVATION,
  },
  {
    name: "series_as_of",
    query: null,
    arguments: ["instant"],
    about: {
      zh: "截至某一时点的数列，代码变更前后衔接",
      en: "series as known at an instant, carried over changes of codes",
    },
    columns: {
      indicator: INDICATOR,
      area: AREA,
      period_kind: PERIOD_KIND,
      period: PERIOD,
      numerator: OBSERVATION.numerator,
      denominator: OBSERVATION.denominator,
      value: OBSERVATION.value,
      coverage: COVERAGE,
      known_at: OBSERVATION.known_at,
      bridged: { zh: "是否由原地区的数值衔接而来", en: "whether it is carried over from former areas" },
    },
  },
  {
    name: "area_as_of",
    query: null,
    arguments: ["day"],
    about: { zh: "某日的地区", en: "the areas as they were on a day" },
    columns: {
      code: { zh: "行政区划代码", en: "code" },
      name: AREA_NAME,
      level: LEVEL,
      parent: { zh: "汇总到的上级地区", en: "the area its numbers roll up to" },
    },
  },
  ...QUESTION_VIEWS,
];
