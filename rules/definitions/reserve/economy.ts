import { measureOf, type Reserve } from "./measure.ts";

const objection = measureOf(
  "superior",
  { days: 3 },
  "认为不应解除的，请说明理由。",
  "If it should not have been lifted, please say why.",
);
const watchBelow = (days: number) =>
  measureOf("below", { days }, "核查本地同类情况，及时报告。", "Look for the like in the area; report it.");

/** Measures on a labour market short of posts (岗位供求). */
export const MARKET: Reserve = {
  at: {
    IV: [
      measureOf(
        "area",
        { days: 10 },
        "归集岗位信息，列入月度分析。",
        "Collect vacancies; take it into the monthly analysis.",
      ),
    ],
    III: [
      measureOf(
        "area",
        { days: 14 },
        "增加招聘活动场次，组织岗位余缺调剂和对口培训。",
        "Hold more job fairs; move vacancies and seekers together; train for what is wanted.",
      ),
    ],
    II: [
      measureOf(
        "area",
        { days: 7 },
        "组织跨地区劳务对接，开发公益性岗位和见习岗位。",
        "Match workers across areas; open public-welfare and trainee posts.",
      ),
      watchBelow(3),
    ],
    I: [
      measureOf(
        "area",
        { days: 3 },
        "提请本级政府研究以工代赈、阶段性扩大公益性岗位规模。",
        "Ask the government of this level for work-relief and more public-welfare posts for a time.",
      ),
      watchBelow(1),
    ],
  },
  after: [
    measureOf(
      "area",
      { days: 5 },
      "请报告岗位供求缺口是否已经缓解，求职人员就业情况如何？",
      "Please report whether posts are enough again, and whether the seekers have found work.",
    ),
    objection,
  ],
};

/** Measures on the unemployment insurance fund (基金备付). */
export const FUND: Reserve = {
  at: {
    IV: [
      measureOf(
        "area",
        { days: 10 },
        "按月跟踪基金收支。",
        "Follow income and spending of the fund by month.",
      ),
    ],
    III: [
      measureOf(
        "area",
        { days: 10 },
        "测算分月收支，做好扩面征缴。",
        "Project income and spending by month; see to coverage and collection.",
      ),
    ],
    II: [
      measureOf(
        "area",
        { days: 7 },
        "研究提出调剂和补助申请，按月报告基金收支。",
        "Consider applying for transfers and subsidies; report the fund monthly.",
      ),
    ],
    I: [
      measureOf(
        "area",
        { days: 3 },
        "提请研究财政补助和上级调剂，确保待遇按时足额发放，按周报告。",
        "Ask for treasury subsidies and transfers so that benefits are paid in time and in full; report weekly.",
      ),
    ],
  },
  after: [
    measureOf(
      "area",
      { days: 5 },
      "请报告基金收支是否已经平稳，待遇是否按时足额发放？",
      "Please report whether the fund is steady again, and whether benefits were paid in time and in full.",
    ),
    objection,
  ],
};

/** Measures on arrears of pay and labour disputes (欠薪、劳动争议). */
export const PAY: Reserve = {
  at: {
    IV: [
      measureOf(
        "area",
        { days: 7 },
        "列出涉及企业名单，了解用工计划。",
        "List the enterprises concerned; learn their plans for staff.",
      ),
    ],
    III: [
      measureOf(
        "area",
        { days: 7 },
        "会同劳动保障监察机构逐笔登记，督促依法限期清偿。",
        "List every claim together with the labour inspectorate; see to it that it is paid within the lawful term.",
      ),
    ],
    II: [
      measureOf(
        "area",
        { days: 3 },
        "会同有关部门处置集体争议，按规定使用工资保证金和应急周转金。",
        "Settle collective disputes across departments; use wage deposits and emergency advances as the rules allow.",
      ),
      watchBelow(3),
    ],
    I: [
      measureOf(
        "area",
        { days: 1 },
        "提请本级政府联合处置，做好人员稳定工作。",
        "Ask the government of this level for joint action; see to those concerned.",
      ),
      watchBelow(1),
    ],
  },
  after: [
    measureOf(
      "area",
      { days: 5 },
      "请报告拖欠工资和争议是否已经解决，涉及企业用工是否稳定？",
      "Please report whether arrears and disputes are settled, and whether the enterprises keep their staff.",
    ),
    objection,
  ],
};
