import type { Random } from "../../rules/detectors/random.ts";
import type { Cells } from "./layout.ts";

/** Why a monitored enterprise has fewer staff, in the words of the enterprise panel. */
interface Reduction {
  readonly type: string;
  readonly reasons: readonly string[];
  readonly note: string;
}

const CLOSING: Reduction = { type: "closure", reasons: ["funds", "orders"], note: "停产关闭" };
const SLUMP: Reduction = {
  type: "layoff",
  reasons: ["orders", "funds", "materials"],
  note: "订单减少，裁减人员",
};
/** Reductions of a usual month, mostly normal turnover. */
const USUAL: readonly Reduction[] = [
  { type: "termination", reasons: ["resigned", "internal"], note: "合同到期或员工辞职" },
  { type: "termination", reasons: ["seasonal"], note: "季节性用工结束" },
  { type: "termination", reasons: ["resigned"], note: "员工自行离职" },
  { type: "attrition", reasons: ["attrition"], note: "退休" },
  { type: "attrition", reasons: ["attrition"], note: "退休、病故等自然减员" },
  { type: "termination", reasons: ["dispatch"], note: "劳务派遣人员转出" },
  { type: "relocation", reasons: ["structure", "internal"], note: "部分业务转移" },
  SLUMP,
];

/** The columns that a reduction fills; in a slump (the area's insured decline) half of the reductions are layoffs. */
export function reductionCells(
  { fewer, closes, slump }: { fewer: number; closes: boolean; slump: boolean },
  random: Random,
): Cells {
  const usual = slump && random.chance(0.5) ? SLUMP : random.pick(USUAL);
  const { type, reasons, note } = closes ? CLOSING : usual;
  const main = random.pick(reasons);
  const second = random.chance(0.3) ? (reasons.find((reason) => reason !== main) ?? null) : null;
  return {
    reduction_type: type,
    main_reason: main,
    main_reason_note: `${note}，净减${fewer}人`,
    second_reason: second,
  };
}
