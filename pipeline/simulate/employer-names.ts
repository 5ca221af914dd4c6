import type { Random } from "./random.ts";

const SYLLABLES = [..."宏达丰源恒泰瑞祥永昌兴盛金岭银河北辰安顺嘉禾德信华润通广远胜利同和"];
const TRADES = [
  "煤业",
  "化工",
  "建材",
  "机械制造",
  "冶金",
  "新能源",
  "食品",
  "乳业",
  "纺织",
  "物流",
  "商贸",
  "建筑工程",
  "农牧业",
  "信息科技",
];

/** A made-up enterprise name; it begins with 样例 (sample), so that nobody takes it for a real one. */
export function syntheticEmployer(random: Random): string {
  return `样例${random.pick(SYLLABLES)}${random.pick(SYLLABLES)}${random.pick(TRADES)}有限公司`;
}
