import { readFileSync } from "node:fs";
import { isWorkday } from "chinese-days";
import fc from "fast-check";
import { afterAll, describe, expect, test, vi } from "vitest";
import {
  isWorkingDay,
  knowsDay,
  readCalendar,
  workingDayAfter,
} from "../../../pipeline/deployment/calendar.ts";
import { calendarWarning, calendarWarningText } from "../../../pipeline/deployment/calendar-warning.ts";
import { type Problem, problemLine } from "../../../pipeline/deployment/problems.ts";
import { addDays } from "../../../rules/calendar/periods.ts";
import { checkProperty, SEED } from "../../rules/property.ts";

// The library makes its table of holidays as it loads, in the process's zone; west of Greenwich it is a day off.
const zone = vi.hoisted(() => {
  const before = process.env.TZ;
  process.env.TZ = "Asia/Shanghai";
  return before;
});
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const problems: Problem[] = [];
const file = new URL("../../../examples/inner-mongolia/calendar.csv", import.meta.url);
const calendar = readCalendar(readFileSync(file, "utf8"), "calendar.csv", problems);

/** Every day of a year. */
function daysOf(year: number): string[] {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) days.push(day);
  return days;
}

test("the example's calendar reads without a mistake and knows seven years", () => {
  expect(problems).toEqual([]);
  expect([...calendar.years].sort()).toEqual(["2020", "2021", "2022", "2023", "2024", "2025", "2026"]);
});

test.each([2020, 2021, 2022, 2023, 2024, 2025, 2026])(
  "every day of %i is as the national arrangement has it",
  (year) => {
    const differing = daysOf(year).filter(
      (day) => isWorkingDay(calendar, day) !== isWorkday(day.replaceAll("-", "/")),
    );
    expect(differing).toEqual([]);
  },
);

describe("the fifth working day after a month", () => {
  test.each([
    { month: "2025-05-31", is: "2025-06-09", why: "端午 to 2 June" },
    { month: "2025-06-30", is: "2025-07-07", why: "a weekend" },
    { month: "2025-09-30", is: "2025-10-14", why: "a holiday of eight days, a Saturday worked" },
    { month: "2026-04-30", is: "2026-05-11", why: "劳动节 to 5 May, a Saturday worked" },
  ])("after $month is $is: $why", ({ month, is }) => {
    expect(workingDayAfter(calendar, month, 5)).toBe(is);
  });
});

test("no working day after is the day itself", () => {
  expect(workingDayAfter(calendar, "2026-05-02", 0)).toBe("2026-05-02");
});

test("a year without a calendar is judged by the week, and known to be so", () => {
  expect(isWorkingDay(calendar, "2027-01-01")).toBe(true);
  expect(isWorkingDay(calendar, "2027-01-02")).toBe(false);
  expect(["2026-12-31", "2027-01-01"].map((day) => knowsDay(calendar, day))).toEqual([true, false]);
  expect(workingDayAfter(calendar, "2026-12-31", 5)).toBe("2027-01-07");
  const empty = readCalendar("date,kind,note\n", "calendar.csv", []);
  expect(isWorkingDay(empty, "2026-01-05")).toBe(true);
  expect(knowsDay(empty, "2026-01-05")).toBe(false);
});

test(`days that are covered do not change with what else is covered; others are weekdays (seed ${SEED})`, () => {
  const text = readFileSync(file, "utf8").split("\n");
  const years = ["2020", "2021", "2022", "2023", "2024", "2025", "2026"];
  checkProperty(fc.tuple(fc.subarray(years), fc.integer({ min: 0, max: 364 * 9 })), ([kept, days]) => {
    const partly = readCalendar(
      text.filter((line, index) => index === 0 || kept.includes(line.slice(0, 4))).join("\n"),
      "calendar.csv",
      [],
    );
    const day = addDays("2019-01-01", days);
    const isCovered = kept.includes(day.slice(0, 4));
    expect(knowsDay(partly, day)).toBe(isCovered);
    expect(isWorkingDay(partly, day), day).toBe(
      isCovered ? isWorkingDay(calendar, day) : ![0, 6].includes(new Date(day).getUTCDay()),
    );
  });
});

describe("a year of which only some lines are written", () => {
  const read = (...days: readonly string[]) =>
    readCalendar(`date,kind,note\n${days.map((day) => `${day},holiday,\n`).join("")}`, "calendar.csv", []);
  test.each([
    { name: "New Year alone", days: ["2027-01-01"], known: "2027-01-04", not: "2027-02-08" },
    {
      name: "up to May",
      days: ["2027-01-01", "2027-02-06", "2027-05-01"],
      known: "2027-05-04",
      not: "2027-10-08",
    },
    { name: "without the first half", days: ["2027-10-01"], known: "2026-10-08", not: "2027-03-01" },
  ])("$name", ({ days, known, not }) => {
    const partly = read("2026-01-01", "2026-05-01", "2026-06-19", "2026-10-01", ...days);
    expect([known, not].map((day) => knowsDay(partly, day))).toEqual([true, false]);
    expect([known, not].map((day) => isWorkingDay(partly, day))).toEqual([true, true]);
    for (const day of days) expect(isWorkingDay(partly, day), "what is written holds").toBe(false);
  });

  test("a year is whole without a line after October", () =>
    expect(knowsDay(read("2026-01-01", "2026-05-01", "2026-06-19", "2026-10-01"), "2026-12-25")).toBe(true));
});

describe("the end of the calendar", () => {
  const read = (days: readonly string[]) =>
    readCalendar(`date,kind,note\n${days.map((day) => `${day},holiday,\n`).join("")}`, "calendar.csv", []);
  const ends = { lastDay: "2026-12-31", year: "2027" };
  test.each([
    ["32 days before", "2026-11-29", null],
    ["31 days before", "2026-11-30", { ...ends, state: "ends-soon", daysLeft: 31 }],
    ["on its last day", "2026-12-31", { ...ends, state: "ends-soon", daysLeft: 0 }],
    ["the day after", "2027-01-01", { ...ends, state: "ended", daysLeft: -1 }],
    ["years after", "2029-01-01", { ...ends, state: "ended", daysLeft: -732 }],
    ["before its first day", "2019-06-01", null],
  ])("%s", (_, date, is) => expect(calendarWarning(calendar, date)).toEqual(is));

  test("a year known in part ends where it is known", () => {
    const partly = read(["2026-01-01", "2026-05-01", "2026-06-19", "2026-10-01", "2027-01-01", "2027-02-06"]);
    expect(calendarWarning(partly, "2026-12-15")).toBeNull();
    expect(calendarWarning(partly, "2027-02-15")).toEqual({
      ...{ state: "ends-soon", lastDay: "2027-02-28", year: "2027", daysLeft: 13 },
    });
  });

  test("a calendar without a line has no end", () =>
    expect(calendarWarning(read([]), "2026-12-15")).toBeNull());

  test("is told in words", () =>
    expect(calendarWarningText({ ...ends, state: "ends-soon" })).toEqual({
      zh: "calendar.csv 到2026-12-31为止：请补充2027年节假日和调休上班日。",
      en: "calendar.csv ends on 2026-12-31: add 2027, its holidays and make-up days.",
    }));
});

test.each([
  { name: "a day that does not exist", line: "2026-02-30,holiday,", message: "2026-02-30 is not a date" },
  { name: "another kind", line: "2026-02-17,rest,", message: "kind must be holiday or workday, not rest" },
  { name: "a blank kind", line: "2026-02-17,,", message: "kind must be holiday or workday" },
  { name: "a cell too many", line: "2026-02-17,holiday,春节,x", message: "4 cells where the header has 3" },
  {
    name: "a day said twice in two ways",
    line: "2026-01-01,workday,",
    message: "2026-01-01 stands more than once",
  },
])("$name is explained with its line", ({ line, message }) => {
  const found: Problem[] = [];
  const known = readCalendar(`date,kind,note\n2026-01-01,holiday,元旦\n${line}\n`, "calendar.csv", found);
  expect(found.map((problem) => problemLine(problem).en).join("\n")).toContain(`calendar.csv:3: ${message}`);
  expect([...known.years]).toEqual(["2026"]);
});
