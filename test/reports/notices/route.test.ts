import { describe, expect, test } from "vitest";
import { Directory, type DirectoryOffice } from "../../../reports/delivery/directory.ts";
import { route } from "../../../reports/notices/route.ts";
import type { Tier } from "../../../rules/policy/tiers.ts";
import { directory, office, SMALL_OFFICES } from "../delivery/directory-of.ts";

const addressees = (
  tier: Tier,
  area: string,
  below: readonly string[] = [],
  offices: readonly DirectoryOffice[] = SMALL_OFFICES,
) => route(tier, area, below, directory(offices));
const lines = (...args: Parameters<typeof addressees>) =>
  addressees(...args).map(({ office, audience }) => `${office.id} ${audience}`);
const without = (...areas: readonly string[]) =>
  SMALL_OFFICES.filter((candidate) => !areas.includes(candidate.area));

describe("who is told", () => {
  test.each<{ name: string; tier: Tier; area: string; below?: string[]; to: string[] }>([
    { name: "IV of a banner: its own office only", tier: "IV", area: "990101", to: ["990101 own"] },
    {
      name: "III: also its superior",
      tier: "III",
      area: "990101",
      to: ["990101 own", "990100 superior"],
    },
    {
      name: "II: also that one's superior",
      tier: "II",
      area: "990101",
      to: ["990101 own", "990100 superior", "990000 superior"],
    },
    {
      name: "I: the same offices, with leadership",
      tier: "I",
      area: "990101",
      to: ["990101 own", "990100 superior", "990000 superior"],
    },
    {
      name: "a county that answers to the region: its parent gets no copy of IV",
      tier: "IV",
      area: "990109",
      to: ["990109 own"],
    },
    {
      name: "and a copy from III up",
      tier: "III",
      area: "990109",
      to: ["990109 own", "990000 superior", "990100 copy"],
    },
    {
      name: "II of a league informs the affected offices below",
      tier: "II",
      area: "990100",
      below: ["990102"],
      to: ["990100 own", "990000 superior", "990102 below"],
    },
    {
      name: "III of a league informs nobody below",
      tier: "III",
      area: "990100",
      below: ["990102"],
      to: ["990100 own", "990000 superior"],
    },
    {
      name: "I of the region: its own office, and those below",
      tier: "I",
      area: "990000",
      below: ["990100"],
      to: ["990000 own", "990100 below"],
    },
  ])("$name", ({ tier, area, below = [], to }) => {
    expect(lines(tier, area, below)).toEqual(to);
  });

  test("an area without an office is spoken for by the nearest above", () => {
    expect(lines("IV", "990101", [], without("990101"))).toEqual(["990100 own"]);
    expect(lines("III", "990101", [], without("990101"))).toEqual(["990100 own", "990000 superior"]);
    expect(lines("IV", "990101", [], without("990101", "990100"))).toEqual(["990000 own"]);
  });

  test("a gap above does not swallow a superior", () => {
    expect(lines("III", "990101", [], without("990100"))).toEqual(["990101 own", "990000 superior"]);
  });

  test("no office twice, though it stands above, adds up and lies below", () => {
    const shared = [...without("990100", "990109"), office("990109", "dhl", "990101")];
    const all = lines("I", "990109", ["990101", "990101"], shared).map((line) => line.split(" ")[0]);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe("which of its people", () => {
  test("leadership is told of tier I only", () => {
    const addresses = (tier: Tier) => addressees(tier, "990101")[0]?.addresses;
    expect(addresses("II")).toEqual(["duty.990101@example.org", "head.990101@example.org"]);
    expect(addresses("I")).toEqual([
      "duty.990101@example.org",
      "head.990101@example.org",
      "leadership.990101@example.org",
    ]);
  });

  test("one address in two roles gets one message", () => {
    const plain = { ...office("990101"), contacts: [] as DirectoryOffice["contacts"] };
    const twice: DirectoryOffice = {
      ...plain,
      contacts: [
        { role: "duty", address: "a@example.org" },
        { role: "head", address: "a@example.org" },
      ],
    };
    expect(addressees("IV", "990101", [], [twice])[0]?.addresses).toEqual(["a@example.org"]);
  });

  test("an office without contacts never stops the ones after it", () => {
    const silent = [office("990101", ""), ...without("990101")];
    expect(addressees("II", "990101", [], silent).map(({ addresses }) => addresses.length)).toEqual([
      0, 2, 2,
    ]);
    const below = [...without("990101"), office("990101", "")];
    expect(
      addressees("II", "990100", ["990101", "990102"], below).map(({ addresses }) => addresses.length),
    ).toEqual([2, 2, 0, 2]);
  });
});

test("enterprise names are for the own office and its superiors, not for copies or those below", () => {
  const sees = (...args: Parameters<typeof addressees>) =>
    Object.fromEntries(
      addressees(...args).map(({ audience, seesEnterprises }) => [audience, seesEnterprises]),
    );
  expect(sees("II", "990109")).toEqual({ own: true, superior: true, copy: false });
  expect(sees("II", "990100", ["990101"])).toEqual({ own: true, superior: true, below: false });
});

test("a register that runs in a circle ends", () => {
  const circle = [
    { code: "990001", name: "甲", level: "league", parent: null, reportsTo: "990002" },
    { code: "990002", name: "乙", level: "league", parent: null, reportsTo: "990001" },
  ];
  const round = new Directory(circle, [office("990001"), office("990002")]);
  expect(route("I", "990001", [], round).map(({ office }) => office.id)).toEqual(["990001", "990002"]);
});
