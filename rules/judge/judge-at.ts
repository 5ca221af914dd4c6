import { type PeriodKind, shiftPeriod } from "../calendar/periods.ts";
import { type EventRule, indicatorsOf, type Rule, type SeriesRule } from "../definitions/define.ts";
import { ruleById } from "../definitions/index.ts";
import { indicatorById } from "../indicators/index.ts";
import type { Policy } from "../policy/policy.ts";
import { type SettingsAt, settingsAt } from "../policy/settings-at.ts";
import { type Beside, besideOf } from "./beside.ts";
import { controlled } from "./false-discovery.ts";
import { type AreaFigures, type AsTheyWere, type IndicatorFigures, isUnchanged } from "./figures.ts";
import { judgedAgain } from "./judge-again.ts";
import { judgeEventRule, judgeLateEvents } from "./judge-event-rule.ts";
import { isEnough, judgeSeries, judgeSeriesAnew, type SeriesInput } from "./judge-series.ts";
import { LATE_PERIODS, NEWEST } from "./reach-back.ts";
import { type OnRuleFailure, setAsideEverywhere, setAsideVerdict } from "./set-aside.ts";
import type { Verdict } from "./verdict.ts";
import type { JudgeView } from "./view.ts";
import { withDeparture } from "./with-departure.ts";

/**
 * All verdicts of a date from what was known (判定): every rule of the policy in every area where its report is owed or an event was
 * reported; earlier periods that became ready only now; the grounds of open cases whose figures were corrected.
 *
 * Night, correction, backtest, what-if and the simulation of false warnings call this and nothing else. The same view, policy and date
 * give the same verdicts.
 *
 * A rule that throws is not judged there (`rule-failed`), which `onFailure` hears; the other areas and rules are.
 *
 * @throws Error when the policy names a rule, or a rule an indicator, that does not exist
 */
export function judgeAt(
  view: JudgeView,
  policy: Policy,
  date: string,
  onFailure: OnRuleFailure = () => undefined,
): Verdict[] {
  const standing: Verdict[] = [];
  const late: Verdict[] = [];
  const events: Verdict[] = [];
  for (const id of Object.keys(policy.rules)) {
    const rule = known(id);
    if (rule.kind === "combined") continue;
    const found = judgeRule(rule, view, policy, date, onFailure);
    (rule.kind === "event" ? events : standing).push(...found.standing);
    late.push(...found.late);
  }
  const share = policy.falseDiscoveryRate;
  return [
    ...controlled(standing, share),
    ...events,
    ...controlled(late, share),
    ...judgedAgain(view, policy, onFailure),
  ];
}

/** All verdicts of a rule; where it cannot be judged at all, that it was not, in every area. */
function judgeRule(
  rule: SeriesRule | EventRule,
  view: JudgeView,
  policy: Policy,
  date: string,
  onFailure: OnRuleFailure,
): Found {
  const found: Found = { standing: [], late: [] };
  const aside = view.setAside?.get(rule.id);
  if (aside) {
    found.standing.push(...setAsideEverywhere(rule, view, policy, { date, reason: aside }));
    return found;
  }
  try {
    if (rule.kind === "series") judgeSeriesRule(rule, view, policy, date, found, onFailure);
    else {
      found.standing.push(...judgeEventRule(rule, view, policy, date, onFailure));
      found.late.push(...judgeLateEvents(rule, view, policy, date, onFailure));
    }
    return found;
  } catch (error) {
    onFailure({ rule: rule.id, area: null, error });
    return {
      standing: setAsideEverywhere(rule, view, policy, { date, reason: "rule-failed" }),
      late: [],
    };
  }
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
  onFailure: OnRuleFailure,
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
  let isWhole = true;
  const failed = (area: string, error: unknown) => {
    isWhole = false;
    onFailure({ rule: rule.id, area, error });
  };
  const byLevel = new Map(rule.levels.map((level) => [level as string, settingsAt(policy, rule.id, level)]));
  for (const { code, level } of view.areas) {
    const settings = byLevel.get(level) ?? null;
    const figures = settings && all.of(code);
    if (!settings || !figures) continue;
    const period = periodToJudge(figures, candidates, settings) ?? date;
    const { kind } = all;
    const judged = { rule: rule.id, area: code, period, kind };
    try {
      const beside = besideOf(rule, view, code);
      const observedOnly = view.observedOnly ?? false;
      const input = { rule, settings, area: code, figures, beside, kind, observedOnly };
      const judge = () => withDeparture(judgeSeries({ ...input, period }), rule, view, date);
      standing.push(kind === "rolling-30-days" ? view.ofWindow(settings, code, date, judge) : judge());
      if (kind !== "rolling-30-days") late.push(...judgeReadyLate(input, judged, view));
    } catch (error) {
      failed(code, error);
      // Where an earlier period failed, the verdict on the newest stands.
      if (standing.at(-1)?.area !== code) standing.push(setAsideVerdict(judged, "rule-failed"));
    }
  }
  // A round with a failure is not kept: the next night tries again.
  if (isWhole) rounds.set(rule.id, { key, rests, verdicts: [...standing] });
}

/** The verdicts on earlier periods that became ready only now; where the rule throws, the next night looks back again. */
function judgeReadyLate(
  input: Omit<SeriesInput, "period" | "beside"> & { readonly beside: Beside },
  judged: Judging,
  view: JudgeView,
): Verdict[] {
  const { figures, beside, settings } = input;
  try {
    return readyLate(figures, beside, settings, judged, view).flatMap((period) => {
      const verdict = judgeSeriesAnew({ ...input, period });
      return verdict.outcome === "not-judged" ? [] : [{ ...verdict, occasion: "late" as const }];
    });
  } catch (error) {
    figures.lookedBack.delete(settings);
    throw error;
  }
}

/** What is judged: a rule in an area, in a period. */
interface Judging {
  readonly rule: string;
  readonly area: string;
  readonly period: string;
  readonly kind: PeriodKind;
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
  { rule, area, period, kind }: Judging,
  view: JudgeView,
): string[] {
  const looked = figures.lookedBack.get(settings);
  const now = { version: figures.version, period, beside: beside.readUpTo(period) };
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
