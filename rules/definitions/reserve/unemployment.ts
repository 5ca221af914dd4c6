import { measureOf, type Reserve } from "./measure.ts";

/** Measures on unemployment that shows in claims, insurance and rates (失业增多). */
export const UNEMPLOYMENT: Reserve = {
  at: {
    IV: [
      measureOf(
        "area",
        { days: 10 },
        "列入月度分析，跟踪下一期数据。",
        "Take it into the monthly analysis; watch the next figures.",
      ),
    ],
    III: [
      measureOf(
        "area",
        { days: 7 },
        "走访重点单位，落实稳岗返还。",
        "Visit the main employers; pay job-retention refunds.",
      ),
      measureOf("area", { days: 14 }, "开展定向招聘和技能培训。", "Hold targeted job fairs and training."),
      measureOf(
        "departments",
        { days: 7 },
        "按职责提供重点行业、重点企业生产经营情况。",
        "Give, each within its duty, what is known of the main industries and enterprises.",
      ),
    ],
    II: [
      measureOf(
        "area",
        { days: 3 },
        "会同有关部门研究提高稳岗补贴标准和以工代赈。",
        "Consider, with the departments, higher job-retention support and work-relief.",
      ),
      measureOf(
        "area",
        { days: 7 },
        "组织跨地区劳务对接，增加公益性岗位。",
        "Match workers across areas; add public-welfare posts.",
      ),
      measureOf(
        "departments",
        { days: 5 },
        "按职责提出稳岗、救助所需资金和政策意见。",
        "Propose, each within its duty, money and rules for retention and relief.",
      ),
      measureOf(
        "below",
        { days: 3 },
        "分析本地数据，查找增加的来源，有企业裁减的及时报告。",
        "Look into the figures of the area for the source; report layoffs.",
      ),
    ],
    I: [
      measureOf(
        "area",
        { days: 1 },
        "提请本级政府启动应急预案。",
        "Ask the government of this level to start the emergency plan.",
      ),
      measureOf(
        "area",
        { days: 3 },
        "按规定研究阶段性延长失业保险金、缓缴社会保险费、动用就业风险储备金。",
        "Consider longer benefits, deferred contributions and the employment risk reserve, as the rules allow.",
      ),
      measureOf(
        "departments",
        { days: 1 },
        "参加联合处置，按职责落实资金、救助和维护稳定措施。",
        "Join the response; provide, each within its duty, money, relief and order.",
      ),
      measureOf(
        "below",
        { days: 1 },
        "分析本地数据，查找增加的来源，当日报告。",
        "Look into the figures of the area for the source; report on the day.",
      ),
    ],
  },
  after: [
    measureOf(
      "area",
      { days: 5 },
      "请报告本次增加的原因，以及有关人员再就业、待遇领取情况如何？",
      "Please report why the figures rose, and whether those concerned have work or draw benefit.",
    ),
    measureOf(
      "superior",
      { days: 3 },
      "认为不应解除的，请说明理由。",
      "If it should not have been lifted, please say why.",
    ),
  ],
};
