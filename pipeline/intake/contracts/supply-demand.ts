import { type Column, defineContract, type GroupBalance } from "./define.ts";
import { INDUSTRIES, SECONDARY } from "./industries.ts";

/** Row labels of tables 1, 2, 4 and 8, and the single word of tables 5 to 7, whose rows name an occupation. */
const TOTAL = { total: ["全部", "合计", "总计"] } as const;
const SECTORS = { primary: ["第一产业"], secondary: ["第二产业"], tertiary: ["第三产业"] } as const;
const EMPLOYERS = {
  state: ["国有企业"],
  collective: ["集体企业"],
  shareholding_cooperative: ["股份合作企业"],
  joint: ["联营企业"],
  limited: ["有限责任公司"],
  joint_stock: ["股份有限公司"],
  private: ["私营企业"],
  other_domestic: ["其他企业"],
  hong_kong_macao_taiwan: ["港、澳、台商投资企业", "港澳台商投资企业"],
  foreign: ["外商投资企业"],
  self_employed: ["个体经营", "个体工商户"],
  agency: ["机关"],
  institution: ["事业单位", "事业"],
  other_employer: ["其他单位", "其他"],
} as const;
const OCCUPATION = { by_occupation: ["职业", "按职业"] } as const;
const SEEKERS = {
  new_youth: ["新成长失业青年"],
  turned_unemployed: ["就业转失业人员"],
  other_unemployed: ["其他失业人员"],
  in_work: ["在业人员"],
  laid_off: ["下岗职工"],
  retired: ["退休人员"],
  in_school: ["在学人员"],
  local_rural: ["本市农村人员", "本地农村人员"],
  from_elsewhere: ["外埠人员", "外来人员"],
} as const;

const figure = (zh: string, en: string, example: number): Column => ({
  type: "count",
  title: { zh, en },
  optional: true,
  example,
});
const inTable = (table: number, words: object) =>
  `(table_no = ${table} AND category IN (${Object.keys(words)
    .map((word) => `'${word}'`)
    .join(", ")}))`;

const sum = (kind: "demand" | "seekers", zh: string, en: string) => ({
  id: `${kind}-is-carried-plus-new`,
  holds: `${kind} = ${kind}_carried + ${kind}_new`,
  column: kind,
  message: { zh: `${zh}应等于上期结转+本期新增`, en: `${en} must equal carried over + new` },
});

const ALL_FIGURES = [
  "demand_carried",
  "demand_new",
  "demand",
  "seekers_carried",
  "seekers_new",
  "seekers",
] as const;
const balance = (id: string, sides: Pick<GroupBalance, "whole" | "parts">, zh: string, en: string) => ({
  id,
  ...sides,
  refuses: { table_no: sides.parts.table_no ?? [] },
  figures: ALL_FIGURES,
  message: { zh, en },
});

/**
 * Supply and demand of the labour market (人力资源市场职业供求状况): the eight tables of a quarter in one list. 表1 totals, 表2 by sector, 表3 by
 * industry, 表4 by kind of employer, 表5 by occupation, 表6 and 表7 the largest gaps, 表8 by kind of seeker.
 *
 * A missing table is not checked; a table that does not add up is refused as a whole. Table 4 has no seekers and table 8 no posts.
 */
export const supplyDemand = defineContract({
  id: "supply-demand",
  title: { zh: "人力资源市场职业供求状况表", en: "Labour market supply and demand, eight tables" },
  source: "人力资源市场职业供求状况分析制度（表1至表8）；GB/T 4754-2017",
  grain: "period",
  periods: ["quarter", "month"],
  keys: [["table_no", "category", "occupation"]],
  columns: {
    area: { type: "area", title: { zh: "地区", en: "area" }, example: "990101" },
    period: { type: "period", title: { zh: "报告期", en: "period" }, example: "2026-03" },
    table_no: { type: "count", unit: "none", title: { zh: "表号", en: "number of the table" }, example: 1 },
    category: {
      type: "word",
      title: { zh: "类别", en: "row of the table" },
      words: { ...TOTAL, ...SECTORS, ...INDUSTRIES, ...EMPLOYERS, ...OCCUPATION, ...SEEKERS },
      example: "全部",
    },
    occupation: {
      type: "text",
      title: { zh: "职业名称", en: "occupation, in tables 5 to 7" },
      optional: true,
      example: "电工",
    },
    demand_carried: figure("需求人数上期结转", "posts carried over", 110),
    demand_new: figure("需求人数本期新增", "posts newly offered", 172),
    demand: figure("需求人数合计", "posts offered", 282),
    seekers_carried: figure("求职人数上期结转", "seekers carried over", 50),
    seekers_new: figure("求职人数本期新增", "seekers newly registered", 83),
    seekers: figure("求职人数合计", "job seekers", 133),
  },
  checks: [
    {
      id: "row-of-its-table",
      holds: [
        inTable(1, TOTAL),
        inTable(2, SECTORS),
        inTable(3, INDUSTRIES),
        inTable(4, EMPLOYERS),
        ...[5, 6, 7].map((table) => inTable(table, OCCUPATION)),
        inTable(8, SEEKERS),
      ].join(" OR "),
      column: "category",
      message: {
        zh: "该表没有这个类别（表1全部、表2产业、表3行业门类、表4用人单位性质、表5至表7职业、表8求职人员类别）",
        en: "no such row in this table (1 in all, 2 sectors, 3 industries, 4 employers, 5 to 7 occupations, 8 seekers)",
      },
    },
    {
      id: "occupation-is-named",
      holds: "category <> 'by_occupation' OR occupation IS NOT NULL",
      column: "occupation",
      message: { zh: "表5至表7应填写职业名称", en: "tables 5 to 7 name the occupation" },
    },
    {
      id: "posts-are-given",
      holds: "table_no = 8 OR demand IS NOT NULL",
      column: "demand",
      message: { zh: "除表8外，需求人数合计必填", en: "posts offered are required but in table 8" },
    },
    {
      id: "seekers-are-given",
      holds: "table_no = 4 OR seekers IS NOT NULL",
      column: "seekers",
      message: { zh: "除表4外，求职人数合计必填", en: "job seekers are required but in table 4" },
    },
    sum("demand", "需求人数合计", "posts offered"),
    sum("seekers", "求职人数合计", "job seekers"),
  ],
  balances: [
    balance(
      "sectors-sum-to-the-total",
      { whole: { table_no: [1] }, parts: { table_no: [2] } },
      "表2各产业之和应等于表1",
      "the sectors of table 2 must sum to table 1",
    ),
    balance(
      "agriculture-is-the-primary-sector",
      { whole: { table_no: [2], category: ["primary"] }, parts: { table_no: [3], category: ["A"] } },
      "表3农、林、牧、渔业应等于表2第一产业",
      "agriculture in table 3 must equal the primary sector in table 2",
    ),
    balance(
      "secondary-industries-sum-to-their-sector",
      { whole: { table_no: [2], category: ["secondary"] }, parts: { table_no: [3], category: SECONDARY } },
      "表3采矿、制造、电热燃气水、建筑四个行业之和应等于表2第二产业",
      "mining, manufacturing, utilities and construction in table 3 must sum to the secondary sector in table 2",
    ),
    balance(
      "industries-sum-to-the-total",
      { whole: { table_no: [1] }, parts: { table_no: [3] } },
      "表3各行业之和应等于表1",
      "the industries of table 3 must sum to table 1",
    ),
    balance(
      "employers-sum-to-the-total",
      { whole: { table_no: [1] }, parts: { table_no: [4] } },
      "表4各类用人单位之和应等于表1",
      "the employers of table 4 must sum to table 1",
    ),
  ],
});
