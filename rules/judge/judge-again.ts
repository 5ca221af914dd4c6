import { ruleById } from "../definitions/index.ts";
import type { Policy } from "../policy/policy.ts";
import { settingsAt } from "../policy/settings-at.ts";
import { besideOf } from "./beside.ts";
import { type AreaFigures, PlaceFigures } from "./figures.ts";
import { ALL_STATED, judgeEvents } from "./judge-events.ts";
import { judgeSeriesAnew } from "./judge-series.ts";
import { layoffsIn } from "./layoff-places.ts";
import { WINDOW_DAYS } from "./reach-back.ts";
import type { OnRuleFailure } from "./set-aside.ts";
import type { Verdict } from "./verdict.ts";
import type { Ground, JudgedArea, JudgeView } from "./view.ts";
import { withDeparture } from "./with-departure.ts";

/** The grounds of open cases whose reports were replaced, judged by what is known now (更正复判). */
export function judgedAgain(view: JudgeView, policy: Policy, onFailure: OnRuleFailure): Verdict[] {
  return view.cases.flatMap(({ area, revised }) => {
    const level = view.areas.find(({ code }) => code === area)?.level;
    if (level === undefined) return [];
    return revised.flatMap((ground) => {
      if (view.setAside?.has(ground.rule)) return [];
      try {
        const verdict = judgeGround(area, level, ground, view, policy);
        return verdict && verdict.outcome !== "not-judged"
          ? [{ ...verdict, occasion: "again" as const }]
          : [];
      } catch (error) {
        onFailure({ rule: ground.rule, area, error });
        return [];
      }
    });
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
    const verdict = window && judgeSeriesAnew({ ...input, figures: window, observedOnly: true });
    return verdict && withDeparture(verdict, rule, view, ground.period);
  }
  return judgeSeriesAnew({ ...input, observedOnly: view.observedOnly ?? false });
}
