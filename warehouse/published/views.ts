import {
  AREA,
  AREA_NAME,
  COVERAGE,
  INDICATOR,
  LEVEL,
  OBSERVATION,
  OBSERVED,
  PERIOD,
  PERIOD_KIND,
  type PublishedView,
  REPORT,
  TIER,
} from "./meanings.ts";

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
};

/** Views of the readers' copy, and one table that takes an instant. */
export const PUBLISHED_VIEWS: readonly PublishedView[] = [
  {
    name: "figure",
    about: { zh: "观测值，附指标和地区名称", en: "observations with the names of indicator and area" },
    query: `SELECT o.indicator, i.title_zh AS indicator_zh, i.title_en AS indicator_en, o.area, a.name AS area_name, a.level,
              o.period_kind, o.period, o.value, i.unit_zh AS unit, o.numerator, o.denominator, o.parts_in, o.parts_expected,
              o.coverage, o.known_at
            FROM observation AS o LEFT JOIN area AS a ON a.code = o.area LEFT JOIN indicator_dictionary AS i ON i.id = o.indicator`,
    columns: NAMED,
  },
  {
    name: "latest_figure",
    about: {
      zh: "各指标在各地区最近一期的数值",
      en: "each indicator's value in each area, for the latest period that has one",
    },
    query: `SELECT * FROM figure WHERE value IS NOT NULL
            QUALIFY row_number() OVER (PARTITION BY indicator, area, period_kind ORDER BY period DESC) = 1`,
    columns: NAMED,
  },
  {
    name: "revision",
    about: {
      zh: "数值的更正：首次公布、最新、变动次数",
      en: "restatements: the number first published, the latest, and how often it changed",
    },
    query: `SELECT indicator, area, period_kind, period, arg_min(value, known_at) AS first_value, min(known_at) AS first_known_at,
              arg_max(value, known_at) AS latest_value, max(known_at) AS latest_known_at, count(*) - 1 AS revisions,
              list(value ORDER BY known_at) AS path
            FROM observation_revision WHERE value IS NOT NULL GROUP BY ALL`,
    columns: {
      indicator: INDICATOR,
      area: AREA,
      period_kind: PERIOD_KIND,
      period: PERIOD,
      first_value: { zh: "首次公布的数值", en: "the value first published" },
      first_known_at: { zh: "首次获知时间（UTC）", en: "instant of the first (UTC)" },
      latest_value: { zh: "最新数值", en: "the latest value" },
      latest_known_at: { zh: "最新获知时间（UTC）", en: "instant of the latest (UTC)" },
      revisions: { zh: "首次之后的版本数", en: "versions after the first" },
      path: { zh: "依次公布的数值", en: "the values in the order they were published" },
    },
  },
  {
    name: "open_case",
    about: { zh: "未解除的预警事项", en: "cases that are open" },
    query: `SELECT c.id, c.area, a.name AS area_name, a.level, c.cause, c.tier, c.opened, c.last_change, c.changed
            FROM risk_case AS c LEFT JOIN area AS a ON a.code = c.area WHERE c.lifted IS NULL`,
    columns: {
      id: { zh: "编号", en: "number" },
      area: AREA,
      area_name: AREA_NAME,
      level: LEVEL,
      cause: { zh: "风险来源", en: "what the risk is" },
      tier: TIER,
      opened: { zh: "新发日期", en: "date it was opened" },
      last_change: { zh: "最近变动", en: "last change" },
      changed: { zh: "最近变动日期", en: "date of the last change" },
    },
  },
  {
    name: "missing_report",
    about: { zh: "已过期限仍未到的报表", en: "reports that are overdue and not in" },
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
    name: "observation_as_of",
    arguments: ["instant"],
    about: {
      zh: "某一时点所知的观测值，例如 observation_as_of(TIMESTAMP '2026-03-08 15:59:59')，时间为 UTC",
      en: "observations as known at an instant, such as observation_as_of(TIMESTAMP '2026-03-08 15:59:59'), in UTC",
    },
    query: `SELECT ${OBSERVED} FROM observation_revision WHERE known_at <= instant
            QUALIFY row_number() OVER (PARTITION BY indicator, area, period_kind, period ORDER BY known_at DESC) = 1`,
    columns: OBSERVATION,
  },
];
