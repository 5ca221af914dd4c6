import { ruleById } from "../definitions/index.ts";
import type { Policy } from "../policy/policy.ts";
import type { KnownPast } from "./known-event.ts";
import { type EarlySpell, earlySpells, falseSpells, type NamedSpell } from "./named-spells.ts";
import type { Past, Stretch } from "./past.ts";
import { type Detection, detections, type ScoreRequest, type ScoreRow, scoreWarnings } from "./score.ts";
import { eventsOfRule, judgeThrough, type Moment } from "./through.ts";
import { type Warning, warningsOf } from "./warnings.ts";

/** Scores of one rule, or of all rules together as cases (rule null). */
export interface RuleScore {
  readonly rule: string | null;
  readonly rows: readonly ScoreRow[];
}

/** Result of a backtest: the verdicts given, the cases they make and the scores. */
export interface Backtest {
  readonly stretch: Stretch;
  /** Verdicts that differ from the one before of their rule and area. */
  readonly points: number;
  readonly judgedShare: number;
  readonly warnings: readonly Warning[];
  readonly scores: readonly RuleScore[];
  /** Every event in every area of every level, by the cases of all rules. */
  readonly detections: readonly Detection[];
  /** Warnings at Ⅱ or above that came and went in the year before an event. */
  readonly early: readonly EarlySpell[];
  /** False warnings at Ⅱ or above, named. */
  readonly wrong: readonly NamedSpell[];
  /** How the events are scored, for another set of warnings to be scored alike. */
  readonly request: ScoreRequest;
}

/**
 * Judge historical data by a policy and score its warnings against known events: all rules as cases, then each rule where there are
 * several.
 */
export function backtest(past: Past, policy: Policy, known: KnownPast, stretch: Stretch): Backtest {
  const { moments, events } = judgeThrough(past, policy, stretch);
  const request = { areas: past.areas, known, stretch };
  const all = warningsOf(events, past.areas);
  const judged = judgedAreas(moments, past.areas);
  const scores: RuleScore[] = [{ rule: null, rows: scoreWarnings(all, { ...request, judged }) }];
  const spoke = new Set(moments.flatMap(({ changed }) => changed.map(({ rule }) => rule)));
  for (const id of spoke.size > 1 ? Object.keys(policy.rules).filter((rule) => spoke.has(rule)) : []) {
    const { cause } = ruleById(id)!;
    const asked = {
      ...request,
      known: {
        ...known,
        events: known.events.filter(({ causes }) => causes.length === 0 || causes.includes(cause)),
      },
      judged: judgedAreas(moments, past.areas, id),
    };
    const alone = warningsOf(eventsOfRule(past.areas, policy, id, moments, stretch), past.areas);
    scores.push({ rule: id, rows: scoreWarnings(alone, asked) });
  }
  const found = [...judged.keys()].flatMap((level) => detections(all, { ...request, judged }, level));
  const verdicts = moments.flatMap(({ changed, once }) => [...changed, ...once]);
  const spoken = verdicts.filter(({ outcome }) => outcome !== "not-judged").length;
  return {
    ...{ stretch, points: verdicts.length, judgedShare: spoken / Math.max(verdicts.length, 1) },
    ...{ warnings: all, scores, detections: found, request: { ...request, judged } },
    early: [...judged.keys()].flatMap((level) => earlySpells(all, { ...request, judged }, level, "II")),
    wrong: [...judged.keys()].flatMap((level) => falseSpells(all, { ...request, judged }, level, "II")),
  };
}

/** The areas that a rule judged at least once (any rule: null), by level. */
export const judgedAreas = (
  moments: readonly Moment[],
  areas: Past["areas"],
  rule: string | null = null,
): Map<string, Set<string>> => judgedAreasByRule(moments, areas).get(rule) ?? new Map();

/** The areas that were judged at least once, by rule (null: any rule) and level. */
export function judgedAreasByRule(
  moments: readonly Moment[],
  areas: Past["areas"],
): Map<string | null, Map<string, Set<string>>> {
  const judged = new JudgedAreas();
  for (const moment of moments) judged.take(moment);
  return judged.byLevel(areas);
}

/** The areas that were judged at least once, by rule, collected as moments pass. */
export class JudgedAreas {
  readonly #byRule = new Map<string | null, Set<string>>([[null, new Set()]]);

  take({ changed }: Moment): void {
    for (const { rule, area, outcome } of changed) {
      if (outcome === "not-judged") continue;
      this.#byRule.get(null)!.add(area);
      const judged = this.#byRule.get(rule);
      if (judged) judged.add(area);
      else this.#byRule.set(rule, new Set([area]));
    }
  }

  /** By rule (null: any rule) and level. */
  byLevel(areas: Past["areas"]): Map<string | null, Map<string, Set<string>>> {
    const levels = new Map(areas.map(({ code, level }) => [code, level]));
    return new Map([...this.#byRule].map(([rule, judged]) => [rule, byLevel(judged, levels)]));
  }
}

function byLevel(judged: ReadonlySet<string>, levels: ReadonlyMap<string, string>): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const area of judged) {
    const level = levels.get(area) ?? "banner";
    found.set(level, (found.get(level) ?? new Set<string>()).add(area));
  }
  return found;
}
