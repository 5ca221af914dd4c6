/**
 * Texts that spreadsheet programs would take for a formula, or for a command of another program: they begin with a control character, an equals
 * sign, an at sign, or with a sign before anything but a number; full-width forms too, and behind spaces and characters that cannot be seen.
 */
const NUMBER = "[+＋−－-] ?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?%?";
/** Controls, by their escapes; no text of a statement may hold them. */
const CONTROLS = "\\x00-\\x1f\\x7f";
/** Unicode's spaces, and characters without a width. */
const SPACES = " \u0080-\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff";
const RISKY = `[${CONTROLS}]|[${SPACES}][${CONTROLS}${SPACES}]*(?:[=@＝＠]|[+＋−－-])|[=@＝＠+＋−－-]`;

const IS_NUMBER = new RegExp(`^${NUMBER}$`, "u");
const IS_RISKY = new RegExp(`^(?:${RISKY})`, "u");

/** A text as it may stand in a CSV or workbook that leaves: behind an apostrophe, the sign for text, where it would be computed. */
export function inertText(text: string): string {
  const bare = text.replace(/^'+/u, "");
  return IS_RISKY.test(bare) && !IS_NUMBER.test(bare) ? `'${text}` : text;
}

/**
 * A text as it was before `inertText`; any other text unchanged. What a spreadsheet program marked as text is read so too.
 *
 * @example
 * textAsWritten("'=SUM(A1)") // "=SUM(A1)"
 */
export const textAsWritten = (text: string): string =>
  text.startsWith("'") && inertText(text) !== text ? text.slice(1) : text;

/** SQL condition of the same on a column. */
const isRiskySql = (column: string): string =>
  `(regexp_matches(${column}, '^''*(?:${RISKY})') AND NOT regexp_full_match(${column}, '''*${NUMBER}'))`;

/** SQL of `inertText` on a text column. */
export const inertSql = (column: string): string =>
  `CASE WHEN ${isRiskySql(column)} THEN '''' || ${column} ELSE ${column} END`;

/** SQL of `textAsWritten` on a text column. */
export const asWrittenSql = (column: string): string =>
  `CASE WHEN starts_with(${column}, '''') AND ${isRiskySql(column)} THEN substr(${column}, 2) ELSE ${column} END`;
