import { yearsEarlier } from "../../rules/calendar/periods.ts";
import type { CaseEvent } from "../../rules/cases/case-event.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import type { Indicator } from "../../rules/indicators/define.ts";
import { indicatorById } from "../../rules/indicators/index.ts";
import type { Cell, Table } from "../documents/content.ts";
import { shareText } from "../language/figures.ts";
import { inLanguage, type Language, numberText, periodText, translate } from "../language/index.ts";
import type { NoticeSetting } from "./notice-setting.ts";
import { seasonOf } from "./trend-chart.ts";
import { isWhole, type Trend, type TrendFigure, type TrendSeries } from "./trends.ts";

/**
 * The figure of a warning beside those of the areas above, of the year before and of earlier years (比较表). Totals that are not complete are marked and
 * compared with nothing: a late report would read as a fall. Null where the case is not one of figures, or of several months together.
 */
export function comparisonOf(event: CaseEvent, { language, directory, story }: NoticeSetting): Table | null {
  const [trend, rule] = [story?.trend, ruleById(event.rule)!];
  if (!trend || rule.kind !== "series" || rule.indicator !== trend.indicator) return null;
  // January and February are judged together, because the Spring Festival moves between them: each alone would say what the rule does not.
  if ((event.facts.shown?.periods.length ?? 0) > 1) return null;
  const indicator = indicatorById(trend.indicator)!;
  const rows = trend.series.flatMap(({ area, figures }) => {
    const figure = figures.get(event.period);
    return figure?.value === null || figure === undefined
      ? []
      : [
          [
            { text: directory.areaName(area) },
            ...cellsOf(figures, figure, event, trend, indicator, language),
          ],
        ];
  });
  if (rows.length === 0) return null;
  const isCount = indicator.scale === 1;
  return {
    title: translate(language, "compare.title", {
      what: inLanguage(indicator.title, language),
      ...{
        period: periodText(event.period, trend.kind, language),
        unit: inLanguage(indicator.unit, language),
      },
    }),
    head: [
      translate(language, "compare.area"),
      translate(language, "compare.now"),
      translate(language, "compare.last-year"),
      ...(isCount ? [translate(language, "compare.change")] : []),
      translate(language, "compare.range"),
      translate(language, "compare.coverage"),
    ],
    rows,
    notes: [
      translate(language, "compare.note"),
      ...(rows.some(([, now]) => now!.text.endsWith(translate(language, "compare.provisional-mark")))
        ? [translate(language, "compare.provisional")]
        : []),
    ],
  };
}

function cellsOf(
  figures: TrendSeries,
  figure: TrendFigure,
  { period }: CaseEvent,
  { kind }: Trend,
  { decimals, scale }: Indicator,
  language: Language,
): Cell[] {
  const number = (each: number) => numberText(each, language, decimals);
  const none: Cell = { text: translate(language, "compare.none") };
  const { value, coverage } = figure;
  const isComplete = isWhole(figure);
  const before = figures.get(yearsEarlier(period, kind, 1));
  const lastYear = before && isWhole(before) ? before.value : null;
  const season = seasonOf(figures, period, kind);
  const now = isComplete
    ? number(value!)
    : `${number(value!)} ${translate(language, "compare.provisional-mark")}`;
  const change: Cell =
    isComplete && lastYear ? percentCell((100 * (value! - lastYear)) / lastYear, language) : none;
  return [
    { text: now, value: value! },
    lastYear === null ? none : { text: number(lastYear), value: lastYear },
    ...(scale === 1 ? [change] : []),
    season
      ? {
          text: translate(language, "compare.from-to", {
            low: number(season.low),
            high: number(season.high),
          }),
        }
      : none,
    { text: shareText(coverage, language), value: coverage },
  ];
}

/** A change in per cent with its sign, to one place. */
const percentCell = (change: number, language: Language): Cell => {
  const size = numberText(Math.abs(change), language, 1);
  const sign = change < 0 ? "−" : "+";
  return { text: size === "0" ? "0%" : `${sign}${size}%`, value: Number(change.toFixed(1)) };
};
