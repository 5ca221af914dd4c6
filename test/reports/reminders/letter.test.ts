import { describe, expect, it } from "vitest";
import { letterPlain } from "../../../reports/delivery/letter-text.ts";
import { reminderLetter } from "../../../reports/reminders/letter.ts";
import type { DutyStep, RemindRequest } from "../../../reports/reminders/request.ts";
import { directory, office } from "../delivery/directory-of.ts";

const TITLES = {
  insurance: { zh: "失业保险月报", en: "Unemployment insurance" },
  layoffs: { zh: "企业裁减人员情况月报", en: "Layoffs" },
  employment: { zh: "就业统计月报", en: "Employment" },
};

const owed = (
  contract: keyof typeof TITLES,
  due: string,
  step: DutyStep["step"],
  area = "990100",
): DutyStep => ({
  duty: {
    contract,
    periodKind: "month",
    period: "2026-02-28",
    area,
    office: area,
    due,
    dueAt: `${due}T15:59:59Z`,
  },
  ...{ step, below: area !== "990100" },
});

const OWED = [
  owed("employment", "2026-03-13", "before-due"),
  owed("insurance", "2026-03-06", "overdue"),
  owed("layoffs", "2026-03-03", "urged"),
];
const BELOW = ["990101", "990102"].map((area) => owed("insurance", "2026-02-20", "escalated", area));

const letter = (steps: readonly DutyStep[], language: "zh-CN" | "en" = "zh-CN", more = {}) =>
  reminderLetter(
    "r",
    office("990100"),
    steps,
    {
      ...{ night: 1, day: "2026-03-11", asOf: "", now: "", domain: "example.org", works: () => true },
      ...{ directory: directory(), titles: TITLES, nilReports: new Set(["layoffs"]) },
      ...more,
    } as unknown as RemindRequest,
    language,
  ).text;
const rowsOf = (text: ReturnType<typeof letter>, at = 0) =>
  text.blocks[at]!.table!.rows.map((cells) => cells.map((cell) => cell.text));

describe("a reminder", () => {
  it("has the reports owed in a table, gravest first, each with its period, due date, days and step", () => {
    const text = letter([...OWED, ...BELOW]);
    expect(text.blocks[0]!.lines).toEqual(["催报（1份），已抄送主管单位；已逾期（1份）；即将到期（1份）"]);
    expect(rowsOf(text)).toEqual([
      ["《企业裁减人员情况月报》\n2026年2月", "2026年3月3日", "逾期8日", "已催报，抄送主管单位"],
      ["《失业保险月报》\n2026年2月", "2026年3月6日", "逾期5日", "已逾期"],
      ["《就业统计月报》\n2026年2月", "2026年3月13日", "还有2日", "即将到期"],
    ]);
    expect(rowsOf(text, 1)).toEqual([
      [
        "《失业保险月报》\n2026年2月\n甲一旗、甲二旗（2个）",
        ...["2026年2月20日", "逾期19日", "经催报仍未报送"],
      ],
    ]);
    const marked = text.blocks.flatMap(({ table }) => table?.rows ?? []).flat();
    expect(marked.flatMap(({ text: days, isMarked }) => (isMarked ? [days] : []))).toEqual([
      "逾期8日",
      "逾期19日",
    ]);
  });

  it("says what to do: nil reports, receipts, what an urged office has to say, what to see to below", () => {
    const plain = letterPlain(letter([...OWED, ...BELOW]), "zh-CN");
    expect(plain).toContain("1. 填报表中所列报表，放入本单位的收件文件夹（尽快，急的在前，逾期的先报）。");
    expect(plain).toContain("2. 本期没有发生的，《企业裁减人员情况月报》也应零报告。");
    expect(plain).toContain("3. 如已报送，请查看回执：可能整份被退回。");
    expect(plain).toContain("4. 请尽快补报；确有困难的，请说明原因和预计报送时间。本次催报已留存备查。");
    expect(plain).toContain("5. 督促表中所列地区报送");
    const early = letterPlain(letter(OWED.slice(0, 1)), "zh-CN");
    expect(early).toContain("1. 填报表中所列报表，放入本单位的收件文件夹（3月13日前）。");
    expect(early).not.toMatch(/零报告|留存备查|督促/u);
    expect(letterPlain(letter(BELOW), "zh-CN")).not.toContain("填报表中所列报表");
  });

  it("says which due dates were counted by the week, and which fall on the day", () => {
    const text = letter([owed("insurance", "2026-03-11", "before-due")], "zh-CN", { isByWeek: () => true });
    expect(rowsOf(text)[0]!.slice(1, 3)).toEqual([
      ...["2026年3月11日（节假日安排尚未录入，按周推算）", "今日到期"],
    ]);
  });

  it("speaks English", () => {
    const plain = letterPlain(letter([...OWED, ...BELOW], "en"), "en");
    expect(plain).toContain("“Layoffs” 2026-02　due 2026-03-03　time 【8 day(s) late】　state urged");
    expect(plain.replaceAll(/甲一旗|甲二旗|990100人社局|【|】/gu, "")).not.toMatch(/\p{Script=Han}/u);
  });
});
