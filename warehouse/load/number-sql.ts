import type { CellReading } from "./plan.ts";
import { COUNTED, MONEY_POWER, powerOfTen, UNIT_PREFIX, UNIT_PREFIXES } from "./unit-words.ts";

type NumberReading = Extract<CellReading, { readonly as: "count" | "amount" }>;

/** Most persons or jobs that a count can mean: a larger number is that of a telephone or a paper, in the wrong column. */
export const MOST_COUNTED = 9_999_999_999;
/** Digits, grouped by commas in threes only where the file has quotes, since a comma inside a cell needs them. */
const WHOLE = {
  plain: "'[0-9]{1,10}'",
  grouped: "'[0-9]{1,10}|[0-9]{1,3}(,[0-9]{3}){1,2}|[0-9](,[0-9]{3}){3}'",
};
const DECIMAL = {
  plain: "'-?[0-9]{1,13}([.][0-9]{1,6})?'",
  grouped: "'-?([0-9]{1,13}|[0-9]{1,3}(,[0-9]{3}){1,3})([.][0-9]{1,6})?'",
};

/** How numbers of a text may be written. */
export interface NumberTraits {
  readonly quotes: boolean;
  readonly oddNumbers: boolean;
}

/** The value of a number cell; NULL where the text is none. */
export function numberSql(text: string, reading: NumberReading, traits: NumberTraits): string {
  const form = traits.quotes ? "grouped" : "plain";
  if (traits.oddNumbers) return oddNumberSql(text, reading, form);
  return reading.as === "count" ? countSql(text, reading.times, form) : amountSql(text, reading.times, form);
}

type Form = keyof typeof WHOLE;

const bare = (text: string, form: Form): string => (form === "grouped" ? `replace(${text}, ',', '')` : text);

/** A count must be whole: 1.5 万人 is 15,000 persons, but 1.5 persons is not a count. */
function countSql(text: string, times: number, form: Form): string {
  const digits = bare(text, form);
  if (times === 1)
    return `CASE WHEN regexp_full_match(${text}, ${WHOLE[form]}) THEN CAST(${digits} AS BIGINT) END`;
  const scaled = `CAST(${digits} AS DECIMAL(20,6)) * ${times}`;
  return `CASE WHEN regexp_full_match(${text}, ${DECIMAL[form]}) AND NOT starts_with(${text}, '-') AND ${scaled} = floor(${scaled}) AND ${scaled} <= ${MOST_COUNTED}
               THEN CAST(${scaled} AS BIGINT) END`;
}

function amountSql(text: string, times: number, form: Form): string {
  const digits = bare(text, form);
  // In a larger unit a figure of thirteen digits exceeds the column's range: the cell is refused, and the file does not fail.
  const value =
    times === 1
      ? `CAST(${digits} AS DECIMAL(18,4))`
      : `TRY_CAST(CAST(${digits} AS DECIMAL(20,6)) * ${times} AS DECIMAL(18,4))`;
  return `CASE WHEN regexp_full_match(${text}, ${DECIMAL[form]}) THEN ${value} END`;
}

/** The unusual forms of minus, brackets and per cent. */
const [FROM, TO] = ["−‐‑（）％", "---()%"];
/** A space may stand around a number and before its unit, never inside: `58 94` is two numbers. */
const SPACES = "[ \\t\u3000\u00a0]*";

/**
 * A number as people write it, each form with one meaning: brackets around it and a minus behind it make it negative, zeros behind the
 * point say nothing, a unit behind it converts it (`1.2万人`); it must be the column's unit where one is stated. A comma groups thousands
 * and nothing else.
 */
function oddNumberSql(text: string, { as, times, unit, isStated }: NumberReading, form: Form): string {
  const plain = `regexp_replace(regexp_replace(translate(${text}, '${FROM}', '${TO}'), '^[(]${SPACES}(.+?)${SPACES}[)]$', '-\\1'), '^([^-].*?)${SPACES}-$', '-\\1')`;
  const part = (group: number) =>
    `regexp_extract(${plain}, '^[''‘’+]?(-?[0-9][0-9,]*(?:[.][0-9]+)?)${SPACES}[(]?(.*?)[)]?$', ${group})`;
  const digits = `regexp_replace(regexp_replace(${part(1)}, '([.][0-9]*[1-9])0+$', '\\1'), '[.]0+$', '')`;
  const factor = `(${factorSql(part(2), { times, unit, isStated })})`;
  const scaled = `TRY_CAST(${bare(digits, form)} AS DECIMAL(19,6)) * ${factor}`;
  const isNumber = `regexp_full_match(${digits}, ${DECIMAL[form]}) AND ${factor} IS NOT NULL`;
  return as === "count"
    ? `CASE WHEN ${isNumber} AND ${scaled} BETWEEN 0 AND ${MOST_COUNTED} AND ${scaled} = floor(${scaled}) THEN TRY_CAST(${scaled} AS BIGINT) END`
    : `CASE WHEN ${isNumber} THEN TRY_CAST(${scaled} AS DECIMAL(18,4)) END`;
}

/** SQL of the factor that a unit behind a number gives; NULL for any other text. */
function factorSql(
  suffix: string,
  { times, unit, isStated }: Pick<NumberReading, "times" | "unit" | "isStated">,
): string {
  const stated = decimal(times);
  const none = `WHEN ${suffix} = '' THEN ${stated}`;
  if (unit === null) return `CASE ${none} END`;
  if (unit === "percent") return `CASE ${none} WHEN ${suffix} = '%' AND ${times} = 1 THEN ${stated} END`;
  const [word, base] = unit === "count" ? [`(?:${COUNTED})`, 0] : ["元", -MONEY_POWER];
  const power = `CASE regexp_extract(${suffix}, '^${UNIT_PREFIX}${word}$', 1) ${UNIT_PREFIXES.map(
    ([prefix, tens]) => `WHEN '${prefix}' THEN ${decimal(powerOfTen(tens + base))}`,
  ).join(" ")} ELSE ${decimal(powerOfTen(base))} END`;
  const agrees = isStated || times !== 1 ? `${power} = ${stated}` : "true";
  return `CASE ${none} WHEN regexp_full_match(${suffix}, '${UNIT_PREFIX}${word}') AND ${agrees} THEN ${power} END`;
}

const decimal = (factor: number): string => `CAST('${factor}' AS DECIMAL(13,4))`;
