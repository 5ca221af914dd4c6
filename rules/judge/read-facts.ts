import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { type Carried, seriesOf } from "../../warehouse/measure/carried.ts";
import { LAYOFF_COLUMNS, withNormalTexts } from "../../warehouse/measure/layoff-columns.ts";
import { IS_NEWS } from "../../warehouse/measure/past.ts";
import { SUCCESSORS } from "../../warehouse/register/successors.ts";
import { addDays } from "../calendar/periods.ts";
import type { LayoffEvent } from "../definitions/define.ts";
import { bridged, type Succession } from "./bridge.ts";
import type { Part, PartObservation } from "./parts.ts";
import type { Owed } from "./view.ts";

/** The areas whose figures count for a later area, over merged and recoded areas (沿革). */
export const readSuccessions = (warehouse: Warehouse): Promise<Succession[]> =>
  warehouse.rows(
    `SELECT area, former, valid_from AS "validFrom", valid_to AS "validTo" FROM succession WHERE bridged ORDER BY ALL`,
  );

/** The places that owe each report, by every area that contains them; a report that nobody owes is absent. */
export async function readOwed(warehouse: Warehouse): Promise<Map<string, Owed>> {
  const rows = await warehouse.rows<Part & { contract: string; kind: string; ancestor: string }>(
    `SELECT duty.contract, duty.period_kind AS kind, descent.ancestor, duty.area, duty.weight,
            area.valid_from AS "validFrom", area.valid_to AS "validTo"
     FROM duty JOIN area ON area.code = duty.area JOIN area_descent AS descent ON descent.area = duty.area
     ORDER BY ALL`,
  );
  const owed = new Map<string, { kind: string; parts: Map<string, Part[]> }>();
  for (const row of rows) {
    const duty = ensure(owed, row.contract, () => ({ kind: row.kind, parts: new Map<string, Part[]>() }));
    ensure(duty.parts, row.ancestor, () => []).push(row);
  }
  return owed;
}

/** Observations by indicator, of the places that owe its report. */
export type SeriesByIndicator = ReadonlyMap<string, Map<string, Map<string, PartObservation>>>;

type PlaceSeries = Map<string, Map<string, PartObservation>>;

/** Periods that are asked of an indicator. */
export interface WantedPeriods {
  readonly indicator: string;
  readonly periods: readonly string[];
}

/**
 * Figures of the places that owe reports for the periods asked for, of several indicators at once; as known at an instant where one is given.
 *
 * A night reads tens of thousands of figures: one JSON text for each series costs a third of one row for each figure.
 */
export async function readSeries(
  warehouse: Warehouse,
  wanted: readonly WantedPeriods[],
  successions: readonly Succession[] = [],
  asOf: string | null = null,
): Promise<SeriesByIndicator> {
  const pairs = wanted.flatMap(({ indicator, periods }) => periods.map((period) => ({ indicator, period })));
  if (pairs.length === 0) return new Map();
  const ends = pairs.map(({ period }) => period).sort();
  const rows = await warehouse.rows<{ indicator: string; area: string; series: string }>(
    `SELECT indicator, area, CAST(to_json(list({period: period, numerator: numerator, denominator: denominator, complete: complete})) AS VARCHAR) AS series
     FROM (
     SELECT indicator, area, period, numerator, denominator, parts_in > 0 AS complete
     FROM observation
     WHERE (indicator, period) IN (SELECT (unnest($indicators), unnest(CAST($periods AS DATE[]))))
       ${asOf === null ? "" : "AND known_at <= CAST($as_of AS TIMESTAMP)"}
       AND period BETWEEN CAST($least AS DATE) AND CAST($most AS DATE) AND area IN (SELECT area FROM duty UNION SELECT former FROM succession)
     QUALIFY row_number() OVER (PARTITION BY indicator, area, period ORDER BY known_at DESC, night DESC) = 1
     ) WHERE numerator IS NOT NULL GROUP BY indicator, area`,
    {
      indicators: pairs.map(({ indicator }) => indicator),
      periods: pairs.map(({ period }) => period),
      // DuckDB skips blocks outside these bounds; it does not do so by a joined list.
      ...{ least: ends[0]!, most: ends.at(-1)! },
      ...(asOf === null ? {} : { as_of: asOf }),
    },
  );
  const all = new Map<string, Map<string, Map<string, PartObservation>>>();
  for (const { indicator, area, series } of rows) {
    const observations: (PartObservation & { period: string })[] = JSON.parse(series);
    ensure(all, indicator, () => new Map()).set(
      area,
      new Map(observations.map((observation) => [observation.period, observation])),
    );
  }
  for (const [indicator, series] of all) all.set(indicator, bridged(series, successions));
  return all;
}

/** Series for a night's rules, and the inputs of each: when these are equal on two nights, so is the series. */
export interface CarriedSeries {
  readonly series: SeriesByIndicator;
  readonly madeFrom: ReadonlyMap<string, readonly unknown[]>;
}

/**
 * Read the series of all indicators that are asked for, except those carried over from the previous night and not changed by a
 * report.
 */
export async function carriedSeries(
  warehouse: Warehouse,
  wanted: readonly WantedPeriods[],
  carried: Carried,
  successions: readonly Succession[] = [],
  asOf: string | null = null,
): Promise<CarriedSeries> {
  const periods = new Map<string, Set<string>>();
  for (const entry of wanted) {
    const all = periods.get(entry.indicator) ?? new Set();
    for (const period of entry.periods) all.add(period);
    periods.set(entry.indicator, all);
  }
  const madeFrom = new Map(
    [...periods].map(([indicator, needed]) => [
      indicator,
      [carried.register, carried.version(seriesOf(indicator)), [...needed].sort()],
    ]),
  );
  const name = (indicator: string) => `figures of ${indicator}`;
  const moved = [...periods].filter(([indicator]) => !carried.kept(name(indicator), madeFrom.get(indicator)));
  const read = await readSeries(
    warehouse,
    moved.map(([indicator, needed]) => ({ indicator, periods: [...needed] })),
    successions,
    asOf,
  );
  for (const [indicator] of moved)
    carried.keep(name(indicator), read.get(indicator) ?? new Map(), madeFrom.get(indicator));
  const series = [...periods.keys()].map(
    (indicator) => [indicator, carried.kept<PlaceSeries>(name(indicator), madeFrom.get(indicator))!] as const,
  );
  return { series: new Map(series), madeFrom };
}

function ensure<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}

/** The last period for which any place reported, by indicator; as known at an instant where one is given. */
export async function lastReported(
  warehouse: Warehouse,
  asOf: string | null = null,
): Promise<Map<string, string>> {
  const rows = await warehouse.rows<{ indicator: string; period: string }>(
    `SELECT indicator, max(period) AS period FROM observation
     WHERE numerator IS NOT NULL ${asOf === null ? "" : "AND known_at <= CAST($as_of AS TIMESTAMP)"} GROUP BY indicator`,
    asOf === null ? {} : { as_of: asOf },
  );
  return new Map(rows.map((row) => [row.indicator, row.period]));
}

/**
 * A layoff report with the area it came from, and the instant (milliseconds) at which it became known, or was last corrected to more persons
 * than before.
 */
type AreaEvent = LayoffEvent & { readonly area: string; readonly newsAt: number };

/**
 * Layoff reports received after some days before a date, as known at an instant, those of later days included. Reports of an area that has
 * ended by the day `on` are those of the area in its place, and one that this area corrected under its own code counts once.
 */
export const readEvents = (
  warehouse: Warehouse,
  date: string,
  days: number,
  { asOf, on = date }: { readonly asOf: string; readonly on?: string },
): Promise<AreaEvent[]> =>
  warehouse.rows(
    `SELECT ${LAYOFF_COLUMNS},
            epoch_ms(coalesce(news.known_at, report.known_at)) AS "newsAt"
     FROM (
       SELECT normal.* REPLACE (coalesce(successor.area, normal.area) AS area), normal.area AS reported_by
       FROM ${withNormalTexts("layoff_report_as_of(CAST($as_of AS TIMESTAMP))")} AS normal
         LEFT JOIN ${SUCCESSORS} AS successor ON successor.former = normal.area
       QUALIFY normal.event_key IS NULL OR row_number() OVER (
         PARTITION BY coalesce(successor.area, normal.area), event_key, coalesce(credit_code, employer_normal) ORDER BY known_at DESC, submission DESC) = 1
     ) AS report LEFT JOIN (
       SELECT area, event_key, max(known_at) AS known_at FROM (
         SELECT *, ${IS_NEWS} AS is_news FROM fact_layoff_report
         WHERE event_key IS NOT NULL AND known_at <= CAST($as_of AS TIMESTAMP)
       ) WHERE is_news GROUP BY ALL
     ) AS news ON news.area = report.reported_by AND news.event_key = report.event_key
     WHERE received_on > CAST($date AS DATE) - CAST($days AS INTEGER)
     ORDER BY report.area, received_on, report.event_key`,
    { as_of: asOf, date, days, on },
  );

/**
 * By area the dates of events that became known after an instant and lie before the days up to a date, within `lateDays` of it; none without an
 * instant.
 */
export function lateWithin(
  events: readonly AreaEvent[],
  date: string,
  { days, lateDays }: { readonly days: number; readonly lateDays: number },
  since: string | null,
): Map<string, string[]> {
  const late = new Map<string, string[]>();
  if (since === null) return late;
  const [before, least, after] = [addDays(date, -days), addDays(date, -lateDays), Date.parse(since)];
  for (const { area, receivedOn, newsAt } of events)
    if (least < receivedOn && receivedOn <= before && newsAt > after)
      ensure(late, area, () => []).push(receivedOn);
  for (const [area, dates] of late) late.set(area, [...new Set(dates)]);
  return late;
}

/** The events of the days up to a date, by area. */
export function eventsWithin(
  events: readonly AreaEvent[],
  date: string,
  days: number,
): Map<string, LayoffEvent[]> {
  const after = addDays(date, -days);
  const areas = new Map<string, LayoffEvent[]>();
  for (const event of events)
    if (event.receivedOn > after && event.receivedOn <= date) ensure(areas, event.area, () => []).push(event);
  return areas;
}
