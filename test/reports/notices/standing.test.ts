import { expect, test } from "vitest";
import { notJudgedAreas, standingTable } from "../../../reports/notices/standing.ts";
import type { Verdict } from "../../../rules/judge/verdict.ts";
import { shippedPolicy } from "../../rules/shipped-policy.ts";
import { directory } from "../delivery/directory-of.ts";

const DIRECTORY = directory();
const SETTING = { language: "zh-CN", policy: shippedPolicy, directory: DIRECTORY } as const;
const region = DIRECTORY.office("990000")!;
const league = DIRECTORY.office("990100")!;

test("the region reads its leagues with the open cases of all areas below each, and how many could not be judged", () => {
  const open = [
    { area: "990101", tier: "IV" as const },
    { area: "990102", tier: "II" as const },
    { area: "990100", tier: "IV" as const },
  ];
  const table = standingTable(region, open, new Set(["990101"]), "2026-03-11", SETTING)!;
  expect(table.title).toBe("各地现状（2026年3月11日）");
  expect(table.head).toEqual(["地区", "最高级别", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "未判定地区"]);
  expect(table.rows[0]!.map(({ text }) => text)).toEqual(["甲盟", "Ⅱ级（橙色）", "—", "1", "—", "2", "1"]);
});

test("a league reads its banners, the gravest first, and those without anything are counted", () => {
  const open = [
    { area: "990101", tier: "IV" as const },
    { area: "990102", tier: "I" as const },
  ];
  const { rows, notes } = standingTable(league, open, new Set(), "2026-03-11", SETTING)!;
  expect(rows.map(([area]) => area!.text)).toEqual(["甲二旗", "甲一旗"]);
  expect(notes.at(-1)).toMatch(/^其余\d+个地区没有未解除的预警事项/);
});

test("an area of which nothing could be judged is listed without any case: it is not safe", () => {
  const { rows } = standingTable(league, [], new Set(["990101"]), "2026-03-11", SETTING)!;
  expect(rows.map((row) => row.map(({ text }) => text))).toEqual([["甲一旗", "—", "—", "—", "—", "—", "1"]]);
});

test("there is no table where nothing is open and every area was judged", () => {
  expect(standingTable(league, [], new Set(), "2026-03-11", SETTING)).toBeNull();
});

test("an area is not judged where no rule could judge it", () => {
  const verdict = (area: string, outcome: Verdict["outcome"]) => ({ area, outcome }) as Verdict;
  const verdicts = [
    ...[verdict("990101", "not-judged"), verdict("990101", "quiet")],
    ...[verdict("990102", "not-judged"), verdict("990102", "not-judged")],
  ];
  expect([...notJudgedAreas(verdicts)]).toEqual(["990102"]);
});
