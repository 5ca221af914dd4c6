import type { Warehouse } from "../warehouse/warehouse.ts";
import { openCases } from "./cases/case-log.ts";
import type { EventRule, Indicator, LayoffEvent, Rule, SeriesRule } from "./define.ts";
import { ruleById } from "./definitions/index.ts";
import { controlled } from "./false-discovery.ts";
import { indicatorById } from "./indicators/index.ts";
import { judgeEvents } from "./judge-events.ts";
import { judgeSeries, longestDwell } from "./judge-series.ts";
import { coverageOf, type Part, type PartSeries, wholeOf } from "./parts.ts";
import { type PeriodKind, shiftPeriod } from "./periods.ts";
import type { Policy, RuleSettings } from "./policy.ts";
import {
  type JudgedArea,
  lastReported,
  type Owed,
  readAreas,
  readEvents,
  readOwed,
  readSeries,
  type SeriesByIndicator,
} from "./read-facts.ts";
import type { Verdict } from "./verdict.ts";

export interface EvaluateRequest {
  readonly date: string;
  readonly asOf: string;
  readonly policy: Policy;
  /** By report kind, the last period whose report is due. */
  readonly lastDue: Readonly<Record<string, string>>;
}

/** What a night's judgements share: read once. */
interface Tonight extends EvaluateRequest {
  readonly areas: readonly JudgedArea[];
  readonly owed: ReadonlyMap<string, Owed>;
  readonly series: SeriesByIndicator;
}

/** A series rule with what it needs from the night. */
interface SeriesTask {
  readonly rule: SeriesRule;
  readonly settings: RuleSettings;
  readonly indicator: Indicator;
  readonly kind: PeriodKind;
  readonly candidates: readonly string[];
  readonly needed: readonly string[];
}

/** Judge every rule of the policy in every area where its report is owed (or an event was reported). */
export async function evaluate(warehouse: Warehouse, request: EvaluateRequest): Promise<Verdict[]> {
  const inUse = Object.entries(request.policy.rules).map(([id, settings]) => ({ rule: known(id), settings }));
  const owed = await readOwed(warehouse);
  const reported = await lastReported(warehouse);
  const tasks = inUse.flatMap(({ rule, settings }) =>
    rule.kind === "series" ? (plan(rule, settings, request, owed, reported) ?? []) : [],
  );
  const series = await readSeries(warehouse, [
    { indicator: "layoff-persons", periods: [request.date] },
    ...tasks.map(({ indicator, needed }) => ({ indicator: indicator.id, periods: needed })),
  ]);
  const tonight: Tonight = { ...request, areas: await readAreas(warehouse), owed, series };
  const verdicts = controlled(
    tasks.flatMap((task) => evaluateSeries(task, tonight)),
    request.policy.falseDiscoveryRate,
  );
  const open = await openCases(warehouse);
  const read = new Map<number, EventsByArea>();
  for (const { rule, settings } of inUse) {
    if (rule.kind !== "event") continue;
    const { windowDays } = rule;
    const events =
      read.get(windowDays) ?? (await readEvents(warehouse, request.date, windowDays, request.asOf));
    read.set(windowDays, events);
    const watched = new Set(open.flatMap((own) => (own.cause === rule.cause ? [own.area] : [])));
    verdicts.push(...evaluateEvents(rule, settings, tonight, events, watched));
  }
  return verdicts;
}

function known(id: string): Rule {
  const rule = ruleById(id);
  if (!rule) throw new Error(`policy names a rule that does not exist: ${id}`);
  return rule;
}

type EventsByArea = ReadonlyMap<string, readonly LayoffEvent[]>;

/** Judge an event rule wherever a statement is owed, an event was reported, or a case of its cause is open. */
function evaluateEvents(
  rule: EventRule,
  settings: RuleSettings,
  { date, areas, owed, series }: Tonight,
  events: EventsByArea,
  watched: ReadonlySet<string>,
): Verdict[] {
  const parts = owed.get("layoff-report")?.parts;
  const owes = (code: string) => (parts?.get(code) ?? []).some((part) => part.area === code);
  const stated = series.get("layoff-persons");
  return areas
    .filter(
      ({ code, level }) =>
        events.has(code) || watched.has(code) || (owes(code) && rule.levels.some((own) => own === level)),
    )
    .map(({ code }) => {
      // Where no statement is owed none can be missing: such a place is judged by the events it reports.
      const complete = !owes(code) || (stated?.get(code)?.get(date)?.complete ?? false);
      return judgeEvents(rule, settings, code, date, events.get(code) ?? [], complete);
    });
}

/** Which periods a series rule must look at tonight; null when nobody here owes its report. */
function plan(
  rule: SeriesRule,
  settings: RuleSettings,
  { date, lastDue }: EvaluateRequest,
  owed: ReadonlyMap<string, Owed>,
  reported: ReadonlyMap<string, string>,
): SeriesTask | null {
  const indicator = indicatorById(rule.indicator);
  if (!indicator) throw new Error(`${rule.id} reads an indicator that does not exist: ${rule.indicator}`);
  const duty = owed.get(indicator.reads);
  if (!duty) return null;
  const rolling = indicator.periods.includes("rolling-30-days");
  const kind = rolling ? "rolling-30-days" : (duty.kind as PeriodKind);
  const candidates = rolling
    ? [date]
    : periodsToJudge(reported.get(indicator.id) ?? null, lastDue[indicator.reads], kind);
  const parameters = { ...rule.parameters, ...settings.parameters };
  const needed = candidates.flatMap((period) =>
    Array.from({ length: longestDwell(settings) + 1 }, (_, back) => shiftPeriod(period, kind, -back)).flatMap(
      (own) => rule.periodsNeeded(own, kind, parameters),
    ),
  );
  return { rule, settings, indicator, kind, candidates, needed };
}

function evaluateSeries(
  { rule, settings, indicator, kind, candidates }: SeriesTask,
  tonight: Tonight,
): Verdict[] {
  const parts = tonight.owed.get(indicator.reads)!.parts;
  const series: PartSeries = tonight.series.get(indicator.id) ?? new Map();
  const wholeParts = wholeOf(parts);
  return tonight.areas
    .filter(({ code, level }) => rule.levels.some((own) => own === level) && parts.has(code))
    .map(({ code }) =>
      judgeSeries({
        rule,
        settings,
        area: code,
        parts: parts.get(code)!,
        wholeParts,
        series,
        scale: indicator.scale,
        kind,
        period: periodFor(parts.get(code)!, series, candidates, tonight, indicator.reads),
        coverageFloor: tonight.policy.coverageFloor,
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
