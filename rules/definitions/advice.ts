import type { Text } from "../indicators/define.ts";

/** What a rule advises at each tier (分级建议措施): what to find out first, then what the tier's policy reserve holds. */
export type Advice = Readonly<Record<"IV" | "III" | "II" | "I", Text>>;

/** What a risk is about, as far as measures differ by it. */
type Subject = "layoffs" | "unemployment" | "market" | "fund" | "pay";

type Measures = Readonly<Record<"III" | "II" | "I", Text>>;

/**
 * Policy reserve by tier (政策储备): the measures that regional opinions on employment (2017) and a league's five-year employment plan list for
 * risks of large-scale unemployment. Which tier each stands at is a proposal.
 */
const RESERVE: Readonly<Record<Subject, Measures>> = {
  layoffs: {
    III: {
      zh: "指导企业依法协商，用好稳岗返还、轮岗和在岗培训；组织专场招聘。",
      en: "Guide lawful consultation; use job-retention refunds, job rotation and training; hold a job fair.",
    },
    II: {
      zh: "成立专班逐人登记，开展跨地区劳务对接，开发公益性岗位，落实失业保险待遇，核查工资和社保拖欠，并向上级报告。",
      en: "Form a team that registers everyone; match workers across areas, open public-welfare posts, pay out benefits, check arrears of pay and contributions, and report upward.",
    },
    I: {
      zh: "提请本级政府联合处置：按规定缓缴社会保险费、阶段性延长失业保险金、动用就业风险储备金、开展生活救助，并按时限上报。",
      en: "Ask the government of this level for joint action: deferred contributions and longer benefits as the rules allow, the employment risk reserve, living relief; report upward within the time set.",
    },
  },
  unemployment: {
    III: {
      zh: "走访重点单位，开展定向招聘和技能培训，落实稳岗返还。",
      en: "Visit the main employers; hold targeted job fairs and training; pay job-retention refunds.",
    },
    II: {
      zh: "研究提高稳岗补贴标准和以工代赈，组织跨地区劳务对接，增加公益性岗位，并向上级报告。",
      en: "Consider higher job-retention support and work-relief; match workers across areas; add public-welfare posts; report upward.",
    },
    I: {
      zh: "提请本级政府启动应急预案：阶段性延长失业保险金、缓缴社会保险费、动用就业风险储备金，并按时限上报。",
      en: "Ask the government of this level to start the emergency plan: longer benefits, deferred contributions, the employment risk reserve; report upward within the time set.",
    },
  },
  market: {
    III: {
      zh: "增加招聘场次，组织岗位余缺调剂和对口培训。",
      en: "Hold more job fairs; move vacancies and seekers together; train for what is wanted.",
    },
    II: {
      zh: "组织跨地区劳务对接，开发公益性岗位和见习岗位，并向上级报告。",
      en: "Match workers across areas; open public-welfare and trainee posts; report upward.",
    },
    I: {
      zh: "提请本级政府以工代赈、阶段性扩大公益性岗位规模，并按时限上报。",
      en: "Ask the government of this level for work-relief and more public-welfare posts for a time; report upward within the time set.",
    },
  },
  fund: {
    III: {
      zh: "测算分月收支，压实扩面征缴，暂缓非急需支出。",
      en: "Project income and spending by month; press coverage and collection; put off what is not urgent.",
    },
    II: {
      zh: "提出调剂和补助申请，按月报告基金收支。",
      en: "Apply for transfers and subsidies; report the fund monthly.",
    },
    I: {
      zh: "提请财政补助和上级调剂，确保待遇按时足额发放，按周报告。",
      en: "Ask for treasury subsidies and transfers from above so that benefits are paid in time and in full; report weekly.",
    },
  },
  pay: {
    III: {
      zh: "会同劳动监察约谈欠薪单位，逐笔登记，督促限期清偿。",
      en: "Summon those in arrears together with the labour inspectorate; list every claim; set a term for payment.",
    },
    II: {
      zh: "多部门联动处置集体争议，动用工资保证金和应急周转金，并向上级报告。",
      en: "Settle collective disputes across departments; use wage deposits and emergency advances; report upward.",
    },
    I: {
      zh: "提请本级政府联合处置，防范群体性事件，并按时限上报。",
      en: "Ask the government of this level for joint action against mass incidents; report upward within the time set.",
    },
  },
};

/** Advice that begins with what to find out, whatever the tier, and goes on with the reserve of the tier. */
export function adviceOn(subject: Subject, first: Text): Advice {
  const reserve = RESERVE[subject];
  const at = (tier: "III" | "II" | "I"): Text => ({
    zh: `${first.zh}${reserve[tier].zh}`,
    en: `${first.en} ${reserve[tier].en}`,
  });
  return { IV: first, III: at("III"), II: at("II"), I: at("I") };
}
