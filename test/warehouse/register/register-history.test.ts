import { expect, it } from "vitest";
import { openWarehouse } from "../../../warehouse/engine/open.ts";
import { writeRegister } from "../../../warehouse/register/register.ts";
import { type AreaChange, successionsOf, versionsOf } from "../../../warehouse/register/register-history.ts";
import type { RegisteredArea } from "../../../warehouse/register/registered-area.ts";

const area = (
  code: string,
  parent: string | null,
  from: string | null = null,
  to: string | null = null,
): RegisteredArea => ({
  ...{
    code,
    name: `name ${code}`,
    nameEn: null,
    alias: null,
    level: parent ? "banner" : "region",
    parent,
    reportsTo: parent,
  },
  ...{ weight: 1, validFrom: from, validTo: to },
});
/** 11 was renamed and then moved; 12 and 13 merged into 14; 15 was recoded to 16, 16 to 17; 18 was split off 11; 19 merged into 20, which was recoded to 21. */
const AREAS = [
  area("1", null),
  area("2", "1"),
  area("11", "2"),
  area("12", "1", null, "2021-12-31"),
  area("13", "1", null, "2022-12-31"),
  area("14", "1"),
  area("15", "1", null, "2019-12-31"),
  area("16", "1", "2020-01-01", "2020-12-31"),
  area("17", "1", "2021-01-01"),
  area("18", "1", "2023-01-01"),
  area("19", "1", null, "2023-05-31"),
  area("20", "1", null, "2024-12-31"),
  area("21", "1", "2025-01-01"),
];
const CHANGES: AreaChange[] = [
  { day: "2020-06-01", kind: "renamed", code: "11", former: "old name" },
  { day: "2022-03-01", kind: "moved", code: "11", former: "1" },
  { day: "2022-01-01", kind: "merged", code: "14", former: "12" },
  { day: "2023-01-01", kind: "merged", code: "14", former: "13" },
  { day: "2020-01-01", kind: "recoded", code: "16", former: "15" },
  { day: "2021-01-01", kind: "recoded", code: "17", former: "16" },
  { day: "2023-01-01", kind: "split", code: "18", former: "11" },
  { day: "2023-06-01", kind: "merged", code: "20", former: "19" },
  { day: "2025-01-01", kind: "recoded", code: "21", former: "20" },
];
const EVER = "0001-01-01";

it("an area is told span by span, by its changes backwards from what it is now", () => {
  const spans = versionsOf(AREAS, CHANGES).filter(({ code }) => code === "11");
  expect(spans.map(({ name, parent, validFrom, validTo }) => [name, parent, validFrom, validTo])).toEqual([
    ["old name", "1", EVER, "2020-05-31"],
    ["name 11", "1", "2020-06-01", "2022-02-28"],
    ["name 11", "2", "2022-03-01", "9999-12-31"],
  ]);
});

it("what an area went on from, through several changes; a split begins anew", () => {
  const of = (code: string) =>
    successionsOf(AREAS, CHANGES)
      .filter((succession) => succession.area === code)
      .map(({ former, kind, bridged, validFrom, validTo }) => [former, kind, bridged, validFrom, validTo]);
  expect(of("17")).toEqual([
    ["16", "recoded", true, "2020-01-01", "2020-12-31"],
    ["15", "recoded", true, EVER, "2019-12-31"],
  ]);
  expect(of("14")).toEqual([
    ["14", "merged", true, EVER, "2022-12-31"],
    ["12", "merged", true, EVER, "2021-12-31"],
    ["13", "merged", true, EVER, "2022-12-31"],
  ]);
  // What became part of an area that ended later goes on where that one did.
  expect(of("21")).toEqual([
    ["20", "recoded", true, EVER, "2024-12-31"],
    ["19", "merged", true, EVER, "2023-05-31"],
  ]);
  expect(of("18")).toEqual([["11", "split", false, EVER, "2022-12-31"]]);
  expect(of("11")).toEqual([]);
});

it("a series is carried over changes of codes where every part is there, and nowhere else", async () => {
  const warehouse = await openWarehouse(":memory:", []);
  await writeRegister(warehouse, AREAS, [], { changes: CHANGES, zone: "Asia/Shanghai" });
  const figures: [string, string, number, number | null][] = [
    ["14", "2021-06-30", 10, 100],
    ["12", "2021-06-30", 5, 50],
    ["13", "2021-06-30", 1, 10],
    // In 2022 12 is part of 14; 13 has not reported for July.
    ["14", "2022-06-30", 16, 160],
    ["13", "2022-06-30", 2, 20],
    ["14", "2022-07-31", 16, 160],
    ["15", "2019-06-30", 7, null],
    ["16", "2020-06-30", 8, null],
    ["11", "2022-06-30", 9, null],
    ["20", "2023-04-30", 4, null],
    ["19", "2023-04-30", 3, null],
    ["20", "2023-06-30", 6, null],
  ];
  for (const [code, period, numerator, denominator] of figures)
    await warehouse.run(
      `INSERT INTO observation SELECT 'i', $code, 'month', CAST($period AS DATE), $numerator, $denominator,
         CASE WHEN $denominator IS NULL THEN $numerator ELSE 100.0 * $numerator / $denominator END, 1, 1, 1.0, TIMESTAMP '2024-01-01', 1`,
      { code, period, numerator, denominator },
    );
  const read = (code: string) =>
    warehouse.rows(
      "SELECT strftime(period, '%Y-%m') AS month, numerator AS n, value, bridged FROM series_as_of(TIMESTAMP '2024-06-01') WHERE area = $code ORDER BY period",
      { code },
    );
  expect(await read("14")).toEqual([
    { month: "2021-06", n: 16, value: 10, bridged: true },
    { month: "2022-06", n: 18, value: 10, bridged: true },
  ]);
  expect(await read("17")).toEqual([
    { month: "2019-06", n: 7, value: 7, bridged: true },
    { month: "2020-06", n: 8, value: 8, bridged: true },
  ]);
  expect(await read("21")).toEqual([
    { month: "2023-04", n: 7, value: 7, bridged: true },
    { month: "2023-06", n: 6, value: 6, bridged: true },
  ]);
  expect(await read("18")).toEqual([]);
  expect(
    await warehouse.rows("SELECT name, parent FROM area_as_of(DATE '2020-05-31') WHERE code = '11'"),
  ).toEqual([{ name: "old name", parent: "1" }]);
  // Shanghai's 8 March ends at 16:00 UTC.
  expect(await warehouse.rows("SELECT day_end(DATE '2026-03-08') AS ends")).toEqual([
    { ends: "2026-03-08T15:59:59.999Z" },
  ]);
  warehouse.close();
});
