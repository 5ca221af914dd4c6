import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { maskedText } from "../../../../warehouse/engine/personal-numbers.ts";
import { SmallDeployment } from "../../../small-deployment.ts";
import { LAYOFF, layoff, text } from "../corpus/case.ts";
import { receiptsOf, takeInNow } from "../corpus/receipts.ts";
import { PERSONAL, WRONG } from "./forms.ts";

const HARMLESS = [
  ...["L20260017", "D20260001", "G20260001", "150121-26001", "150121260310001", "0471-2026001"],
  ...["150121202603001", "15-0121-2026-001", "L2026-0017-150121", "2026-03-10 2026-04-12"],
  ...["甲公司2026年3月第12号", "微信科技有限公司", "三一重工", "微信payment科技有限公司", `工号${WRONG}`],
  ...["13,812,345,678", "138123456.78", "hotel 0471-6201234", "Intel 0471-6201234", "二三四五六七八九一二三"],
  ...[
    "2026-03-10 至 2026-04-12",
    "2026/3/10 2026/4/12",
    "第一二三四五六七号",
    "15万人 16万人",
    "1 200 300 400",
  ],
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
    expect(maskedText(`甲${number}乙`)).toBe(found!.masked);
    expect(found!.masked).not.toContain(number);
  });

  it.each(HARMLESS)("is not found in %s", async (number) => {
    expect(await small.rows(`SELECT holds_personal_data('${number}') AS holds`)).toEqual([{ holds: false }]);
    expect(maskedText(number)).toBe(number);
  });

  it("is no count of persons, plain or in groups, nor in a larger unit", async () => {
    const figures = new SmallDeployment();
    const counts = ["13812345678", '"13,812,345,678"', "1381234.5678万", "013812345678", "9999999999"];
    const rows = counts.map((count, at) => layoff("150102", { 3: `C${at}`, 9: count, 10: "9999999999" }));
    figures.put("inbox/裁减人员报告_202603.csv", text([LAYOFF, ...rows]));
    await takeInNow(figures, "2026-03-11");
    const kept = await figures.rows("SELECT report_no FROM fact_layoff_report");
    const receipts = [...(await receiptsOf(figures)).values()].join("\n");
    figures.remove();
    expect(kept).toEqual([{ report_no: "C4" }]);
    expect(receipts).not.toContain("13812345678");
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
