import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  monthOf,
  type PeriodKind,
  shiftPeriod,
  yearsEarlier,
} from "../../../rules/calendar/periods.ts";
import { anyDay, checkProperty, SEED } from "../property.ts";

describe("shifting a period", () => {
  test.each<{ name: string; period: string; kind: PeriodKind; by: number; is: string }>([
    {
      name: "March back to a common February",
      period: "2026-03-31",
      kind: "month",
      by: -1,
      is: "2026-02-28",
    },
    { name: "March back to a leap February", period: "2024-03-31", kind: "month", by: -1, is: "2024-02-29" },
    { name: "February on to March's last day", period: "2026-02-28", kind: "month", by: 1, is: "2026-03-31" },
    { name: "a leap February a year on", period: "2024-02-29", kind: "month", by: 12, is: "2025-02-28" },
    { name: "December on into January", period: "2025-12-31", kind: "month", by: 1, is: "2026-01-31" },
    {
      name: "a day within a month to its last",
      period: "2026-04-11",
      kind: "month",
      by: 0,
      is: "2026-04-30",
    },
    { name: "1900 was no leap year", period: "1900-03-31", kind: "month", by: -1, is: "1900-02-28" },
    { name: "2000 was one", period: "2000-03-31", kind: "month", by: -1, is: "2000-02-29" },
    { name: "the first quarter back", period: "2026-03-31", kind: "quarter", by: -1, is: "2025-12-31" },
    { name: "the third quarter on", period: "2026-09-30", kind: "quarter", by: 1, is: "2026-12-31" },
    { name: "a year on", period: "2024-12-31", kind: "year", by: 1, is: "2025-12-31" },
    { name: "a week back across a year", period: "2026-01-03", kind: "week", by: -1, is: "2025-12-27" },
    { name: "a day on over a leap day", period: "2024-02-28", kind: "day", by: 1, is: "2024-02-29" },
    {
      name: "thirty days are shifted by a day",
      period: "2026-03-01",
      kind: "rolling-30-days",
      by: -1,
      is: "2026-02-28",
    },
  ])("$name", ({ period, kind, by, is }) => {
    expect(shiftPeriod(period, kind, by)).toBe(is);
  });
});

describe("the same period of an earlier year", () => {
  test.each<{ name: string; period: string; kind: PeriodKind; years: number; is: string }>([
    { name: "February of a leap year", period: "2025-02-28", kind: "month", years: 1, is: "2024-02-29" },
    { name: "three years back", period: "2026-05-31", kind: "month", years: 3, is: "2023-05-31" },
    { name: "a quarter", period: "2026-06-30", kind: "quarter", years: 1, is: "2025-06-30" },
    {
      name: "a week: 52 weeks, a Saturday again",
      period: "2020-03-21",
      kind: "week",
      years: 1,
      is: "2019-03-23",
    },
    { name: "this year", period: "2026-05-31", kind: "month", years: 0, is: "2026-05-31" },
  ])("$name", ({ period, kind, years, is }) => {
    expect(yearsEarlier(period, kind, years)).toBe(is);
  });
});

test("the calendar month of a period", () => {
  expect(["2026-01-31", "2026-12-31"].map(monthOf)).toEqual([1, 12]);
});

const count = fc.integer({ min: -60, max: 60 });
const calendarKind = fc.constantFrom<PeriodKind>("month", "quarter", "year");
const anyKind = fc.constantFrom<PeriodKind>("day", "week", "month", "quarter", "year", "rolling-30-days");

test(`a calendar period ends where a month ends (seed ${SEED})`, () => {
  checkProperty(fc.tuple(anyDay, calendarKind, count), ([day, kind, by]) => {
    expect(addDays(shiftPeriod(day, kind, by), 1).slice(8)).toBe("01");
  });
});

test(`there and back is the same period (seed ${SEED})`, () => {
  checkProperty(fc.tuple(anyDay, anyKind, count), ([day, kind, by]) => {
    const period = shiftPeriod(day, kind, 0);
    expect(shiftPeriod(shiftPeriod(period, kind, by), kind, -by)).toBe(period);
  });
});

test(`twice by a and b is once by their sum, and later is later (seed ${SEED})`, () => {
  checkProperty(fc.tuple(anyDay, anyKind, count, count), ([day, kind, a, b]) => {
    expect(shiftPeriod(shiftPeriod(day, kind, a), kind, b)).toBe(shiftPeriod(day, kind, a + b));
    expect(shiftPeriod(day, kind, a) < shiftPeriod(day, kind, a + 1)).toBe(true);
  });
});

test(`a week of an earlier year ends on the same weekday (seed ${SEED})`, () => {
  checkProperty(fc.tuple(anyDay, fc.integer({ min: 1, max: 5 })), ([day, years]) => {
    const weekday = (iso: string) => new Date(`${iso}T00:00:00Z`).getUTCDay();
    const earlier = yearsEarlier(day, "week", years);
    expect(weekday(earlier)).toBe(weekday(day));
    expect(addDays(earlier, 364 * years)).toBe(day);
  });
});
