import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { Carried, seriesOf } from "../../warehouse/measure/carried.ts";
import { type PeriodKind, shiftPeriod } from "../calendar/periods.ts";
import { indicatorsOf, type Rule, type SeriesRule } from "../definitions/define.ts";
import { ruleById } from "../definitions/index.ts";
import { indicatorById } from "../indicators/index.ts";
import type { Policy } from "../policy/policy.ts";
import { type SettingsAt, settingsAt } from "../policy/settings-at.ts";
import { withPeers } from "./beside.ts";
import { PlaceFigures } from "./figures.ts";
import { candidatePeriods, judgeAt } from "./judge-at.ts";
import { periodsMeasured } from "./judge-series.ts";
import { judgedEarlier, type RevisedPeriod } from "./judged-periods.ts";
import { openCases } from "./open-cases.ts";
import { LATE_DAYS, LATE_PERIODS, WINDOW_DAYS } from "./reach-back.ts";
import { areaMoves, readAreas } from "./read-areas.ts";
import {
  carriedSeries,
  eventsWithin,
  lastReported,
  lateWithin,
  readEvents,
  readOwed,
  readSuccessions,
} from "./read-facts.ts";
import { mayBeRevised, revisedPeriods, type Since } from "./revised.ts";
import { type RevisedCase, revisedOf } from "./revised-cases.ts";
import { type OnRuleFailure, readersOf } from "./set-aside.ts";
import type { SetAsideReason } from "./set-aside-reason.ts";
import type { Verdict } from "./verdict.ts";
import type { JudgeView, Owed } from "./view.ts";

/** Inputs of a night's judgements. */
export interface EvaluateRequest {
  readonly date: string;
  readonly asOf: string;
  readonly policy: Policy;
  /** By report kind, the last period whose report is due. */
  readonly lastDue: Readonly<Record<string, string>>;
  /** What the previous night had read; without it nothing counts as corrected. */
  readonly since?: Since;
  /** Values carried over from the previous night: a rule with unchanged inputs is not judged again. Without it all are judged. */
  readonly carried?: Carried;
  /** Indicators that could not be computed tonight: the rules that read them are not judged. */
  readonly unmeasured?: ReadonlySet<string>;
  /** Called for each rule that throws; it is set aside, and the others are judged. */
  readonly onFailure?: OnRuleFailure;
  /** Read what was known at `asOf` even where more is known now: to judge a past date again. */
  readonly isPast?: boolean;
}

/** Judge every rule of the policy in every area, from what the warehouse knows at an instant. */
export const evaluate = async (warehouse: Warehouse, request: EvaluateRequest): Promise<Verdict[]> =>
  judgeAt(await readView(warehouse, request), request.policy, request.date, request.onFailure);

/** Read what a night's judgements need. */
export async function readView(warehouse: Warehouse, request: EvaluateRequest): Promise<JudgeView> {
  const { policy, date, asOf, lastDue, carried = new Carried() } = request;
  const owed = await carried.reuse("owed", [carried.register], () => readOwed(warehouse));
  const register = await readAreas(warehouse, date, carried);
  const areas = register.standing;
  const successions = await carried.reuse("successions", [carried.register], () =>
    readSuccessions(warehouse),
  );
  const inUse = seriesRulesOf(policy);
  const knownAt = request.isPast ? asOf : null;
  const reported = knownAt
    ? await lastReported(warehouse, knownAt)
    : await reportedLast(warehouse, inUse, carried);
  const known = await openCases(warehouse, carried);
  const moves = await areaMoves(warehouse, date, carried, register, known);
  // A case of an area that has another code is judged where it goes on.
  const open = known.map((row) => ({ ...row, area: moves.get(row.area)?.to ?? row.area }));
  const revised = await revisedOf(warehouse, open, areas, request, carried);
  const setAside = new Map<string, SetAsideReason>(
    readersOf(inUse, request.unmeasured ?? new Set()).map((rule) => [rule, "indicator-failed"]),
  );
  const wanted = [
    { indicator: "layoff-persons", periods: [date] },
    ...inUse.flatMap((rule) => {
      try {
        return wantedBy(rule, request, owed, reported, revised);
      } catch (error) {
        if (!indicatorById(rule.indicator)) throw error;
        setAside.set(rule.id, "rule-failed");
        request.onFailure?.({ rule: rule.id, area: null, error });
        return [];
      }
    }),
  ];
  const { series, madeFrom } = await carriedSeries(warehouse, wanted, carried, successions, knownAt);
  const figures = new Map<string, PlaceFigures>();
  for (const [indicator, indicatorSeries] of series) {
    const { reads, scale } = indicatorById(indicator)!;
    const duty = owed.get(reads);
    if (!duty) continue;
    const kind = kindOf(indicator, duty);
    const newest = reported.get(indicator) ?? null;
    const make = async () => new PlaceFigures({ kind, parts: duty.parts }, scale, indicatorSeries, newest);
    const from = [carried.register, kind, newest, madeFrom.get(indicator)];
    // A window that ends tonight is another one every night.
    figures.set(
      indicator,
      kind === "rolling-30-days" ? await make() : await carried.reuse(`areas of ${indicator}`, from, make),
    );
  }
  // A window that is judged late ends up to so many days ago.
  const reachBack = LATE_DAYS + Math.max(WINDOW_DAYS, ...windowsOf(policy));
  const oldest = [date, ...revised.flatMap(({ grounds }) => grounds.map((ground) => ground.date))].sort()[0]!;
  const events = await carried.reuse(
    `layoff reports of ${reachBack} days`,
    [...carried.reports("layoff-report"), oldest === date ? null : oldest, [...moves.keys()]],
    () => readEvents(warehouse, oldest, reachBack, { asOf, on: date }),
  );
  const corrected = withPeers(await revisedBy(warehouse, inUse, request), areas);
  const judged = await judgedEarlier(warehouse, date, carried, corrected);
  const stated = figures.get("layoff-persons");
  const windows = new Map<string, ReturnType<typeof eventsWithin>>();
  const within = (until: string, days: number) => {
    const key = `${until} ${days}`;
    const known = windows.get(key) ?? eventsWithin(events, until, days);
    windows.set(key, known);
    return known;
  };
  return {
    ...{ areas, owed, lastDue, setAside },
    figures: (indicator) => figures.get(indicator) ?? null,
    layoffs: (area, until, days) => within(until, days).get(area) ?? [],
    areasWithLayoffs: (until, days) => new Set(within(until, days).keys()),
    isStated: (area, until) => stated?.of(area)?.places?.series.get(area)?.get(until)?.complete ?? false,
    cases: [
      ...open.map(({ area, cause, id, rules }) => ({
        ...{ area, cause, rules },
        revised: revised.find((row) => row.id === id)?.grounds ?? [],
      })),
      // A case that is over is looked at only where its figures were corrected.
      ...revised.flatMap(({ id, area, cause, grounds }) =>
        open.some((row) => row.id === id) ? [] : [{ area, cause, rules: [], revised: grounds }],
      ),
    ],
    lateLayoffs: (until, days) =>
      lateWithin(events, until, { days, lateDays: LATE_DAYS }, request.since?.asOf ?? null),
    judgedPeriods: judged,
    ofWindow: (_settings, _area, _date, judge) => judge(),
  };
}

function seriesRulesOf(policy: Policy): SeriesRule[] {
  return Object.keys(policy.rules).flatMap((id) => {
    const rule = ruleById(id);
    return rule?.kind === "series" ? [rule] : [];
  });
}

const windowsOf = (policy: Policy): number[] =>
  Object.keys(policy.rules).flatMap((id) => {
    const rule: Rule | undefined = ruleById(id);
    return rule?.kind === "event" ? [rule.windowDays] : [];
  });

const isRolling = (indicator: string): boolean =>
  indicatorById(indicator)?.periods.includes("rolling-30-days") ?? false;

const kindOf = (indicator: string, duty: Owed): PeriodKind =>
  isRolling(indicator) ? "rolling-30-days" : (duty.kind as PeriodKind);

/** The periods of its indicator that a rule may read tonight. */
function wantedBy(
  rule: SeriesRule,
  { policy, date, lastDue }: EvaluateRequest,
  owed: ReadonlyMap<string, Owed>,
  reported: ReadonlyMap<string, string>,
  revised: readonly RevisedCase[],
): { indicator: string; periods: readonly string[] }[] {
  const indicator = indicatorById(rule.indicator);
  if (!indicator) throw new Error(`${rule.id} reads an indicator that does not exist: ${rule.indicator}`);
  const duty = owed.get(indicator.reads);
  if (!duty) return [];
  const kind = kindOf(indicator.id, duty);
  const newest = reported.get(indicator.id) ?? null;
  const candidates = candidatePeriods({ kind, newest }, lastDue[indicator.reads], date);
  const late =
    kind === "rolling-30-days" || candidates.length === 0
      ? []
      : Array.from({ length: LATE_PERIODS }, (_, back) => shiftPeriod(candidates.at(-1)!, kind, -back - 1));
  const grounds = revised.flatMap(({ grounds }) =>
    grounds.flatMap((ground) => (ground.rule === rule.id ? [ground.period] : [])),
  );
  const judged = new Set<string>();
  for (const settings of settingsOf(rule, policy))
    for (const period of [...candidates, ...late, ...grounds])
      for (const measured of periodsMeasured(settings, period, kind)) judged.add(measured);
  const parameters = { ...rule.parameters, ...policy.rules[rule.id]!.parameters };
  const periods = new Set<string>();
  for (const period of judged)
    for (const needed of [period, ...rule.periodsNeeded(period, kind, parameters)]) periods.add(needed);
  return indicatorsOf(rule).map((id) => ({ indicator: id, periods: [...periods] }));
}

/** The periods for which a report was replaced since the previous night, with the rules that read it. */
async function revisedBy(
  warehouse: Warehouse,
  inUse: readonly SeriesRule[],
  { since, carried = new Carried() }: EvaluateRequest,
): Promise<RevisedPeriod[]> {
  if (!since || since.submission === 0 || !mayBeRevised(since, carried)) return [];
  const revised = await revisedPeriods(warehouse, since);
  return revised.map(({ contract, area, period }) => ({
    ...{ area, period },
    rules: inUse.flatMap((rule) =>
      indicatorsOf(rule).some((indicator) => indicatorById(indicator)?.reads === contract) ? [rule.id] : [],
    ),
  }));
}

const settingsOf = (rule: SeriesRule, policy: Policy): SettingsAt[] =>
  rule.levels.flatMap((level) => settingsAt(policy, rule.id, level) ?? []);

/** The last period for which any place reported, by indicator; without the rolling ones, whose period is the night's date. */
function reportedLast(
  warehouse: Warehouse,
  inUse: readonly SeriesRule[],
  carried: Carried,
): Promise<Map<string, string>> {
  const versions = [...new Set(inUse.flatMap(indicatorsOf))].flatMap((indicator) =>
    isRolling(indicator) ? [] : [[indicator, carried.version(seriesOf(indicator))]],
  );
  return carried.reuse("last reported", versions, () => lastReported(warehouse));
}
