import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SmallDeployment } from "../../small-deployment.ts";
import { LAYOFF, layoff, text } from "./corpus/case.ts";
import { receiptsOf, takeInNow } from "./corpus/receipts.ts";

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
const fullWidth = (number: string) =>
  number.replace(/[0-9]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

const ID = citizen("15010219900101123");
const WITH_X = Array.from({ length: 900 }, (_, at) => citizen(`15010219900101${at + 100}`)).find((id) =>
  id.endsWith("X"),
)!;
const WRONG = `${ID.slice(0, 17)}${ID.endsWith("7") ? 6 : 7}`;
const [CARD, LONG_CARD] = [card("622202000000000"), card("622202000000000123")];

const PERSONAL: readonly (readonly [string, string])[] = [
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
  ["of 15 digits", "150102900101123"],
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
  ["passport", "护照E12345678"],
  ["permit", "港澳通行证C12345678"],
  ["landline", "电话0471-6201234"],
  ["WeChat name", "微信zhangsan_123"],
];
const HARMLESS = [
  ...["L20260017", "D20260001", "G20260001", "150121-26001", "150121260310001", "0471-2026001"],
  ...["150121202603001", "15-0121-2026-001", "L2026-0017-150121", "2026-03-10 2026-04-12"],
  ...["甲公司2026年3月第12号", "微信科技有限公司", "三一重工", `工号${WRONG}`],
];

describe("a number of a person", () => {
  const small = new SmallDeployment();
  beforeAll(() => small.open());
  afterAll(() => small.remove());

  it.each(PERSONAL)("is found: %s", async (_, number) => {
    const [found] = await small.rows<{ holds: boolean; masked: string }>(
      `SELECT holds_personal_data('甲${number}乙') AS holds, masked('甲${number}乙') AS masked`,
    );
    expect(found!.holds).toBe(true);
    expect(found!.masked).toContain("****");
  });

  it.each(HARMLESS)("is not found in %s", async (number) => {
    expect(await small.rows(`SELECT holds_personal_data('${number}') AS holds`)).toEqual([{ holds: false }]);
  });

  it("is refused in any form, and stands in no receipt and no table", async () => {
    const rows = PERSONAL.map(([, number], at) =>
      layoff("150102", { 3: `P${at}`, 4: `"甲${number}乙"`, 9: String(at + 1) }),
    );
    small.put("inbox/裁减人员报告_202603.csv", text([LAYOFF, ...rows]));
    await takeInNow(small, "2026-03-11");
    const refused = await small.rows<{ line: number; cells: string; reasons: string }>(
      "SELECT line, CAST(cells AS VARCHAR) AS cells, CAST(reasons AS VARCHAR) AS reasons FROM rejected_row ORDER BY line",
    );
    expect(refused.map(({ line }) => line)).toEqual(PERSONAL.map((_, at) => at + 2));
    const receipts = [...(await receiptsOf(small)).values()].join("\n");
    for (const [at, [, number]] of PERSONAL.entries()) {
      expect(refused[at]!.reasons).toContain("personal-data");
      for (const shown of [refused[at]!.cells, refused[at]!.reasons, receipts])
        expect(shown).not.toContain(number);
    }
    expect(await small.rows("FROM fact_layoff_report")).toEqual([]);
  });
});
