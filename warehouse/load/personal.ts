import { foldedText } from "../engine/personal-numbers.ts";
import type { LoadPlan } from "./plan.ts";

/** Eleven digits, as many as a telephone number has, with anything between them but letters. */
const LONG_DIGITS = "'[0-9](?:[^0-9A-Za-z\\x{4e00}-\\x{9fff}]{0,3}[0-9]){10}'";
/** Words beside which a shorter number is a person's. */
const WORDS = "护照|通行证|回乡证|台胞证|港澳|电话|座机|固话|传真|联系|微信|passport|phone|fax|tel|wechat";
/** A citizen number (公民身份号码) by its form, which includes the date of birth. */
const CITIZEN =
  "'[1-9][0-9]{5}(?:19[0-9]{2}|20[01][0-9])(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]'";
/** Enterprise codes have long digit runs, so in this column a personal number counts only where it is no code (`code_is_personal`). */
export const CODE = "credit_code";

/** Text columns in which a personal number may occur. */
export const personalColumns = (plan: LoadPlan): string[] =>
  plan.cells
    .filter((cell) => cell.reading.as === "text" && cell.from !== null && "position" in cell.from)
    .map((cell) => cell.column);

const LONG = /[0-9](?:[^0-9A-Za-z\u4e00-\u9fff]{0,3}[0-9]){10}/u;
const CODE_LIKE = /^(?=.*[A-WYZ])[0-9A-Z]{18}$/iu;
const NAMED = new RegExp(WORDS, "iu");

/** Whether a text may hold a personal number; one of an enterprise's code has all its digits in a row. */
const isSuspect = (text: string, column: string): boolean => {
  if (text.length < 11) return false;
  if (column === CODE) return !CODE_LIKE.test(text);
  const plain = foldedText(text.normalize("NFKC"));
  return LONG.test(plain) || NAMED.test(plain) || text.includes("_x");
};

/**
 * Whether any cell of the plan's text columns has a run of digits that could be a personal number. Same test as `longDigitsSql`, but may
 * give false positives.
 *
 * @param rows the cells of each record
 * @param first index of the file's first cell in a record
 */
export function mayHoldPersonal(
  plan: LoadPlan,
  rows: readonly (readonly string[])[],
  first: number,
): boolean {
  const places = plan.cells.flatMap(({ column, from }) =>
    personalColumns(plan).includes(column) && from && "position" in from
      ? [{ place: from.position + first, column }]
      : [],
  );
  return rows.some((row) => places.some(({ place, column }) => isSuspect(row[place] ?? "", column)));
}

/**
 * Whether any text of the row (`t_<column>`) has digits that could be a personal number.
 *
 * @param unusual also look for those that are none before the text is put into plain form, and for short numbers by the words beside them
 */
export function longDigitsSql(plan: LoadPlan, unusual: boolean): string {
  const columns = personalColumns(plan);
  const texts = columns.filter((name) => name !== CODE).map((name) => `t_${name}`);
  const all = texts.length === 1 ? texts[0] : `concat_ws('|', ${texts.join(", ")})`;
  // Cheap necessary conditions first: eleven one-byte characters; a year that begins with 1 or 2.
  const asked = (first: string, then: string) => `CASE WHEN ${first} THEN ${then} ELSE false END`;
  const found = [
    ...(texts.length > 0
      ? [asked(`4 * length(${all}) - strlen(${all}) >= 33`, `regexp_matches(${all}, ${LONG_DIGITS})`)]
      : []),
    ...(texts.length > 0 && unusual
      ? [`regexp_matches(folded_digits(plain_digits(${all})), '(?i)' || ${LONG_DIGITS} || '|${WORDS}')`]
      : []),
    ...(columns.includes(CODE)
      ? [
          asked(`substr(v_${CODE}, 7, 1) IN ('1', '2')`, `regexp_full_match(v_${CODE}, ${CITIZEN})`),
          asked(
            `strlen(t_${CODE}) >= 11 AND (strlen(t_${CODE}) <> 18 OR length(t_${CODE}) <> 18 OR substr(t_${CODE}, 1, 1) IN ('3', '4', '6'))`,
            `code_is_personal(t_${CODE})`,
          ),
        ]
      : []),
  ];
  return found.length > 0 ? `(${found.join(" OR ")})` : "false";
}
