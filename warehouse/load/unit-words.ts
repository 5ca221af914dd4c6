/**
 * Words before a unit, as powers of ten. A list, because the text that is compared comes from outside and an object would also have
 * `constructor`.
 */
export const UNIT_PREFIXES: readonly (readonly [prefix: string, power: number])[] = [
  ["十万", 5],
  ["百万", 6],
  ["千万", 7],
  ["十", 1],
  ["百", 2],
  ["千", 3],
  ["万", 4],
  ["亿", 8],
];

/** Pattern of those words or none. */
export const UNIT_PREFIX = `(${UNIT_PREFIXES.map(([prefix]) => prefix).join("|")}|)`;

/** Pattern of the units of persons, posts and reports; the longer words first. */
export const COUNTED = "人次|人|个|户|件|家|名|份|次|项|条|岗位|岗|笔|期";

/** Power of ten of 万元, the unit of money that contracts keep. */
export const MONEY_POWER = 4;

/** An exact power of ten: `10 ** -4` is not `0.0001`. */
export const powerOfTen = (power: number): number => Number(`1e${power}`);
