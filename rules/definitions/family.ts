import { indicatorById } from "../indicators/index.ts";
import type { Rule } from "./define.ts";

/**
 * The source family of a rule (数据来源): the kind of report that its figures come from. Rules of different families see a risk independently;
 * a rule on the cases below has none.
 */
export function familyOf(rule: Rule): string | null {
  if (rule.kind === "combined") return null;
  return rule.kind === "event" ? "layoff-report" : (indicatorById(rule.indicator)?.reads ?? null);
}
