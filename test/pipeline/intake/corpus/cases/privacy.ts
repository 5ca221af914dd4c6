import { type DirtyFile, INSURANCE, insured, layoffs, table, text } from "../case.ts";

const reports = "裁减人员报告_个人信息.csv";
/** A valid check digit, but an area that does not exist, so that the number belongs to nobody. */
const CITIZEN = "999999199001011239";
const NOBODY = citizen("15010219900101123");
const CARD = "6222020000000000009";

/** Append the check digit to a citizen number (GB 11643). */
function citizen(body: string): string {
  const sum = [...body].reduce((all, digit, at) => all + Number(digit) * (2 ** (17 - at) % 11), 0);
  return body + "10X98765432"[sum % 11];
}

/** Personal numbers in places where none is allowed. */
export const PRIVACY: readonly DirtyFile[] = [
  {
    defect: "citizen-number-in-a-mapped-column",
    file: reports,
    content: (area) => layoffs(area, { 4: `张三${NOBODY}` }),
  },
  {
    defect: "citizen-number-with-a-wrong-check-digit",
    file: reports,
    content: (area) => layoffs(area, { 4: `批次${CITIZEN}` }),
  },
  {
    defect: "citizen-number-in-full-width-digits",
    file: reports,
    content: (area) => layoffs(area, { 4: wide(`张三${NOBODY}`) }),
  },
  {
    defect: "citizen-number-in-the-credit-code",
    file: reports,
    content: (area) => layoffs(area, { 5: NOBODY }),
  },
  {
    defect: "citizen-number-in-a-figure",
    file: "失业保险月报_个人信息.csv",
    content: (area) => table(area, { 7: NOBODY }),
  },
  {
    defect: "mobile-number-in-a-mapped-column",
    file: reports,
    content: (area) => layoffs(area, { 6: "一号矿 13800138000" }),
  },
  {
    defect: "mobile-number-with-hyphens",
    file: reports,
    content: (area) => layoffs(area, { 6: "一号矿 138-0013-8000" }),
  },
  {
    defect: "bank-card-in-a-mapped-column",
    file: reports,
    content: (area) => layoffs(area, { 4: `户 ${luhn(CARD)}` }),
  },
  {
    defect: "citizen-number-in-an-unread-column",
    file: "失业保险月报_个人信息.csv",
    content: (area) =>
      text([
        [...INSURANCE, "经办人"],
        [...insured(area, { 7: "x" }), `张三 ${NOBODY}`],
      ]),
  },
  {
    defect: "mobile-number-in-a-header",
    file: "失业保险月报_个人信息.csv",
    content: (area) =>
      text([
        [...INSURANCE, "电话13800138000"],
        [...insured(area), ""],
      ]),
  },
  {
    defect: "mobile-number-in-a-file-name",
    file: "失业保险月报_13800138000.csv",
    content: (area) => table(area),
  },
  {
    defect: "mobile-number-in-a-misshapen-row",
    file: reports,
    content: (area) => layoffs(area).replace("经济性裁员\n", "经济性裁员,13800138000\n"),
  },
];

/** The last digit that makes a card number hold (ISO/IEC 7812-1). */
function luhn(card: string): string {
  const sum = [...card.slice(0, -1)].reverse().reduce((all, digit, at) => {
    const worth = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return all + (worth > 9 ? worth - 9 : worth);
  }, 0);
  return card.slice(0, -1) + String((10 - (sum % 10)) % 10);
}

function wide(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
}
