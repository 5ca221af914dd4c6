import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { isWorkingDay, readCalendar } from "../../../pipeline/deployment/calendar.ts";
import { decide, type Ladder, STEPS, type Step } from "../../../reports/reminders/decide.ts";
import { addDays } from "../../../rules/calendar/periods.ts";
import { checkProperty } from "../../rules/property.ts";

const file = new URL("../../../examples/inner-mongolia/calendar.csv", import.meta.url);
const calendar = readCalendar(readFileSync(file, "utf8"), "calendar.csv", []);
const works = (day: string) => isWorkingDay(calendar, day);
const LADDER: Ladder = { beforeDue: 2, overdue: 1, urged: 3, escalated: 10 };

/** Every step of a report that never comes, day by day from twenty days before its due date. */
function walk(due: string, days: number, ladder = LADDER, missed: readonly string[] = []): [Step, string][] {
  const done: Step[] = [];
  const taken: [Step, string][] = [];
  for (let day = addDays(due, -20), left = days; left > 0; day = addDays(day, 1), left--) {
    if (missed.includes(day)) continue;
    const { take, overtaken } = decide(due, done, day, ladder, works);
    done.push(...overtaken, ...(take ? [take] : []));
    if (take) taken.push([take, day]);
  }
  return taken;
}

describe("the days of the steps, counted by hand from the holiday notices", () => {
  test.each<{ name: string; due: string; is: [Step, string][] }>([
    {
      name: "an ordinary month",
      due: "2026-03-06",
      is: [
        ["before-due", "2026-03-04"],
        ["overdue", "2026-03-09"], // the day after is a Saturday
        ["urged", "2026-03-10"], // three days after is that same Monday: one step a day
        ["escalated", "2026-03-16"],
      ],
    },
    {
      name: "the third quarter, due inside the holiday of 2025, is reminded of on the last working day before",
      due: "2025-10-05",
      is: [
        ["before-due", "2025-09-30"],
        ["overdue", "2025-10-09"],
        ["urged", "2025-10-10"],
        ["escalated", "2025-10-15"],
      ],
    },
    {
      name: "a Saturday that is worked",
      due: "2025-10-14",
      is: [
        ["before-due", "2025-10-11"], // the 12th is a Sunday, the 11th a make-up day
        ["overdue", "2025-10-15"],
        ["urged", "2025-10-17"],
        ["escalated", "2025-10-24"],
      ],
    },
    {
      name: "Spring Festival between",
      due: "2026-02-13",
      is: [
        ["before-due", "2026-02-11"],
        ["overdue", "2026-02-14"], // a Saturday that is worked
        ["urged", "2026-02-24"], // the holiday lasts from the 15th to the 23rd
        ["escalated", "2026-02-25"],
      ],
    },
  ])("$name", ({ due, is }) => {
    expect(walk(due, 50)).toEqual(is);
  });
});

describe("after an interruption", () => {
  it("an office is not told that a report will be due when it is overdue", () => {
    const missed = ["2026-03-04", "2026-03-05", "2026-03-06", "2026-03-07", "2026-03-08"];
    expect(walk("2026-03-06", 35, LADDER, missed).map(([step]) => step)).toEqual([
      "overdue",
      "urged",
      "escalated",
    ]);
  });

  it("the reminder before the due date may come late, on the due date at the latest", () => {
    expect(walk("2026-03-06", 24, LADDER, ["2026-03-04", "2026-03-05"])).toEqual([
      ["before-due", "2026-03-06"],
      ["overdue", "2026-03-09"],
    ]);
  });

  it("of several steps that time has overtaken only the last is taken", () => {
    expect(decide("2026-03-06", ["before-due"], "2026-03-20", LADDER, works)).toEqual({
      take: "escalated",
      overtaken: ["overdue", "urged"],
    });
  });
});

test("promises: never on a day off, no step twice, in order, never two on one day, the first not after the due date", () => {
  const due = fc.integer({ min: 0, max: 600 }).map((days) => addDays("2024-02-01", days));
  const ladder = fc.record({
    beforeDue: fc.integer({ min: 1, max: 10 }),
    overdue: fc.integer({ min: 1, max: 5 }),
    urged: fc.integer({ min: 1, max: 12 }),
    escalated: fc.integer({ min: 1, max: 20 }),
  });
  const missed = fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { maxLength: 20 });
  checkProperty(fc.tuple(due, ladder, missed), ([on, rungs, gaps]) => {
    const taken = walk(
      on,
      70,
      rungs,
      gaps.map((gap) => addDays(on, gap - 20)),
    );
    for (const [, day] of taken) expect(works(day)).toBe(true);
    const steps = taken.map(([step]) => STEPS.indexOf(step));
    expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
    const days = taken.map(([, day]) => day);
    expect(new Set(days).size).toBe(days.length);
    for (const [step, day] of taken) expect(step === "before-due" ? day <= on : day > on).toBe(true);
  });
});
