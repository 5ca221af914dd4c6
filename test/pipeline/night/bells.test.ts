import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayIn } from "../../../pipeline/deployment/clock.ts";
import { bellsOn, lastBell, nextBell } from "../../../pipeline/night/bells.ts";
import { addDays } from "../../../rules/calendar/periods.ts";
import { anyDay, checkProperty, SEED } from "../../rules/property.ts";

const NIGHT = "30 2 * * *";
const at = (expression: string, zone: string, day: string) =>
  bellsOn(expression, zone, day).map((bell) => bell.toISOString());

/** Changes of clocks as the IANA time zone database has them. */
describe("a bell in a zone", () => {
  it.each<{ name: string; zone: string; day: string; rings: string }>([
    {
      name: "rings at its minute",
      zone: "Asia/Shanghai",
      day: "2026-03-11",
      rings: "2026-03-10T18:30:00.000Z",
    },
    {
      name: "summer time skips its minute: rings when the clocks go on",
      zone: "Europe/Berlin",
      day: "2026-03-29",
      rings: "2026-03-29T01:00:00.000Z",
    },
    {
      name: "the minute comes twice: rings the first time",
      zone: "Europe/Berlin",
      day: "2026-10-25",
      rings: "2026-10-25T00:30:00.000Z",
    },
    {
      name: "half an hour is skipped",
      zone: "Australia/Lord_Howe",
      day: "2026-10-04",
      rings: "2026-10-03T15:30:00.000Z",
    },
    { name: "on a leap day", zone: "Asia/Shanghai", day: "2028-02-29", rings: "2028-02-28T18:30:00.000Z" },
  ])("$name ($zone, $day)", ({ zone, day, rings }) => expect(at(NIGHT, zone, day)).toEqual([rings]));

  it("midnight that the clocks skip rings an hour later", () =>
    expect(at("0 0 * * *", "America/Havana", "2026-03-08")).toEqual(["2026-03-08T05:00:00.000Z"]));

  it("several minutes of one skipped hour ring once", () =>
    expect(at("0,30 2 * * *", "Europe/Berlin", "2026-03-29")).toEqual(["2026-03-29T01:00:00.000Z"]));

  it("on working days alone rings on Monday for the days before", () => {
    expect(at("30 2 * * 1-5", "Asia/Shanghai", "2026-03-14")).toEqual([]);
    const sunday = new Date("2026-03-15T04:00:00Z");
    expect(lastBell("30 2 * * 1-5", "Asia/Shanghai", sunday)?.toISOString()).toBe("2026-03-12T18:30:00.000Z");
    expect(nextBell("30 2 * * 1-5", "Asia/Shanghai", sunday)?.toISOString()).toBe("2026-03-15T18:30:00.000Z");
  });

  it("that rings months away is none within two", () => {
    expect(lastBell("30 2 1 9 *", "Asia/Shanghai", new Date("2026-03-15T04:00:00Z"))).toBeNull();
    expect(nextBell("30 2 1 9 *", "Asia/Shanghai", new Date("2026-03-15T04:00:00Z"))).toBeNull();
  });
});

it(`every day of every zone has its bell, on that day, and bells lie 22 to 26 hours apart (seed ${SEED})`, () => {
  const zones = fc.constantFrom(
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Havana",
  );
  checkProperty(
    fc.tuple(anyDay, zones),
    ([day, zone]) => {
      const [bell] = bellsOn(NIGHT, zone, day);
      const [next] = bellsOn(NIGHT, zone, addDays(day, 1));
      expect(dayIn(zone, bell!)).toBe(day);
      const hours = (next!.getTime() - bell!.getTime()) / 3_600_000;
      expect(hours).toBeGreaterThanOrEqual(22);
      expect(hours).toBeLessThanOrEqual(26);
    },
    40,
  );
});
