import { type PeriodKind, shiftPeriod } from "../calendar/periods.ts";
import { indicatorsOf, type Rule, type SeriesRule } from "../definitions/define.ts";
import { ruleById } from "../definitions/index.ts";
import { indicatorById } from "../indicators/index.ts";
import type { Policy } from "../policy/policy.ts";
import { type SettingsAt, settingsAt } from "../policy/settings-at.ts";
import { type Beside, besideOf } from "./beside.ts";
import { controlled } from "./false-discovery.ts";
import {
  type AreaFigures,
  type AsTheyWere,
  type IndicatorFigures,
  isUnchanged,
  PlaceFigures,
} from "./figures.ts";
import { judgeEventRule, judgeLateEvents } from "./judge-event-rule.ts";
import { ALL_STATED, judgeEvents } from "./judge-events.ts";
import { isEnough, judgeSeries, judgeSeriesAnew } from "./judge-series.ts";
import { layoffsIn } from "./layoff-places.ts";
import type { Verdict } from "./verdict.ts";
import type { Ground, JudgedArea, JudgeView } from "./view.ts";

/** Days of the rolling windows, and days for which a layoff report that comes late is still judged. */
export const [WINDOW_DAYS, LATE_DAYS] = [30, 366];

/** Periods newer than the last due one that may be judged, and earlier ones that are judged when they become ready late. */
export const [NEWEST, LATE_PERIODS] = [4, 12];

/**
 * All verdicts of a date from what was known (判定): every rule of the policy in every area where its report is owed or an event was
 * reported; earlier periods that became ready only now; the grounds of open cases whose figures were corrected.
 *
 * Night, correction, backtest, what-if and the simulation of false warnings call this and nothing else. The same view, policy and date
 * give the same verdicts.
 *
 * @throws Error when the policy names a rule, or a rule an indicator, that does not exist
 */
export function judgeAt(view: JudgeView, policy: Policy, date: string): Verdict[] {
  const standing: Verdict[] = [];
  const late: Verdict[] = [];
  const events: Verdict[] = [];
  for (const id of Object.keys(policy.rules)) {
    const rule = known(id);
    if (rule.kind === "event") {
      events.push(...judgeEventRule(rule, view, policy, date));
      late.push(...judgeLateEvents(rule, view, policy, date));
    } else if (rule.kind === "series") judgeSeriesRule(rule, view, policy, date, { standing, late });
  }
  const share = policy.falseDiscoveryRate;
  return [
    ...controlled(standing, share),
    ...events,
    ...controlled(late, share),
    ...judgedAgain(view, policy),
  ];
}

function known(id: string): Rule {
  const rule = ruleById(id);
  if (!rule) throw new Error(`policy names a rule that does not exist: ${id}`);
  return rule;
}

interface Found {
  readonly standing: Verdict[];
  readonly late: Verdict[];
}

function judgeSeriesRule(
  rule: SeriesRule,
  view: JudgeView,
  policy: Policy,
  date: string,
  { standing, late }: Found,
): void {
  const all = view.figures(rule.indicator);
  const contract = indicatorById(rule.indicator)!.reads;
  if (!all) return;
  const candidates = candidatePeriods(all, view.lastDue[contract], date);
  const rounds = all.rounds.get(policy) ?? new Map();
  all.rounds.set(policy, rounds);
  const key = `${all.changes} ${candidates.join()} ${candidates.length > 0 ? "" : date}`;
  const round = rounds.get(rule.id);
  const rests = figuresOf(rule, view);
  if (round?.key === key && isUnchanged(round.rests, rests) && all.kind !== "rolling-30-days") {
    standing.push(...round.verdicts);
    return;
  }
  const first = standing.length;
  const byLevel = new Map(rule.levels.map((level) => [level as string, settingsAt(policy, rule.id, level)]));
  for (const { code, level } of view.areas) {
    const settings = byLevel.get(level) ?? null;
    const figures = settings && all.of(code);
    if (!settings || !figures) continue;
    const period = periodToJudge(figures, candidates, settings) ?? date;
    const { kind } = all;
    const beside = besideOf(rule, view, code);
    const observedOnly = view.observedOnly ?? false;
    const input = { rule, settings, area: code, figures, beside, kind, observedOnly };
    if (kind === "rolling-30-days") {
      standing.push(view.ofWindow(settings, code, date, () => judgeSeries({ ...input, period })));
      continue;
    }
    standing.push(judgeSeries({ ...input, period }));
    const judged = { rule: rule.id, area: code, period, kind };
    for (const earlier of readyLate(figures, beside, settings, judged, view)) {
      const verdict = judgeSeriesAnew({ ...input, period: earlier });
      if (verdict.outcome !== "not-judged") late.push({ ...verdict, occasion: "late" });
    }
  }
  rounds.set(rule.id, { key, rests, verdicts: standing.slice(first) });
}

/** The figures of every indicator that a rule reads, as they are. */
const figuresOf = (rule: SeriesRule, view: JudgeView): AsTheyWere =>
  indicatorsOf(rule).flatMap((indicator) => {
    const figures = view.figures(indicator);
    return figures ? [{ origin: figures.origin, version: figures.changes }] : [];
  });

/**
 * The periods of which the newest that is ready is judged, newest first: from the newest that anyone reported down to the last one due;
 * none older, because a stale figure must not pass as quiet. Where due dates are not known, the newest few.
 */
export function candidatePeriods(
  { kind, newest }: Pick<IndicatorFigures, "kind" | "newest">,
  due: string | undefined,
  date: string,
): string[] {
  if (kind === "rolling-30-days") return [date];
  if (due === undefined)
    return newest === null
      ? []
      : Array.from({ length: NEWEST }, (_, back) => shiftPeriod(newest, kind, -back));
  const periods = [due];
  while (newest !== null && periods[0]! < newest && periods.length < NEWEST)
    periods.unshift(shiftPeriod(periods[0]!, kind, 1));
  return periods;
}

const periodToJudge = (
  figures: AreaFigures,
  candidates: readonly string[],
  { coverageFloor }: SettingsAt,
): string | undefined =>
  candidates.find((period) => isEnough(figures.coverage(period).share, coverageFloor)) ?? candidates.at(-1);

/** Earlier periods that are ready and were never judged, oldest first; none before the first that was judged. */
function readyLate(
  figures: AreaFigures,
  beside: Beside,
  settings: SettingsAt,
  { rule, area, period, kind }: { rule: string; area: string; period: string; kind: PeriodKind },
  view: JudgeView,
): string[] {
  const looked = figures.lookedBack.get(settings);
  const now = { version: figures.version, period, beside: beside.ofArea() };
  if (looked?.version === now.version && looked.period === period && isUnchanged(looked.beside, now.beside))
    return [];
  figures.lookedBack.set(settings, now);
  const judged = view.judgedPeriods(rule, area);
  if (judged.first === null) return [];
  const ready: string[] = [];
  for (let back = 1; back <= LATE_PERIODS; back++) {
    const earlier = shiftPeriod(period, kind, -back);
    // A period that was judged before, and corrected since, may be the first.
    if (earlier < judged.first) break;
    if (!judged.has(earlier) && isEnough(figures.coverage(earlier).share, settings.coverageFloor))
      ready.unshift(earlier);
  }
  return ready;
}

/** The grounds of open cases whose reports were replaced, judged by what is known now (更正复判). */
function judgedAgain(view: JudgeView, policy: Policy): Verdict[] {
  return view.cases.flatMap(({ area, revised }) => {
    const level = view.areas.find(({ code }) => code === area)?.level;
    const verdict = revised && level !== undefined ? judgeGround(area, level, revised, view, policy) : null;
    return verdict && verdict.outcome !== "not-judged" ? [{ ...verdict, occasion: "again" as const }] : [];
  });
}

/** The layoffs of a past window by what is known now, over the insured as they were; all statements taken as made. */
function windowAgain(figures: AreaFigures, area: string, date: string, view: JudgeView): AreaFigures | null {
  if (!figures.places) return null;
  const { parts, series, scale } = figures.places;
  const again = new Map(
    parts.map((part) => {
      const persons = view
        .layoffs(part.area, date, WINDOW_DAYS)
        .reduce((sum, layoff) => sum + layoff.persons, 0);
      const denominator = series.get(part.area)?.get(date)?.denominator ?? null;
      const observation = { numerator: persons, denominator, complete: true };
      return [part.area, new Map([[date, observation]])];
    }),
  );
  return new PlaceFigures({ kind: "rolling-30-days", parts: new Map([[area, parts]]) }, scale, again).of(
    area,
  );
}

/** Null where the rule left the policy. */
function judgeGround(
  area: string,
  level: JudgedArea["level"],
  ground: Ground,
  view: JudgeView,
  policy: Policy,
): Verdict | null {
  const rule = ruleById(ground.rule);
  const settings = settingsAt(policy, ground.rule, level);
  if (!rule || !settings || rule.kind === "combined") return null;
  if (rule.kind === "event") {
    const events = layoffsIn(view, area, ground.date, rule);
    return judgeEvents(rule, settings, area, ground.date, events, ALL_STATED);
  }
  const all = view.figures(rule.indicator);
  const figures = all?.of(area);
  if (!all || !figures) return null;
  const { kind } = all;
  const beside = besideOf(rule, view, area);
  const input = { rule, settings, area, figures, beside, kind, period: ground.period };
  if (kind === "rolling-30-days") {
    const window = windowAgain(figures, area, ground.period, view);
    return window && judgeSeriesAnew({ ...input, figures: window, observedOnly: true });
  }
  return judgeSeriesAnew({ ...input, observedOnly: view.observedOnly ?? false });
}
