import { expect, it } from "vitest";
import { cellText, foundText } from "../../../reports/receipts/cell-text.ts";
import { reasonText } from "../../../reports/receipts/receipt-text.ts";
import { maskedText } from "../../../warehouse/engine/personal-numbers.ts";
import { shownText } from "../../../warehouse/engine/shown-numbers.ts";

const fullWidth = (text: string) =>
  text.replace(/[0-9A-Z]/gu, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0));

/** Numbers of nobody, each with a wrong check digit or of a form without any, and what is shown. */
const MASKED = [
  ["152103199003075432", "152****432"],
  ["15210319900307543X", "152****43X"],
  ["15210319900307543x", "152****43X"],
  ["身份证152103199003075432", "身份证152****432"],
  ["张三（152103199003075432）停产", "张三（152****432）停产"],
  ["ID152103199003075432", "ID152****432"],
  ["152103 19900307 5432", "152****432"],
  ["152103-19900307-5432", "152****432"],
  ["1 5 2 1 0 3 1 9 9 0 0 3 0 7 5 4 3 2", "152****432"],
  [fullWidth("152103199003075432"), "152****432"],
  [fullWidth("15210319900307543X"), "152****43X"],
  ["152103\u200b19900307\u200b5432", "152****432"],
  ["152103199003075432 152103198803075433", "152****432 152****433"],
  ["991234900307543", "991****543"],
  ["6222021234567891", "622****891"],
  ["6222 0212 3456 7891 235", "622****235"],
  ["卡号：6222-0212-3456-7891", "卡号：622****891"],
  ["4123456789012345", "412****345"],
  ["5123456789012345678", "512****678"],
  ["13812345678", "138****678"],
  ["138 1234 5678", "138****678"],
  ["138-1234-5678", "138****678"],
  [fullWidth("13812345678"), "138****678"],
] as const;

it.each(MASKED)("%s is shown as %s", (number, shown) => {
  expect(shownText(number)).toBe(shown);
  expect(cellText(number)).toBe(shown);
  expect(foundText(number)).toBe(shown);
});

it.each([
  ...["120", "1,234,567", "8191 ≠ 8189", "120 > 100.5 (2026-04)", "999999999999", "123456789012.34"],
  ...["91150100MA0N1K2X3Y", "12150000460000123B", "51150000MJ0000123C", "91150102199003075A"],
  ...[
    "990101000000",
    "990101",
    "150121-26001",
    "150121260310001",
    "150121202603100001",
    "2026-03-10 至 2026-04-12",
  ],
  ...["L20260017", "152103 199003 075", "第3、4、5、6、7、8、9、10、11、12、13行", "1 200 300 400 500 600"],
  ...["271、3875、4045", "2026年3月31日", "202603312026043020"],
])("%s is no number of a person, and is shown as it is", (figure) => {
  expect(shownText(figure)).toBe(figure);
  expect(foundText(figure)).toBe(figure);
});

it("the form alone refuses no row: only numbers with a valid check digit are masked in what is stored", () =>
  expect(maskedText("152103199003075432")).toBe("152103199003075432"));

it("a found cell is masked in the lines of a receipt", () => {
  const where = { header: "人数", position: 5, example: "282" };
  const reason = { code: "not-count", column: "x", found: "身份证152103199003075432", where };
  expect(reasonText(reason, "zh-CN")).toContain("身份证152****432");
});

it("a long cell of single digits is looked at quickly", () => {
  const began = performance.now();
  shownText("1 2 3 4 5 ".repeat(20_000));
  expect(performance.now() - began).toBeLessThan(5_000);
});
