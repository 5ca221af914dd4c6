const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** A citizen number of nobody with its check character (GB 11643). */
const citizen = (first: string) =>
  first + "10X98765432"[[...first].reduce((sum, digit, at) => sum + Number(digit) * WEIGHTS[at]!, 0) % 11]!;
/** A card number of nobody with its check digit (Luhn). */
const card = (first: string) => {
  const doubled = [...first].reverse().map((digit, at) => Number(digit) * (at % 2 === 0 ? 2 : 1));
  return (
    first + ((10 - (doubled.reduce((sum, value) => sum + (value > 9 ? value - 9 : value), 0) % 10)) % 10)
  );
};
const grouped = (number: string, sizes: readonly number[], by: string) =>
  sizes
    .map((size, group) => {
      const start = sizes.slice(0, group).reduce((sum, before) => sum + before, 0);
      return number.slice(start, start + size);
    })
    .join(by);
const chinese = (number: string) =>
  number.replace(/[0-9]/gu, (digit) => "〇一二三四五六七八九"[Number(digit)]!);
const fullWidth = (number: string) =>
  number.replace(/[0-9]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

const ID = citizen("15010219900101123");
const WITH_X = Array.from({ length: 900 }, (_, at) => citizen(`15010219900101${at + 100}`)).find((id) =>
  id.endsWith("X"),
)!;
/** A citizen number whose check character is wrong. */
export const WRONG = `${ID.slice(0, 17)}${ID.endsWith("7") ? 6 : 7}`;
const [CARD, LONG_CARD] = [card("622202000000000"), card("622202000000000123")];

const WRONG_CARD = `${CARD.slice(0, -1)}${(Number(CARD.at(-1)) + 1) % 10}`;

/** Forms of numbers of persons, all invented, with a name each. */
export const PERSONAL: readonly (readonly [string, string])[] = [
  ["citizen number", ID],
  ["in groups with spaces", grouped(ID, [6, 8, 4], " ")],
  ["in groups with hyphens", grouped(ID, [6, 8, 4], "-")],
  ["in groups with dashes", grouped(ID, [6, 8, 4], "—")],
  ["in groups with middle dots", grouped(ID, [6, 8, 4], "·")],
  ["in groups with ideographic spaces", grouped(ID, [6, 8, 4], "\u3000")],
  ["with zero-width spaces", [...ID].join("\u200b")],
  ["with soft hyphens", [...ID].join("\u00ad")],
  ["with X", WITH_X],
  ["with x", WITH_X.toLowerCase()],
  ["full-width", fullWidth(ID)],
  ["circled digits", `①⑤⓪${ID.slice(3)}`],
  ["after one with a wrong check digit", `${WRONG} ${ID}`],
  ["of 15 digits", "150102900101124"],
  ["mobile 3-3-5", "138-123-45678"],
  ["mobile with dots", "138.1234.5678"],
  ["mobile with spaces", "138 1234 5678"],
  ["mobile +86", "+8613812345678"],
  ["mobile 0086", "008613812345678"],
  ["mobile in brackets", "(138)12345678"],
  ["mobile in full-width brackets", "（138）12345678"],
  ["mobile in Chinese numerals", "一三八一二三四五六七八"],
  ["mobile, full-width", fullWidth("13812345678")],
  ["mobile with byte order marks", grouped("13812345678", [3, 4, 4], "\ufeff")],
  ["card", CARD],
  ["card in groups with spaces", grouped(CARD, [4, 4, 4, 4], " ")],
  ["card in groups with hyphens", grouped(CARD, [4, 4, 4, 4], "-")],
  ["card of 19 digits", LONG_CARD],
  ["card of 19 digits in groups", grouped(LONG_CARD, [4, 4, 4, 4, 3], " ")],
  ["Amex", card("37000000000000")],
  ["JCB", card("353011133330000")],
  ["after another card", `${WRONG_CARD} ${CARD}`],
  ["Visa", card("400000000000000")],
  ["Mastercard", card("230000000000000")],
  ["Discover", card("601100000000000")],
  ["Diners Club", card("3600000000000")],
  ["passport", "护照E12345678"],
  ["permit", "港澳通行证C12345678"],
  ["landline", "电话0471-6201234"],
  ["WeChat name", "微信zhangsan_123"],
  ["WeChat name after a colon", "微信号：zhangsan"],
  ["WeChat name after ID", "微信ID: zhangsan"],
  ["WeChat name in words", "微信是zhang123"],
  ["of any grouping, mobile", "13 8123 45678"],
  ["mobile 7-4 with three characters between", "1381234 - 5678"],
  ["mobile by single digits", "1-3-8-1-2-3-4-5-6-7-8"],
  ["mobile with slashes", "138/1234/5678"],
  ["mobile with a zero before it", "013812345678"],
  ["mobile +86 in brackets", "(+86) 138 12 34 56 78"],
  ["two mobiles in one run", "1381234567813987654321"],
  ["mobile in Chinese numerals with spaces", "一三八 一二三四 五六七八"],
  ["mobile in banking numerals", "壹叁捌壹贰叁肆伍陆柒捌"],
  ["mobile partly in Chinese numerals", "138一二三四5678"],
  ["mobile in Arabic digits", "١٣٨١٢٣٤٥٦٧٨"],
  ["mobile in Mongolian digits", "᠑᠓᠘᠑᠒᠓᠔᠕᠖᠗᠘"],
  ["citizen number in other groups", grouped(ID, [3, 3, 4, 4, 4], " - ")],
  ["citizen number in Chinese numerals", chinese(ID)],
  ["citizen number with a multiplication sign", WITH_X.replace("X", "×")],
  ["citizen number with a Cyrillic letter", WITH_X.replace("X", "Х")],
  ["of 15 digits in groups", grouped("150102900101124", [6, 6, 3], "-")],
  ["card in other groups", grouped(CARD, [6, 10], " ")],
  ["card with dots", grouped(CARD, [4, 4, 4, 4], ".")],
  ["card with slashes", grouped(CARD, [4, 6, 6], " / ")],
  ["passport before the word", "E12345678（护照）"],
  ["passport with a hyphen", "护照E-12345678"],
  ["passport with two letters", "护照号EA1234567"],
  ["permit before the word", "C12345678通行证"],
  ["permit with a hyphen", "港澳通行证H-12345678"],
  ["landline before the word", "0471-6201234（电话）"],
  ["landline in groups", "固话0471 620 1234"],
  ["fax", "传真：（0471）6201234"],
  ["tel", "Tel. 0471-6201234"],
  ["fax in English", "FAX:010-62012345"],
];
