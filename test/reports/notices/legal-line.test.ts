import { expect, test } from "vitest";
import { gatheredLetter } from "../../../reports/notices/gathered-letter.ts";
import { legalLine, tierOfFirm } from "../../../reports/notices/legal-facts.ts";
import { layoff } from "../../rules/rule-cases.ts";
import { shippedPolicy } from "../../rules/shipped-policy.ts";
import { directory } from "../delivery/directory-of.ts";

const DIRECTORY = directory();
const SETTING = { language: "zh-CN", policy: shippedPolicy, directory: DIRECTORY } as const;
const firm = (persons: number, staff: number | null) =>
  layoff("甲矿业有限公司", persons, staff, { area: "990101" });

test.each([
  [8, 40, null],
  [25, 5000, "IV"],
  [60, 5000, "III"],
  [900, 1200, "I"],
] as const)(
  "%i of %i reach tier %s by themselves, as the rule on one enterprise judges",
  (persons, staff, tier) => {
    expect(tierOfFirm(firm(persons, staff), "990101", SETTING)).toBe(tier);
  },
);

test("a line of the list says which line an enterprise reaches, or that it reaches none, with figures as notices have them", () => {
  expect(legalLine(firm(900, 1200), "990101", SETTING)).toBe(
    "甲矿业有限公司：裁减900人，占职工总数1,200人的75%，报告日期2026年3月10日；单独达到Ⅰ级（红色）标准",
  );
  expect(legalLine(firm(8, 40), "990101", SETTING)).toMatch(/未达到各级预警标准$/u);
});

test("the letter has its heading, and calls no enterprise below every line that is not", () => {
  const office = DIRECTORY.office("990101")!;
  const { heading, lead, blocks } = gatheredLetter(
    { changes: [], duties: [{ area: "990101", firms: [firm(900, 1200)] }] },
    office,
    "2026-03-11",
    SETTING,
  );
  expect(heading).toBe("依法应报告的裁减");
  expect(lead).not.toContain("未达到");
  expect(blocks[0]!.lines[0]).toContain("Ⅰ级");
});
