import type { CaseEvent } from "../../rules/cases/case-event.ts";
import { indicatorById } from "../../rules/indicators/index.ts";
import { rank, type Tier } from "../../rules/policy/tiers.ts";
import { isOfEnterprises } from "../../warehouse/disclosure/indicators-of-enterprises.ts";
import type { Chart, Multiples, Panel } from "../documents/content.ts";
import { dateText, inLanguage, translate } from "../language/index.ts";
import type { GatheredChange } from "./gathered-letter.ts";
import type { NoticeSetting } from "./notice-setting.ts";
import { tierOfChange } from "./route.ts";
import { around } from "./stories.ts";
import { SEASON_YEARS, trendChart } from "./trend-chart.ts";

/** Most charts that stand side by side. */
const MOST_PANELS = 6;

/** A change with the chart of its figures. */
interface Drawn {
  readonly event: CaseEvent;
  readonly tier: Tier;
  readonly indicator: string;
  readonly chart: Chart;
}

/**
 * The figures of the areas whose warning is new or was raised (新增或上调地区的走势): small charts side by side, at most six, the gravest and then the
 * largest first; a single one as a chart by itself. Figures that add up single enterprises are for who may see these.
 */
export function changedSeries(
  changes: readonly GatheredChange[],
  date: string,
  setting: NoticeSetting,
): Chart | Multiples | null {
  const drawn = changes
    .flatMap((change) => drawnOf(change, setting))
    .sort((a, b) => rank(b.tier) - rank(a.tier) || excessOf(b.event) - excessOf(a.event));
  const keyOf = ({ event, indicator }: Drawn): string => `${event.area} ${indicator}`;
  const keys = drawn.map(keyOf);
  const distinct = drawn.filter((each, at) => keys.indexOf(keyOf(each)) === at);
  const shown = distinct.slice(0, MOST_PANELS);
  if (shown.length <= 1) return shown[0]?.chart ?? null;
  const { language } = setting;
  const isOfSame = new Set(shown.map(({ indicator }) => indicator)).size === 1;
  const title = translate(language, isOfSame ? "multiples.title-of" : "multiples.title", {
    ...{ ...measureOf(shown[0]!, setting), date: dateText(date, language) },
  });
  return {
    ...{ kind: "multiples", title, panels: shown.map((each) => panelOf(each, isOfSame, setting)) },
    notes: notesOf(shown, distinct.length, setting),
    alt: translate(language, "multiples.alt", {
      ...{
        title,
        panels: shown.map((each) => panelText(each, setting)).join(translate(language, "list.reasons")),
      },
    }),
  };
}

function drawnOf({ event, seesEnterprises }: GatheredChange, setting: NoticeSetting): Drawn[] {
  const [context, tier] = [around(setting, event), tierOfChange(event)];
  const indicator = context.story?.trend?.indicator;
  const isNews = event.kind === "opened" || event.kind === "raised";
  if (!isNews || event.drill || indicator === undefined) return [];
  if (isOfEnterprises(indicator) && !seesEnterprises) return [];
  const chart = trendChart(event, context);
  return chart === null ? [] : [{ event, tier, indicator, chart }];
}

/** How far the judged figure stands from what it is compared with; the figure itself where that is nothing. */
const excessOf = ({ facts: { shown } }: CaseEvent): number =>
  shown === undefined ? 0 : Math.abs(shown.value - (shown.expected ?? 0));

const measureOf = ({ indicator, chart }: Drawn, { language }: NoticeSetting) => ({
  what: inLanguage(indicatorById(indicator)!.title, language),
  unit: chart.unit,
});

function panelOf(each: Drawn, isOfSame: boolean, setting: NoticeSetting): Panel {
  const { language, directory } = setting;
  const { unit, points, season, fromZero } = each.chart;
  return {
    ...{ unit, points, season, fromZero, tier: each.tier },
    title: directory.areaName(each.event.area),
    sign: translate(language, `tier-numeral.${each.tier}`),
    what: isOfSame ? "" : translate(language, "multiples.what", measureOf(each, setting)),
  };
}

/** A chart in words: the area and its last figure, which is compared with nothing. */
function panelText(each: Drawn, setting: NoticeSetting): string {
  const { language, directory } = setting;
  const last = each.chart.points.findLast(({ value }) => value !== null)!;
  return translate(language, last.isProvisional ? "multiples.panel-provisional" : "multiples.panel", {
    ...measureOf(each, setting),
    ...{ area: directory.areaName(each.event.area), period: last.label, value: last.text ?? "" },
    tier: translate(language, `tier.${each.tier}`),
  });
}

function notesOf(shown: readonly Drawn[], all: number, { language, directory }: NoticeSetting): string[] {
  const charts = shown.map(({ chart }) => chart);
  const points = charts.flatMap((chart) => chart.points);
  const high = shown.filter(({ chart }) => !chart.fromZero);
  return [
    translate(language, "multiples.axes"),
    ...(charts.some(({ season }) => season.some((part) => part !== null))
      ? [translate(language, "chart.season", { years: SEASON_YEARS })]
      : []),
    ...(points.some(({ value }) => value === null) ? [translate(language, "chart.gap")] : []),
    ...(points.some(({ isProvisional }) => isProvisional) ? [translate(language, "chart.provisional")] : []),
    ...(high.length > 0
      ? [
          translate(language, "multiples.not-from-zero", {
            areas: high
              .map(({ event }) => directory.areaName(event.area))
              .join(translate(language, "list.separator")),
          }),
        ]
      : []),
    ...(all > shown.length
      ? [translate(language, "multiples.rest", { count: shown.length, rest: all - shown.length })]
      : []),
  ];
}
