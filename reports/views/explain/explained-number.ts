import type { PeriodKind } from "../../../rules/calendar/periods.ts";
import type { Indicator } from "../../../rules/indicators/define.ts";

/** The number to explain: an indicator, an area, a period (its last day) of one kind, as known at an instant. */
export interface NumberAsked {
  readonly indicator: Indicator;
  readonly area: string;
  readonly periodKind: PeriodKind;
  readonly period: string;
  readonly asOf: string;
}

/** What a number is read from: the warehouse, or the readers' copy. */
export interface NumberReader {
  rows<Row>(sql: string, values: Readonly<Record<string, string>>): Promise<Row[]>;
}

/** One version of a number, with the night that computed it. */
export interface NumberVersion {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
  readonly partsIn: number;
  readonly partsExpected: number;
  readonly coverage: number;
  readonly knownAt: string;
  readonly night: string | null;
}

/** Contribution of an area directly below. */
export type Contribution = Pick<
  NumberVersion,
  "numerator" | "denominator" | "value" | "partsIn" | "partsExpected"
> & { readonly area: string };

/** All versions of a number known by the instant, in order: the first was published first, the last is current. */
export const versionsOf = (numbers: NumberReader, asked: NumberAsked): Promise<NumberVersion[]> =>
  numbers.rows(
    `SELECT numerator, denominator, value, parts_in AS "partsIn", parts_expected AS "partsExpected", coverage,
            known_at AS "knownAt", night.date AS night
     FROM observation LEFT JOIN night ON night.id = observation.night
     WHERE indicator = $indicator AND area = $area AND period_kind = $kind AND period = CAST($period AS DATE)
       AND known_at <= CAST($asOf AS TIMESTAMP)
     ORDER BY known_at, observation.night`,
    bound(asked),
  );

/** The areas directly below on that day: in the warehouse, and in the copy, which has no table of all descents. */
const BELOW = {
  warehouse: `SELECT area FROM descent_span WHERE ancestor = $area AND distance = 1
                    AND CAST($period AS DATE) BETWEEN valid_from AND valid_to`,
  copy: `SELECT code FROM area_version WHERE parent = $area
                    AND CAST($period AS DATE) BETWEEN valid_from AND valid_to`,
};

/** The numbers of the areas directly below on that day, as known at the instant; the largest first. */
export const contributionsTo = (
  numbers: NumberReader,
  asked: NumberAsked,
  place: keyof typeof BELOW,
): Promise<Contribution[]> =>
  numbers.rows(
    `SELECT area, numerator, denominator, value, parts_in AS "partsIn", parts_expected AS "partsExpected"
     FROM observation_as_of(CAST($asOf AS TIMESTAMP))
     WHERE indicator = $indicator AND period_kind = $kind AND period = CAST($period AS DATE)
       AND area IN (${BELOW[place]})
     ORDER BY numerator DESC NULLS LAST, area`,
    bound(asked),
  );

/** Periods for which an indicator has a number in an area, the latest first; suggested when the period asked about has none. */
export const periodsOf = (
  numbers: NumberReader,
  indicator: string,
  area: string,
): Promise<{ periodKind: PeriodKind; period: string }[]> =>
  numbers.rows(
    `SELECT DISTINCT period_kind AS "periodKind", period FROM observation_now
     WHERE indicator = $indicator AND area = $area ORDER BY period DESC LIMIT 6`,
    { indicator, area },
  );

/** An area with the names by which a person may call it. */
export interface NamedArea {
  readonly code: string;
  readonly name: string;
  readonly nameEn?: string | null | undefined;
  readonly alias?: string | null | undefined;
}

/** All areas with their names. */
export const areasOf = (numbers: NumberReader): Promise<NamedArea[]> =>
  numbers.rows(`SELECT code, name, name_en AS "nameEn", alias FROM area ORDER BY code`, {});

/** Query parameters for the number asked about. */
export const bound = ({ indicator, area, periodKind, period, asOf }: NumberAsked) => ({
  indicator: indicator.id,
  area,
  kind: periodKind,
  period,
  asOf,
});

/** A word of a statement to be run by hand: an id, a code, a day or an instant, which hold no quotation marks. @throws TypeError for any other */
function word(text: string): string {
  if (!/^[\p{L}\p{N}:.\- TZ]+$/u.test(text)) throw new TypeError(`not an id, code or instant: ${text}`);
  return `'${text}'`;
}

/**
 * The statement that gives the number, and those of the areas directly below, from the readers' copy: as it is printed it can be run there with
 * `fengsui sql` or any tool that reads DuckDB.
 */
export function numberSql({ indicator, area, periodKind, period, asOf }: NumberAsked): string {
  const instant = asOf.replace("T", " ").replace(/(?:\.\d+)?Z$/u, "");
  return `SELECT area, numerator, denominator, value, coverage, known_at
FROM observation_as_of(TIMESTAMP ${word(instant)})
WHERE indicator = ${word(indicator.id)} AND period_kind = ${word(periodKind)} AND period = DATE ${word(period)}
  AND (area = ${word(area)} OR area IN (
    SELECT code FROM area_version WHERE parent = ${word(area)} AND DATE ${word(period)} BETWEEN valid_from AND valid_to))
ORDER BY area = ${word(area)} DESC, numerator DESC NULLS LAST, area`;
}
