import type { Warehouse } from "../warehouse/warehouse.ts";
import type { EventRule, SeriesRule } from "./define.ts";
import { ruleById } from "./definitions/index.ts";
import { indicatorById } from "./indicators/index.ts";
import { judgeEvents } from "./judge-events.ts";
import { judgeSeries, longestDwell } from "./judge-series.ts";
import { coverageOf, type Part, type PartSeries } from "./parts.ts";
import { type PeriodKind, shiftPeriod } from "./periods.ts";
import type { Policy, RuleSettings } from "./policy.ts";
import {
  type JudgedArea,
  lastReported,
  readAreas,
  readEvents,
  readParts,
  readPeriodKind,
  readSeries,
} from "./read-facts.ts";
import type { Verdict } from "./verdict.ts";

export interface EvaluateRequest {
  readonly date: string;
  readonly asOf: string;
  readonly policy: Policy;
  /** By report kind, the last period whose report is due. */
  readonly lastDue: Readonly<Record<string, string>>;
}

/** Judge every rule of the policy in every area where its report is owed (or an event was reported). */
export async function evaluate(warehouse: Warehouse, request: EvaluateRequest): Promise<Verdict[]> {
  const areas = await readAreas(warehouse);
  const verdicts: Verdict[] = [];
  for (const [id, settings] of Object.entries(request.policy.rules)) {
    const rule = ruleById(id);
    if (!rule) throw new Error(`policy names a rule that does not exist: ${id}`);
    const judged =
      rule.kind === "event"
        ? await evaluateEvents(warehouse, rule, settings, areas, request)
        : await evaluateSeries(warehouse, rule, settings, areas, request);
    verdicts.push(...judged);
  }
  return verdicts;
}

async function evaluateEvents(
  warehouse: Warehouse,
  rule: EventRule,
  settings: RuleSettings,
  areas: readonly JudgedArea[],
  { date, asOf }: EvaluateRequest,
): Promise<Verdict[]> {
  const events = await readEvents(warehouse, date, rule.windowDays, asOf);
  const parts = await readParts(warehouse, "layoff-report");
  const stated = await readSeries(warehouse, "layoff-persons", "layoff-report", "rolling-30-days", [date]);
  return areas
    .filter(({ code, level }) => events.has(code) || (ownsDuty(parts, code) && rule.levels.some((own) => own === level)))
    .map(({ code }) => {
      const complete = stated.get(code)?.get(date)?.complete ?? false;
      return judgeEvents(rule, settings, code, date, events.get(code) ?? [], complete);
    });
}

const ownsDuty = (parts: ReadonlyMap<string, readonly Part[]>, code: string): boolean =>
  (parts.get(code) ?? []).some((part) => part.area === code);

async function evaluateSeries(
  warehouse: Warehouse,
  rule: SeriesRule,
  settings: RuleSettings,
  areas: readonly JudgedArea[],
  request: EvaluateRequest,
): Promise<Verdict[]> {
  const indicator = indicatorById(rule.indicator);
  if (!indicator) throw new Error(`${rule.id} reads an indicator that does not exist: ${rule.indicator}`);
  const parts = await readParts(warehouse, indicator.reads);
  const rolling = indicator.periods.includes("rolling-30-days");
  const dutyKind = await readPeriodKind(warehouse, indicator.reads);
  if (dutyKind === null) return [];
  const kind: PeriodKind = rolling ? "rolling-30-days" : (dutyKind as PeriodKind);
  const candidates = rolling
    ? [request.date]
    : periodsToJudge(await lastReported(warehouse, indicator.id, kind), request.lastDue[indicator.reads], kind);
  const parameters = { ...rule.parameters, ...settings.parameters };
  const needed = candidates.flatMap((period) =>
    Array.from({ length: longestDwell(settings) + 1 }, (_, back) => shiftPeriod(period, kind, -back)).flatMap((own) =>
      rule.periodsNeeded(own, kind, parameters),
    ),
  );
  const series = await readSeries(warehouse, indicator.id, indicator.reads, kind, [...new Set(needed)]);
  return areas
    .filter(({ code, level }) => rule.levels.some((own) => own === level) && parts.has(code))
    .map(({ code }) =>
      judgeSeries({
        rule,
        settings,
        area: code,
        parts: parts.get(code)!,
        series,
        scale: indicator.scale,
        kind,
        period: periodFor(parts.get(code)!, series, candidates, request, indicator.reads),
        coverageFloor: request.policy.coverageFloor,
      }),
    );
}

/** From the latest period anyone reported down to the last one due: newest first. */
function periodsToJudge(reported: string | null, due: string | undefined, kind: PeriodKind): string[] {
  const last = due ?? reported;
  if (last === null || last === undefined) return [];
  const periods = [last];
  while (reported !== null && periods[0]! < reported && periods.length < 4) {
    periods.unshift(shiftPeriod(periods[0]!, kind, 1));
  }
  return periods;
}

/**
 * The period to judge: the newest with enough of its reports in, but never one older than the last that is due, for
 * stale is never safe.
 */
function periodFor(
  parts: readonly Part[],
  series: PartSeries,
  candidates: readonly string[],
  { policy, lastDue, date }: EvaluateRequest,
  contract: string,
): string {
  const ready = candidates.find((period) => coverageOf(parts, series, period).share >= policy.coverageFloor);
  return ready ?? candidates.at(-1) ?? lastDue[contract] ?? date;
}
