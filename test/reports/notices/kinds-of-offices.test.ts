import { describe, expect, test } from "vitest";
import { routeText } from "../../../pipeline/commands/look/route.ts";
import { Directory } from "../../../reports/delivery/directory.ts";
import type { DirectoryPerson, WrittenOffice } from "../../../reports/delivery/persons.ts";
import { route } from "../../../reports/notices/route.ts";
import type { Tier } from "../../../rules/policy/tiers.ts";
import { office, SMALL_AREAS, SMALL_OFFICES } from "../delivery/directory-of.ts";

const OFFICES: readonly WrittenOffice[] = [
  ...SMALL_OFFICES,
  { ...office("990101", "dhl", "990101-group"), kind: "leading-group" },
  { ...office("990101", "dhl", "990101-finance"), kind: "department" },
  { ...office("990101", "dhl", "990101-civil"), kind: "department" },
  { ...office("990101", "d", "990101-zone"), kind: "zone" },
  { ...office("990100", "dhl", "990100-group"), kind: "leading-group" },
];
const directory = new Directory(SMALL_AREAS, OFFICES);
const lines = (
  tier: Tier,
  area = "990101",
  below: readonly string[] = [],
  neighbours: readonly Tier[] = [],
) =>
  route(tier, area, below, directory, neighbours).map(
    ({ office, audience, seesEnterprises }) => `${office.id} ${audience}${seesEnterprises ? " names" : ""}`,
  );

describe("offices that are no bureau", () => {
  test.each<{ tier: Tier; others: string[] }>([
    { tier: "IV", others: [] },
    { tier: "III", others: ["990101-group leading-group names", "990101-zone zone"] },
    {
      tier: "II",
      others: [
        "990101-group leading-group names",
        "990101-finance department",
        "990101-civil department",
        "990101-zone zone",
      ],
    },
  ])("$tier of a banner", ({ tier, others }) => {
    const bureaus = /^\d+ (own|superior)/;
    expect(lines(tier).filter((line) => !bureaus.test(line))).toEqual(others);
  });

  test("the leading group is that of the area, not of those above; zones lie in the affected areas", () => {
    expect(lines("III", "990100", ["990101"])).toEqual([
      "990100 own names",
      "990000 superior names",
      "990100-group leading-group names",
      "990101-zone zone",
    ]);
  });

  test("an area whose only office is a zone committee acts by it, with names", () => {
    const zone = new Directory(SMALL_AREAS, [{ ...office("990101"), kind: "zone" }, office("990100")]);
    expect(
      route("III", "990101", [], zone).map(({ office, audience }) => `${office.id} ${audience}`),
    ).toEqual(["990101 own", "990100 superior"]);
  });
});

test("neighbours hear only where the policy says so, and never of names", () => {
  expect(lines("I").join()).not.toContain("neighbour");
  expect(lines("III", "990101", [], ["I"]).join()).not.toContain("neighbour");
  expect(lines("I", "990101", [], ["I"]).filter((line) => line.includes("neighbour"))).toEqual([
    "990102 neighbour",
    "990109 neighbour",
  ]);
});

test("each office reads by its level, and knows from which tier on it is reached", () => {
  expect(
    route("II", "990101", [], directory)
      .map(({ view, why }) => `${view} ${why.from}`)
      .slice(0, 3),
  ).toEqual(["banner IV", "league III", "region II"]);
});

test("fengsui route names the people of the day, deputies with whom they stand for, and who sees names", () => {
  const persons: DirectoryPerson[] = [
    {
      ...{ id: "a", name: "甲", address: "a@example.org", deputy: "b" },
      away: [{ from: "2026-03-10", until: "2026-03-12" }],
    },
    { id: "b", name: "乙", address: "b@example.org" },
  ];
  const staffed = OFFICES.map((each) =>
    each.id === "990101" ? { ...each, contacts: [{ role: "duty" as const, person: "a" }] } : each,
  );
  const text = (day: string) => {
    const onDay = new Directory(SMALL_AREAS, staffed, persons).on(day);
    const warning = { area: "990101", tier: "III" as const, day };
    return routeText(warning, route("III", "990101", [], onDay), onDay, "en");
  };
  expect(text("2026-03-11")).toContain(
    "990101人社局 (990101): acts for the area; sees names of enterprises\n    duty 乙 (for 甲) b@example.org",
  );
  expect(text("2026-03-13")).toContain("    duty 甲 a@example.org");
  expect(text("2026-03-13")).toContain(
    "(990101-zone): zone committee concerned (from III (yellow) on); sees no names",
  );
  expect(text("2026-03-13")).toMatch(/every change here and below, IV included: 990100人社局, 990000人社局$/);
});
