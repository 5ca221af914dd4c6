import {
  AREA,
  COMPARED,
  COMPARISON,
  COVERAGE,
  JUDGED,
  LEVEL,
  latestOf,
  OBSERVATION,
  PERIOD,
  PERIOD_KIND,
  POLICY,
  type PublishedTable,
  REPORT,
  RULE,
  SHOWN,
  TIER,
} from "./meanings.ts";
import { CIRCULATION } from "./shown-figures.ts";

/** Tables of the readers' copy: figures by area, never rows of a report, enterprises or persons. */
export const FIGURES: readonly PublishedTable[] = [
  {
    name: "area",
    about: {
      zh: "地区字典：自治区、盟市、旗县及其有效期",
      en: "the areas: region, leagues, banners, and when each is valid",
    },
    query:
      "SELECT code, name, name_en, alias, level, parent, reports_to, weight, valid_from, valid_to FROM area",
    columns: {
      code: { zh: "行政区划代码（GB/T 2260 或本地扩展）", en: "code (GB/T 2260, or a local extension)" },
      name: { zh: "名称", en: "name" },
      name_en: { zh: "英文名称", en: "English name" },
      alias: { zh: "别名", en: "other name" },
      level: LEVEL,
      parent: { zh: "汇总到的上级地区", en: "the area its numbers roll up to" },
      reports_to: { zh: "业务主管地区", en: "the area it reports to" },
      weight: { zh: "规模权数，用于完整性", en: "size, for weighing how complete the data is" },
      valid_from: { zh: "生效日期", en: "first day it is valid" },
      valid_to: { zh: "失效日期", en: "last day it is valid" },
    },
  },
  {
    name: "area_descent",
    about: {
      zh: "每个地区及其全部上级（含自身），用于汇总",
      en: "every area with each of its ancestors, itself included: for adding up",
    },
    query: "SELECT ancestor, area, distance FROM area_descent",
    columns: {
      ancestor: { zh: "上级地区", en: "the ancestor" },
      area: AREA,
      distance: { zh: "相隔级数，自身为 0", en: "levels between them, 0 for itself" },
    },
  },
  {
    name: "area_version",
    about: {
      zh: "地区沿革：每个地区在各时段的名称和上级",
      en: "the register as it was: each area's name and parent, span by span",
    },
    query: "SELECT code, name, level, parent, valid_from, valid_to FROM area_version",
    columns: {
      code: { zh: "行政区划代码", en: "code" },
      name: { zh: "名称", en: "name" },
      level: LEVEL,
      parent: { zh: "汇总到的上级地区", en: "the area its numbers roll up to" },
      valid_from: { zh: "时段的第一天", en: "first day of the span" },
      valid_to: { zh: "时段的最后一天", en: "last day of the span" },
    },
  },
  {
    name: "succession",
    about: {
      zh: "地区的更名、划转、代码变更、合并、拆分，以及数列是否衔接",
      en: "which area went on from which, and whether the series is carried over",
    },
    query: "SELECT area, former, kind, bridged, valid_from, valid_to FROM succession",
    columns: {
      area: AREA,
      former: { zh: "原地区", en: "the former area" },
      kind: { zh: "变更种类", en: "kind of change" },
      bridged: { zh: "数列是否衔接", en: "whether its series is carried over" },
      valid_from: {
        zh: "原地区数值适用的第一天",
        en: "first day for which the former area's figures stand for it",
      },
      valid_to: { zh: "最后一天", en: "last such day" },
    },
  },
  {
    name: "setting",
    about: { zh: "查询用部署参数", en: "what questions need of the deployment's settings" },
    query: "SELECT name, value FROM setting",
    columns: { name: { zh: "名称", en: "name" }, value: { zh: "值", en: "value" } },
  },
  {
    name: "observation_now",
    about: {
      zh: "观测值：各指标、地区、期间的最新数值",
      en: "observations: the latest number of each indicator, area and period",
    },
    query: latestOf("observation_shown", "true"),
    columns: OBSERVATION,
  },
  {
    name: "observation",
    about: {
      zh: "观测值的全部版本，包括后来被更正的",
      en: "every version of every observation, those that were later restated too",
    },
    query: `SELECT ${SHOWN} FROM observation_shown`,
    columns: OBSERVATION,
  },
  {
    name: "verdict",
    about: {
      zh: "判定：每次夜间处理中每条规则在每个地区的结论（达到预警标准、未达到、未判定）",
      en: "verdicts: what each rule said in each area each night (fired, quiet, not judged)",
    },
    query: `SELECT ${JUDGED}, ${COMPARED} FROM verdict_shown`,
    columns: {
      date: { zh: "夜间处理日期", en: "date of the night" },
      area: AREA,
      rule: RULE,
      period_kind: PERIOD_KIND,
      period: PERIOD,
      outcome: {
        zh: "结论：fired 达到预警标准、quiet 未达到、not-judged 未判定",
        en: "fired, quiet or not-judged",
      },
      tier: TIER,
      steady_tier: { zh: "持续达到的预警级别", en: "tier that has held steadily" },
      reason: { zh: "未判定的原因", en: "why it was not judged" },
      coverage: COVERAGE,
      policy: POLICY,
      night: { zh: "作出判定的夜间处理，见 night", en: "the night that judged it, see night" },
      ...COMPARISON,
    },
  },
  {
    name: "risk_case",
    about: {
      zh: "预警事项：一个地区的一个风险，从新增到解除",
      en: "cases: one risk in one area, from opened to lifted",
    },
    query:
      "SELECT id, area, cause, opened, tier, last_change, changed, lifted, state FROM case_state WHERE NOT drill",
    columns: {
      id: { zh: "编号", en: "number" },
      area: AREA,
      cause: { zh: "风险来源，见 rule_dictionary.cause", en: "what the risk is, see rule_dictionary.cause" },
      opened: { zh: "新增日期", en: "date it was opened" },
      tier: TIER,
      last_change: { zh: "最近变动", en: "last change" },
      changed: { zh: "最近变动日期", en: "date of the last change" },
      lifted: { zh: "解除日期；空表示未解除", en: "date it was lifted; empty while it is open" },
      state: {
        zh: "状态：open 达标、quiet 平稳待解除、lifted 已解除、merged 已并入、closed 已办结",
        en: "open, quiet (below its lines, not lifted yet), lifted, merged, closed",
      },
    },
  },
  {
    name: "episode",
    about: {
      zh: "风险事件：同一风险的各预警事项，名称不变",
      en: "episodes: the cases of one risk, under one title that never changes",
    },
    query:
      "SELECT id, opened, json_extract_string(title, '$.zh') AS title_zh, json_extract_string(title, '$.en') AS title_en FROM episode",
    columns: {
      id: { zh: "编号", en: "number" },
      opened: { zh: "新增日期", en: "date it was opened" },
      title_zh: { zh: "名称", en: "title, Chinese" },
      title_en: { zh: "英文名称", en: "title, English" },
    },
  },
  {
    name: "episode_case",
    about: {
      zh: "风险事件的预警事项及相关预警事项",
      en: "the cases of each episode, and those that stand beside it",
    },
    query: `SELECT episode, case_id, kind, link, person IS NOT NULL OR link = 'first' AS confirmed, date FROM episode_link
            QUALIFY row_number() OVER (PARTITION BY episode, case_id ORDER BY seq DESC) = 1 AND kind <> 'cut'`,
    columns: {
      episode: { zh: "风险事件编号", en: "number of the episode" },
      case_id: { zh: "预警事项编号", en: "number of the case" },
      kind: { zh: "limb 属于、related 相关", en: "limb: of it; related: beside it" },
      link: {
        zh: "依据：first 首个、follows 类别和时间吻合、parent 上级地区、person 人工",
        en: "how it came to it: first, follows (cause and time agree), parent (of an area above), person",
      },
      confirmed: { zh: "是否经人工确认", en: "whether a person confirmed it" },
      date: { zh: "归入日期", en: "date on which it came to it" },
    },
  },
  {
    name: "case_event",
    about: { zh: "预警事项的每次变动", en: "every change of every case" },
    query: `SELECT case_id, seq, date, kind, tier_from, tier_to, rule, period_kind, period, reason, coverage, policy, ${COMPARED}
            FROM case_event_shown WHERE case_id NOT IN (SELECT case_id FROM main.drill_case)`,
    columns: {
      case_id: { zh: "预警事项编号", en: "number of the case" },
      seq: { zh: "第几次变动", en: "how many-th change" },
      date: { zh: "日期", en: "date" },
      kind: {
        zh: "变动：opened 新增、raised 上调、lowered 下调、lifted 解除、held 保留（待人工核定）",
        en: "opened, raised, lowered, lifted, or held (until a person decides)",
      },
      tier_from: { zh: "原预警级别", en: "tier before" },
      tier_to: { zh: "现预警级别", en: "tier after" },
      rule: RULE,
      period_kind: PERIOD_KIND,
      period: PERIOD,
      reason: { zh: "原因", en: "reason" },
      coverage: COVERAGE,
      policy: POLICY,
      ...COMPARISON,
    },
  },
  {
    name: "duty",
    about: {
      zh: "报送任务：应报单位、报表、期限和报送情况",
      en: "duties: who owed which report, when it was due, and how it came in",
    },
    query: `SELECT contract, period_kind, period, area, office, due, in_at, submissions, nil, state
            FROM duty_as_of((SELECT max(as_of) FROM main.night WHERE state = 'done'))`,
    columns: {
      contract: REPORT,
      period_kind: PERIOD_KIND,
      period: PERIOD,
      area: AREA,
      office: { zh: "报送单位", en: "office that owes it" },
      due: { zh: "期限", en: "last day on time" },
      in_at: { zh: "收到时间（UTC）", en: "instant it came in (UTC)" },
      submissions: { zh: "报送次数", en: "how often it was sent" },
      nil: { zh: "是否零报告", en: "whether it is a nil report" },
      state: {
        zh: "on-time 按时、late 迟报、missing 未报、awaited 未到期",
        en: "on-time, late, missing, or awaited (not yet due)",
      },
    },
  },
  {
    name: "circulation",
    about: {
      zh: "可供流转的单位分布：每月各地区报表所列单位数和人数，过小单元已隐去",
      en: "what may be circulated about enterprises: how many of them and of persons each area's reports name in a month, from their due date on, small cells hidden",
    },
    query: CIRCULATION,
    columns: {
      report: REPORT,
      month: { zh: "月份（月末日）", en: "month, by its last day" },
      area: AREA,
      firms: { zh: "单位数；隐去的为空", en: "enterprises; none where hidden" },
      persons: { zh: "人数；隐去的为空", en: "persons; none where hidden" },
      hidden: {
        zh: "隐去的原因：small 单位过少或单个单位占比过高、change 与上月之差会推出单个单位、sibling 为防推算一并不予披露",
        en: "why it is hidden: small (too few enterprises, or one that dominates), change (the difference from the month before would tell single enterprises), sibling (another could be worked out from it)",
      },
      known_at: {
        zh: "公布的这一版所截至的时间（UTC）",
        en: "instant as of which this version is shown (UTC)",
      },
      waiting: {
        zh: "此后又有变动，但变动部分会推出单个单位，暂不公布",
        en: "whether more is known since, which would tell of single enterprises and is not shown yet",
      },
    },
  },
  {
    name: "notice_sent",
    about: {
      zh: "发出的邮件：每件一行，收件单位、种类、级别、送达情况；不含标题、正文、收件地址",
      en: "the mails written: a row for each with office, kind, tier and how it was delivered; without subject, text or addresses",
    },
    query: `SELECT m.id, m.kind, m.night, n.date, m.office, m.tier, m.case_id, m.seq, coalesce(d.recipients, 0) AS recipients,
              coalesce(d.sent, 0) AS sent, coalesce(d.failed, 0) AS failed, coalesce(d.waiting, 0) AS waiting
            FROM (SELECT id, 'notice' AS kind, night, office, tier, case_id, seq FROM main.notice
                  WHERE case_id NOT IN (SELECT case_id FROM main.drill_case)
                  UNION ALL SELECT id, kind, night, office, NULL, NULL, NULL FROM main.letter WHERE kind <> 'operations') AS m
            JOIN main.night AS n ON n.id = m.night
            LEFT JOIN (SELECT notice, count(*) AS recipients, count(*) FILTER (state = 'sent') AS sent,
                              count(*) FILTER (state = 'waiting') AS waiting, count(*) FILTER (state NOT IN ('sent', 'waiting')) AS failed
                       FROM main.delivery GROUP BY notice) AS d ON d.notice = m.id`,
    columns: {
      id: { zh: "编号", en: "number" },
      kind: {
        zh: "种类：notice 预警提示、changes 变动汇总、digest 每日汇总、receipt 回执、reminder 催报、finding 疑点核实、plan 计划、life 例行告知",
        en: "notice, changes, digest, receipt, reminder, finding, plan or life (sign of life)",
      },
      night: { zh: "写出该件的夜间处理，见 night", en: "the night that wrote it, see night" },
      date: { zh: "夜间处理日期", en: "date of the night" },
      office: { zh: "收件单位", en: "the office written to" },
      tier: TIER,
      case_id: {
        zh: "预警事项编号；不是预警提示的为空",
        en: "number of the case; empty where it is no notice",
      },
      seq: { zh: "事项的第几次变动", en: "how many-th change of the case" },
      recipients: { zh: "收件地址数", en: "addresses written to" },
      sent: { zh: "其中已发出", en: "of these sent" },
      failed: { zh: "其中未送达", en: "of these not delivered" },
      waiting: { zh: "其中待发", en: "of these waiting" },
    },
  },
  {
    name: "night",
    about: { zh: "夜间处理", en: "the nights" },
    query: "SELECT id, date, as_of, finished_at, state, policy FROM night",
    columns: {
      id: { zh: "编号", en: "number" },
      date: { zh: "日期", en: "date" },
      as_of: { zh: "数据截止时间（UTC）", en: "what was known at this instant was judged (UTC)" },
      finished_at: { zh: "完成时间（UTC）", en: "instant it finished (UTC)" },
      state: { zh: "done 完成、running 进行中、failed 失败", en: "done, running or failed" },
      policy: { zh: "预警方案指纹", en: "fingerprint of the policy" },
    },
  },
];
