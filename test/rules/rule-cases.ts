import { describe, expect, test } from "vitest";
import type { PeriodKind } from "../../rules/calendar/periods.ts";
import { judgeBelow } from "../../rules/cases/judge-combined.ts";
import type {
  CombinedRule,
  EventRule,
  LayoffEvent,
  Rule,
  SeriesRule,
  StandingBelow,
} from "../../rules/definitions/define.ts";
import { indicatorById } from "../../rules/indicators/index.ts";
import { besideOf } from "../../rules/judge/beside.ts";
import { PlaceFigures } from "../../rules/judge/figures.ts";
import { ALL_STATED, judgeEvents } from "../../rules/judge/judge-events.ts";
import { judgeSeries } from "../../rules/judge/judge-series.ts";
import type { Verdict } from "../../rules/judge/verdict.ts";
import type { RuleSettings } from "../../rules/policy/policy.ts";
import type { Tier } from "../../rules/policy/tiers.ts";
import { judgeWith, settingsOf } from "./judge-with.ts";
import { lastDay, type Reported, seriesOf } from "./series-of.ts";
import { shippedSettings } from "./shipped-policy.ts";

/** The date on which event rules are judged. */
export const NIGHT = "2026-03-31";

interface Named {
  /** What the row shows, in words; no two alike. */
  readonly name: string;
}

/** Layoff reports of one area, and whether its due statement is in (by default yes). */
export interface EventRow extends Named {
  readonly events: readonly LayoffEvent[];
  readonly stated?: boolean;
}

/** Figures of the areas that report, judged together for one period. */
export interface SeriesRow extends Named {
  readonly period: string;
  readonly kind?: PeriodKind;
  readonly reported: Reported;
  /** Figures of the further indicators it reads. Every area then stands by itself, beside the others, and the first one is judged. */
  readonly further?: Readonly<Record<string, Reported>>;
  /** Areas that owe a report, each as large as the others; by default those that reported. */
  readonly owing?: readonly string[];
}

/** What stands open below an area. */
export interface CombinedRow extends Named {
  readonly below: StandingBelow;
}

type RowOf<Judged extends Rule> = Judged extends EventRule
  ? EventRow
  : Judged extends CombinedRule
    ? CombinedRow
    : SeriesRow;
type Filled<Row> = readonly [Row, ...Row[]];

/** At least one row of each kind, or it does not compile. */
export interface Cases<Row> {
  /** `tier` is what the figures reach, `steady` what the case may take after dwell; by default the same. */
  readonly fires: Filled<Row & { readonly tier: Tier; readonly steady?: Tier | null }>;
  readonly quiet: Filled<Row>;
  readonly notJudged: Filled<Row & { readonly reason: string }>;
}

/**
 * Test a rule with named rows: some fire, some are quiet, some are not judged. Under the lines of the shipped policy; a rule that it does not
 * use comes with settings.
 */
export function ruleCases<Judged extends Rule>(
  rule: Judged,
  cases: Cases<RowOf<Judged>>,
  settings: RuleSettings = shippedSettings(rule.id),
): void {
  const weak = weaknesses(cases);
  if (weak.length > 0) throw new Error(`cases of ${rule.id}: ${weak.join("; ")}`);
  const judged = (row: Named) => judge(rule, row as EventRow & SeriesRow & CombinedRow, settings);
  describe(rule.id, () => {
    test.each([...cases.fires])("fires: $name", (row) => {
      const { outcome, tier, steadyTier, facts } = judged(row);
      const steady = row.steady === undefined ? row.tier : row.steady;
      expect({ outcome, tier, steadyTier }).toEqual({ outcome: "fired", tier: row.tier, steadyTier: steady });
      const printed = settings.lines[steady ?? row.tier];
      expect(printed, "the condition kept is a line of the tier that will be printed").toContainEqual(
        facts.limb,
      );
    });
    test.each([...cases.quiet])("quiet: $name", (row) => {
      const { outcome, tier, steadyTier, reason } = judged(row);
      expect({ outcome, tier, steadyTier, reason }).toEqual({
        outcome: "quiet",
        tier: null,
        steadyTier: null,
        reason: null,
      });
    });
    test.each([...cases.notJudged])("not judged: $name", (row) => {
      const { outcome, tier, steadyTier, reason } = judged(row);
      expect({ outcome, tier, steadyTier, reason }).toEqual({
        outcome: "not-judged",
        tier: null,
        steadyTier: null,
        reason: row.reason,
      });
    });
  });
}

/** Faults of a set of cases: a kind without rows, a name used twice, blank or with an unfilled placeholder, no reason. */
export function weaknesses(cases: {
  readonly fires: readonly Named[];
  readonly quiet: readonly Named[];
  readonly notJudged: readonly (Named & { readonly reason: string })[];
}): string[] {
  const rows = [...cases.fires, ...cases.quiet, ...cases.notJudged];
  const names = rows.map((row) => row.name.trim().toLowerCase());
  return [
    ...(["fires", "quiet", "notJudged"] as const)
      .filter((kind) => cases[kind].length === 0)
      .map((kind) => `no row for ${kind}`),
    ...names.filter((name, at) => names.indexOf(name) < at).map((name) => `“${name}” stands twice`),
    ...names
      .filter((name) => name === "" || /todo|xxx|…|\.{3}|[{}<>]|\$\w/.test(name))
      .map((name) => `the name “${name}” is not filled in`),
    ...cases.notJudged.filter((row) => row.reason.trim() === "").map((row) => `“${row.name}” has no reason`),
  ];
}

function judge(rule: Rule, row: EventRow & SeriesRow & CombinedRow, settings: RuleSettings): Verdict {
  if (rule.kind === "combined")
    return judgeBelow(rule, settingsOf(rule.id, settings, "league"), "990100", NIGHT, "layoffs", row.below);
  if (rule.kind === "event")
    return judgeEvents(
      rule,
      settingsOf(rule.id, settings, rule.levels[0]),
      "990101",
      NIGHT,
      row.events,
      (row.stated ?? true) ? ALL_STATED : { ...ALL_STATED, share: 0, partsIn: 0 },
    );
  if (row.further) return judgeBeside(rule, row, settings);
  return judgeWith({
    rule,
    settings: settingsOf(rule.id, settings),
    parts: (row.owing ?? Object.keys(row.reported)).map((area) => ({
      area,
      weight: 1,
      validFrom: null,
      validTo: null,
    })),
    series: seriesOf(row.reported),
    scale: scaleOf(rule),
    kind: row.kind ?? "month",
    period: lastDay(row.period),
  });
}

/** Judge the first of several areas under one parent, with the further indicators that the rule reads. */
function judgeBeside(rule: SeriesRule, row: SeriesRow, settings: RuleSettings): Verdict {
  const codes = row.owing ?? Object.keys(row.reported);
  const [area = ""] = codes;
  const kind = row.kind ?? "month";
  const part = (code: string) => [{ area: code, weight: 1, validFrom: null, validTo: null }];
  const parts = new Map(codes.map((code) => [code, part(code)]));
  const all = { [rule.indicator]: row.reported, ...row.further };
  const figures = new Map(
    Object.entries(all).map(([id, reported]) => [
      id,
      new PlaceFigures({ kind, parts }, indicatorById(id)!.scale, seriesOf(reported)),
    ]),
  );
  const areas = codes.map((code) => ({ code, level: "banner", parent: "990100" }));
  const view = { areas, figures: (id: string) => figures.get(id) ?? null };
  return judgeSeries({
    ...{ rule, settings: settingsOf(rule.id, settings), area, kind, period: lastDay(row.period) },
    ...{ figures: figures.get(rule.indicator)!.of(area)!, beside: besideOf(rule, view, area) },
  });
}

function scaleOf(rule: SeriesRule): number {
  const indicator = indicatorById(rule.indicator);
  if (!indicator) throw new Error(`${rule.id} reads ${rule.indicator}, which does not exist`);
  return indicator.scale;
}

/** One layoff report; the enterprise's name is also its key. */
export const layoff = (
  employer: string,
  persons: number,
  staff: number | null = null,
  more: Partial<LayoffEvent> = {},
): LayoffEvent => ({
  employer,
  employerKey: employer,
  receivedOn: "2026-03-10",
  persons,
  staff,
  closure: false,
  ...more,
});
