/**
 * Numbers of persons (公民身份号码、手机号码、银行卡号、证件号码) in names and remarks that reach the engine as text of our own: the same forms
 * as the macro `holds_personal_data` (`schema/013-identity.sql`) finds in cells; a test compares both over all forms.
 */

/** What may stand between two digits of one number. */
const GAP = "[- ./,_()·・•‧∙⋅]{0,2}";
const CITIZEN =
  /^[1-9][0-9]{5}(?:19[0-9]{2}|20[01][0-9])(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]$/u;
/** Of 15 digits, issued before 1999, of persons born from 1930 on: later years are those of report numbers. */
const FORMER =
  /(?:^|[^0-9])(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])[0-9]{4}[3-9][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}(?:$|[^0-9])/u;
const MOBILE =
  /(?:^|[^0-9])(?:(?:00|[+])?86[- ]?)?[(]?1[3-9][0-9](?:[)]?[- .·]?[0-9]{4}[- .·]?[0-9]{4}|[- .·][0-9]{3}[- .·][0-9]{5})(?:$|[^0-9])/u;
/** What may be a card: one run of digits, or groups of them. */
const CARD_LIKE =
  /[0-9]{13,}|[0-9]{4}(?:[- ][0-9]{4}){3}(?:[- ]?[0-9]{3})?|3[0-9]{3}[- ][0-9]{6}[- ][0-9]{4,5}/gu;
/** Ranges of the issuers of cards, with their lengths. */
const CARD =
  /^(?:62[0-9]{14,17}|4(?:[0-9]{12}|[0-9]{15}|[0-9]{18})|(?:5[1-5][0-9]{2}|2(?:22[1-9]|2[3-9][0-9]|[3-6][0-9]{2}|7[01][0-9]|720)|35[2-8][0-9]|6011|64[4-9][0-9]|65[0-9]{2})[0-9]{12}|3[47][0-9]{13}|3(?:0[0-5]|[68][0-9])[0-9]{11})$/u;
/** Numbers of other papers and accounts are such only beside the word for them. */
const NAMED =
  /(?:护照|passport)[^0-9]{0,6}[a-z][0-9]{8}|(?:通行证|回乡证|台胞证|港澳)[^0-9]{0,6}[chm][0-9]{8}|(?:电话|座机|联系|tel|phone)[^0-9]{0,6}0[1-9][0-9]{1,2}[-) ]{0,2}[2-8][0-9]{6,7}|(?:微信|wechat)号?[: ]{0,2}[a-z][-_a-z0-9]{5,19}|[〇零一幺二三四五六七八九]{11}/iu;

/** A text in compatible characters, without those that cannot be seen, with one dash, one space and one pair of brackets. */
const plainOf = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\p{Z}\s]+/gu, " ")
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800\ufffc]/gu, "")
    .replace(/[\p{Pd}\u2212\u30fc\u2500\u2501\u2043]/gu, "-")
    .replace(/\p{Ps}/gu, "(")
    .replace(/\p{Pe}/gu, ")");

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Whether 18 characters are a citizen number, by the date of birth and the check character (GB 11643). */
function isCitizenNumber(id: string): boolean {
  if (!CITIZEN.test(id)) return false;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(id[at]), 0);
  return "10X98765432"[sum % 11] === id[17]!.toUpperCase();
}

/** Whether digits are a card's number, by its issuer's range and its check digit (ISO/IEC 7812-1). */
function isCardNumber(digits: string): boolean {
  if (!CARD.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Every part of a text with a number of characters. */
const windows = (text: string, size: number): string[] =>
  Array.from({ length: text.length - size + 1 }, (_, at) => text.slice(at, at + size));

function holdsPersonalNumber(plain: string): boolean {
  if (MOBILE.test(plain) || FORMER.test(plain) || NAMED.test(plain)) return true;
  for (const run of plain.match(new RegExp(`[0-9](?:${GAP}[0-9Xx]){17,}`, "gu")) ?? []) {
    const digits = run.replace(/[^0-9Xx]/gu, "");
    if (windows(digits, 18).some(isCitizenNumber)) return true;
  }
  return (plain.match(CARD_LIKE) ?? []).some((card) => {
    const digits = card.replace(/[^0-9]/gu, "");
    return digits.length <= 19
      ? isCardNumber(digits)
      : [16, 19].some((size) => windows(digits, size).some(isCardNumber));
  });
}

const DIGITS = new RegExp(`([0-9](?:${GAP}[0-9]){2})(?:${GAP}[0-9]){5,}((?:${GAP}[0-9Xx]){3})`, "gu");

/**
 * A text with the numbers of persons in it masked; any other text unchanged.
 *
 * @example
 * maskedText("裁减人员报告_13812345678.csv") // "裁减人员报告_138****678.csv"
 */
export function maskedText(text: string): string {
  if (Buffer.byteLength(text) < 11) return text;
  const plain = plainOf(text);
  if (!holdsPersonalNumber(plain)) return text;
  return plain
    .replace(DIGITS, "$1****$2")
    .replace(/[〇零一幺二三四五六七八九]{11,}/gu, "****")
    .replace(
      /([a-z]|0[1-9][0-9]{1,2}[-) ]{0,2}|(?:微信|wechat)号?[: ]{0,2})(?:[2-8]?[0-9]{6,8}|[a-z][-_a-z0-9]{5,19})/giu,
      "$1****",
    );
}

/** The beginning of a text: a longer text is masked before it is cut, since a part of a number is no longer found. */
export const maskedBeginning = (text: string, most: number): string =>
  text.length > most ? maskedText(text).slice(0, most) : text;

/** Plain data with the numbers of persons masked in every text of it. */
export function maskedTexts<Data>(data: Data): Data {
  if (typeof data === "string") return maskedText(data) as Data;
  if (Array.isArray(data)) return data.map(maskedTexts) as Data;
  if (data === null || typeof data !== "object") return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, maskedTexts(value)])) as Data;
}
