import type { LoadPlan } from "./plan.ts";

/** A telephone number with or without hyphens, or a longer number. */
const LONG_DIGITS = "'[0-9]{11}|[0-9]{3}[- ][0-9]{4}[- ][0-9]{4}'";
/** A citizen number (公民身份号码) by its form, which includes the date of birth. */
const CITIZEN =
  "'[1-9][0-9]{5}(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]'";
/** Enterprise codes have long digit runs, so in this column only a complete citizen number counts as personal. */
export const CODE = "credit_code";

/** Text columns in which a personal number may occur. */
export const personalColumns = (plan: LoadPlan): string[] =>
  plan.cells
    .filter((cell) => cell.reading.as === "text" && cell.from !== null && "position" in cell.from)
    .map((cell) => cell.column);

const LONG = /[0-9０-９]{11}|[0-9０-９]{3}[- －][0-9０-９]{4}[- －][0-9０-９]{4}/u;
const CITIZEN_LIKE = /[0-9０-９]{17}/u;

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
      ? [{ place: from.position + first, form: column === CODE ? CITIZEN_LIKE : LONG }]
      : [],
  );
  return rows.some((row) => places.some(({ place, form }) => form.test(row[place] ?? "")));
}

/** Whether any text of the row (`t_<column>`) has a run of digits that could be a personal number. */
export function longDigitsSql(plan: LoadPlan): string {
  const columns = personalColumns(plan);
  const texts = columns.filter((name) => name !== CODE).map((name) => `t_${name}`);
  const all = texts.length === 1 ? texts[0] : `concat_ws('|', ${texts.join(", ")})`;
  // Cheap necessary conditions first: eleven one-byte characters; a year that begins with 1 or 2.
  const asked = (first: string, then: string) => `CASE WHEN ${first} THEN ${then} ELSE false END`;
  const found = [
    ...(texts.length > 0
      ? [asked(`4 * length(${all}) - strlen(${all}) >= 33`, `regexp_matches(${all}, ${LONG_DIGITS})`)]
      : []),
    ...(columns.includes(CODE)
      ? [asked(`substr(t_${CODE}, 7, 1) IN ('1', '2')`, `regexp_full_match(t_${CODE}, ${CITIZEN})`)]
      : []),
  ];
  return found.length > 0 ? `(${found.join(" OR ")})` : "false";
}
