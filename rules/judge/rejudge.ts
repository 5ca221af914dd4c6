import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { type PeriodKind, shiftPeriod } from "../calendar/periods.ts";
import { ruleById } from "../definitions/index.ts";
import { indicatorById } from "../indicators/index.ts";
import type { Policy } from "../policy/policy.ts";
import { judgeEvents } from "./judge-events.ts";
import { judgeSeries, longestDwell } from "./judge-series.ts";
import { wholeOf } from "./parts.ts";
import { eventsWithin, readEvents, readOwed, readSeries } from "./read-facts.ts";
import type { Verdict } from "./verdict.ts";

/** A past judgement: which rule, where, for which date and period. */
export interface PastJudgement {
  readonly rule: string;
  readonly area: string;
  readonly date: string;
  readonly periodKind: PeriodKind;
  readonly period: string;
}

/**
 * Judge a past date and period again by what is known now, after a report it rested on was corrected (更正).
 *
 * Null where the rule is no longer in the policy, or where its figure is a window that tonight's judgement covers anyway.
 */
export async function rejudge(
  warehouse: Warehouse,
  past: PastJudgement,
  policy: Policy,
  asOf: string,
): Promise<Verdict | null> {
  const rule = ruleById(past.rule);
  const settings = policy.rules[past.rule];
  if (!rule || !settings) return null;
  if (rule.kind === "event") {
    const read = await readEvents(warehouse, past.date, rule.windowDays, asOf);
    const events = eventsWithin(read, past.date, rule.windowDays).get(past.area) ?? [];
    return judgeEvents(rule, settings, past.area, past.date, events, true);
  }
  const indicator = indicatorById(rule.indicator)!;
  const owed = (await readOwed(warehouse)).get(indicator.reads)?.parts;
  const parts = owed?.get(past.area);
  if (past.periodKind === "rolling-30-days" || !owed || !parts) return null;
  const parameters = { ...rule.parameters, ...settings.parameters };
  const needed = Array.from({ length: longestDwell(settings) + 1 }, (_, back) =>
    rule.periodsNeeded(shiftPeriod(past.period, past.periodKind, -back), past.periodKind, parameters),
  ).flat();
  const series = await readSeries(warehouse, [{ indicator: indicator.id, periods: needed }]);
  return judgeSeries({
    rule,
    settings,
    area: past.area,
    parts,
    wholeParts: wholeOf(owed),
    series: series.get(indicator.id) ?? new Map(),
    scale: indicator.scale,
    kind: past.periodKind,
    period: past.period,
    coverageFloor: policy.coverageFloor,
  });
}
