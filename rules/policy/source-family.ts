import type { Rule } from "../definitions/define.ts";
import { indicatorById } from "../indicators/index.ts";

/**
 * The source family of a rule (信息来源): the kind of report that its figures come from. Rules of one family see the same report, so
 * that their agreement proves little. Null for a rule that reads the standing of other areas.
 */
export function familyOf(rule: Rule): string | null {
  if (rule.kind === "event") return "layoff-report";
  return "indicator" in rule ? (indicatorById(rule.indicator)?.reads ?? null) : null;
}
