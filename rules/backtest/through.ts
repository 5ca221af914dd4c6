import { addDays, daysBetween } from "../calendar/periods.ts";
import type { CaseEvent } from "../cases/case-event.ts";
import { type CaseState, NO_CASES } from "../cases/case-state.ts";
import { AreaTree, caseStep } from "../cases/case-step.ts";
import { judgeAt } from "../judge/judge-at.ts";
import type { JudgedLog } from "../judge/judged-periods.ts";
import type { Verdict } from "../judge/verdict.ts";
import type { JudgeView } from "../judge/view.ts";
import type { Policy } from "../policy/policy.ts";
import type { Past, Stretch } from "./past.ts";
import { PastView } from "./past-view.ts";

/** The verdicts of a day that differ from those of the day before, by area and rule. */
export interface Moment {
  readonly date: string;
  readonly changed: readonly Verdict[];
  /** Verdicts of the day before that nothing calls for any more. */
  readonly gone: readonly Verdict[];
  /** Earlier periods judged on this day only. */
  readonly once: readonly Verdict[];
}

/** What a policy says of a history: its verdicts day by day, and the changes of its cases. */
export interface Judged {
  readonly moments: readonly Moment[];
  readonly events: readonly CaseEvent[];
}

/** A view that learns from day to day. */
interface GrowingView extends JudgeView {
  readonly log: JudgedLog;
  advance(date: string, state: CaseState): void;
}

/**
 * Judge a history as the night of every day of a stretch would have (历史逐日判定): each day knows only the reports that had arrived. Only days
 * on which something became known, fell due or left a window are judged; between them the verdicts stand.
 */
export function judgeThrough(past: Past, policy: Policy, stretch: Stretch): Judged {
  const dueDays = past.lastDue ? daysOfChange(past.lastDue, stretch) : [];
  const view = new PastView(past, dueDays);
  const days = new Set<string>([...dueDays, ...view.windowDays()]);
  for (const figures of past.figures.values()) for (const { knownOn } of figures) days.add(knownOn);
  return judgeDays(view, [...days], policy, stretch);
}

/** Judge a view on the first day of a stretch and on these days, and step the cases through every day of it. */
export function judgeDays(
  view: GrowingView,
  days: readonly string[],
  policy: Policy,
  { from, to }: Stretch,
): Judged {
  const active = [...new Set([from, ...days])].filter((day) => from <= day && day <= to).sort();
  const cases = new CaseRun(view.areas, policy);
  const last = new Map<string, Verdict>();
  const moments: Moment[] = [];
  for (const date of active) {
    cases.pass(date);
    view.advance(date, cases.state);
    const all = judgeAt(view, policy, date);
    const once = all.filter(({ occasion }) => occasion);
    const moment = { date, once, ...differences(all, last) };
    view.log.add(moment.changed);
    view.log.add(once.filter(({ occasion }) => occasion === "late"));
    moments.push(moment);
    cases.take(moment);
  }
  cases.pass(addDays(to, 1));
  return { moments, events: cases.events };
}

/** The standing verdicts that differ from the last ones, and those that are there no more; the last ones are brought up to date. */
function differences(
  verdicts: readonly Verdict[],
  last: Map<string, Verdict>,
): Pick<Moment, "changed" | "gone"> {
  const keyOf = ({ rule, area }: Verdict) => `${rule} ${area}`;
  const changed: Verdict[] = [];
  let standing = 0;
  for (const verdict of verdicts) {
    if (verdict.occasion) continue;
    standing++;
    const key = keyOf(verdict);
    if (last.get(key) === verdict) continue;
    last.set(key, verdict);
    changed.push(verdict);
  }
  if (last.size === standing) return { changed, gone: [] };
  const still = new Set(verdicts.flatMap((verdict) => (verdict.occasion ? [] : [keyOf(verdict)])));
  const gone = [...last.values()].filter((verdict) => !still.has(keyOf(verdict)));
  for (const verdict of gone) last.delete(keyOf(verdict));
  return { changed, gone };
}

/** The changes of the cases that one rule alone would have made, from the verdicts of a history. */
export function eventsOfRule(
  areas: JudgeView["areas"],
  policy: Policy,
  rule: string,
  moments: readonly Moment[],
  { to }: Stretch,
): readonly CaseEvent[] {
  const alone: Policy = {
    ...policy,
    rules: { [rule]: { ...policy.rules[rule]!, role: "primary" } },
    combination: undefined,
    drills: [],
  };
  const cases = new CaseRun(areas, alone);
  const only = (verdicts: readonly Verdict[]) => verdicts.filter((verdict) => verdict.rule === rule);
  for (const { date, ...moment } of moments) {
    const [changed, once, gone] = [only(moment.changed), only(moment.once), only(moment.gone)];
    if (changed.length === 0 && once.length === 0 && gone.length === 0) continue;
    cases.pass(date);
    cases.take({ date, changed, once, gone });
  }
  cases.pass(addDays(to, 1));
  return cases.events;
}

/** Cases stepped from day to day. */
class CaseRun {
  state: CaseState = NO_CASES;
  readonly events: CaseEvent[] = [];
  readonly #areas: AreaTree;
  readonly #policy: Policy;
  readonly #standing = new Map<string, Verdict[]>();
  #patience = Number.POSITIVE_INFINITY;
  #date: string | null = null;

  constructor(areas: JudgeView["areas"], policy: Policy) {
    this.#areas = new AreaTree(areas);
    this.#policy = policy;
  }

  /** Let the nights before a date pass with the verdicts that stand. */
  pass(date: string): void {
    while (this.#date !== null && this.state.open.size > 0) {
      const left = daysBetween(this.#date, date) - 1;
      if (left <= 0) return;
      // The night of a change is stepped by itself: what it changes below is news above on that night only.
      const nights = Math.max(1, Math.min(left, this.#patience - 1));
      this.#step(addDays(this.#date, nights), nights, this.#standing, NOWHERE);
    }
  }

  take({ date, changed, once, gone }: Moment): void {
    const touched = new Set<string>();
    for (const { rule, area } of gone) {
      const left = (this.#standing.get(area) ?? []).filter((verdict) => verdict.rule !== rule);
      this.#standing.set(area, left);
      touched.add(area);
    }
    for (const verdict of changed) {
      const known = this.#standing.get(verdict.area) ?? [];
      const at = known.findIndex(({ rule }) => rule === verdict.rule);
      if (at < 0) known.push(verdict);
      else known[at] = verdict;
      this.#standing.set(verdict.area, known);
      touched.add(verdict.area);
    }
    if (once.length === 0) {
      this.#step(date, 1, this.#standing, touched);
      return;
    }
    const tonight = new Map(this.#standing);
    for (const verdict of once) {
      tonight.set(verdict.area, [...(tonight.get(verdict.area) ?? []), verdict]);
      touched.add(verdict.area);
    }
    this.#step(date, 1, tonight, touched);
    // What was judged for one day does not stand on the next.
    this.#patience = 1;
  }

  #step(
    date: string,
    nights: number,
    verdicts: ReadonlyMap<string, readonly Verdict[]>,
    touched: ReadonlySet<string>,
  ): void {
    const input = { date, nights, verdicts, areas: this.#areas, touched };
    const step = caseStep(this.state, input, this.#policy);
    this.state = step.state;
    this.events.push(...step.events);
    this.#patience = step.patience;
    this.#date = date;
  }
}

const NOWHERE: ReadonlySet<string> = new Set();

/** The days of a stretch on which another period falls due than on the day before. */
export function daysOfChange(lastDue: NonNullable<Past["lastDue"]>, { from, to }: Stretch): string[] {
  const days: string[] = [];
  let before = "";
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const due = JSON.stringify(lastDue(day));
    if (due !== before) days.push(day);
    before = due;
  }
  return days;
}
