import { addDays } from "../calendar/periods.ts";
import { type LayoffEvent, newestDaysOf } from "../definitions/define.ts";
import { rules } from "../definitions/index.ts";
import { indicatorById } from "../indicators/index.ts";
import type { IndicatorFigures } from "../judge/figures.ts";
import { placesOf } from "../judge/layoff-places.ts";
import type { Part, PartObservation } from "../judge/parts.ts";
import { LATE_DAYS, WINDOW_DAYS } from "../judge/reach-back.ts";
import type { Verdict } from "../judge/verdict.ts";
import type { SettingsAt } from "../policy/settings-at.ts";
import type { Past, PastFigure, PastLayoff } from "./past.ts";
import { WindowFigures } from "./window-figures.ts";

/** Days that an insured stock stays valid, as in the nightly run. */
const STOCK_DAYS = 100;

/** Days after which a report leaves a window that something judges. */
const WINDOWS = [
  ...new Set([
    WINDOW_DAYS,
    ...rules.flatMap((rule) => (rule.kind === "event" ? [rule.windowDays, newestDaysOf(rule)] : [])),
  ]),
];

const NONE: readonly LayoffEvent[] = [];

/** Whether a version of a report stands on a day, and the report is dated within the days up to a date. */
const isWithin = (
  { knownOn, replacedOn, receivedOn }: PastLayoff,
  { after, date, asOf }: { readonly after: string; readonly date: string; readonly asOf: string },
): boolean =>
  knownOn <= asOf &&
  (replacedOn === undefined || asOf < replacedOn) &&
  receivedOn <= date &&
  receivedOn > after;

/** The layoffs of a history, with the insured and the statements that are judged with them, as known on any day. */
export class LayoffHistory {
  readonly #layoffs: ReadonlyMap<string, readonly PastLayoff[]>;
  readonly #insured: ReadonlyMap<string, readonly PastFigure[]>;
  readonly #statements: ReadonlyMap<string, readonly KnownStatement[]> | null;
  readonly #lastDue: NonNullable<Past["lastDue"]> | null;
  readonly #areas: Past["areas"];
  readonly #parts: ReadonlyMap<string, readonly Part[]>;
  readonly #dueDays: readonly string[];
  readonly #stockDays: number | null;
  readonly #changes = new Map<string, readonly string[]>();
  readonly #figures = new Map<string, IndicatorFigures>();
  readonly #kept = new Map<SettingsAt, Map<string, { readonly until: string; readonly verdict: Verdict }>>();

  /** `stockDays`: days that an insured stock stays valid; without an end where the stocks are drawn and steady. */
  constructor(past: Past, dueDays: readonly string[], stockDays: number | null = STOCK_DAYS) {
    this.#stockDays = stockDays;
    this.#layoffs = grouped(past.layoffs);
    this.#insured = stocksOf(past);
    this.#statements = past.statements ? statementsOf(past.statements) : null;
    this.#lastDue = past.lastDue ?? null;
    this.#areas = past.areas;
    this.#parts = past.owed.get("layoff-report")?.parts ?? new Map();
    this.#dueDays = dueDays;
  }

  /** The layoff reports of an area dated within the days up to a date, as known on a day: the date itself unless said. */
  within(area: string, date: string, days: number, asOf = date): readonly LayoffEvent[] {
    const layoffs = this.#layoffs.get(area);
    if (!layoffs) return NONE;
    const window = { after: addDays(date, -days), date, asOf };
    return layoffs.filter((layoff) => isWithin(layoff, window));
  }

  /** The areas that reported layoffs within the days before a date. */
  areasWithin(date: string, days: number): Set<string> {
    const window = { after: addDays(date, -days), date, asOf: date };
    const found = new Set<string>();
    for (const [area, layoffs] of this.#layoffs)
      if (layoffs.some((layoff) => isWithin(layoff, window))) found.add(area);
    return found;
  }

  /** By area the dates of reports that became known between two days, the later included, and lie before the days up to it. */
  late(after: string, date: string, days: number): Map<string, string[]> {
    const [least, most] = [addDays(date, -LATE_DAYS), addDays(date, -days)];
    const late = new Map<string, string[]>();
    for (const [area, layoffs] of this.#layoffs) {
      const dates = layoffs.flatMap(({ knownOn, receivedOn, isNews = true }) =>
        isNews && after < knownOn && knownOn <= date && least < receivedOn && receivedOn <= most
          ? [receivedOn]
          : [],
      );
      if (dates.length > 0) late.set(area, [...new Set(dates)]);
    }
    return late;
  }

  isStated(area: string, date: string): boolean {
    if (!this.#statements) return true;
    const statements = this.#statements.get(area) ?? [];
    const due = this.#lastDue?.(date)["layoff-report"] ?? "9999-12-31";
    const known = statements[countUpTo(statements, date, ({ knownOn }) => knownOn) - 1];
    return known !== undefined && known.latest >= due;
  }

  /** The days on which what is known of an area's windows changes, in order. */
  changeDays(area: string): readonly string[] {
    const known = this.#changes.get(area);
    if (known) return known;
    const places = [
      ...placesOf(this.#areas, area),
      ...(this.#parts.get(area) ?? []).map((part) => part.area),
    ];
    const days = new Set<string>(this.#statements ? this.#dueDays : []);
    for (const place of new Set(places)) {
      for (const { knownOn, receivedOn, replacedOn } of this.#layoffs.get(place) ?? []) {
        if (replacedOn !== undefined) days.add(replacedOn);
        days.add([knownOn, receivedOn].sort().at(-1)!);
        for (const window of WINDOWS) days.add(addDays(receivedOn, window));
      }
      for (const { knownOn, period } of this.#insured.get(place) ?? []) {
        days.add([knownOn, period].sort().at(-1)!);
        if (this.#stockDays !== null) days.add(addDays(period, this.#stockDays));
      }
      for (const { knownOn } of this.#statements?.get(place) ?? []) days.add(knownOn);
    }
    const sorted = [...days].sort();
    this.#changes.set(area, sorted);
    return sorted;
  }

  /** All days on which what is known of any area's windows changes. */
  allChangeDays(): Set<string> {
    const days = new Set<string>();
    for (const area of [...this.#layoffs.keys(), ...this.#parts.keys()])
      for (const day of this.changeDays(area)) days.add(day);
    return days;
  }

  ofWindow(settings: SettingsAt, area: string, date: string, judge: () => Verdict): Verdict {
    const kept = this.#kept.get(settings) ?? new Map<string, { until: string; verdict: Verdict }>();
    this.#kept.set(settings, kept);
    const known = kept.get(area);
    if (known && known.verdict.period <= date && date < known.until) return known.verdict;
    const verdict = judge();
    kept.set(area, { until: this.#nextChange(area, date), verdict });
    return verdict;
  }

  #nextChange(area: string, date: string): string {
    const days = this.changeDays(area);
    return days[countUpTo(days, date, (day) => day)] ?? "9999-12-31";
  }

  /** What one place counts in the window that ends on a day. */
  #observation(place: string, day: string, isShare: boolean): PartObservation | undefined {
    const seen = this.within(place, day, WINDOW_DAYS);
    const complete = this.isStated(place, day);
    if (!complete && seen.length === 0) return undefined;
    const stock = isShare ? stockOn(this.#insured.get(place) ?? [], day) : null;
    if (isShare && (!stock || this.#isStale(stock, day))) return undefined;
    const numerator = seen.reduce((sum, layoff) => sum + layoff.persons, 0);
    return { numerator, denominator: stock?.numerator ?? null, complete };
  }

  #isStale({ period }: PastFigure, day: string): boolean {
    return this.#stockDays !== null && period <= addDays(day, -this.#stockDays);
  }

  /** The figures of an indicator of layoffs in a window of days; null for another indicator. */
  figures(indicator: string): IndicatorFigures | null {
    const known = this.#figures.get(indicator);
    if (known) return known;
    const { periods, scale, denominator } = indicatorById(indicator)!;
    if (!periods.includes("rolling-30-days")) return null;
    const isShare = denominator !== null;
    const series = {
      get: (place: string) => ({ get: (day: string) => this.#observation(place, day, isShare) }),
    };
    const figures = new WindowFigures(this.#parts, series, scale);
    this.#figures.set(indicator, figures);
    return figures;
  }
}

function grouped<Row extends { readonly area: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const known = found.get(row.area);
    if (known) known.push(row);
    else found.set(row.area, [row]);
  }
  return found;
}

/** The stock of the latest period as known on a day; a period whose figure was taken away is passed over. In the order of their periods. */
function stockOn(figures: readonly PastFigure[], day: string): PastFigure | undefined {
  let gone = "";
  for (let at = countUpTo(figures, day, ({ period }) => period) - 1; at >= 0; at--) {
    const figure = figures[at]!;
    if (figure.knownOn > day || figure.period === gone) continue;
    if (!figure.complete) gone = figure.period;
    else if (figure.numerator > 0) return figure;
  }
  return undefined;
}

/** How many rows, in the order of a day of theirs, have it up to a day. */
function countUpTo<Row>(rows: readonly Row[], day: string, dayOf: (row: Row) => string): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dayOf(rows[middle]!) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A statement, and the latest period stated by the day it became known. */
interface KnownStatement {
  readonly knownOn: string;
  readonly latest: string;
}

function statementsOf(statements: NonNullable<Past["statements"]>): Map<string, KnownStatement[]> {
  const found = new Map<string, KnownStatement[]>();
  for (const { area, period, knownOn } of [...statements].sort((a, b) => (a.knownOn < b.knownOn ? -1 : 1))) {
    const known = found.get(area) ?? [];
    found.set(area, known);
    const before = known.at(-1)?.latest ?? "";
    known.push({ knownOn, latest: [before, period].sort()[1]! });
  }
  return found;
}

function stocksOf({ figures }: Past): Map<string, PastFigure[]> {
  const found = grouped(figures.get("insured-persons") ?? []);
  for (const placeFigures of found.values())
    placeFigures.sort((a, b) => Number(a.period > b.period) - Number(a.period < b.period));
  return found;
}
