import { describe, expect, it } from "vitest";
import { legalDuties, owesLegalReport } from "../../rules/definitions/legal-duty.ts";
import { layoff } from "./rule-cases.ts";

// 劳动合同法 art. 41: twenty persons, or fewer that are a tenth of the staff.
describe("the report that the law asks for", () => {
  it.each([
    { persons: 9, staff: 100, owed: false },
    { persons: 10, staff: 100, owed: true },
    { persons: 19, staff: 100, owed: true },
    { persons: 19, staff: 250, owed: false },
    { persons: 20, staff: 250, owed: true },
    { persons: 1, staff: 8, owed: true },
    { persons: 19, staff: null, owed: false },
    { persons: 20, staff: null, owed: true },
    { persons: 0, staff: 100, owed: false },
  ])("$persons of $staff: $owed", ({ persons, staff, owed }) =>
    expect(owesLegalReport({ persons, staff })).toBe(owed),
  );

  it("takes the reports of one enterprise together", () => {
    const reports = [layoff("甲公司", 12, 250), layoff("甲公司", 9, 250), layoff("乙公司", 9, 100)];
    expect(legalDuties(reports).map(({ employer, persons }) => [employer, persons])).toEqual([
      ["甲公司", 21],
    ]);
  });
});
