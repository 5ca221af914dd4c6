import type { Point, Stretch } from "../backtest/past.ts";
import type { RuleInUse } from "../backtest/rule-in-use.ts";
import { addDays, daysBetween, shiftPeriod } from "../calendar/periods.ts";
import type { SeriesRule } from "../definitions/define.ts";
import type { Uniform } from "../detectors/random.ts";
import { indicatorById } from "../indicators/index.ts";
import { benjaminiHochberg } from "../judge/false-discovery.ts";
import { longestDwell } from "../judge/judge-series.ts";
import { fullSums, judgeFull, type PeriodOutcome } from "./judge-full-series.ts";
import { drawIndicator, type NullIndicator, type NullRegion } from "./null-region.ts";

/** Days after a period's end on which it is judged. */
const JUDGED_AFTER = 5;

/** Days that an indicator must be drawn before the first judged one: as far back as its rules look. */
export function leadDays(
  { id, kind, last }: NullIndicator,
  series: readonly RuleInUse<SeriesRule>[],
): number {
  const back = series
    .filter(({ rule }) => rule.indicator === id)
    .flatMap(({ rule, settings }) => {
      const parameters = { ...rule.parameters, ...settings.parameters };
      const first = shiftPeriod(last, kind, -longestDwell(settings) - 1);
      return [...rule.periodsNeeded(first, kind, parameters)];
    })
    .sort();
  return back.length > 0 ? daysBetween(back[0]!, last) + 62 : 0;
}

/** Judge a drawn stretch of one indicator by the policy's rules, in every area. */
export function judgeIndicator(
  indicator: NullIndicator,
  { areas }: Pick<NullRegion, "areas">,
  series: readonly RuleInUse<SeriesRule>[],
  stretch: Stretch,
  stretchYears: number,
  uniform: Uniform,
  falseDiscoveryRate: number | undefined,
): Point[] {
  const { from, to } = stretch;
  const rules = series.filter(({ rule }) => rule.indicator === indicator.id);
  if (rules.length === 0) return [];
  const looked = areas.filter(({ level }) =>
    rules.some(({ rule }) => rule.levels.some((ruleLevel) => ruleLevel === level)),
  );
  let count = 1;
  let period = indicator.last;
  for (; addDays(period, JUDGED_AFTER) < to; count++) {
    period = shiftPeriod(period, indicator.kind, 1);
  }
  // The middle of the drawn years stands for the middle of one stretch that begins now.
  const ahead =
    (daysBetween(indicator.last, from) + daysBetween(indicator.last, to) - stretchYears * 365.25) / 2;
  const since = ((count - 1) * ahead) / daysBetween(indicator.last, period);
  const root = [...indicator.parts].reduce((most, entry) =>
    entry[1].length > most[1].length ? entry : most,
  )[0];
  const { periods, sums } = drawIndicator(
    indicator,
    [...new Set([root, ...looked.map(({ code }) => code)])],
    { count, since },
    uniform,
  );
  const index = new Map(periods.map((period, t) => [period, t]));
  const days = new Map(periods.map((period) => [period, addDays(period, JUDGED_AFTER)]));
  const judged = periods.filter((period) => from <= days.get(period)! && days.get(period)! <= to);
  const { scale } = indicatorById(indicator.id)!;
  const whole = { sums: fullSums(sums.get(root)!, index) };
  const points: Point[] = [];
  for (const { rule, settings } of rules) {
    const found = looked.flatMap(({ code, level }) => {
      const sum = sums.get(code);
      if (!sum || !rule.levels.some((ruleLevel) => ruleLevel === level)) return [];
      const outcomes = judgeFull(
        rule,
        settings,
        { kind: indicator.kind, scale, index, sums: sum, whole },
        judged,
      );
      return [{ area: code, level, outcomes }];
    });
    const standing = falseDiscoveryRate === undefined ? null : standingBy(found, falseDiscoveryRate);
    for (const [at, { area, level, outcomes }] of found.entries()) {
      const tiers = outcomes.map(({ tier }, t) => (standing && !standing[t]![at] ? null : tier));
      outcomes.forEach((outcome, t) => {
        // A point holds until the next one, so only changes are added.
        if (t > 0 && tiers[t - 1] === tiers[t] && outcomes[t - 1]!.judged === outcome.judged) return;
        const where = { area, level, rule: rule.id, cause: rule.cause, period: judged[t]! };
        points.push({ date: days.get(judged[t]!)!, ...where, judged: outcome.judged, tier: tiers[t]! });
      });
    }
  }
  return points;
}

/** By period, which areas' alarms stand under a false discovery rate; those without a probability always do. */
function standingBy(found: readonly { outcomes: readonly PeriodOutcome[] }[], share: number): boolean[][] {
  return (found[0]?.outcomes ?? []).map((_, t) => {
    const all = found.map(({ outcomes }) => outcomes[t]!.probability);
    const stands = benjaminiHochberg(
      all.flatMap((probability) => probability ?? []),
      share,
    );
    let next = 0;
    return all.map((probability) => (probability === null ? true : stands[next++]!));
  });
}
