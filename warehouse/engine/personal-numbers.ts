/**
 * Numbers of persons (公民身份号码、手机号码、银行卡号、证件号码) in names and remarks that reach the engine as text of our own: the same forms
 * as the macro `holds_personal_data` (`schema/019-codes.sql`) finds in cells; a test compares both over all forms.
 */

/** What may stand between two digits of one number. */
const GAP = "[- ./,_()·・•‧∙⋅]{0,3}";
/** What is taken away between two digits; a comma separates the thousands of an amount. */
const SEPARATOR = /([0-9])[- ./_()·・•‧∙⋅]{1,3}([0-9Xx])/gu;
/** Chinese numerals, digits of other scripts, and what is written for the check character X, each with what it stands for. */
const FOLDED = [
  "〇零○一幺壹二贰貳三叁參四肆五伍六陆陸七柒八捌九玖٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯๐๑๒๓๔๕๖๗๘๙໐໑໒໓໔໕໖໗໘໙༠༡༢༣༤༥༦༧༨༩၀၁၂၃၄၅၆၇၈၉០១២៣៤៥៦៧៨៩᠐᠑᠒᠓᠔᠕᠖᠗᠘᠙×ХхΧχ",
  "00011122233344556667788990123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789XXxXx",
] as const;
const FOLDS = new Map([...FOLDED[0]].map((character, at) => [character, FOLDED[1][at]!]));
/** Digits of any kind, as a class. */
const ANY_DIGIT = "0-9〇零○一幺壹二贰貳三叁參四肆五伍六陆陸七柒八捌九玖٠-٩۰-۹०-९০-৯๐-๙໐-໙༠-༩၀-၉០-៩᠐-᠙";
const CITIZEN =
  /^[1-9][0-9]{5}(?:19[0-9]{2}|20[01][0-9])(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]$/u;
/** Of 15 digits, issued before 1999, of persons born from 1930 on: later years are those of report numbers. */
const FORMER =
  /(?:^|[^0-9])(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])[0-9]{4}[3-9][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}(?:$|[^0-9])/u;
const MOBILE =
  /(?:^|[^0-9])(?:(?:00|[+])?86[- ]?)?[(]?1[3-9][0-9](?:[)]?[- .·]?[0-9]{4}[- .·]?[0-9]{4}|[- .·][0-9]{3}[- .·][0-9]{5})(?:$|[^0-9])/u;
/** The same of joined digits: with the country's number or a zero before them, and two in one run. */
const JOINED_MOBILE =
  /(?:^|[^0-9])(?:(?:00)?86)?0?1[3-9][0-9]{9}(?:(?:(?:00)?86)?0?1[3-9][0-9]{9})?(?:$|[^0-9])/u;
/** The number of a report by area and year, and a decimal fraction: neither is joined. */
const [REPORT_NUMBER, FRACTION] = [
  /(^|[^0-9])([1-9][0-9]{5})-([0-9]{5})($|[^0-9])/gu,
  /([0-9]{5,})[.]([0-9]{1,4})($|[^0-9])/gu,
];
/** What may be a card: one run of digits, or groups of them. */
const CARD_LIKE =
  /[0-9]{13,}|[0-9]{4}(?:[- ][0-9]{4}){3}(?:[- ]?[0-9]{3})?|3[0-9]{3}[- ][0-9]{6}[- ][0-9]{4,5}/gu;
/** Ranges of the issuers of cards, with their lengths. */
const CARD =
  /^(?:62[0-9]{14,17}|4(?:[0-9]{12}|[0-9]{15}|[0-9]{18})|(?:5[1-5][0-9]{2}|2(?:22[1-9]|2[3-9][0-9]|[3-6][0-9]{2}|7[01][0-9]|720)|35[2-8][0-9]|6011|64[4-9][0-9]|65[0-9]{2})[0-9]{12}|3[47][0-9]{13}|3(?:0[0-5]|[68][0-9])[0-9]{11})$/u;
/** Numbers of other papers and accounts are such only beside the word for them. */
const LANDLINE = "0[1-9][0-9]{1,2}[-) ]{0,3}[2-8][0-9]{2,3}[- ]?[0-9]{3,4}";
const PASSPORT = "(?:[a-z][-. ]{0,2}[0-9]{8}|[a-z]{2}[-. ]{0,2}[0-9]{7})";
const PERMIT = "(?:[chmlw][-. ]{0,2}[0-9]{8}|c[a-z][-. ]{0,2}[0-9]{7})";
const WECHAT = "(?:微信|wechat)(?:账号|帐号|号|id|名|昵称|是|为)*";
const NAMED = new RegExp(
  [
    `(?:护照|passport)[^0-9]{0,6}${PASSPORT}(?:$|[^0-9])`,
    `(?:^|[^0-9a-z])${PASSPORT}[^0-9a-z]{0,6}(?:护照|passport)`,
    `(?:通行证|回乡证|台胞证|港澳)[^0-9]{0,6}${PERMIT}`,
    `(?:^|[^0-9a-z])${PERMIT}[^0-9a-z]{0,6}(?:通行证|回乡证|台胞证)`,
    `(?:电话|座机|固话|传真|联系)[^0-9]{0,6}${LANDLINE}`,
    `(?:^|[^a-z])(?:tele|mobile)?(?:tel|phone|fax)[^0-9a-z]{0,6}${LANDLINE}`,
    `(?:^|[^0-9])${LANDLINE}[^0-9]{0,4}(?:电话|座机|固话|传真|联系)`,
    `(?:^|[^0-9])${LANDLINE}[^0-9a-z]{0,4}(?:tele)?(?:tel|phone|fax)(?:$|[^a-z])`,
    `${WECHAT}[: =]{1,3}[a-z][-_a-z0-9]{5,19}`,
    `${WECHAT}[a-z](?:[_0-9][-_a-z0-9]{4,18}|[-a-z][_0-9][-_a-z0-9]{3,17}|[-a-z]{2}[_0-9][-_a-z0-9]{2,16}|[-a-z]{3}[_0-9][-_a-z0-9]{1,15}|[-a-z]{4,18}[_0-9])`,
  ].join("|"),
  "iu",
);

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

const IS_FOLDED = new RegExp(`[${FOLDED[0]}]`, "gu");

/** A text with the digits of Chinese numerals and of other scripts as those of ASCII. */
export const foldedText = (text: string): string =>
  text.replace(IS_FOLDED, (character) => FOLDS.get(character)!);

/** Numbers without what stands between their digits. */
const joinedOf = (plain: string): string =>
  foldedText(plain)
    .replace(REPORT_NUMBER, "$1$2#$3$4")
    .replace(FRACTION, "$1#$2$3")
    .replace(SEPARATOR, "$1$2")
    .replace(SEPARATOR, "$1$2");

function holdsPersonalNumber(plain: string): boolean {
  if (MOBILE.test(plain) || NAMED.test(plain)) return true;
  const joined = joinedOf(plain);
  return JOINED_MOBILE.test(joined) || [plain, joined].some(holdsPaperNumber);
}

/** Whether a text holds the number of an identity card or a bank card. */
function holdsPaperNumber(plain: string): boolean {
  if (FORMER.test(plain)) return true;
  for (const run of plain.match(CITIZEN_LIKE) ?? []) {
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

const CITIZEN_LIKE = /[0-9](?:[- ./,_()·・•‧∙⋅]{0,2}[0-9Xx]){17,}/gu;
const DIGITS = new RegExp(
  `([${ANY_DIGIT}](?:${GAP}[${ANY_DIGIT}]){2})(?:${GAP}[${ANY_DIGIT}]){5,}((?:${GAP}[${ANY_DIGIT}Xx×ХхΧχ]){3})`,
  "gu",
);
const WECHAT_NAME = new RegExp(`(${WECHAT}[: =]{0,3})[a-z][-_a-z0-9]{5,19}`, "giu");

/**
 * A text with the numbers of persons in it masked; any other text unchanged.
 *
 * @example
 * maskedText("裁减人员报告_13812345678.csv") // "裁减人员报告_138****678.csv"
 */
export function maskedText(text: string): string {
  for (const parts of PARTS) {
    const masked = text.split(parts).map(maskedWhole).join("");
    if (masked !== text) return masked;
  }
  return text;
}

/** A text is looked at whole, then in parts, since names run numbers into what stands before them: at underscores, and behind Chinese letters. */
const PARTS = [/$^/u, /(?<=_)|(?=_)/u, /(?<=\p{Script=Han})(?=[+(（0-9０-９])|(?<=_)|(?=_)/u];

function maskedWhole(text: string): string {
  if (Buffer.byteLength(text) < 11) return text;
  const plain = plainOf(text);
  if (!holdsPersonalNumber(plain)) return text;
  return plain
    .replace(DIGITS, "$1****$2")
    .replace(/([a-z])[-. ]{0,2}[0-9]{7,8}/giu, "$1****")
    .replace(/(0[1-9][0-9]{1,2}[-) ]{0,3})[2-8][0-9]{2,3}[- ]?[0-9]{3,4}/gu, "$1****")
    .replace(WECHAT_NAME, "$1****");
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
