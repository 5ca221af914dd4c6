import type { Random } from "../../rules/detectors/random.ts";

const SYLLABLES = [..."宏达丰源恒泰瑞祥永昌兴盛金岭银河北辰安顺嘉禾德信华润通广远胜利同和"];
/** Trades of enterprises, with the industry (GB/T 4754 section) of each. */
const TRADES = {
  煤业: "采矿业",
  化工: "制造业",
  建材: "制造业",
  机械制造: "制造业",
  冶金: "制造业",
  新能源: "电力、热力、燃气及水生产和供应业",
  食品: "制造业",
  乳业: "制造业",
  纺织: "制造业",
  物流: "交通运输、仓储和邮政业",
  商贸: "批发和零售业",
  建筑工程: "建筑业",
  农牧业: "农、林、牧、渔业",
  信息科技: "信息传输、软件和信息技术服务业",
} as const;
const TRADE_NAMES = Object.keys(TRADES);

/** A synthetic enterprise name; it begins with 样例 (sample), so that it is not mistaken for a real one. */
export function syntheticEmployer(random: Random): string {
  return `样例${random.pick(SYLLABLES)}${random.pick(SYLLABLES)}${random.pick(TRADE_NAMES)}有限公司`;
}

/** The industry of a synthetic enterprise by its name; null where the name has no trade. */
export const industryOf = (employer: string): string | null =>
  Object.entries(TRADES).find(([trade]) => employer.includes(trade))?.[1] ?? null;
