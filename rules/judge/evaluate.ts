import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { Carried, seriesOf } from "../../warehouse/measure/carried.ts";
import { type PeriodKind, shiftPeriod } from "../calendar/periods.ts";
import type { EventRule, LayoffEvent, Rule, SeriesRule } from "../definitions/define.ts";
import { ruleById } from "../definitions/index.ts";
import type { Indicator } from "../indicators/define.ts";
import { indicatorById } from "../indicators/index.ts";
import type { Policy, RuleSettings } from "../policy/policy.ts";
import { controlled } from "./false-discovery.ts";
import { judgeEvents } from "./judge-events.ts";
import { judgeSeries, longestDwell } from "./judge-series.ts";
import { type OpenRow, openCases } from "./open-cases.ts";
import { coverageOf, type Part, type PartSeries, wholeOf } from "./parts.ts";
import {
  carriedSeries,
  eventsWithin,
  type JudgedArea,
  lastReported,
  type Owed,
  readAreas,
  readEvents,
  readOwed,
  type SeriesByIndicator,
} from "./read-facts.ts";
import type { Verdict } from "./verdict.ts";

/** Inputs of a night's judgements. */
export interface EvaluateRequest {
  readonly date: string;
  readonly asOf: string;
  readonly policy: Policy;
  /** By report kind, the last period whose report is due. */
  readonly lastDue: Readonly<Record<string, string>>;
  /** Values carried over from the previous night: a rule with unchanged inputs is not judged again. Without it all are judged. */
  readonly carried?: Carried;
}

/** What a night's judgements share: read once. */
interface Tonight extends EvaluateRequest {
  readonly carried: Carried;
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
  const { policy, date, carried = new Carried() } = request;
  const inUse = Object.entries(policy.rules).map(([id, settings]) => ({ rule: known(id), settings }));
  const owed = await carried.reuse("owed", [carried.register], () => readOwed(warehouse));
  const areas = await carried.reuse("areas", [carried.register], () => readAreas(warehouse));
  const reported = await reportedLast(warehouse, inUse, carried);
  const tasks = inUse.flatMap(({ rule, settings }) =>
    rule.kind === "series" ? (plan(rule, settings, request, owed, reported) ?? []) : [],
  );
  const wanted = [
    { indicator: "layoff-persons", periods: [date] },
    ...tasks.map(({ indicator, needed }) => ({ indicator: indicator.id, periods: needed })),
  ];
  const { series, madeFrom } = await carriedSeries(warehouse, wanted, carried);
  const tonight: Tonight = { ...request, carried, areas, owed, series };
  const judged: Verdict[] = [];
  for (const task of tasks) {
    const taskVerdicts = await carried.reuse(
      `verdicts of ${task.rule.id}`,
      dependsOn(task, request, madeFrom, carried),
      async () => evaluateSeries(task, tonight),
    );
    judged.push(...taskVerdicts);
  }
  const verdicts = controlled(judged, policy.falseDiscoveryRate);
  const open = await openCases(warehouse, carried);
  for (const { rule, settings } of inUse)
    if (rule.kind === "event")
      verdicts.push(
        ...evaluateEvents(rule, settings, tonight, await eventsOf(warehouse, rule, tonight), open),
      );
  return verdicts;
}

/** All inputs of a series rule's verdicts; the date only where it names the period. */
const dependsOn = (
  { rule, settings, indicator, kind, candidates, needed }: SeriesTask,
  { policy, date, lastDue }: EvaluateRequest,
  madeFrom: ReadonlyMap<string, readonly unknown[]>,
  carried: Carried,
): readonly unknown[] => [
  ...[rule.id, settings, policy.coverageFloor, carried.register, kind, candidates, needed],
  ...[madeFrom.get(indicator.id), candidates.length > 0 ? null : (lastDue[indicator.reads] ?? date)],
];

/** The last period for which any place reported, by indicator; without the rolling ones, whose period is the night's date. */
function reportedLast(
  warehouse: Warehouse,
  inUse: readonly { readonly rule: Rule }[],
  carried: Carried,
): Promise<Map<string, string>> {
  const versions = inUse.flatMap(({ rule }) =>
    rule.kind === "event" || indicatorById(rule.indicator)?.periods.includes("rolling-30-days")
      ? []
      : [[rule.indicator, carried.version(seriesOf(rule.indicator))]],
  );
  return carried.reuse("last reported", versions, () => lastReported(warehouse));
}

function known(id: string): Rule {
  const rule = ruleById(id);
  if (!rule) throw new Error(`policy names a rule that does not exist: ${id}`);
  return rule;
}

type EventsByArea = ReadonlyMap<string, readonly LayoffEvent[]>;

/** The events of a rule's window. Reports are read again only when a new one arrives; the window moves over them. */
async function eventsOf(
  warehouse: Warehouse,
  { windowDays }: EventRule,
  { date, asOf, carried }: Tonight,
): Promise<EventsByArea> {
  const read = await carried.reuse(
    `layoff reports of ${windowDays} days`,
    carried.reports("layoff-report"),
    () => readEvents(warehouse, date, windowDays, asOf),
  );
  return eventsWithin(read, date, windowDays);
}

/** Judge an event rule wherever a statement is owed, an event was reported, or a case of its cause is open. */
function evaluateEvents(
  rule: EventRule,
  settings: RuleSettings,
  { date, areas, owed, series }: Tonight,
  events: EventsByArea,
  open: readonly OpenRow[],
): Verdict[] {
  const parts = owed.get("layoff-report")?.parts;
  const owes = (code: string) => (parts?.get(code) ?? []).some((part) => part.area === code);
  const stated = series.get("layoff-persons");
  const watched = new Set(open.flatMap((openCase) => (openCase.cause === rule.cause ? [openCase.area] : [])));
  return areas
    .filter(
      ({ code, level }) =>
        events.has(code) ||
        watched.has(code) ||
        (owes(code) && rule.levels.some((ruleLevel) => ruleLevel === level)),
    )
    .map(({ code }) => {
      // A place that owes no statement cannot miss one: it is judged by the events it reports.
      const complete = !owes(code) || (stated?.get(code)?.get(date)?.complete ?? false);
      return judgeEvents(rule, settings, code, date, events.get(code) ?? [], complete);
    });
}

/** The periods a series rule judges tonight; null when nobody here owes its report. */
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
      (judgedPeriod) => rule.periodsNeeded(judgedPeriod, kind, parameters),
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
    .filter(({ code, level }) => rule.levels.some((ruleLevel) => ruleLevel === level) && parts.has(code))
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

/** The period to judge: the newest with enough coverage, but none older than the last one due: a stale figure must not pass as quiet. */
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
