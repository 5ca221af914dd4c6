import { describe, expect, it } from "vitest";
import { statedYear } from "../../../pipeline/intake/mappings/stated-year.ts";

describe("the year that names and titles state", () => {
  const STATED: readonly (readonly [string, string, number | null])[] = [
    ["year and month together", "人力资源市场供求_202602.csv", 2026],
    ["year and month with a hyphen", "人力资源市场供求 2026-02.xlsx", 2026],
    ["year and month with an underscore", "recruitment_2026_2.csv", 2026],
    ["in Chinese", "2026年2月人力资源市场供求.xlsx", 2026],
    ["in full-width digits", "２０２６年２月人力资源市场供求.xlsx", 2026],
    ["a quarter", "供求_2026Q1.csv", 2026],
    ["a quarter in Chinese", "2026年第一季度供求.csv", 2026],
    ["a year", "2025年度失业保险.csv", 2025],
    ["beside the code of an area", "150105_202602.csv", 2026],
    ["one year twice", "2026年1—2月（202602）.csv", 2026],
    ["two years", "历史_2024-12_2025-12.csv", null],
    ["the day of an export", "人力资源市场供求_20260115.csv", null],
    ["the day of an export, with hyphens", "供求 2026-01-15.csv", null],
    ["the day it was filled in, in Chinese", "填报日期：2026年1月15日", null],
    ["the day of an export beside the month", "供求_202512_导出20260115.csv", 2025],
    ["no year", "人力资源市场供求.csv", null],
    ["a code", "150105.csv", null],
    ["thirteen months", "供求_202613.csv", null],
    ["a long number", "1202602345.csv", null],
  ];
  it.each(STATED)("%s", (_, name, year) => expect(statedYear([name])).toBe(year));

  it("names that state different years state none", () =>
    expect(statedYear(["2025年2月", "供求_202602.csv"])).toBeNull());
});
