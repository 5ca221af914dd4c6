import { addDays, daysBetween } from "../calendar/periods.ts";
import type { CaseEvent } from "../cases/case-event.ts";
import { type CaseState, NO_CASES } from "../cases/case-state.ts";
import { AreaTree, caseStep } from "../cases/case-step.ts";
import { judgeAt } from "../judge/judge-at.ts";
import type { Verdict } from "../judge/verdict.ts";
import type { JudgeView } from "../judge/view.ts";
import type { Policy } from "../policy/policy.ts";
import { shareSettings } from "../policy/settings-at.ts";
import type { Past, Stretch } from "./past.ts";
import { PastView } from "./past-view.ts";
import { type GrowingView, PolicyView } from "./policy-view.ts";

/** The verdicts of a day that differ from those of the day before, by area and rule. */
export interface Moment {
  readonly date: string;
  readonly changed: readonly Verdict[];
  /** Earlier periods judged on this day only. */
  readonly once: readonly Verdict[];
}

/** What a policy says of a history: its verdicts day by day, and the changes of its cases. */
export interface Judged {
  readonly moments: readonly Moment[];
  readonly events: readonly CaseEvent[];
}

/**
 * Judge a history as the night of every day of a stretch would have (历史逐日判定): each day knows only the reports that had arrived. Only days
 * on which something became known, fell due or left a window are judged; between them the verdicts stand.
 */
export const judgeThrough = (past: Past, policy: Policy, stretch: Stretch): Judged =>
  judgeThroughBy(past, [policy], stretch)[0]!;

/** As `judgeThrough`, by several policies side by side, each as if it had been alone. */
export function judgeThroughBy(past: Past, policies: readonly Policy[], stretch: Stretch): Judged[] {
  const dueDays = past.lastDue ? daysOfChange(past.lastDue, stretch) : [];
  const view = new PastView(past, dueDays);
  const days = new Set<string>([...dueDays, ...view.windowDays()]);
  for (const figures of past.figures.values()) for (const { knownOn } of figures) days.add(knownOn);
  return judgeDays(view, [...days], policies, stretch);
}

/** Judge a view on the first day of a stretch and on these days, and step the cases of each policy through every day of it. */
export function judgeDays(
  view: GrowingView,
  days: readonly string[],
  policies: readonly Policy[],
  { from, to }: Stretch,
): Judged[] {
  const [first] = policies;
  for (const policy of policies) if (first && policy !== first) shareSettings(first, policy);
  const active = [...new Set([from, ...days])].filter((day) => from <= day && day <= to).sort();
  const runs = policies.map((policy, at) => new PolicyRun(new PolicyView(view, at === 0), policy));
  for (const date of active) {
    view.advance(date);
    for (const run of runs) run.judge(date);
  }
  return runs.map((run) => run.end(to));
}

/** The nights of one policy. */
class PolicyRun {
  readonly #view: PolicyView;
  readonly #policy: Policy;
  readonly #cases: CaseRun;
  readonly #last = new Map<string, Map<string, Verdict>>();
  readonly #standing = new Set<Verdict>();
  readonly #moments: Moment[] = [];

  constructor(view: PolicyView, policy: Policy) {
    this.#view = view;
    this.#policy = policy;
    this.#cases = new CaseRun(view.areas, policy);
  }

  judge(date: string): void {
    this.#cases.pass(date);
    this.#view.watch(this.#cases.state);
    const [changed, once]: [Verdict[], Verdict[]] = [[], []];
    for (const verdict of judgeAt(this.#view, this.#policy, date)) {
      if (this.#standing.has(verdict)) continue;
      if (verdict.occasion) {
        once.push(verdict);
        continue;
      }
      this.#stand(verdict);
      changed.push(verdict);
    }
    this.#view.log.add(changed);
    this.#view.log.add(once.filter(({ occasion }) => occasion === "late"));
    const moment = { date, changed, once };
    this.#moments.push(moment);
    this.#cases.take(moment);
  }

  /** Let a verdict take the place of the one that stood. */
  #stand(verdict: Verdict): void {
    const ofRule = this.#last.get(verdict.rule) ?? new Map<string, Verdict>();
    this.#last.set(verdict.rule, ofRule);
    const before = ofRule.get(verdict.area);
    if (before) this.#standing.delete(before);
    ofRule.set(verdict.area, verdict);
    this.#standing.add(verdict);
  }

  end(to: string): Judged {
    this.#cases.pass(addDays(to, 1));
    return { moments: this.#moments, events: this.#cases.events };
  }
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
  for (const moment of momentsByRule(moments).get(rule) ?? []) {
    cases.pass(moment.date);
    cases.take(moment);
  }
  cases.pass(addDays(to, 1));
  return cases.events;
}

const split = new WeakMap<readonly Moment[], ReadonlyMap<string, readonly Moment[]>>();

/** The moments of each rule, those without a verdict of it left out. */
function momentsByRule(moments: readonly Moment[]): ReadonlyMap<string, readonly Moment[]> {
  const known = split.get(moments);
  if (known) return known;
  const byRule = new Map<string, { date: string; changed: Verdict[]; once: Verdict[] }[]>();
  const at = (date: string, rule: string) => {
    const ofRule = byRule.get(rule) ?? [];
    byRule.set(rule, ofRule);
    const last = ofRule.at(-1);
    if (last?.date === date) return last;
    const moment = { date, changed: [], once: [] };
    ofRule.push(moment);
    return moment;
  };
  for (const { date, changed, once } of moments) {
    for (const verdict of changed) at(date, verdict.rule).changed.push(verdict);
    for (const verdict of once) at(date, verdict.rule).once.push(verdict);
  }
  split.set(moments, byRule);
  return byRule;
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
      const nights = Math.min(left, this.#patience);
      this.#step(addDays(this.#date, nights), nights, this.#standing, NOWHERE);
    }
  }

  take({ date, changed, once }: Moment): void {
    const touched = new Set<string>();
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
