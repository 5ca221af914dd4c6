import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayIn, endOfDay } from "../../../pipeline/deployment/clock.ts";
import { addDays } from "../../../rules/calendar/periods.ts";
import { anyDay, checkProperty, SEED } from "../../rules/property.ts";

const [SHANGHAI, NEW_YORK, KATHMANDU] = ["Asia/Shanghai", "America/New_York", "Asia/Kathmandu"] as const;

describe("the end of a day", () => {
  test.each([
    { name: "in Shanghai", day: "2026-03-10", zone: SHANGHAI, is: "2026-03-10T15:59:59.999Z" },
    { name: "over the turn of a year", day: "2025-12-31", zone: SHANGHAI, is: "2025-12-31T15:59:59.999Z" },
    {
      name: "in Kathmandu, a quarter of an hour aside",
      day: "2026-03-10",
      zone: KATHMANDU,
      is: "2026-03-10T18:14:59.999Z",
    },
    { name: "in New York in winter", day: "2026-01-15", zone: NEW_YORK, is: "2026-01-16T04:59:59.999Z" },
    { name: "in New York in summer", day: "2026-07-15", zone: NEW_YORK, is: "2026-07-16T03:59:59.999Z" },
    {
      name: "before the clocks go forward",
      day: "2026-03-07",
      zone: NEW_YORK,
      is: "2026-03-08T04:59:59.999Z",
    },
    { name: "of the day of 23 hours", day: "2026-03-08", zone: NEW_YORK, is: "2026-03-09T03:59:59.999Z" },
    { name: "before the clocks go back", day: "2026-10-31", zone: NEW_YORK, is: "2026-11-01T03:59:59.999Z" },
    { name: "of the day of 25 hours", day: "2026-11-01", zone: NEW_YORK, is: "2026-11-02T04:59:59.999Z" },
    { name: "of a leap day", day: "2024-02-29", zone: "UTC", is: "2024-02-29T23:59:59.999Z" },
    {
      name: "far east of the date line",
      day: "2026-03-10",
      zone: "Pacific/Kiritimati",
      is: "2026-03-10T09:59:59.999Z",
    },
  ])("$name", ({ day, zone, is }) => {
    expect(endOfDay(day, zone)).toBe(is);
  });
});

describe("the day of an instant", () => {
  test.each([
    { instant: "2026-03-10T15:59:59.999Z", zone: SHANGHAI, is: "2026-03-10" },
    { instant: "2026-03-10T16:00:00.000Z", zone: SHANGHAI, is: "2026-03-11" },
    { instant: "2026-03-10T18:15:00.000Z", zone: KATHMANDU, is: "2026-03-11" },
    { instant: "2026-03-09T03:59:59.999Z", zone: NEW_YORK, is: "2026-03-08" },
    { instant: "2026-01-01T04:59:59.999Z", zone: NEW_YORK, is: "2025-12-31" },
  ])("$instant in $zone is $is", ({ instant, zone, is }) => {
    expect(dayIn(zone, new Date(instant))).toBe(is);
  });
});

const zone = fc.constantFrom(SHANGHAI, NEW_YORK, KATHMANDU, "UTC", "Pacific/Kiritimati", "Europe/Berlin");

test(`a millisecond after its end is the next day, and its end is still the day (seed ${SEED})`, () => {
  checkProperty(fc.tuple(anyDay, zone), ([day, timeZone]) => {
    const end = Date.parse(endOfDay(day, timeZone));
    expect(dayIn(timeZone, new Date(end))).toBe(day);
    expect(dayIn(timeZone, new Date(end + 1))).toBe(addDays(day, 1));
  });
});

test(`an instant lies within the day it belongs to (seed ${SEED})`, () => {
  const minute = fc.integer({ min: Date.UTC(2000, 0, 1) / 60_000, max: Date.UTC(2039, 11, 30) / 60_000 });
  checkProperty(fc.tuple(minute, zone), ([at, timeZone]) => {
    const instant = new Date(at * 60_000).toISOString();
    const day = dayIn(timeZone, new Date(instant));
    expect(instant <= endOfDay(day, timeZone)).toBe(true);
    expect(instant > endOfDay(addDays(day, -1), timeZone)).toBe(true);
  });
});
