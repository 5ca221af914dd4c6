import type { PeriodKind } from "../../rules/calendar/periods.ts";
import type { SeriesRule } from "../../rules/definitions/define.ts";
import { PlaceFigures } from "../../rules/judge/figures.ts";
import { judgeSeries } from "../../rules/judge/judge-series.ts";
import type { Part, PartObservation } from "../../rules/judge/parts.ts";
import type { Verdict } from "../../rules/judge/verdict.ts";
import type { RuleSettings } from "../../rules/policy/policy.ts";
import { type SettingsAt, settingsAt } from "../../rules/policy/settings-at.ts";
import { shippedPolicy } from "./shipped-policy.ts";

/** Settings of one rule as they hold at a level; the shipped ones unless others are given. */
export function settingsOf(rule: string, settings?: RuleSettings, level = "banner"): SettingsAt {
  const policy = settings ? { ...shippedPolicy, rules: { [rule]: settings } } : shippedPolicy;
  const found = settingsAt(policy, rule, level);
  if (!found) throw new Error(`the policy has no rule ${rule}`);
  return found;
}

interface JudgedWith {
  readonly rule: SeriesRule;
  readonly settings?: SettingsAt;
  readonly area?: string;
  readonly parts: readonly Part[];
  readonly wholeParts?: readonly Part[];
  readonly series: ReadonlyMap<string, Map<string, PartObservation>>;
  readonly scale?: number;
  readonly kind?: PeriodKind;
  readonly period: string;
}

const kept = new WeakMap<object, Map<string, PlaceFigures>>();

/** Judge one rule for one area and period over figures written by hand; estimates of the whole are shared by equal series. */
export function judgeWith(judged: JudgedWith): Verdict {
  const { rule, parts, series, scale = 1, kind = "month", period, area = "990100" } = judged;
  const whole = judged.wholeParts ?? parts;
  const key = `${area} ${parts.map((part) => part.area)} ${whole.length} ${kind} ${scale}`;
  const known = kept.get(series) ?? new Map<string, PlaceFigures>();
  kept.set(series, known);
  const areas = new Map([
    ["whole", whole],
    [area, parts],
  ]);
  const figures = known.get(key) ?? new PlaceFigures({ kind, parts: areas }, scale, series);
  known.set(key, figures);
  const settings = judged.settings ?? settingsOf(rule.id);
  return judgeSeries({ rule, settings, area, figures: figures.of(area)!, kind, period });
}
