import { describe, expect, it } from "vitest";
import { letterContent } from "../../../reports/delivery/letter-content.ts";
import { letterMail } from "../../../reports/delivery/letter-mail.ts";
import { type LetterText, letterHtml, letterPlain } from "../../../reports/delivery/letter-text.ts";
import { documentFiles, FORMATS } from "../../../reports/documents/document-files.ts";
import { catalogues, type Language } from "../../../reports/language/index.ts";
import type { Answered } from "../../../reports/receipts/answered.ts";
import { cellText } from "../../../reports/receipts/cell-text.ts";
import type { ExplainedRow } from "../../../reports/receipts/explained-rows.ts";
import { rowProblems } from "../../../reports/receipts/problems.ts";
import { receiptText } from "../../../reports/receipts/receipt-letter-text.ts";
import type { RefusalReason, StatusRefusal } from "../../../reports/views/status.ts";
import { wordsOf } from "../documents/readers.ts";

const HEADER = ["地区", "报告期", "表号", "类别", "需求人数", "备注"];
const TITLES = { "supply-demand": { zh: "职业供求状况表", en: "Supply and demand" } };

const submission = (id: number, change: Partial<StatusRefusal> = {}): StatusRefusal => ({
  ...{ id, file: `供求_${id}.csv`, sender: "990101", contract: "supply-demand", state: "partial" as const },
  ...{ accepted: 62, refused: 0, held: 0, refusal: null, warnings: [], header: HEADER },
  ...change,
});

const reason = (
  code: string,
  found: string | null,
  position = 5,
  more: Partial<NonNullable<RefusalReason["where"]>> = {},
): RefusalReason => ({
  ...{ code, column: `column_${position}`, found },
  where: { header: HEADER[position - 1]!, position, example: "282", ...more },
});

const row = (line: number, cells: string[], ...reasons: RefusalReason[]): ExplainedRow => ({
  ...{ line, cells: ["990101", "2026-03", ...cells], reasons },
});

/** A submission with refused rows, and its table to send back. */
function answered(id: number, rows: readonly ExplainedRow[], change: Partial<StatusRefusal> = {}): Answered {
  const of = submission(id, { refused: rows.length, ...change });
  const sheets =
    rows.length > 0 ? [{ filename: `${id}.refused.csv`, of: "refused" as const, lines: [] }] : [];
  return { submission: of, lines: [], problems: rowProblems(of, rows), sheets };
}

const letter = (all: readonly Answered[], language: Language = "zh-CN"): LetterText =>
  receiptText(
    all,
    { name: "甲一旗人社局" },
    {
      ...{ date: "2026-04-03", titles: TITLES },
      facts: new Map([
        [1, { periodKind: "quarter", first: "2026-03-31", last: "2026-03-31", due: "2026-04-08" }],
      ]),
    },
    language,
  );
const textOf = (all: readonly Answered[], language: Language = "zh-CN") =>
  letterPlain(letter(all, language), language);

const balance = { message: { zh: "表2各产业之和应等于表1", en: "the sectors sum to table 1" }, beside: [3] };
const SECTORS = [
  row(3, ["2", "第一产业", "271", ""], reason("balance:sectors", "8191 ≠ 8189", 5, balance)),
  row(4, ["2", "第二产业", "3875", ""], reason("balance:sectors", "8191 ≠ 8189", 5, balance)),
  row(5, ["2", "第三产业", "4045", ""], reason("balance:sectors", "8191 ≠ 8189", 5, balance)),
];

describe("the letter of an office's receipts", () => {
  it("begins with what came back and for what, then the files with report, period and due date", () => {
    const { title, subject, blocks } = letter([answered(1, SECTORS), answered(2, [], { state: "accepted" })]);
    expect(title).toBe("1份报表有3行被退回，只有1个问题：表2各产业之和应等于表1");
    expect(subject).toBe("【回执】退回3行（1个问题），请更正");
    const [files] = blocks;
    expect(files!.table!.rows.map((cells) => cells.map(({ text }) => text))).toEqual([
      ["供求_1.csv\n职业供求状况表　2026年第1季度　第1号", "部分接收", "62", "3"],
      ["供求_2.csv\n职业供求状况表　第2号", "接收", "62", "0"],
    ]);
    expect(blocks.at(-1)!.steps!.map(({ text, due }) => [text, due])).toEqual([
      ["打开附件“1.refused.csv”，改正退回的3行", "现在"],
      ["存为 CSV（UTF-8）或 XLSX，放入本单位的收件文件夹", "报送期限4月8日"],
      ["查看下一次回执，确认已全部接收", "次日"],
    ]);
  });

  it("shows the rows of a sum as they stood, the sum, and what it should be with the difference", () => {
    const block = letter([answered(1, SECTORS)]).blocks[1]!;
    expect(block.title).toBe("问题1　表2各产业之和应等于表1");
    expect(block.lines).toEqual(["供求_1.csv（第1号）：第3、4、5行", "涉及第5列“需求人数”"]);
    expect(block.table!.head).toEqual(["行", "第3列“表号”", "第4列“类别”", "第5列“需求人数”"]);
    expect(block.table!.rows.map((cells) => cells.map(({ text }) => text))).toEqual([
      ["第3行", "2", "第一产业", "271"],
      ["第4行", "2", "第二产业", "3875"],
      ["第5行", "2", "第三产业", "4045"],
      ["各行之和", "", "", "8,191"],
      ["应为", "", "", "8,189\n多2"],
    ]);
    const marked = block.table!.rows.flat().filter(({ isMarked }) => isMarked);
    expect(marked.map(({ text }) => text)).toEqual(["271", "3875", "4045"]);
  });

  it("puts each sum under its rows where a file has several", () => {
    const other = row(9, ["2", "第一产业", "5", ""], reason("balance:sectors", "5 ≠ 6.5", 5, balance));
    const rows = letter([answered(1, [...SECTORS.slice(0, 1), other, ...SECTORS.slice(1)])]).blocks[1]!.table!
      .rows;
    expect(rows.map(([first, ...rest]) => [first!.text, rest.at(-1)!.text].join(" "))).toEqual([
      ...["第3行 271", "第4行 3875", "第5行 4045", "各行之和 8,191", "应为 8,189\n多2"],
      ...["第9行 5", "各行之和 5", "应为 6.5\n少1.5"],
    ]);
  });

  it("has a problem of several files once, with the rows of each", () => {
    const wrong = (line: number) => row(line, ["1", "全部", "约十人", ""], reason("not-count", "约十人"));
    const { title, blocks } = letter([answered(1, [wrong(3)]), answered(2, [wrong(7), wrong(8)])]);
    expect(title).toBe("2份报表有3行被退回，只有1个问题：“需求人数”不是人数");
    expect(blocks[1]!.lines).toEqual([
      ...["供求_1.csv（第1号）：第3行", "供求_2.csv（第2号）：第7、8行", "涉及第5列“需求人数”"],
    ]);
    expect(blocks[1]!.table!.rows.map(([first]) => first!.text)).toEqual([
      ...["第1号第3行", "第2号第7行", "第2号第8行"],
    ]);
    expect(blocks[1]!.points).toEqual([
      { label: "要求", text: "应为不带小数和单位的非负整数，例如 282" },
      { label: "怎么改", text: "标出的单元格只填数字，删去文字和单位。" },
    ]);
  });

  it("marks what is blank, what contradicts, what another period has, and rows of another shape", () => {
    const twice = (line: number, count: string) =>
      row(line, ["1", "全部", count, ""], reason("key-stands-twice", "6", 1));
    const text = textOf([
      answered(1, [
        row(2, ["1", "全部", "", ""], reason("missing", null)),
        row(3, ["1", "全部", "120", ""], reason("cumulative-above-next", "120 > 100.5 (2026-04)")),
        row(4, ["1", "别的", "1", ""], reason("not-word", "别的", 4, { allowed: ["全部", "职业"] })),
        twice(6, "10"),
        twice(7, "11"),
        {
          line: 9,
          cells: ["990101", "2026-03", "1"],
          reasons: [{ ...reason("too-few-cells", "3"), where: null }],
        },
      ]),
    ]);
    expect(text).toContain("第5列“需求人数” 【（空）】");
    expect(text).toMatch(/下一期（2026-04）　.*第5列“需求人数” 100\.5 多19\.5/u);
    expect(text).toContain("要求：应为选项中的词，可填：全部、职业");
    expect(text).toMatch(/第6行　.*第1列“地区” 990101　.*第5列“需求人数” 【10】　首次出现 6/u);
    expect(text).toMatch(/第9行　.*单元格数 【3（表头6）】/u);
  });

  it("has files that came back as a whole as problems, and remarks and rows that wait as before", () => {
    const broken = { code: "encrypted", details: {} };
    const remark = { code: "encoding-found", details: { encoding: "GB18030" } };
    const held = { ...answered(3, [], { held: 1, warnings: [remark] }), held: ["第3行待说明 年份不符"] };
    const refused = [1, 2].map((id) => answered(id, [], { state: "refused", refusal: broken, accepted: 0 }));
    const { title, blocks } = letter([...refused, held]);
    expect(title).toBe("2份报表被整份退回，共1个问题：文件已加密");
    expect(blocks.map((block) => block.title)).toEqual([
      "报表接收情况",
      "问题1　整份退回：文件已加密",
      "待说明的行（暂未入库）",
      "提示",
      "怎样重新报送",
    ]);
    expect(blocks[1]!.lines[1]).toBe("供求_2.csv（第2号）：文件已加密；请去除密码后重新报送");
    expect(blocks[2]!.lines).toEqual(["供求_3.csv（第3号）：第3行待说明 年份不符"]);
    expect(blocks[2]!.points![0]!.text).toContain("更正说明");
    expect(blocks[3]!.lines).toEqual(["供求_3.csv（第3号）：文件编码识别为 GB18030"]);
  });

  it("says line by line what could not be put together as problems", () => {
    const of = submission(1, { refused: 1 });
    const { blocks } = letter([
      { submission: of, lines: ["#1 a.csv：部分接收", "    第3行 有误"], sheets: [] },
    ]);
    expect(blocks[1]).toEqual({ title: "#1 a.csv：部分接收", lines: ["第3行 有误"] });
  });

  it("of 2,000 rows has three problems and stays smaller than a mail may be", () => {
    const rows = Array.from({ length: 2000 }, (_, at) => {
      const long = `<b>${"很长的内容".repeat(40)}</b>`;
      const reasons = [reason("not-count", long), reason("missing", null, 4), reason("not-date", long, 6)];
      return row(at + 2, ["1", "", long, long], reasons[at % 3]!);
    });
    const text = letter([answered(1, rows)]);
    expect(text.title).toMatch(/^1份报表有2000行被退回，共3个问题：/u);
    expect(text.blocks.filter(({ title }) => title.startsWith("问题"))).toHaveLength(3);
    expect(text.blocks[1]!.table!.notes).toEqual(["另有662行，见附件最后一列“退回原因”。"]);
    const html = letterHtml(text, "zh-CN");
    expect(Buffer.byteLength(html)).toBeLessThan(60_000);
    expect(html).not.toContain("<b>很");
    expect(html).toContain("&lt;b&gt;很长的内容");
  });

  it("of forty problems stays smaller too: the first are shown, the others are lines", () => {
    const header = Array.from({ length: 40 }, (_, at) => `第${at + 1}项指标数值`);
    const rows = Array.from({ length: 200 }, (_, at) => ({
      line: at + 2,
      cells: header.map(() => "不是数的长文字".repeat(9)),
      reasons: header.map((text, place) => ({
        ...{ code: `check:rule-${place}`, column: text, found: "不是数" },
        where: { header: text, position: place + 1, example: "1", message: { zh: `${text}有误`, en: text } },
      })),
    }));
    const text = letter([answered(1, rows, { header })]);
    expect(Buffer.byteLength(letterMail(text, "zh-CN").html)).toBeLessThan(60_000);
    expect(text.blocks.find(({ title }) => title === "其他问题")!.lines).toHaveLength(34);
  });

  it("speaks English", () => {
    const text = textOf([answered(1, SECTORS), answered(2, [], { state: "accepted" })], "en");
    expect(text).toContain(
      "3 rows of 1 report(s) came back, for 1 problem(s) only: the sectors sum to table 1",
    );
    expect(text).toMatch(/should be　.* 8,189 2 too many/u);
    expect(text).toContain("How to send again");
    expect(text.replaceAll(/“[^”]*”|供求_\d|第[一二三]产业|甲一旗人社局/gu, "")).not.toMatch(
      /\p{Script=Han}/u,
    );
  });
});

it("no format shows the number of a person, nor what cannot be seen", async () => {
  const number = "11010519491231002X";
  const mobile = "13812345678";
  const rows = [
    row(
      2,
      ["1", `张三${number}`, mobile, "a\u200bb\nc"],
      reason("not-count", mobile),
      reason("not-word", number, 4),
    ),
  ];
  const text = letter([answered(1, rows, { header: [...HEADER.slice(0, 5), `备注${mobile}`] })]);
  const mail = {
    content: letterContent(text, "zh-CN"),
    text: letterPlain(text, "zh-CN"),
    html: letterHtml(text, "zh-CN"),
  };
  for (const { format, bytes } of await documentFiles(mail, FORMATS, {})) {
    const words = await wordsOf(format, bytes);
    expect(words, format).toContain("138****678");
    expect(words, format).not.toMatch(/13812345678|19491231/u);
  }
});

it("a cell is masked before it is cut, and what cannot be seen stands as a mark", () => {
  expect(cellText(`${"甲".repeat(34)}13812345678`)).not.toMatch(/\d{5}/u);
  expect(cellText("a\u200bb\nc")).toBe("a⟨U+200B⟩b↵c");
  expect([...cellText("长".repeat(500))]).toHaveLength(41);
  expect(cellText(null)).toBe("");
});

it.each(Object.keys(catalogues["zh-CN"]).filter((key) => key.startsWith("refusal.")))(
  "%s has a title of its problem and how to mend it",
  (key) => {
    const code = key.slice("refusal.".length);
    const known = Object.keys(catalogues["zh-CN"]);
    const needed = ["check", "balance"].includes(code) ? [".how"] : ["", ".rule", ".how"];
    expect(needed.filter((ending) => !known.includes(`problem.${code}${ending}`))).toEqual([]);
  },
);
