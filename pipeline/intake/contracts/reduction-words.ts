/**
 * Types of a reduction of staff (就业人数减少类型), in the order of the national form. Numeric codes differ between systems, so a type is
 * identified by its label alone.
 */
export const REDUCTION_TYPES = {
  closure: ["关闭破产"],
  suspension: ["停业整顿"],
  layoff: ["经济性裁员"],
  relocation: ["业务转移"],
  attrition: ["自然减员"],
  termination: ["正常解除或终止劳动合同"],
  international: ["国际因素变化影响"],
  disaster: ["自然灾害"],
  major_event: ["重大事件影响"],
  other: ["其他"],
} as const;

/** Reasons of a reduction (就业人数减少原因). A comma inside a label belongs to it. */
export const REDUCTION_REASONS = {
  structure: ["产业结构调整"],
  technology: ["重大技术改革"],
  green: ["节能减排、淘汰落后产能"],
  orders: ["订单不足"],
  materials: ["原材料涨价"],
  labour_cost: ["工资、社保等用工成本上升"],
  attrition: ["自然减员"],
  funds: ["经营资金困难"],
  tax: [
    "税收政策变化(包括税负增加或出口退税减少等)",
    "税收政策变化（包括税负增加或出口退税减少等）",
    "税收政策变化",
  ],
  seasonal: ["季节性用工"],
  other: ["其他"],
  resigned: ["自行离职"],
  internal: ["工作调动、企业内部调剂"],
  dispatch: ["劳动关系转移、劳务派遣"],
} as const;
