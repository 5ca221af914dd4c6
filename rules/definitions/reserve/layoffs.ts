import { measureOf, type Reserve } from "./measure.ts";

/** Measures on layoffs and closures (裁减人员、关闭). */
export const LAYOFFS: Reserve = {
  at: {
    IV: [
      measureOf(
        "area",
        { days: 7 },
        "走访企业，指导依法制定裁减人员方案，提供共享用工和招聘信息。",
        "Visit the enterprise; guide a lawful plan; offer shared hiring and vacancies.",
      ),
    ],
    III: [
      measureOf(
        "area",
        { days: 3 },
        "指导企业依法协商，用好稳岗返还、轮岗和在岗培训。",
        "Guide lawful consultation; use job-retention refunds, job rotation and training.",
      ),
      measureOf("area", { beforeLeaving: true, days: 14 }, "组织专场招聘。", "Hold a job fair."),
      measureOf(
        "departments",
        { days: 7 },
        "按职责协助核实企业生产经营和欠薪、欠缴社会保险费情况。",
        "Help, each within its duty, to check the enterprise's business and arrears of pay and contributions.",
      ),
    ],
    II: [
      measureOf(
        "area",
        { days: 1 },
        "成立专班，逐人登记被裁减人员，核查拖欠工资和社会保险费情况。",
        "Form a team that registers everyone concerned; check arrears of pay and contributions.",
      ),
      measureOf(
        "area",
        { beforeLeaving: true, days: 14 },
        "开展跨地区劳务对接，开发公益性岗位，落实失业保险待遇。",
        "Match workers across areas; open public-welfare posts; pay out benefits.",
      ),
      measureOf(
        "departments",
        { days: 3 },
        "按职责落实稳岗、培训、救助所需资金和政策。",
        "Provide, each within its duty, money and rules for retention, training and relief.",
      ),
      measureOf(
        "below",
        { days: 3 },
        "核查本地关联企业用工情况，有裁减计划的及时报告。",
        "Check enterprises that depend on it; report plans for layoffs.",
      ),
    ],
    I: [
      measureOf(
        "area",
        { days: 1 },
        "成立联合专班进驻企业，逐人登记，办理失业登记和待遇申领。",
        "Place a joint team at the enterprise; register everyone; take in registrations and claims for benefit.",
      ),
      measureOf(
        "area",
        { days: 3 },
        "提请本级政府联合处置：按规定研究缓缴社会保险费、阶段性延长失业保险金、动用就业风险储备金。",
        "Ask the government of this level for joint action: deferred contributions, longer benefits and the employment risk reserve, as the rules allow.",
      ),
      measureOf(
        "area",
        { beforeLeaving: true, days: 14 },
        "组织专场招聘和跨地区劳务对接，对困难人员开展生活救助。",
        "Hold job fairs and match workers across areas; give living relief to those in need.",
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
        "核查本地关联企业用工情况，有裁减计划的当日报告。",
        "Check enterprises that depend on it; report plans for layoffs on the day.",
      ),
    ],
  },
  after: [
    measureOf(
      "area",
      { days: 5 },
      "请报告被裁减人员去向：再就业、领取失业保险金、退出劳动力市场、去向不明各多少人？",
      "Please report what became of those laid off: how many have work, draw benefit, left the labour market, or are not known of?",
    ),
    measureOf(
      "superior",
      { days: 3 },
      "认为不应解除的，请说明理由。",
      "If it should not have been lifted, please say why.",
    ),
  ],
};
