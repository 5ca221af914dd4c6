import { describe, expect, it } from "vitest";
import {
  addDays,
  dayNumber,
  dayOf,
  daysBetween,
  isDay,
  isWeekend,
  monthEndAfter,
  weekdayOf,
} from "../../../warehouse/engine/days.ts";

/** The day and the number of the language's own calendar. */
const isoOf = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);

describe("day arithmetic", () => {
  it("agrees with the language's calendar on every day of 1890 to 2110", () => {
    const [first, last] = ["1890-01-01", "2110-12-31"].map((day) => Date.parse(day) / 86_400_000);
    for (let number = first!; number <= last!; number++) {
      expect(dayOf(number)).toBe(isoOf(number));
      expect(dayNumber(isoOf(number))).toBe(number);
      expect(weekdayOf(isoOf(number))).toBe(new Date(number * 86_400_000).getUTCDay());
    }
  });

  it("knows the first and the last day of an open register", () => {
    expect(dayNumber("0001-01-01")).toBe(Date.parse("0001-01-01T00:00:00Z") / 86_400_000);
    expect(dayNumber("9999-12-31")).toBe(Date.parse("9999-12-31T00:00:00Z") / 86_400_000);
    expect(addDays("0001-01-01", 1)).toBe("0001-01-02");
  });

  it.each(["2026-13-01", "2026-00-10", "2026-02-30", "2025-02-29", "2026-04-31", "2026-1-1", "2026-01-00"])(
    "%s is no day",
    (text) => expect(isDay(text)).toBe(false),
  );

  it("2024-02-29 and the ends of an open register are days", () =>
    expect(["2024-02-29", "0001-01-01", "9999-12-31"].every(isDay)).toBe(true));

  it("knows the weekend", () => {
    expect(["2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30"].map(isWeekend)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it("gives no number for what is no day", () => {
    expect(dayNumber("2026-xx-01")).toBeNaN();
    expect(daysBetween("no day", "2026-01-01")).toBeNaN();
  });

  it.each([
    ["2026-01-15", 1, "2026-02-28"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2026-01-31", -1, "2025-12-31"],
    ["2026-12-31", 0, "2026-12-31"],
  ])("%s and %s months on ends with %s", (day, months, end) => expect(monthEndAfter(day, months)).toBe(end));
});
