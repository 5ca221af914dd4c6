import { expect, test } from "vitest";
import type { Language } from "../../../reports/language/index.ts";
import { type SummaryInput, summaryText } from "../../../reports/views/summary.ts";
import { directory } from "../delivery/directory-of.ts";
import { claimsEvent, event } from "../event-of.ts";

const counts = {
  files: 3,
  accepted: 2,
  partial: 1,
  refused: 0,
  duplicate: 0,
  rows: 120,
  observations: 40,
  fired: 2,
  quiet: 30,
  silent: 4,
  missing: 5,
  changes: 2,
  notices: 6,
};
const input = (more: Partial<SummaryInput> = {}, figures: Partial<typeof counts> = {}): SummaryInput => ({
  name: "某区监测预警",
  record: {
    id: 1,
    date: "2026-03-11",
    asOf: "2026-03-11T15:59:59.999Z",
    policy: "",
    register: "",
    submissionUpto: 3,
    counts: { ...counts, ...figures },
  },
  events: [claimsEvent(), event({ tierTo: "I" })],
  open: [{ tier: "I" }, { tier: "III" }, { tier: "III" }],
  mail: { sent: 6, waiting: 1, refused: 0, dead: 0 },
  receipts: { sent: 2, waiting: 0, refused: 0, dead: 0 },
  reminders: { sent: 1, waiting: 0, refused: 0, dead: 0 },
  duties: { name: "", expected: 315, in: 300, onTime: 290, late: 10, missing: 15, nil: 90, corrected: 4 },
  repeated: false,
  ...more,
});
const summaryOf = (given: SummaryInput, language: Language = "zh-CN") =>
  summaryText(given, language, directory());

test("a night read aloud in Chinese, the gravest change first", () => {
  const text = summaryOf(input());
  const lines = text.split("\n");
  expect(lines[0]).toMatch(/^某区监测预警.2026年3月11日夜间处理$/);
  expect(text).toMatch(/收到报送3份.接收2份.部分接收1份.退回0份.重复0份.入库120行/);
  expect(text).toMatch(/已到期未报.5份/);
  expect(text).toMatch(/判定36项.达到预警标准2项.未达到30项.未判定4项/);
  expect(lines[5]).toMatch(/^上调 Ⅰ级（红色） 甲一旗 单个企业规模裁员/);
  expect(lines[6]).toMatch(/^新增 Ⅲ级（黄色） 甲盟 新增领取失业保险金人数上升/);
  expect(text).toMatch(/目前有3个预警事项.Ⅰ级（红色） 1、Ⅲ级（黄色） 2/);
  expect(text).toMatch(/发出预警提示6封.待重发1封/);
});

test("and in English", () => {
  const text = summaryOf(input({ name: "Testland" }), "en");
  expect(text).toContain("Testland: night of 2026-03-11");
  expect(text).toContain("36 judgements: 2 fired, 30 quiet, 4 not judged.");
  expect(text).toContain("raised I (red) 甲一旗 One enterprise lays off many (2026-0007)");
  expect(text).toContain("3 cases are open: I (red) 1, III (yellow) 2.");
});

test("a quiet night says so, line by line", () => {
  const text = summaryOf(input({ events: [], open: [] }, { files: 0 }));
  expect(text).toMatch(/没有收到新报送/);
  expect(text).toMatch(/预警事项没有变动/);
  expect(text).toMatch(/目前没有预警事项/);
  expect(text).not.toMatch(/收到报送/);
});

test("a repeated night says that it is the record", () => {
  expect(summaryOf(input({ repeated: true }))).toMatch(/本次夜间处理已经完成/);
  expect(summaryOf(input())).not.toMatch(/本次夜间处理已经完成/);
});

test("a lifting is told with the tier it had", () => {
  const lifted = event({ kind: "lifted", tierFrom: "II", tierTo: null });
  expect(summaryOf(input({ events: [lifted] }))).toMatch(/解除 Ⅱ级（橙色） 甲一旗/);
});

test.each(["zh-CN", "en"] as const)("nothing is left unfilled in %s", (language) => {
  expect(summaryOf(input(), language)).not.toMatch(/\{\w+\}|undefined|NaN/);
});

test("messages that did not arrive stand in it, after the mail that did", () => {
  const lines = summaryOf(input({ undelivered: ["注意：未送达的信件1封："] })).split("\n");
  expect(lines.indexOf("注意：未送达的信件1封：")).toBeGreaterThan(
    lines.findIndex((line) => line.includes("发出预警提示6封")),
  );
});
