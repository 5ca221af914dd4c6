import type { SeriesRule } from "../definitions/define.ts";
import { departureOf } from "../definitions/departure.ts";
import { layoffsIn } from "./layoff-places.ts";
import { WINDOW_DAYS } from "./reach-back.ts";
import type { Verdict } from "./verdict.ts";
import type { JudgeView } from "./view.ts";

/**
 * A judgement of a window of layoffs with when the workers of its largest report leave, of all that are as large: its rule reads figures and
 * no reports.
 */
export function withDeparture(verdict: Verdict, rule: SeriesRule, view: JudgeView, date: string): Verdict {
  if (verdict.kind !== "rolling-30-days" || verdict.tier === null) return verdict;
  const reports = layoffsIn(view, verdict.area, date, { windowDays: WINDOW_DAYS, levels: rule.levels });
  if (reports.length === 0) return verdict;
  const most = Math.max(...reports.map(({ persons }) => persons));
  const values = {
    ...verdict.facts.values,
    ...departureOf(reports.filter(({ persons }) => persons === most)),
  };
  return { ...verdict, facts: { ...verdict.facts, values } };
}
