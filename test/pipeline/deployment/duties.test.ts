import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCalendar } from "../../../pipeline/deployment/calendar.ts";
import { dueDate, lastDue, lastEnded } from "../../../pipeline/deployment/duties.ts";
import type { DutySettings } from "../../../pipeline/deployment/settings.ts";
import { addDays, shiftPeriod } from "../../../rules/calendar/periods.ts";
import { checkProperty, SEED } from "../../rules/property.ts";

const file = new URL("../../../examples/inner-mongolia/calendar.csv", import.meta.url);
const calendar = readCalendar(readFileSync(file, "utf8"), "calendar.csv", []);

const duty = (more: Partial<DutySettings> = {}): DutySettings => ({
  report: "social-insurance",
  from: "banner",
  period: "month",
  weekEnds: "sunday",
  due: { workingDay: 5 },
  ...more,
});
/** A week that ends on Saturday and is known on the Thursday after. */
const weekly = duty({ period: "week", weekEnds: "saturday", due: { days: 5 } });
const quarterly = duty({ period: "quarter", due: { days: 5 } });

describe("the last period that has ended", () => {
  test.each<{ name: string; duty: DutySettings; day: string; is: string }>([
    { name: "a week, on its last day", duty: weekly, day: "2020-03-21", is: "2020-03-21" },
    { name: "a week, the day before it ends", duty: weekly, day: "2020-03-20", is: "2020-03-14" },
    { name: "a week, the day after", duty: weekly, day: "2020-03-22", is: "2020-03-21" },
    { name: "a month, on its last day", duty: duty(), day: "2026-02-28", is: "2026-02-28" },
    { name: "a month, the day before", duty: duty(), day: "2026-02-27", is: "2026-01-31" },
    { name: "a leap February not yet over", duty: duty(), day: "2024-02-28", is: "2024-01-31" },
    { name: "a month, on New Year's day", duty: duty(), day: "2026-01-01", is: "2025-12-31" },
    { name: "a quarter, on its last day", duty: quarterly, day: "2026-03-31", is: "2026-03-31" },
    { name: "a quarter, the day before", duty: quarterly, day: "2026-03-30", is: "2025-12-31" },
    { name: "a quarter, in its first month", duty: quarterly, day: "2026-04-11", is: "2026-03-31" },
    {
      name: "a quarter, at the end of its second month",
      duty: quarterly,
      day: "2026-05-31",
      is: "2026-03-31",
    },
    { name: "the last quarter, in December", duty: quarterly, day: "2026-12-30", is: "2026-09-30" },
  ])("$name", ({ duty: owed, day, is }) => {
    expect(lastEnded(owed, day)).toBe(is);
  });
});

describe("when a report is due, and which is the last due", () => {
  test.each<{ name: string; duty: DutySettings; period: string; due: string; before: string }>([
    {
      name: "a week ended Saturday is known on Thursday",
      duty: weekly,
      period: "2020-03-21",
      due: "2020-03-26",
      before: "2020-03-14",
    },
    { name: "May 2025", duty: duty(), period: "2025-05-31", due: "2025-06-09", before: "2025-04-30" },
    {
      name: "September 2025 over the long holiday",
      duty: duty(),
      period: "2025-09-30",
      due: "2025-10-14",
      before: "2025-08-31",
    },
    {
      name: "a quarter by calendar days, holiday or not",
      duty: quarterly,
      period: "2025-09-30",
      due: "2025-10-05",
      before: "2025-06-30",
    },
    {
      name: "the last quarter of a year",
      duty: quarterly,
      period: "2025-12-31",
      due: "2026-01-05",
      before: "2025-09-30",
    },
    {
      name: "due on the last day itself",
      duty: duty({ due: { days: 0 } }),
      period: "2026-02-28",
      due: "2026-02-28",
      before: "2026-01-31",
    },
    {
      name: "due after the next period has ended",
      duty: duty({ due: { days: 45 } }),
      period: "2026-01-31",
      due: "2026-03-17",
      before: "2025-12-31",
    },
  ])("$name", ({ duty: owed, period, due, before }) => {
    expect(dueDate(owed, period, calendar)).toBe(due);
    expect(lastDue(owed, due, calendar), "the due day itself included").toBe(period);
    expect(lastDue(owed, addDays(due, -1), calendar), "not a day earlier").toBe(before);
  });
});

const anyDuty = fc.oneof(
  fc.record({
    period: fc.constantFrom("week" as const, "month" as const, "quarter" as const),
    weekEnds: fc.constantFrom("sunday" as const, "wednesday" as const, "saturday" as const),
    due: fc.oneof(
      fc.integer({ min: 0, max: 60 }).map((days) => ({ days })),
      fc.integer({ min: 1, max: 15 }).map((workingDay) => ({ workingDay })),
    ),
  }),
);
const dayOfCalendar = fc.integer({ min: 0, max: 364 * 4 }).map((days) => addDays("2021-06-01", days));

test(`the last due period is due by the day, and the next one is not (seed ${SEED})`, () => {
  checkProperty(fc.tuple(anyDuty, dayOfCalendar), ([drawn, day]) => {
    const owed = duty(drawn);
    const period = lastDue(owed, day, calendar);
    expect(dueDate(owed, period, calendar) <= day).toBe(true);
    expect(dueDate(owed, shiftPeriod(period, owed.period, 1), calendar) > day).toBe(true);
  });
});

test(`the last ended period has ended, and the next one has not (seed ${SEED})`, () => {
  checkProperty(fc.tuple(anyDuty, dayOfCalendar), ([drawn, day]) => {
    const owed = duty(drawn);
    const period = lastEnded(owed, day);
    expect(period <= day).toBe(true);
    expect(shiftPeriod(period, owed.period, 1) > day).toBe(true);
    expect(lastEnded(owed, period)).toBe(period);
  });
});
