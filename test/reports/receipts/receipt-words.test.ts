import { expect, test } from "vitest";
import { acceptedLine, receiptSubject } from "../../../reports/receipts/receipt-words.ts";

const none = { reports: 12, refused: 0, rows: 0, problems: 0, questions: 0 };

test.each([
  { name: "all accepted", counts: none, says: "【回执】12份报表全部接收" },
  {
    name: "rows sent back",
    counts: { ...none, rows: 3, problems: 1 },
    says: "【回执】退回3行（1个问题），请更正",
  },
  {
    name: "a report refused, and rows",
    counts: { ...none, refused: 1, rows: 14, problems: 2 },
    says: "【回执】整份退回1份，退回14行（2个问题），请更正",
  },
  { name: "questions only", counts: { ...none, questions: 2 }, says: "【回执】2项待核实" },
  {
    name: "questions are left out where they do not fit",
    counts: { ...none, refused: 12, rows: 1234, problems: 12, questions: 12 },
    says: "【回执】整份退回12份，退回1234行（12个问题），请更正",
  },
])("$name", ({ counts, says }) => {
  expect(receiptSubject(counts, "zh-CN")).toBe(says);
  expect([...says].length).toBeLessThanOrEqual(30);
  expect(receiptSubject(counts, "en").length).toBeLessThanOrEqual(78);
});

test("reports accepted as a whole are one line, however many they are", () => {
  expect(acceptedLine(["失业保险月报（2026年2月）"], "zh-CN")).toBe(
    "已全部接收报表1份：失业保险月报（2026年2月）",
  );
  const many = Array.from({ length: 9 }, (_, at) => `人力资源市场供求月报（2026年${at + 1}月）`);
  const line = acceptedLine(many, "zh-CN");
  expect(line).toMatch(/^已全部接收报表9份：人力资源市场供求月报（2026年1月）.*等$/u);
  expect([...line].length).toBeLessThanOrEqual(60);
});
