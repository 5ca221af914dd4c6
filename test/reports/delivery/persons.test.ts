import { describe, expect, test } from "vitest";
import { Directory } from "../../../reports/delivery/directory.ts";
import { type DirectoryPerson, turningDays, type WrittenOffice } from "../../../reports/delivery/persons.ts";
import { unreachedAreas } from "../../../reports/notices/unreached.ts";
import { addDays } from "../../../rules/calendar/periods.ts";
import { SMALL_AREAS } from "./directory-of.ts";

const person = (id: string, more: Partial<DirectoryPerson> = {}): DirectoryPerson => ({
  ...{ id, name: `${id}某`, address: `${id}@example.org` },
  ...more,
});
const LEAVE = { away: [{ from: "2026-03-10", until: "2026-03-12" }] };
const OFFICE: WrittenOffice = {
  ...{ id: "990101", area: "990101", name: "990101人社局" },
  contacts: [
    { role: "duty", person: "a" },
    { role: "head", person: "b", telephone: "0470-1" },
    { role: "leadership", address: "l@example.org" },
  ],
};

/** The contacts of the office on a day as `role address (for whom)`. */
const contacts = (persons: readonly DirectoryPerson[], day: string, office = OFFICE): string[] =>
  new Directory(SMALL_AREAS, [office], persons)
    .on(day)
    .office("990101")!
    .contacts.map(({ role, address, standsFor }) =>
      [role, address, standsFor && `for ${standsFor}`].filter(Boolean).join(" "),
    );

describe("who reads the mail of a seat", () => {
  test.each([
    {
      name: "its person",
      persons: [person("a", LEAVE), person("b")],
      day: "2026-03-13",
      reads: ["duty a@example.org", "head b@example.org", "leadership l@example.org"],
    },
    {
      name: "the deputy on the first and the last day away",
      persons: [person("a", { ...LEAVE, deputy: "c" }), person("b"), person("c")],
      day: "2026-03-12",
      reads: ["duty c@example.org for a某", "head b@example.org", "leadership l@example.org"],
    },
    {
      name: "the deputy's deputy, where both are away",
      persons: [
        person("a", { ...LEAVE, deputy: "c" }),
        person("b"),
        person("c", { ...LEAVE, deputy: "d" }),
        person("d"),
      ],
      day: "2026-03-10",
      reads: ["duty d@example.org for a某", "head b@example.org", "leadership l@example.org"],
    },
    {
      name: "the duty address, where the head's seat is vacant",
      persons: [person("a"), person("b", { until: "2026-03-09" })],
      day: "2026-03-10",
      reads: ["duty a@example.org", "head a@example.org for b某", "leadership l@example.org"],
    },
    {
      name: "leadership last, where nobody else works",
      persons: [person("a", LEAVE), person("b", { from: "2026-04-01" })],
      day: "2026-03-10",
      reads: ["duty l@example.org for a某", "head l@example.org for b某", "leadership l@example.org"],
    },
  ])("$name", ({ persons, day, reads }) => expect(contacts(persons, day)).toEqual(reads));

  test("without a day everyone is taken to be there, and addresses alone need no persons", () => {
    const directory = new Directory(SMALL_AREAS, [OFFICE], [person("a", LEAVE), person("b")]);
    expect(directory.addresses(directory.office("990101")!, ["duty"])).toEqual(["a@example.org"]);
    expect(directory.telephones("990101")).toEqual([{ role: "head", telephone: "0470-1" }]);
  });

  test("deputies that lead in a circle end with the next role", () => {
    const circle = [
      person("a", { ...LEAVE, deputy: "c" }),
      person("b"),
      person("c", { ...LEAVE, deputy: "a" }),
    ];
    expect(contacts(circle, "2026-03-11")[0]).toBe("duty b@example.org for a某");
  });
});

test("an area of which nobody would hear is named with its first day", () => {
  const office = { ...OFFICE, contacts: [{ role: "duty" as const, person: "a" }] };
  const persons = [person("a", LEAVE)];
  const areas = SMALL_AREAS.filter(({ code }) => code === "990101");
  const days = turningDays(persons, "2026-03-01", "2026-03-31", (day) => addDays(day, 1));
  expect(days).toEqual(["2026-03-01", "2026-03-10", "2026-03-13"]);
  const found = unreachedAreas(areas, new Directory(areas, [office], persons), days);
  expect(found.map(({ area, from, tiers }) => [area, from, tiers])).toEqual([
    ["990101", "2026-03-10", ["I", "II", "III", "IV"]],
  ]);
});
