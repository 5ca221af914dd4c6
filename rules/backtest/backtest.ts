import { rules } from "../definitions/index.ts";
import type { Policy } from "../policy/policy.ts";
import { judgePast } from "./judge-past.ts";
import type { KnownPast } from "./known-event.ts";
import type { Past, Point, Stretch } from "./past.ts";
import { type Detection, detections, type ScoreRow, scoreWarnings } from "./score.ts";
import { type Warning, warningsOf } from "./warnings.ts";

/** Scores of one rule, or of all rules together as cases (rule null). */
export interface RuleScore {
  readonly rule: string | null;
  readonly rows: readonly ScoreRow[];
}

/** Result of a backtest: the points judged, the cases they give and the scores. */
export interface Backtest {
  readonly stretch: Stretch;
  readonly points: number;
  readonly judgedShare: number;
  readonly warnings: readonly Warning[];
  readonly scores: readonly RuleScore[];
  /** Every event in every area of every level, by the cases of all rules. */
  readonly detections: readonly Detection[];
}

/**
 * Judge historical data by a policy and score its warnings against known events: all rules as cases, then each rule where there are
 * several.
 */
export function backtest(past: Past, policy: Policy, known: KnownPast, stretch: Stretch): Backtest {
  const points = judgePast(past, policy, stretch);
  const request = { areas: past.areas, known, stretch };
  const all = warningsOf(points, policy);
  const judged = judgedAreas(points);
  const scores: RuleScore[] = [{ rule: null, rows: scoreWarnings(all, { ...request, judged }) }];
  const spoke = rules.filter((rule) => points.some((point) => point.rule === rule.id));
  for (const { id } of spoke.length > 1 ? spoke : []) {
    const rulePoints = points.filter((point) => point.rule === id);
    const cause = rulePoints[0]!.cause;
    const events = known.events.filter(({ causes }) => causes.length === 0 || causes.includes(cause));
    const asked = { ...request, known: { ...known, events }, judged: judgedAreas(rulePoints) };
    scores.push({ rule: id, rows: scoreWarnings(warningsOf(rulePoints, policy), asked) });
  }
  const found = [...judged.keys()].flatMap((level) => detections(all, { ...request, judged }, level));
  const judgedShare = points.filter((point) => point.judged).length / Math.max(points.length, 1);
  return { stretch, points: points.length, judgedShare, warnings: all, scores: scores, detections: found };
}

/** The areas that were judged at least once, by level. */
export function judgedAreas(points: readonly Point[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { level, area, judged } of points) {
    if (!judged) continue;
    const areas = found.get(level) ?? new Set();
    found.set(level, areas.add(area));
  }
  return found;
}
