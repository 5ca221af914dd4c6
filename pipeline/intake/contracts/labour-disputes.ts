import { defineContract } from "./define.ts";

/**
 * Labour disputes and wage arrears of a month (劳动争议和拖欠工资月报), as arbitration and the labour inspectorate accept them.
 *
 * A dispute is collective from ten workers with a joint claim (劳动争议调解仲裁法第七条). Cases and workers are those newly accepted in the
 * period; one worker may stand in both halves of the table.
 */
export const labourDisputes = defineContract({
  id: "labour-disputes",
  title: { zh: "劳动争议和拖欠工资月报表", en: "Labour disputes and wage arrears" },
  source: "劳动人事争议仲裁和劳动保障监察统计；劳动争议调解仲裁法第七条",
  grain: "period",
  periods: ["month", "quarter"],
  keys: [["period"]],
  columns: {
    area: { type: "area", title: { zh: "地区", en: "area" }, example: "990101" },
    period: { type: "period", title: { zh: "报告期", en: "period" }, example: "2026-03" },
    dispute_cases: { type: "count", title: { zh: "受理劳动争议件数", en: "disputes accepted" }, example: 42 },
    dispute_workers: {
      type: "count",
      title: { zh: "劳动争议涉及人数", en: "workers in disputes" },
      example: 88,
    },
    collective_cases: {
      type: "count",
      title: { zh: "集体争议件数", en: "collective disputes" },
      optional: true,
      example: 2,
    },
    collective_workers: {
      type: "count",
      title: { zh: "集体争议涉及人数", en: "workers in collective disputes" },
      optional: true,
      example: 31,
    },
    arrears_cases: {
      type: "count",
      title: { zh: "拖欠工资案件数", en: "cases of wage arrears" },
      example: 12,
    },
    arrears_workers: {
      type: "count",
      title: { zh: "拖欠工资涉及人数", en: "workers with wage arrears" },
      example: 65,
    },
    arrears_amount: {
      type: "amount",
      title: { zh: "拖欠工资金额", en: "wages in arrears" },
      optional: true,
      example: 97.5,
    },
  },
  checks: [
    {
      id: "a-dispute-has-a-worker",
      holds: "dispute_cases <= dispute_workers",
      column: "dispute_cases",
      message: { zh: "劳动争议件数大于涉及人数", en: "more disputes than workers in them" },
    },
    {
      id: "an-arrear-has-a-worker",
      holds: "arrears_cases <= arrears_workers",
      column: "arrears_cases",
      message: { zh: "拖欠工资案件数大于涉及人数", en: "more cases of arrears than workers in them" },
    },
    {
      id: "collective-disputes-are-disputes",
      holds: "collective_cases <= dispute_cases",
      column: "collective_cases",
      message: { zh: "集体争议件数大于全部争议件数", en: "more collective disputes than disputes" },
    },
    {
      id: "their-workers-are-workers",
      holds: "collective_workers <= dispute_workers",
      column: "collective_workers",
      message: {
        zh: "集体争议涉及人数大于全部争议涉及人数",
        en: "more workers in collective disputes than in disputes",
      },
    },
    {
      id: "collective-from-ten",
      holds: "collective_workers >= 10 * collective_cases",
      column: "collective_workers",
      message: {
        zh: "集体争议每件不少于10人（劳动争议调解仲裁法第七条）",
        en: "a collective dispute has ten workers or more (Labour Dispute Mediation and Arbitration Law, article 7)",
      },
      doubt: true,
    },
  ],
});
