/** Form of a unified social credit code (统一社会信用代码, GB 32100-2015): no I, O, S, V, Z; the registration area in digits. */
const FORM = "'[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}'";
/** Weights of the 18 characters: powers of three modulo 31, and one for the check character itself. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1];

/** The value 1 in each of eight bytes. */
const ONES = 0x0101010101010101n;
const whole = (value: bigint): string => `CAST(${value} AS UBIGINT)`;

/** Eight characters of a code as the eight bytes of one number, each minus the character 0. */
const eightFrom = (first: number): string =>
  `CAST(CAST(encode(substr(formed, ${first}, 8)) AS BIT) AS UBIGINT) - ${whole(0x30n * ONES)}`;

/** The value 1 in each byte that is at least the character. */
const atLeast = (word: string, character: string): string =>
  `(((${word} + ${whole((128n - BigInt(character.charCodeAt(0) - 0x30)) * ONES)}) >> 7) & ${whole(ONES)})`;

/** Bytes converted to values of the code's alphabet: A is 10, and letters after the excluded ones move up. */
const valuesOf = (word: string): string =>
  `${word} - 7 * ${atLeast(word, "A")} - ${["J", "P", "T", "W"].map((letter) => atLeast(word, letter)).join(" - ")}`;

/**
 * The weighted sum of eight bytes. Bytes are paired in 32 bits, 16 apart: one multiplication weighs both, and their sum is in the middle
 * of the product.
 */
function weighed(word: string, weights: readonly number[]): string {
  const pair = (apart: string, first: number) => {
    const [high = 0, low = 0] = [weights[first], weights[first + 2]];
    return high + low === 0 ? [] : [`(((${apart}) * ${low * 65_536 + high}) >> 16) & 65535`];
  };
  return [
    ...pair(`(${word} >> 40) & 16711935`, 0),
    ...pair(`(${word} >> 32) & 16711935`, 1),
    ...pair(`(${word} >> 8) & 16711935`, 4),
    ...pair(`${word} & 16711935`, 5),
  ]
    .map((sum) => `(${sum})`)
    .join(" + ");
}

/** A code of the right form with a wrong check character. */
const WRONG = "'000000000000000001'";
/** Masks of the first two and last two characters, which are combined in one number; letters occur there and from the ninth on. */
const [FIRST_TWO, LAST_TWO] = [0xffff000000000000n, 0xffffn];
const zeros = (times: number): number[] => Array.from({ length: times }, () => 0);

/**
 * The rows of a query with an added column `checks`: whether `code` has the form and the check character of the standard.
 *
 * Eight characters are computed at once in one 64-bit number; one by one takes several times as long. Early pilot codes are lawful but
 * fail, so a failing code raises a question, not a refusal.
 *
 * @param codes query with the column `code`, none of them NULL
 */
export const checkedCodesSql = (codes: string): string => `
  SELECT * EXCLUDE (head, body, ends),
         (${weighed("head", [...zeros(2), ...WEIGHTS.slice(2, 8)])} + ${weighed("body", WEIGHTS.slice(8, 16))}
          + ${weighed("ends", [...WEIGHTS.slice(0, 2), ...zeros(4), ...WEIGHTS.slice(16)])}) % 31 = 0 AS checks
  FROM (
    SELECT * REPLACE (${valuesOf("body")} AS body, ${valuesOf("ends")} AS ends) FROM (
      SELECT * EXCLUDE (tail), (head & ${whole(FIRST_TWO)}) | (tail & ${whole(LAST_TWO)}) AS ends FROM (
        SELECT * EXCLUDE (formed), ${eightFrom(1)} AS head, ${eightFrom(9)} AS body, ${eightFrom(11)} AS tail FROM (
          SELECT *, CASE WHEN regexp_full_match(code, ${FORM}) THEN code ELSE ${WRONG} END AS formed FROM (${codes})))))`;
