import { addDays, daysBetween } from "../calendar/periods.ts";
import { AreaTree } from "../cases/area-tree.ts";
import type { CaseEvent } from "../cases/case-event.ts";
import { type CaseState, NO_CASES } from "../cases/case-state.ts";
import { caseStep } from "../cases/case-step.ts";
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

/**
 * Judge a history as the night of every day of a stretch would have (历史逐日判定): each day knows only the reports that had arrived. Only days
 * on which something became known, fell due or left a window are judged; between them the verdicts stand.
 */
export const judgeThrough = (past: Past, policy: Policy, stretch: Stretch): Judged =>
  judgeThroughBy(past, [policy], stretch)[0]!;

/** As `judgeThrough`, by several policies side by side, each as if it had been alone. */
export function judgeThroughBy(past: Past, policies: readonly Policy[], stretch: Stretch): Judged[] {
  const moments = policies.map((): Moment[] => []);
  const events = casesThroughBy(past, policies, stretch, (at, moment) => moments[at]!.push(moment));
  return moments.map((ofPolicy, at) => ({ moments: ofPolicy, events: events[at]! }));
}

/** The changes of the cases of several policies alone: their verdicts are handed over day by day and not kept. */
export function casesThroughBy(
  past: Past,
  policies: readonly Policy[],
  stretch: Stretch,
  take: (at: number, moment: Moment) => void = () => undefined,
): (readonly CaseEvent[])[] {
  const dueDays = past.lastDue ? daysOfChange(past.lastDue, stretch) : [];
  const view = new PastView(past, dueDays);
  const days = new Set<string>([...dueDays, ...view.windowDays()]);
  for (const figures of past.figures.values()) for (const { knownOn } of figures) days.add(knownOn);
  return judgeDays(view, [...days], policies, stretch, take);
}

/**
 * Judge a view on the first day of a stretch and on these days, and step the cases of each policy through every day of it. `take` is given
 * every moment of the policy at an index; the changes of its cases are returned.
 */
export function judgeDays(
  view: GrowingView,
  days: readonly string[],
  policies: readonly Policy[],
  { from, to }: Stretch,
  take: (at: number, moment: Moment) => void,
): (readonly CaseEvent[])[] {
  const [first] = policies;
  for (const policy of policies) if (first && policy !== first) shareSettings(first, policy);
  const active = [...new Set([from, ...days])].filter((day) => from <= day && day <= to).sort();
  const runs = policies.map((policy, at) => new PolicyRun(new PolicyView(view, at === 0), policy));
  for (const date of active) {
    view.advance(date);
    for (const [at, run] of runs.entries()) take(at, run.judge(date));
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

  constructor(view: PolicyView, policy: Policy) {
    this.#view = view;
    this.#policy = policy;
    this.#cases = new CaseRun(view.areas, policy);
  }

  judge(date: string): Moment {
    this.#cases.pass(date);
    this.#view.watch(this.#cases.state);
    const [changed, once]: [Verdict[], Verdict[]] = [[], []];
    const all = judgeAt(this.#view, this.#policy, date);
    for (const verdict of all) {
      if (verdict.occasion) {
        once.push(verdict);
        continue;
      }
      if (this.#standing.has(verdict)) continue;
      this.#stand(verdict);
      changed.push(verdict);
    }
    const gone = this.#standing.size === all.length - once.length ? [] : this.#removeAllBut(new Set(all));
    this.#view.log.add(changed);
    this.#view.log.add(once.filter(({ occasion }) => occasion === "late"));
    const moment = { date, changed, gone, once };
    this.#cases.take(moment);
    return moment;
  }

  #removeAllBut(still: ReadonlySet<Verdict>): Verdict[] {
    const gone = [...this.#standing].filter((verdict) => !still.has(verdict));
    for (const verdict of gone) {
      this.#standing.delete(verdict);
      this.#last.get(verdict.rule)!.delete(verdict.area);
    }
    return gone;
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

  end(to: string): readonly CaseEvent[] {
    return this.#cases.end(to);
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
  const alone = new RulesAlone(areas, policy, [rule]);
  for (const moment of moments) alone.take(moment);
  return alone.events(rule, to);
}

const MOMENT_KEYS = ["changed", "gone", "once"] as const;
type MomentKey = (typeof MOMENT_KEYS)[number];

/** The cases that each of some rules alone would make, stepped beside those of all rules together. */
export class RulesAlone {
  readonly #cases: ReadonlyMap<string, CaseRun>;

  constructor(areas: JudgeView["areas"], policy: Policy, rules: readonly string[]) {
    this.#cases = new Map(rules.map((rule) => [rule, new CaseRun(areas, onlyRule(policy, rule))]));
  }

  take({ date, ...verdicts }: Moment): void {
    const byRule = new Map<string, Record<MomentKey, Verdict[]>>();
    for (const key of MOMENT_KEYS)
      for (const verdict of verdicts[key]) {
        if (!this.#cases.has(verdict.rule)) continue;
        const moment = byRule.get(verdict.rule) ?? { changed: [], gone: [], once: [] };
        byRule.set(verdict.rule, moment);
        moment[key].push(verdict);
      }
    for (const [rule, moment] of byRule) {
      const cases = this.#cases.get(rule)!;
      cases.pass(date);
      cases.take({ date, ...moment });
    }
  }

  events(rule: string, to: string): readonly CaseEvent[] {
    return this.#cases.get(rule)!.end(to);
  }
}

/** A policy with one rule of another, which then opens cases whatever its role. */
export const onlyRule = (policy: Policy, rule: string): Policy => ({
  ...policy,
  rules: { [rule]: { ...policy.rules[rule]!, role: "primary" } },
  combination: undefined,
  drills: [],
});

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

  /** Let the nights up to the end of a stretch pass; every change of the cases. */
  end(to: string): readonly CaseEvent[] {
    this.pass(addDays(to, 1));
    return this.events;
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
      const before = known[at];
      if (before) known[at] = verdict;
      else known.push(verdict);
      this.#standing.set(verdict.area, known);
      if (mayMove(before, verdict)) touched.add(verdict.area);
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

/** Whether a verdict in the place of another may open a case or change what is known of its area; open cases are looked at anyway. */
const mayMove = (before: Verdict | undefined, { steadyTier, outcome }: Verdict): boolean =>
  before === undefined ||
  steadyTier !== null ||
  before.steadyTier !== null ||
  (outcome === "not-judged") !== (before.outcome === "not-judged");

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
