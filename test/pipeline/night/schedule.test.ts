import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nightsDue } from "../../../pipeline/night/schedule.ts";
import { addDays } from "../../../rules/calendar/periods.ts";
import { anyDay, checkProperty, SEED } from "../../rules/property.ts";

describe("which nights are due", () => {
  test.each<{ name: string; last: string | null; today: string; missed: string[]; due: string | null }>([
    { name: "last night has run: nothing", last: "2026-03-09", today: "2026-03-10", missed: [], due: null },
    { name: "one night", last: "2026-03-08", today: "2026-03-10", missed: [], due: "2026-03-09" },
    {
      name: "three nights, two of them missed",
      last: "2026-03-06",
      today: "2026-03-10",
      missed: ["2026-03-07", "2026-03-08"],
      due: "2026-03-09",
    },
    {
      name: "over a month's end",
      last: "2026-02-27",
      today: "2026-03-02",
      missed: ["2026-02-28"],
      due: "2026-03-01",
    },
    {
      name: "the first run ever makes up nothing",
      last: null,
      today: "2026-03-10",
      missed: [],
      due: "2026-03-09",
    },
    {
      name: "a clock set back runs nothing again",
      last: "2026-03-09",
      today: "2026-03-05",
      missed: [],
      due: null,
    },
    { name: "a night run ahead of its day", last: "2026-03-10", today: "2026-03-10", missed: [], due: null },
  ])("$name", ({ last, today, missed, due }) => {
    expect(nightsDue(last, today)).toEqual({ skipped: null, missed, due });
  });

  test("a machine long off makes up a month, not every night since", () => {
    const { skipped, missed, due } = nightsDue("2020-01-01", "2026-03-10");
    expect(missed).toHaveLength(31);
    expect(skipped).toEqual({ from: "2020-01-02", to: "2026-02-05", count: 2227 });
    expect([missed[0], missed.at(-1), due]).toEqual(["2026-02-06", "2026-03-08", "2026-03-09"]);
  });
});

test(`nights are run in order, each once, up to yesterday, and then nothing is due (seed ${SEED})`, () => {
  checkProperty(fc.tuple(anyDay, fc.integer({ min: -40, max: 400 })), ([today, back]) => {
    const last = addDays(today, -back);
    const { missed, due } = nightsDue(last, today);
    const all = due === null ? [...missed] : [...missed, due];
    expect(all.length).toBeLessThanOrEqual(32);
    expect(all).toEqual([...new Set(all)].sort());
    for (const [at, night] of all.entries()) {
      expect(night > last && night < today).toBe(true);
      if (at > 0) expect(night).toBe(addDays(all[at - 1]!, 1));
    }
    if (back > 1) expect(due).toBe(addDays(today, -1));
    expect(nightsDue(due ?? last, today)).toEqual({ skipped: null, missed: [], due: null });
  });
});
