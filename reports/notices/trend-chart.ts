import { median } from "simple-statistics";
import { type PeriodKind, shiftPeriod, yearsEarlier } from "../../rules/calendar/periods.ts";
import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { Rule, Shown } from "../../rules/definitions/define.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import { indicatorById } from "../../rules/indicators/index.ts";
import type { Bound, Limb, Lines } from "../../rules/policy/lines.ts";
import { settingsAt } from "../../rules/policy/settings-at.ts";
import { TIERS, type Tier } from "../../rules/policy/tiers.ts";
import type { Chart, ChartPoint, SeasonPoint, TierLine } from "../documents/content.ts";
import { shareText } from "../language/figures.ts";
import {
  inLanguage,
  type Language,
  numberText,
  periodText,
  shortDateText,
  translate,
} from "../language/index.ts";
import type { NoticeSetting } from "./notice-setting.ts";
import { isOver } from "./subjects.ts";
import { tierLine } from "./tier-line.ts";
import { isWhole, type TrendSeries } from "./trends.ts";

/** Periods that a chart shows. */
const SHOWN: Readonly<Record<PeriodKind, number>> = {
  ...{ day: 90, week: 52, month: 36, quarter: 16, year: 8 },
  "rolling-30-days": 90,
};

/** Earlier years whose range makes the season. */
export const SEASON_YEARS = 5;
/** The fewest of them that do. */
const FEWEST_YEARS = 4;

/**
 * The figures behind a warning over the years (走势图): gaps stay open, figures of incomplete periods are hollow, the range of earlier years stands behind them
 * where the rule compares with earlier years, and the tier lines where they can be drawn on the figure. Null where there is nothing to draw.
 */
export function trendChart(event: CaseEvent, setting: NoticeSetting): Chart | null {
  const { language, directory, story } = setting;
  const [trend, rule] = [story?.trend, ruleById(event.rule)!];
  if (!trend || rule.kind !== "series" || rule.indicator !== trend.indicator) return null;
  const figures = trend.series[0]!.figures;
  const periods = periodsShown(figures, event, trend.kind);
  const values = periods.map((period) => figures.get(period)?.value ?? null);
  if (values.filter((value) => value !== null).length < 2) return null;
  const { title, unit, decimals } = indicatorById(trend.indicator)!;
  const number = (value: number) => numberText(value, language, decimals);
  const season = hasSeason(event, trend.kind)
    ? periods.map((period) => seasonOf(figures, period, trend.kind))
    : [];
  const lines = isFigureShown(event, figures) ? linesOn(event, rule, setting) : [];
  const fromZero = !isFlat(values);
  const points = periods.map((period, at) => pointOf(period, at === lastIn(values)));
  return {
    ...{ kind: "line", points, season, lines, fromZero },
    title: translate(language, "chart.title", {
      area: directory.areaName(event.area),
      what: inLanguage(title, language),
    }),
    unit: inLanguage(unit, language),
    tier: isOver(event) ? null : (event.tierTo ?? event.tierFrom),
    notes: notesOf(),
    alt: translate(language, "chart.alt", {
      ...{ area: directory.areaName(event.area), what: inLanguage(title, language) },
      from: periodText(periods[0]!, trend.kind, language),
      to: periodText(periods.at(-1)!, trend.kind, language),
      last: points[lastIn(values)]!.label,
      value: number(values[lastIn(values)]!),
      unit: inLanguage(unit, language),
    }),
  };

  function pointOf(period: string, isLast: boolean): ChartPoint {
    const figure = figures.get(period);
    const value = figure?.value ?? null;
    const isJudged = judgedPeriods(event).includes(period);
    return {
      ...{ label: pointLabel(period, trend!.kind, language), value },
      ...(value !== null && !isWhole(figure!) ? { isProvisional: true } : {}),
      ...(isJudged ? { isJudged } : {}),
      ...(value !== null && (isJudged || isLast) ? { text: number(value) } : {}),
    };
  }

  function notesOf(): string[] {
    const inSeason = season.some((point) => point !== null);
    const first = trend!.first.get(event.period);
    const present = figures.get(event.period)?.value;
    return [
      ...(inSeason ? [translate(language, "chart.season", { years: SEASON_YEARS })] : []),
      ...(lines.length > 0 ? [translate(language, "chart.lines")] : []),
      ...(values.includes(null) ? [translate(language, "chart.gap")] : []),
      ...(points.some(({ isProvisional }) => isProvisional)
        ? [translate(language, "chart.provisional")]
        : []),
      ...(first && present !== undefined && present !== null && number(first.value) !== number(present)
        ? [
            translate(language, isWhole(first) ? "chart.first-whole" : "chart.first-part", {
              period: periodText(event.period, trend!.kind, language),
              ...{
                first: number(first.value),
                share: shareText(first.coverage, language),
                value: number(present),
              },
            }),
          ]
        : []),
      ...(fromZero ? [] : [translate(language, "chart.not-from-zero")]),
    ];
  }
}

/** A point's period in few words: windows and weeks by their last day. */
const pointLabel = (period: string, kind: PeriodKind, language: Language): string =>
  kind === "month" || kind === "quarter" || kind === "year"
    ? periodText(period, kind, language)
    : shortDateText(period, language);

/** The periods up to the latest that is in, or the judged one, without what lies before the first figure. */
function periodsShown(figures: TrendSeries, { period }: CaseEvent, kind: PeriodKind): string[] {
  const known = [...figures].flatMap(([end, { value }]) => (value === null ? [] : [end])).sort();
  const [first, latest] = [known[0] ?? period, known.at(-1) ?? period];
  const end = latest > period ? latest : period;
  return Array.from({ length: SHOWN[kind] }, (_, at) => shiftPeriod(end, kind, at + 1 - SHOWN[kind])).filter(
    (each) => each >= first,
  );
}

const lastIn = (values: readonly (number | null)[]): number =>
  values.findLastIndex((value) => value !== null);

/** The periods that the judged figure covers: January with February, or its period. */
const judgedPeriods = ({ period, facts: { shown } }: CaseEvent): readonly string[] =>
  shown && shown.periods.length > 0 ? shown.periods : [period];

/** Whether the judged figure is a point of the chart: not a sum of periods, nor of some places only. */
function isFigureShown(event: CaseEvent, figures: TrendSeries): boolean {
  const { shown } = event.facts;
  const drawn = figures.get(event.period)?.value ?? null;
  return (
    shown !== undefined && drawn !== null && judgedPeriods(event).length === 1 && isClose(drawn, shown.value)
  );
}

/** Whether figures lie below zero, or so close together far from it that an axis from zero would show a straight line. */
function isFlat(values: readonly (number | null)[]): boolean {
  const known = values.filter((value) => value !== null);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  return least < 0 || (least > 0 && (most - least) / most < 0.2);
}

/** A season is shown where the rule compares with earlier years. */
const hasSeason = ({ facts: { shown } }: CaseEvent, kind: PeriodKind): boolean =>
  kind !== "rolling-30-days" &&
  shown !== undefined &&
  ["last-year", "median-of-years", "model-of-years"].includes(shown.base.name);

/** The range of the same period of earlier years, of those that are whole; null where fewer than four are. */
export function seasonOf(figures: TrendSeries, period: string, kind: PeriodKind): SeasonPoint | null {
  const past = Array.from({ length: SEASON_YEARS }, (_, at) =>
    figures.get(yearsEarlier(period, kind, at + 1)),
  )
    .filter((figure) => figure !== undefined && isWhole(figure))
    .flatMap((figure) => figure!.value ?? []);
  if (past.length < FEWEST_YEARS) return null;
  return { low: Math.min(...past), middle: median(past), high: Math.max(...past) };
}

/**
 * The tier lines as values of the figure: those on the figure itself, and those on its change, at the base of the judged period. A tier whose lines ask for
 * something else as well has none. For each tier it is the line that is reached first.
 */
export function linesOn(
  event: CaseEvent,
  rule: Rule,
  { policy, directory, language }: NoticeSetting,
): TierLine[] {
  const { shown } = event.facts;
  const lines = settingsAt(policy, event.rule, directory.area(event.area)?.level ?? "")?.lines;
  if (!shown || !lines || isOver(event)) return [];
  const asFigure = figureAt(rule, shown, event.facts.values);
  return TIERS.flatMap((tier) => lineOf(tier, lines, asFigure, language));
}

/** The figure at which a quantity has a value; null where that cannot be told. */
type FigureAt = (quantity: string, bound: number) => number | null;

function lineOf(tier: Tier, lines: Lines, asFigure: FigureAt, language: Language): TierLine[] {
  const figures = (lines[tier] ?? []).flatMap((limb) => limbFigure(limb, asFigure) ?? []);
  if (figures.length === 0) return [];
  return [tierLine(tier, Math.min(...figures), language)];
}

/** The figure from which all conditions hold, where each is one on the figure. */
function limbFigure(limb: Limb, asFigure: FigureAt): number | null {
  const figures = Object.entries(limb).map(([quantity, bound]) => asFigure(quantity, boundValue(bound)));
  return figures.includes(null) ? null : Math.max(...(figures as number[]));
}

const boundValue = (bound: Bound): number =>
  typeof bound === "number" ? bound : "above" in bound ? bound.above : Number.NaN;

/** Lines on the figure stand where they are; those on its rise stand above the base. A fall is not turned into a figure: its base moves. */
function figureAt(
  rule: Rule,
  { name, expected, judged, value }: Shown,
  values: CaseEvent["facts"]["values"],
): FigureAt {
  const isRise =
    expected !== null &&
    rule.facts?.[judged] === "change" &&
    isClose(100 * (value - expected), Number(values[judged]) * Math.max(expected, 1));
  return (quantity, bound) => {
    if (Number.isNaN(bound)) return null;
    if (quantity === name) return bound;
    return quantity === judged && isRise ? expected! + (bound / 100) * Math.max(expected!, 1) : null;
  };
}

const isClose = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));
