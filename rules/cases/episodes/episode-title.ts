import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { ruleById } from "../../definitions/index.ts";
import type { Text } from "../../indicators/define.ts";

/**
 * The title of an episode from its first case (风险事件名称): the area by the name that it has on that day, what the risk shows in, and the month. It
 * holds no figure and no enterprise, so that nothing that is learnt later makes it wrong and everyone may read it.
 */
export async function titleOf(
  warehouse: Warehouse,
  {
    area,
    rule,
    ...found
  }: { readonly area: string; readonly rule: string; readonly date?: string; readonly opened?: string },
): Promise<Text> {
  const [row] = await warehouse.rows<{ name: string }>("SELECT name FROM area WHERE code = $area", { area });
  const name = row?.name ?? area;
  const since = found.date ?? found.opened ?? "";
  const [year, month] = [since.slice(0, 4), Number(since.slice(5, 7))];
  const title = ruleById(rule)?.title ?? { zh: rule, en: rule };
  return {
    zh: `${name}${title.zh}（${year}年${month}月起）`,
    en: `${name}: ${title.en} (since ${since.slice(0, 7)})`,
  };
}
