import { describe, expect, it } from "vitest";
import { compileMessage } from "../../../reports/delivery/mime.ts";
import type { Answered } from "../../../reports/receipts/answered.ts";
import { attachedSheets } from "../../../reports/receipts/attached-sheets.ts";
import { receiptLetters } from "../../../reports/receipts/receipt-letters.ts";
import { remarkLines } from "../../../reports/receipts/remark-lines.ts";
import type { FileRemark, StatusRefusal } from "../../../reports/views/status.ts";
import { directory } from "../delivery/directory-of.ts";

const submission = (id: number, change: Partial<StatusRefusal> = {}): StatusRefusal => ({
  ...{ id, file: `供求_${id}.csv`, sender: "990101", contract: "supply-demand", state: "accepted" as const },
  ...{ accepted: 62, refused: 0, held: 0, refusal: null, warnings: [], header: ["地区"] },
  ...change,
});
const answered = (of: StatusRefusal, sheets: Answered["sheets"] = []): Answered => ({
  submission: of,
  lines: [],
  problems: [],
  sheets,
});
const letterOf = (all: readonly Answered[]) =>
  receiptLetters(all, { night: 1, date: "2026-04-03", directory: directory() }, "zh-CN")[0]!;
const ids = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
const doubt = (line: number): FileRemark => ({
  code: "doubt",
  details: { line, message: { zh: "人数与上期相同", en: "as before" }, found: "12" },
});

describe("the letter of an office that sent many files", () => {
  it("names sixty of 600, and says where the others are", () => {
    const { html, text } = letterOf(ids(600).map((id) => answered(submission(id))));
    expect(Buffer.byteLength(html)).toBeLessThan(60_000);
    expect(text).toContain("第60号 供求_60.csv");
    expect(text).not.toContain("供求_61.csv");
    expect(text).toContain("其余580份：");
    expect(text).toContain("另有540份，见本单位的回执文件夹。");
  });

  it("cuts long names of files", () => {
    const name = `${"长".repeat(200)}.csv`;
    const { html, text } = letterOf(ids(80).map((id) => answered(submission(id, { file: name }))));
    expect(Buffer.byteLength(html)).toBeLessThan(60_000);
    expect(text).toContain(`${"长".repeat(59)}…`);
    expect(text).not.toContain("长".repeat(60));
  });

  it("has remarks of 300 files that say the same once", () => {
    const warnings = [doubt(5), doubt(2), doubt(3)];
    const { html, text } = letterOf(ids(300).map((id) => answered(submission(id, { warnings }))));
    expect(Buffer.byteLength(html)).toBeLessThan(60_000);
    expect(text.match(/人数与上期相同/gu)).toHaveLength(1);
    expect(text).toContain("同类提示另有299份：供求_2.csv（第2号）第2、3、5行、");
  });

  it("stays small where every remark is long and another", () => {
    const long = (id: number) => [
      { code: "encoding-found", details: { encoding: `${id}${"乱".repeat(900)}` } },
    ];
    const { html } = letterOf(ids(300).map((id) => answered(submission(id, { warnings: long(id) }))));
    expect(Buffer.byteLength(html)).toBeLessThan(60_000);
    expect(html).toContain("另有260条，见本单位的回执文件夹。");
  });

  it("attaches tables while a mail has room for them, and says so where it has not", async () => {
    const lines = ["地区", ...Array.from({ length: 1500 }, (_, at) => `第${at}行${"字".repeat(20)}`)];
    const refused = { state: "partial" as const, refused: 1500 };
    const letter = letterOf(
      ids(30).map((id) =>
        answered(submission(id, refused), [{ filename: `${id}.refused.csv`, of: "refused", lines }]),
      ),
    );
    const [first, second] = letter.attachments;
    expect(letter.attachments).toHaveLength(2);
    expect(first!.content).toContain("第1499行");
    expect(second!.content).not.toContain("第1499行");
    expect(letter.text).toContain("附件过大，只附一部分；");
    expect(letter.text).toContain("打开附件“1.refused.csv”、“2.refused.csv”");
    expect(letter.html).toContain("怎样重新报送");
    const { subject, text, html, attachments } = letter;
    const bytes = await compileMessage({
      ...{ from: "b@example.org", to: "a@example.org", messageId: "<x@example.org>", date: new Date(0) },
      ...{ subject, text, html, attachments },
    });
    expect(bytes.length).toBeLessThan(450_000);
  });
});

it("remarks that differ in more than the line stand apart", () => {
  const lines = remarkLines(
    [
      submission(1, { warnings: [doubt(4), { ...doubt(9), details: { ...doubt(9).details, found: "13" } }] }),
      submission(2, { warnings: ids(12).map(doubt) }),
    ],
    "zh-CN",
  );
  expect(lines).toEqual([
    expect.stringMatching(
      /^供求_1\.csv（第1号）：第4行.*；同类提示另有1份：供求_2\.csv（第2号）第1、.*、10等12行$/u,
    ),
    expect.stringMatching(/^供求_1\.csv（第1号）：第9行/u),
  ]);
});

it("a small table is attached whole", () => {
  const table = { filename: "1.refused.csv", of: "refused" as const, lines: ["地区", "甲一旗"] };
  expect(attachedSheets([table])).toEqual({ sheets: [table], isLong: false, isLarge: false });
});
