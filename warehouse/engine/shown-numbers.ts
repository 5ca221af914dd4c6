import { maskedText } from "./personal-numbers.ts";

/** What may stand between two digits of a number: spaces, hyphens and dashes, characters that cannot be seen. */
const GAP = "[\\s\\p{Pd}\\p{Cf}\\u2212]{0,2}";
const DIGIT = "[0-9０-９]";
/** Digits in a row, with anything of the above between them, and an X as the last of them. */
const RUN = new RegExp(`${DIGIT}(?:${GAP}${DIGIT}){14,18}(?:${GAP}[XxＸｘ×])?`, "gu");
const WHOLE_RUN = new RegExp(`^(?:${RUN.source})$`, "u");
/** Letters and digits without a gap: the token that a run may be a part of. */
const TOKEN = /[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]+/gu;
/** A unified social credit code (GB 32100) holds letters besides its digits. */
const CODE = /^(?=.*[A-WYZ])[0-9A-Z]{18}$/u;

const MONTH_AND_DAY = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])";
/** The form of a citizen number with a date of birth of somebody who may work; codes of enterprises begin with a 9. */
const CITIZEN = new RegExp(`^[1-8][0-9]{5}(?:19[0-9]{2}|20[01][0-9])${MONTH_AND_DAY}[0-9]{3}[0-9X]$`, "u");
/** Of 15 digits, of persons born from 1930 on: later years are those of report numbers. */
const FORMER = new RegExp(`^[1-9][0-9]{5}[3-9][0-9]${MONTH_AND_DAY}[0-9]{3}$`, "u");
const CARD = /^(?:62[0-9]{14,17}|[45][0-9]{15,18})$/u;

/** Whether the characters of a run have the form of a number of a person, whatever its check digit. */
const isPersonal = (characters: string): boolean =>
  CITIZEN.test(characters) || FORMER.test(characters) || CARD.test(characters);

/**
 * A text for readers with the numbers of persons masked, those with a typing error too: what has the form of a citizen number with a date of birth, or of
 * a bank card, is masked whatever its check digit. Rows are not refused by this form, since other numbers may have it.
 *
 * @example
 * shownText("身份证152103199003075432") // "身份证152****432"
 */
export function shownText(text: string): string {
  const strict = maskedText(text);
  if (strict.length < 15) return strict;
  const codes = [...strict.matchAll(TOKEN)].flatMap(({ 0: token, index }) =>
    CODE.test(token.normalize("NFKC").toUpperCase()) ? [{ from: index, to: index + token.length }] : [],
  );
  return strict.replace(RUN_OR_LONGER, (run: string, at: number) =>
    codes.some(({ from, to }) => at < to && at + run.length > from) ? run : maskedRun(run),
  );
}

/** Runs of 15 digits or more; longer ones are several numbers, with a gap between them. */
const RUN_OR_LONGER = new RegExp(`${DIGIT}(?:${GAP}${DIGIT}){14,}(?:${GAP}[XxＸｘ×])?`, "gu");
/** Most parts of a number: 19 groups of a digit, and the gaps between them. */
const MOST_PARTS = 37;
/** A gap inside a run. */
const BETWEEN = /([\s\p{Pd}\p{Cf}\u2212]+)/u;

/** A run with each number of a person in it masked: groups of digits are put together from the left, the longest number first. */
function maskedRun(run: string): string {
  // Groups stand at even places, what stands between them at odd ones.
  const parts = run.split(BETWEEN);
  let masked = "";
  for (let from = 0; from < parts.length; ) {
    const to = endOfNumber(parts, from);
    const number = parts.slice(from, to ?? from + 1).join("");
    masked += to === null ? number : maskOf(number);
    masked += parts[to ?? from + 1] ?? "";
    from = (to ?? from + 1) + 1;
  }
  return masked;
}

/** Where the number of a person that begins with a group ends; null where none does. */
function endOfNumber(parts: readonly string[], from: number): number | null {
  for (let to = Math.min(parts.length, from + MOST_PARTS); to > from; to -= 2) {
    const number = parts.slice(from, to).join("");
    if (WHOLE_RUN.test(number) && isPersonal(charactersOf(number))) return to;
  }
  return null;
}

const charactersOf = (number: string): string =>
  number
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll("×", "X")
    .replace(/[^0-9X]/gu, "");

const maskOf = (number: string): string => {
  const characters = charactersOf(number);
  return `${characters.slice(0, 3)}****${characters.slice(-3)}`;
};
