import { addDays } from "../calendar/periods.ts";
import { type EventRule, newestDaysOf } from "../definitions/define.ts";
import type { Policy } from "../policy/policy.ts";
import { settingsAt } from "../policy/settings-at.ts";
import { ALL_STATED, judgeEvents, type Stated } from "./judge-events.ts";
import { layoffsIn, placesOf } from "./layoff-places.ts";
import { existing, type Part } from "./parts.ts";
import { type OnRuleFailure, setAsideVerdict } from "./set-aside.ts";
import type { Verdict } from "./verdict.ts";
import type { JudgeView } from "./view.ts";

/** Judge an event rule wherever a statement is owed, an event was reported, or a case in which it stood is open. */
export function judgeEventRule(
  rule: EventRule,
  view: JudgeView,
  policy: Policy,
  date: string,
  onFailure: OnRuleFailure,
): Verdict[] {
  const days = newestDaysOf(rule);
  const reported = view.areasWithLayoffs(date, days);
  const watched = new Set(view.cases.flatMap(({ area, rules }) => (rules.includes(rule.id) ? [area] : [])));
  return view.areas.flatMap(({ code, level }) => {
    const isAtLevel = rule.levels.some((ruleLevel) => ruleLevel === level);
    // An area above that reports itself is judged like a place; rules of areas above say nothing of a place.
    if (!isAtLevel && !rule.levels.includes("banner")) return [];
    const places = isAtLevel ? placesOf(view.areas, code) : [code];
    const hasReports = places.some((place) => reported.has(place));
    if (!hasReports && !watched.has(code) && !(isAtLevel && owes(view, code))) return [];
    const settings = settingsAt(policy, rule.id, level)!;
    const judge = () =>
      judgeEvents(
        ...([rule, settings, code, date] as const),
        hasReports ? layoffsIn(view, code, date, rule) : [],
        statedIn(view, code, date),
      );
    try {
      return [view.ofWindow(settings, code, date, judge)];
    } catch (error) {
      onFailure({ rule: rule.id, area: code, error });
      const judged = { rule: rule.id, area: code, kind: "rolling-30-days", period: date } as const;
      return [setAsideVerdict(judged, "rule-failed")];
    }
  });
}

/** Windows judged again, once, because a report that belongs into them came after they had passed. */
export function judgeLateEvents(
  rule: EventRule,
  view: JudgeView,
  policy: Policy,
  date: string,
  onFailure: OnRuleFailure,
): Verdict[] {
  const late = view.lateLayoffs(date, newestDaysOf(rule));
  if (late.size === 0) return [];
  return view.areas.flatMap(({ code, level }) => {
    const isAtLevel = rule.levels.some((ruleLevel) => ruleLevel === level);
    if (!isAtLevel && !rule.levels.includes("banner")) return [];
    const dates = (isAtLevel ? placesOf(view.areas, code) : [code]).flatMap((place) => late.get(place) ?? []);
    const settings = settingsAt(policy, rule.id, level)!;
    return [...new Set(dates.flatMap((late) => endsOf(view, code, { late, date, rule })))].flatMap((end) => {
      try {
        const events = layoffsIn(view, code, end, rule);
        const verdict = judgeEvents(rule, settings, code, end, events, ALL_STATED);
        return verdict.outcome === "fired" ? [{ ...verdict, occasion: "late" as const }] : [];
      } catch (error) {
        onFailure({ rule: rule.id, area: code, error });
        return [];
      }
    });
  });
}

/**
 * The days on which a window ended in which a late report lies: its date, and those of later reports that it stands with, as far as tonight's
 * windows do not judge them.
 */
function endsOf(
  view: JudgeView,
  area: string,
  { late, date, rule }: { readonly late: string; readonly date: string; readonly rule: EventRule },
): string[] {
  const until = [addDays(late, rule.windowDays - 1), addDays(date, -newestDaysOf(rule))].sort()[0]!;
  const later = layoffsIn(view, area, addDays(late, rule.windowDays - 1), rule);
  return [
    late,
    ...later.flatMap(({ receivedOn }) => (late < receivedOn && receivedOn <= until ? [receivedOn] : [])),
  ];
}

const owes = (view: JudgeView, code: string): boolean =>
  (view.owed.get("layoff-report")?.parts.get(code) ?? []).length > 0;

/** Which of the statements due in an area are in. A place that owes none cannot miss one: it is judged by the events it reports. */
function statedIn({ owed, isStated }: JudgeView, area: string, date: string): Stated {
  const parts = existing(owed.get("layoff-report")?.parts.get(area) ?? [], date);
  if (parts.length === 0) return ALL_STATED;
  const inTime = parts.filter((part) => isStated(part.area, date));
  const sum = (of: readonly Part[]) => of.reduce((total, { weight }) => total + weight, 0);
  return {
    share: sum(parts) > 0 ? sum(inTime) / sum(parts) : inTime.length / parts.length,
    partsIn: inTime.length,
    partsExpected: parts.length,
  };
}
