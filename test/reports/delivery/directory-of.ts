import { Directory, type DirectoryArea, type DirectoryOffice } from "../../../reports/delivery/directory.ts";
import { AREAS } from "../../rules/cases/small-deployment.ts";

/** Offices' contacts by role: `d` the duty desk, `h` the head, `l` leadership. */
export function office(area: string, roles = "dhl", id = area): DirectoryOffice {
  const role = { d: "duty", h: "head", l: "leadership" } as const;
  return {
    id,
    area,
    name: `${area}人社局`,
    contacts: [...roles].map((letter) => {
      const name = role[letter as keyof typeof role];
      return { role: name, address: `${name}.${id}@example.org` };
    }),
  };
}

/** The small region, with a county (990109) that reports to the region although its figures are part of a league's. */
export const SMALL_AREAS: readonly DirectoryArea[] = [
  ...AREAS,
  { code: "990109", name: "口岸市", level: "banner", parent: "990100", reportsTo: "990000" },
];

export const SMALL_OFFICES = SMALL_AREAS.map(({ code }) => office(code));

/** A directory of the small region; without offices given, every area has one. */
export const directory = (offices: readonly DirectoryOffice[] = SMALL_OFFICES): Directory =>
  new Directory(SMALL_AREAS, offices);
