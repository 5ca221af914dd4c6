import { Resvg } from "@resvg/resvg-js";
import type {
  Chart,
  Moment,
  NoticeContent,
  NoticeParagraph,
  Table,
} from "../../../reports/documents/content.ts";
import type { MailStep } from "../../../reports/documents/mail.ts";
import { FONTS } from "../../../reports/documents/paper.ts";

/** Notices as they go to an office, written by hand: a new warning of the gravest tier, one lowered, one lifted, one corrected, and one in English. */

const MONTHS = [
  ...["2025年6月", "2025年7月", "2025年8月", "2025年9月", "2025年10月", "2025年11月"],
  ...["2025年12月", "2026年1月", "2026年2月", "2026年3月", "2026年4月", "2026年5月"],
];
const FIGURES = [1702, 1688, 1745, 1820, 1903, 1790, 1844, 2012, null, 2188, 2301, 2391];

const claims: Chart = {
  ...{ kind: "line", title: "包头市新增领取失业保险金人数", unit: "人", tier: "I", fromZero: true },
  points: MONTHS.map((label, at) => ({
    ...{ label, value: FIGURES[at] ?? null },
    ...(at === 11 ? { isProvisional: true, isJudged: true, text: "2,391" } : {}),
  })),
  season: MONTHS.map((_, at) =>
    at < 2 ? null : { low: 1500 + 10 * at, middle: 1650 + 10 * at, high: 1800 + 10 * at },
  ),
  lines: [
    { tier: "II", value: 2200, text: "Ⅱ 2,200" },
    { tier: "I", value: 2350, text: "Ⅰ 2,350" },
  ],
  notes: [
    "灰带为近5年同月最低至最高，虚线为中位数；缺2026年2月，断线处不是零。",
    "空心点为初步数：97.3%的报表已到。来自迟报，不是恶化。",
  ],
  alt: "折线图：包头市新增领取失业保险金人数由2025年6月的1,702人升至2026年5月的2,391人，超过Ⅰ级标准2,350人。",
};

const reports: Chart = {
  ...{ kind: "stems", title: "昆都仑区裁减人员报告", unit: "人", tier: "I", fromZero: true, season: [] },
  points: [
    { label: "2026年4月9日", value: 41 },
    { label: "2026年5月12日", value: 120, text: "120" },
    { label: "2026年6月10日", value: 900, isJudged: true, text: "900" },
  ],
  lines: [{ tier: "I", value: 300, text: "Ⅰ 300" }],
  notes: ["一根竖线为一份报告；横线为单个企业的标准。"],
  alt: "竖线图：三份裁减人员报告，最近一份900人，超过Ⅰ级标准300人。",
};

const comparison: Table = {
  title: "比一比：包头市与全区",
  head: ["指标", "本期", "上年同期", "增减", "往年范围", "其他盟市"],
  rows: [
    [
      { text: "新增领取失业保险金（人）" },
      { text: "2,391", value: 2391 },
      { text: "1,730", value: 1730 },
      { text: "+38.2%", value: 38.2 },
      { text: "1,610—1,910" },
      { text: "1,588", value: 1588 },
    ],
    [
      { text: "每千名参保人员裁员（‰）" },
      { text: "21.95", value: 21.9512 },
      { text: "0.40", value: 0.4 },
      { text: "—" },
      { text: "≤1.20", value: 1.2 },
      { text: "0.85", value: 0.85 },
    ],
    [
      { text: "求人倍率" },
      { text: "1.56", value: 1.56 },
      { text: "1.57", value: 1.57 },
      { text: "−0.6%", value: -0.6 },
      { text: "—" },
      { text: "—" },
    ],
    [
      { text: "已到报表" },
      { text: "97.3%", value: 0.973 },
      { text: "100%", value: 1 },
      { text: "—" },
      { text: "—" },
      { text: "98.1%", value: 0.981 },
    ],
  ],
  notes: ["往年范围：近5年同月最低至最高。只有全部报表到齐的数才与上年同期相比。"],
};

const STEPS: readonly MailStep[] = [
  {
    text: "核实人数、拟裁减日期和职工名册，回复“属实”或“不属实”；不属实的说明差异来自哪一份报告",
    taker: "昆都仑区人力资源和社会保障局",
    due: "收到后2小时内",
  },
  {
    text: "报告包头市人民政府和自治区人力资源和社会保障厅",
    taker: "包头市人力资源和社会保障局",
    due: "确认后2小时内",
  },
  {
    text: "查阅裁减人员方案和职工安置方案，核查欠薪欠保，督促企业依法向工会说明情况",
    taker: "劳动监察机构",
    due: "2026年6月15日前",
  },
  { text: "提前进驻办理失业登记和待遇申领，组织专场招聘", taker: "本级有关部门", due: "2026年7月9日前" },
];

const timeline: readonly Moment[] = [
  { day: "2026年6月10日", text: "企业报告送昆都仑区人社局", tier: null, state: "past" },
  { day: "2026年6月11日", text: "夜间处理发现，列为Ⅱ级（橙色）", tier: "II", state: "past" },
  { day: "2026年6月12日", text: "上调为Ⅰ级（红色）", tier: "I", state: "now" },
  { day: "2026年7月9日", text: "拟裁减日期", tier: null, state: "to-come" },
];

const paragraphs: readonly NoticeParagraph[] = [
  {
    part: "level",
    label: "预警级别",
    text: "预警级别由Ⅱ级（橙色）上调为Ⅰ级（红色）：裁减300人以上，且职工总数600人以上。",
  },
  {
    part: "finding",
    label: "情况",
    text: "样例银岭煤业有限公司6月10日报告关闭，拟自7月9日起裁减900人，占职工总数900人的100%。本区2020年以来30日裁员报告最多为41人，这次是其22倍。",
  },
  { part: "finding", label: "报告期", text: "截至2026年6月12日的30日" },
  {
    part: "finding",
    label: "达到的标准",
    text: "裁减人数300人以上（含本数），且职工总数600人以上（含本数）",
  },
  {
    part: "measures",
    label: "应当采取的措施",
    text: STEPS.map(({ text, taker, due }, at) => `${at + 1}. ${text}（${taker}，${due}）`).join("\n"),
    steps: STEPS,
  },
  {
    part: "reply",
    label: "反馈和联系",
    text: "请于收到后2小时内将核实结果报告包头市人力资源和社会保障局（电话：0472-5618000）；不属实的也请说明",
  },
  { part: "certainty", label: "数据完整性", text: "应报37份，实报36份，上报率（按参保人数加权）97.3%" },
  {
    part: "certainty",
    label: "把握程度",
    text: "企业书面报告，尚未核实；尚无第二来源印证。时间、地点与新增领取人数上升吻合，原因待核实。",
  },
  {
    part: "certainty",
    label: "使用说明",
    text: "统计的是报告人数，不是实际离职人数；未报告职工总数时不判断比例；分支机构可能登记在外地。",
  },
  {
    part: "scope",
    label: "影响范围",
    text: "昆都仑区；相当于每千名参保人员中21.95人失去岗位（参保41,002人）。",
  },
  {
    part: "scope",
    label: "相关预警",
    text: "包头市 Ⅲ级（黄色） 裁减人员比例偏高（2026-0021）\n九原区 Ⅳ级（蓝色） 新增领取人数偏高（2026-0017）",
  },
  {
    part: "grounds",
    label: "标准来源",
    text: "《中华人民共和国劳动合同法》第四十一条；鲁人社发〔2016〕14号，参考外地做法，试行",
  },
  { part: "grounds", label: "预警标准", text: "内蒙古试行方案 2026-1，规则“单个企业裁员”" },
  { part: "grounds", label: "解除条件", text: "连续30日未达到各级预警标准，并由发布单位核定" },
  { part: "grounds", label: "数据截止时间", text: "2026年6月12日24时" },
];

const HEADLINE = "昆都仑区一家煤炭企业拟关闭，900名职工将于7月9日起离岗";
const LEAD = "样例银岭煤业有限公司6月10日报告关闭，裁减900人，占职工总数100%。距拟裁减日期还有27天。";

/** A warning raised to the gravest tier, with everything a notice can hold. */
export const raised: NoticeContent = {
  ...{ language: "zh-CN", tier: "I", colon: "：", facts: [] },
  subject: "【Ⅰ级红色·上调】昆都仑区：煤炭企业拟关闭，裁减900人（2026-0020）",
  heading: "规模性失业风险预警提示",
  title: "关于昆都仑区一家煤炭企业拟关闭裁减900人的预警提示（Ⅰ级　红色）",
  head: ["本提示由系统按预警标准自动发出，级别待发布单位核定。"],
  office: "昆都仑区人力资源和社会保障局：",
  number: "预警事项2026-0020，第2次",
  band: {
    ...{ style: "stands", tier: "I", level: "Ⅰ级（红色）", before: { tier: "II", level: "Ⅱ级（橙色）" } },
    ...{ change: "上调", headline: HEADLINE, lead: LEAD },
  },
  lead: LEAD,
  ...{ paragraphs, charts: [claims, reports], comparison, timeline },
  foot: [
    "抄送：本提示已同时发送包头市人力资源和社会保障局。",
    "内部使用，不得公开；企业名称仅供负有职责的单位掌握。",
  ],
  signature: "内蒙古自治区规模性失业风险监测预警系统　2026年6月12日",
};

/** A warning lowered, but not lifted: figures without a chart. */
export const lowered: NoticeContent = {
  ...raised,
  tier: "III",
  subject: "【Ⅲ级黄色·下调】包头市：新增领取失业保险金2,012人（2026-0021）",
  title: "关于包头市新增领取失业保险金人数预警级别下调的提示（Ⅲ级　黄色）",
  band: {
    ...{ style: "moved", tier: "III", level: "Ⅲ级（黄色）", before: { tier: "II", level: "Ⅱ级（橙色）" } },
    ...{ change: "下调，没有解除", headline: "包头市预警级别下调，未解除：2,391人降到2,012人" },
    lead: "已连续30日未达到Ⅱ级（橙色）标准。预警尚未解除。",
  },
  lead: "已连续30日未达到Ⅱ级（橙色）标准。预警尚未解除。",
  charts: [claims],
  paragraphs: paragraphs.map((paragraph) =>
    paragraph.part === "measures"
      ? { part: "measures", label: "应当采取的措施", text: "供本单位掌握，不需采取措施。" }
      : paragraph,
  ),
};

/** A warning that is over. */
export const lifted: NoticeContent = {
  ...raised,
  subject: "【解除】昆都仑区：煤炭企业裁员预警解除（2026-0020）",
  title: "关于解除昆都仑区煤炭企业裁员预警的提示",
  band: {
    ...{ style: "over", tier: "I", level: "Ⅰ级（红色）", before: { tier: "I", level: "Ⅰ级（红色）" } },
    ...{ change: "解除", headline: "昆都仑区煤炭企业裁员预警解除：连续30日低于各级标准" },
    lead: "原为Ⅰ级（红色），已连续30日未达到各级预警标准。本地区未解除的预警还有1项。",
  },
  lead: "原为Ⅰ级（红色），已连续30日未达到各级预警标准。本地区未解除的预警还有1项。",
  ...{ charts: [], comparison: null },
  timeline: timeline.slice(0, 3),
};

/** A figure that was corrected. */
export const corrected: NoticeContent = {
  ...raised,
  tier: "II",
  subject: "【更正】昆都仑区：900人改为290人，Ⅱ级橙色（2026-0020）",
  title: "关于更正昆都仑区裁减人数的提示（Ⅱ级　橙色）",
  band: {
    ...{ style: "corrected", tier: "II", level: "Ⅱ级（橙色）", before: { tier: "I", level: "Ⅰ级（红色）" } },
    ...{ change: "更正", headline: "昆都仑区6月更正：900人改为290人；级别改为Ⅱ级（橙色）" },
    lead: "企业更正了报告。更正前为Ⅰ级（红色）。",
  },
  lead: "企业更正了报告。更正前为Ⅰ级（红色）。",
  charts: [reports],
};

const ENGLISH_STEPS: readonly MailStep[] = [
  {
    text: "Verify the number, the dates and the list of workers, and answer whether they are right",
    taker: "your office",
    due: "within 2 hours of receipt",
  },
  {
    text: "Report to the office above and to the government of the area",
    taker: "the area's office",
    due: "within 2 hours of confirmation",
  },
  {
    text: "Read the layoff plan and the resettlement plan; check for wages in arrears",
    taker: "the departments of this level",
    due: "by 2026-06-15",
  },
];

/** The same in English. */
export const english: NoticeContent = {
  ...{ language: "en", tier: "I", facts: [], colon: ": " },
  subject: "[I red · new] Kundulun: a coal firm plans to close, 900 workers (2026-0020)",
  heading: "Warning of large-scale unemployment",
  title: "Warning: a coal firm in Kundulun plans to close and to lay off 900 workers (I, red)",
  head: ["The system sent this notice by the policy; nobody has approved the tier yet."],
  office: "Human Resources and Social Security Bureau of Kundulun:",
  number: "Case 2026-0020, notice 1",
  band: {
    ...{ style: "stands", tier: "I", level: "I (red)", before: null, change: "new" },
    headline: "A coal firm in Kundulun plans to close: 900 workers leave from 9 July",
    lead: "The report came on 10 June. 27 days are left.",
  },
  lead: "The report came on 10 June. 27 days are left.",
  paragraphs: [
    { part: "finding", label: "Line reached", text: "300 workers or more, of 600 employed or more" },
    { part: "finding", label: "Period", text: "thirty days to 2026-06-12" },
    { part: "measures", label: "What to do", text: "", steps: ENGLISH_STEPS },
    {
      part: "reply",
      label: "Answer and contact",
      text: "Please report what you found to the office of Baotou (telephone 0472-5618000)",
    },
    { part: "certainty", label: "Completeness", text: "36 of 37 reports are in (97.3 % by insured persons)" },
    { part: "scope", label: "Where", text: "Kundulun; 21.95 of every 1,000 insured" },
    { part: "grounds", label: "Source", text: "Labour Contract Law, article 41" },
  ],
  charts: [
    {
      ...{
        kind: "line",
        title: "New claims in Baotou",
        unit: "persons",
        tier: "I",
        fromZero: true,
        season: [],
        lines: [],
      },
      points: [
        { label: "2026-04", value: 2301 },
        { label: "2026-05", value: 2391, isProvisional: true, isJudged: true, text: "2,391" },
      ],
      notes: ["Hollow: 97.3 % of the reports are in."],
      alt: "Line chart: new claims in Baotou rise from 2,301 in April to 2,391 in May 2026.",
    },
  ],
  comparison: {
    title: "Compared with a year ago",
    head: ["Indicator", "May 2026", "May 2025"],
    rows: [[{ text: "New claims" }, { text: "2,391", value: 2391 }, { text: "1,730", value: 1730 }]],
    notes: [],
  },
  timeline: [
    { day: "2026-06-10", text: "the firm's report came in", tier: null, state: "past" },
    { day: "2026-06-12", text: "opened as I (red)", tier: "I", state: "now" },
  ],
  foot: ["For offices with a duty only; not for publication."],
  signature: "Monitoring of large-scale unemployment, Inner Mongolia, 2026-06-12",
};

/** A plain drawing of a chart, 1040 pixels wide. */
export function pictureOf({ points, tier }: Chart): Buffer {
  const most = Math.max(...points.map(({ value }) => value ?? 0), 1);
  const [left, step] = [60, 940 / Math.max(points.length - 1, 1)];
  const place = (value: number, at: number): string => `${left + step * at},${440 - (380 * value) / most}`;
  const line = points.flatMap(({ value }, at) => (value === null ? [] : [place(value, at)])).join(" ");
  const labels = points
    .filter((_, at) => at === 0 || at === points.length - 1)
    .map(
      ({ label }, at) =>
        `<text x="${at === 0 ? left : left + 940}" y="490" text-anchor="${at === 0 ? "start" : "end"}">${label}</text>`,
    )
    .join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1040" height="520"><rect width="1040" height="520" fill="#FFF"/><path d="M60 440H1000" stroke="#6B7680"/><polyline points="${line}" fill="none" stroke="${tier === null ? "#22303C" : "#B3141D"}" stroke-width="4"/><g font-family="Noto Sans SC" font-size="30" fill="#1A2027">${labels}</g></svg>`;
  const drawn = new Resvg(svg, { font: { fontFiles: [FONTS.regular], loadSystemFonts: false } }).render();
  return Buffer.from(drawn.asPng());
}

/** The pictures of a notice. */
export const picturesOf = (content: NoticeContent): Buffer[] => content.charts.map(pictureOf);
