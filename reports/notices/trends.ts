import { type PeriodKind, yearsEarlier } from "../../rules/calendar/periods.ts";
import { indicatorById } from "../../rules/indicators/index.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { Directory } from "../delivery/directory.ts";

/** A figure of an indicator as the night knew it: its value, and the share of the reports that it rests on. */
export interface TrendFigure {
  readonly value: number | null;
  readonly coverage: number;
}

/** Whether all reports that a figure rests on are in. */
export const isWhole = ({ coverage }: Pick<TrendFigure, "coverage">): boolean => coverage >= 1 - 1e-9;

/** The figures of an area, by the last day of their period. */
export type TrendSeries = ReadonlyMap<string, TrendFigure>;

/** How a figure was first published, where it was changed since. */
export interface FirstPublished extends TrendFigure {
  readonly value: number;
}

/** What stands behind a case of a series: figures of its area and of those above it, over the years that a chart shows. */
export interface Trend {
  readonly indicator: string;
  readonly kind: PeriodKind;
  /** The area itself first, then those above it. */
  readonly series: readonly { readonly area: string; readonly figures: TrendSeries }[];
  /** By period, where the first published figure of the area differs from the present. */
  readonly first: ReadonlyMap<string, FirstPublished>;
}

/** A case whose figures are wanted: its area, and the indicator and kind of period that it is judged by. */
export interface WantedTrend {
  readonly caseId: string;
  readonly area: string;
  readonly indicator: string;
  readonly kind: PeriodKind;
}

/** Years that a chart reaches back: three of them shown, and five before each point for its season. */
const YEARS = 8;

/** The figures behind some cases, as known at an instant; two statements for all of them. */
export async function readTrends(
  warehouse: Warehouse,
  wanted: readonly WantedTrend[],
  { date, asOf }: { readonly date: string; readonly asOf: string },
  directory: Directory,
): Promise<ReadonlyMap<string, Trend>> {
  const known = wanted.filter(({ indicator }) => indicatorById(indicator) !== undefined);
  if (known.length === 0) return new Map();
  const above = (area: string) => [area, ...directory.above(area)];
  const series = await warehouse.rows<FigureRow>(
    `SELECT indicator, area, period_kind AS kind, CAST(period AS VARCHAR) AS period, value, coverage
     FROM series_as_of(CAST($asOf AS TIMESTAMP))
     WHERE indicator IN (SELECT unnest($indicators)) AND area IN (SELECT unnest($areas)) AND period >= CAST($since AS DATE)`,
    {
      asOf,
      indicators: [...new Set(known.map(({ indicator }) => indicator))],
      areas: [...new Set(known.flatMap(({ area }) => above(area)))],
      since: yearsEarlier(date, "day", YEARS + 1),
    },
  );
  const first = await firstPublished(warehouse, known, asOf);
  return new Map(
    known.map(({ caseId, area, indicator, kind }) => [
      caseId,
      {
        ...{ indicator, kind },
        series: above(area).map((code) => ({
          area: code,
          figures: figuresOf(series, indicator, code, kind),
        })),
        first: new Map(
          first.flatMap((row) => {
            const isOfCase = row.indicator === indicator && row.area === area && row.kind === kind;
            return isOfCase && row.value !== null
              ? [[row.period, { value: row.value, coverage: row.coverage }] as const]
              : [];
          }),
        ),
      },
    ]),
  );
}

interface FigureRow extends TrendFigure {
  readonly indicator: string;
  readonly area: string;
  readonly kind: PeriodKind;
  readonly period: string;
}

const figuresOf = (
  rows: readonly FigureRow[],
  indicator: string,
  area: string,
  kind: PeriodKind,
): TrendSeries =>
  new Map(
    rows
      .filter((row) => row.indicator === indicator && row.area === area && row.kind === kind)
      .map(({ period, value, coverage }) => [period, { value, coverage }]),
  );

/** First versions of figures of which there are several. */
const firstPublished = (
  warehouse: Warehouse,
  wanted: readonly WantedTrend[],
  asOf: string,
): Promise<FigureRow[]> =>
  warehouse.rows<FigureRow>(
    `SELECT indicator, area, period_kind AS kind, CAST(period AS VARCHAR) AS period,
            arg_min(value, known_at) AS value, arg_min(coverage, known_at) AS coverage
     FROM observation
     WHERE known_at <= CAST($asOf AS TIMESTAMP) AND value IS NOT NULL
       AND indicator IN (SELECT unnest($indicators)) AND area IN (SELECT unnest($areas))
     GROUP BY ALL HAVING arg_min(value, known_at) <> arg_max(value, known_at)`,
    {
      asOf,
      indicators: [...new Set(wanted.map(({ indicator }) => indicator))],
      areas: [...new Set(wanted.map(({ area }) => area))],
    },
  );
