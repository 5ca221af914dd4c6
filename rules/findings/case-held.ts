import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { defineFinding } from "./define.ts";

/** An open case that a change of the policy would have ended: it stays until a person has looked at it (预警保留待核定). */
export const caseHeld = defineFinding({
  id: "case-held",
  title: { zh: "预警因预警标准调整而保留，待核定", en: "A case held because the policy changed" },
  message: {
    zh: "{case}号预警事项（{tier}级）自{date}起保留：{why}",
    en: "case {case} (tier {tier}) is held since {date}: {why}",
  },
  question: {
    zh: "该风险是否已经消除？已消除的，答复“解除预警”，次日处理时解除；仍在的，答复“保留预警”，预警继续保留",
    en: "Is the risk over? If so, the next night lifts the case; if not, it stays",
  },
  limitations: {
    zh: "预警标准调整本身不说明风险消除；答复之前预警不下调、不解除",
    en: "A change of the policy does not say that a risk is over; until this is answered the case is neither lowered nor lifted",
  },
  basis: "预警方案的规则被取消，或恰在预警标准、参数或信息来源组合改变的当次夜间处理落下",
  looksAt: "cases",

  async find(warehouse, { date }) {
    const rows = await warehouse.rows<{
      id: string;
      area: string;
      seq: number;
      tier: string;
      reason: string;
      day: string;
    }>(
      `SELECT case_id AS id, area, seq, tier_to AS tier, reason, date AS day FROM case_event JOIN risk_case ON risk_case.id = case_id
       WHERE kind = 'held' AND reason <> 'data-missing' AND date = CAST($date AS DATE) ORDER BY case_id, seq`,
      { date },
    );
    return rows.map(({ id, area, seq, tier, reason, day }) => ({
      ...{ key: `${id} ${seq}`, area, contract: "policy", period: null, pValue: null },
      evidence: { case: id, tier, date: day, why: WHY[reason] ?? null },
    }));
  },
});

/** The case that a question is about, and the change by which it was held; null where the question is another. */
export async function heldCaseOf(
  warehouse: Warehouse,
  finding: number,
): Promise<{ readonly caseId: string; readonly seq: number } | null> {
  const [held] = await warehouse.rows<{ caseId: string; seq: number }>(
    `SELECT json_extract_string(evidence, '$.case') AS "caseId", CAST(split_part(key, ' ', 2) AS INTEGER) AS seq
     FROM finding WHERE id = $finding AND kind = 'case-held'`,
    { finding },
  );
  return held ?? null;
}

/** Why a case is held, by the reason of its event. */
const WHY: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  "rule-gone": {
    zh: "所依据的规则已不在现行预警标准中",
    en: "the rule that warned is no longer in the policy",
  },
  "area-split": {
    zh: "所在地区已拆分，去向需人工确定",
    en: "its area was split: a person decides where it goes on",
  },
  "area-gone": { zh: "所在地区已不在登记表中", en: "its area is no longer registered" },
  "lines-changed": {
    zh: "未达到标准的当日，预警标准、参数或信息来源组合恰有调整",
    en: "it fell on the night on which lines, parameters or agreement of the policy changed",
  },
};
