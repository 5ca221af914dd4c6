import { addDays } from "../calendar/periods.ts";
import type { EventRule, SeriesRule } from "../definitions/define.ts";
import { indicatorById } from "../indicators/index.ts";
import { judgeEvents } from "../judge/judge-events.ts";
import { judgeSeries, longestDwell } from "../judge/judge-series.ts";
import type { PartObservation } from "../judge/parts.ts";
import type { Policy } from "../policy/policy.ts";
import type { Past, PastFigure, PastLayoff, Point, Stretch } from "./past.ts";
import { pointOf, type RuleInUse, watchers } from "./rule-in-use.ts";

/** Days of layoffs counted against the insured, and days an insured stock stays valid; both as in the nightly run. */
const WINDOW = 30;
const STOCK_DAYS = 100;

/**
 * Judge an event rule over historical data, on the days a report becomes known or leaves the window. Nil statements (零报告) are
 * assumed to have been made: history does not record missing ones.
 */
export function judgeLayoffRule(
  { rule, settings }: RuleInUse<EventRule>,
  { areas, layoffs }: Past,
  stretch: Stretch,
): Point[] {
  const levels = new Map(areas.map(({ code, level }) => [code, level]));
  const points: Point[] = [];
  for (const [area, areaLayoffs] of byArea(layoffs)) {
    for (const date of changeDays(areaLayoffs, rule.windowDays, stretch)) {
      const seen = inWindow(areaLayoffs, date, rule.windowDays);
      const verdict = judgeEvents(rule, settings, area, date, seen, true);
      points.push(pointOf(verdict, rule, levels.get(area) ?? "banner", date));
    }
  }
  return points;
}

/** Judge a rule on layoffs per insured in a rolling window, on the same days, in every area that contains the place. */
export function judgeRollingRule(
  { rule, settings }: RuleInUse<SeriesRule>,
  past: Past,
  policy: Policy,
  stretch: Stretch,
): Point[] {
  const indicator = indicatorById(rule.indicator)!;
  const duty = past.owed.get(indicator.reads);
  if (!duty) return [];
  const watching = watchers(rule, past, duty.parts);
  const layoffs = byArea(past.layoffs);
  const insured = insuredByPlace(past);
  const due = new Map<string, { level: string; days: Set<string> }>();
  for (const [place, placeLayoffs] of layoffs) {
    const days = changeDays(placeLayoffs, WINDOW, stretch);
    for (const { code, level } of watching.get(place) ?? []) {
      const known = due.get(code) ?? { level, days: new Set<string>() };
      due.set(code, known);
      for (const day of days) known.days.add(day);
    }
  }
  const share = indicator.denominator !== null;
  const at = (place: string, day: string): PartObservation | null => {
    const seen = inWindow(layoffs.get(place) ?? [], day, WINDOW);
    const stock = stockOn(insured.get(place) ?? [], day);
    if (share && (!stock || stock.period <= addDays(day, -STOCK_DAYS))) return null;
    const numerator = seen.reduce((sum, layoff) => sum + layoff.persons, 0);
    return { numerator, denominator: share ? stock!.numerator : null, complete: true };
  };
  return [...due].flatMap(([area, { level, days }]) =>
    [...days].sort().map((date) => {
      const parts = duty.parts.get(area)!;
      const looked = Array.from({ length: longestDwell(settings) + 1 }, (_, back) => addDays(date, -back));
      const series = new Map(
        parts.map((part) => [
          part.area,
          new Map(
            looked.flatMap((day) => {
              const observation = at(part.area, day);
              return observation ? [[day, observation] as const] : [];
            }),
          ),
        ]),
      );
      const { coverageFloor } = policy;
      const where = { area, parts, series, scale: indicator.scale, coverageFloor };
      const when = { kind: "rolling-30-days", period: date } as const;
      return pointOf(judgeSeries({ rule, settings, ...where, ...when }), rule, level, date);
    }),
  );
}

function byArea(layoffs: readonly PastLayoff[]): Map<string, PastLayoff[]> {
  const found = new Map<string, PastLayoff[]>();
  for (const layoff of layoffs) {
    const known = found.get(layoff.area) ?? [];
    found.set(layoff.area, known);
    known.push(layoff);
  }
  return found;
}

/** The stock of the latest period as known on a day; a period whose figure was taken away is passed over. */
function stockOn(figures: readonly PastFigure[], day: string): PastFigure | undefined {
  let gone = "";
  return figures.findLast((figure) => {
    if (figure.knownOn > day || figure.period > day || figure.period === gone) return false;
    if (!figure.complete) gone = figure.period;
    return figure.complete;
  });
}

function inWindow(layoffs: readonly PastLayoff[], date: string, days: number): PastLayoff[] {
  const after = addDays(date, -days);
  return layoffs.filter(
    ({ knownOn, receivedOn }) => knownOn <= date && receivedOn <= date && receivedOn > after,
  );
}

/** The days on which the content of the window changes. */
function changeDays(layoffs: readonly PastLayoff[], days: number, { from, to }: Stretch): string[] {
  const changes = layoffs.flatMap(({ knownOn, receivedOn }) => [
    [knownOn, receivedOn].sort()[1]!,
    addDays(receivedOn, days),
  ]);
  return [...new Set(changes)].filter((day) => from <= day && day <= to).sort();
}

function insuredByPlace({ figures }: Past) {
  const found = new Map<string, PastFigure[]>();
  for (const figure of figures.get("insured-persons") ?? []) {
    const known = found.get(figure.area) ?? [];
    found.set(figure.area, known);
    known.push(figure);
  }
  for (const placeFigures of found.values())
    placeFigures.sort((a, b) => Number(a.period > b.period) - Number(a.period < b.period));
  return found;
}
