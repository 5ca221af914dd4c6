import { readFileSync } from "node:fs";
import { isWorkday as workdayByDays } from "chinese-days";
import { isWorkday as workdayByTable } from "chinese-workday";
import { afterAll, describe, expect, test, vi } from "vitest";
import { readCalendar } from "../../../pipeline/deployment/calendar.ts";
import { dueDate, yearsByWeek } from "../../../pipeline/deployment/duties.ts";
import type { DutySettings } from "../../../pipeline/deployment/settings.ts";
import { addDays, shiftPeriod } from "../../../rules/calendar/periods.ts";

// One of the libraries makes its table of holidays in the process's zone; west of Greenwich it is a day off.
const zone = vi.hoisted(() => {
  const before = process.env.TZ;
  process.env.TZ = "Asia/Shanghai";
  return before;
});
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const file = new URL("../../../examples/inner-mongolia/calendar.csv", import.meta.url);
const calendar = readCalendar(readFileSync(file, "utf8"), "calendar.csv", []);
const duty = (period: DutySettings["period"], due: DutySettings["due"]): DutySettings => ({
  ...{ report: "social-insurance", from: "banner", weekEnds: "sunday" },
  ...{ period, due },
});
const monthly = duty("month", { workingDay: 5 });
const quarterly = duty("quarter", { days: 5 });
const yearly = duty("year", { days: 5 });

describe("the fifth working day of a month, counted by hand from the State Council's notices", () => {
  test.each([
    ["2024-01", "2024-01-08", "New Year's Day"],
    ["2024-02", "2024-02-06", "Sunday the 4th is worked before Spring Festival"],
    ["2024-03", "2024-03-07", "a weekend"],
    ["2024-04", "2024-04-08", "清明 4 to 6, Sunday the 7th is worked"],
    ["2024-05", "2024-05-10", "劳动节 1 to 5"],
    ["2024-06", "2024-06-07", "端午 comes after"],
    ["2024-10", "2024-10-12", "holiday 1 to 7, Saturday the 12th is worked"],
    ["2025-01", "2025-01-08", "New Year's Day"],
    ["2025-02", "2025-02-10", "Spring Festival to the 4th, Saturday the 8th is worked"],
    ["2025-03", "2025-03-07", "a weekend before"],
    ["2025-04", "2025-04-08", "清明 4 to 6"],
    ["2025-05", "2025-05-12", "劳动节 1 to 5"],
    ["2025-06", "2025-06-09", "端午 to the 2nd"],
    ["2025-07", "2025-07-07", "a weekend"],
    ["2025-10", "2025-10-14", "holiday 1 to 8, Saturday the 11th is worked"],
    ["2026-01", "2026-01-08", "New Year 1 to 3, Sunday the 4th is worked"],
    ["2026-02", "2026-02-06", "before Spring Festival"],
    ["2026-04", "2026-04-08", "清明 4 to 6"],
    ["2026-05", "2026-05-11", "劳动节 1 to 5, Saturday the 9th is worked"],
    ["2026-10", "2026-10-13", "holiday 1 to 7, Saturday the 10th is worked"],
    ["2026-12", "2026-12-07", "a weekend"],
  ])("%s: %s (%s)", (month, is) => {
    expect(dueDate(monthly, addDays(`${month}-01`, -1), calendar)).toBe(is);
  });
});

test.each([
  ["the first quarter", quarterly, "2026-03-31", "2026-04-05"],
  ["the second", quarterly, "2026-06-30", "2026-07-05"],
  ["the third, inside the holiday", quarterly, "2025-09-30", "2025-10-05"],
  ["the fourth", quarterly, "2025-12-31", "2026-01-05"],
  ["a year, with its fourth quarter", yearly, "2025-12-31", "2026-01-05"],
  ["a year that nobody's calendar has", yearly, "2026-12-31", "2027-01-05"],
] as const)("%s is due by calendar days", (_, duty, period, is) => {
  expect(dueDate(duty, period, calendar)).toBe(is);
});

test.each([
  ["chinese-days", (day: string) => workdayByDays(day.replaceAll("-", "/"))],
  ["chinese-workday", (day: string) => workdayByTable(day)],
] as const)("every month from 2024 to 2026 is due as %s would count", (_, works) => {
  for (let month = "2023-12-31"; month < "2026-12-01"; month = shiftPeriod(month, "month", 1)) {
    let [day, left] = [month, 5];
    while (left > 0) {
      day = addDays(day, 1);
      if (works(day)) left--;
    }
    expect(dueDate(monthly, month, calendar), month).toBe(day);
  }
});

test("2027 is counted by the week until its calendar is given", () => {
  expect(dueDate(monthly, "2026-12-31", calendar)).toBe("2027-01-07");
  expect(yearsByWeek(monthly, "2026-12-31", calendar)).toEqual(["2027"]);
  expect(yearsByWeek(monthly, "2026-11-30", calendar)).toEqual([]);
  expect(yearsByWeek(yearly, "2026-12-31", calendar), "calendar days need no calendar").toEqual([]);
  const text = `${readFileSync(file, "utf8").trimEnd()}\n2027-01-01,holiday,元旦\n`;
  const given = readCalendar(text, "calendar.csv", []);
  expect(dueDate(monthly, "2026-12-31", given)).toBe("2027-01-08");
  expect(yearsByWeek(monthly, "2026-12-31", given)).toEqual([]);
});
