import { rank, type Tier } from "../../rules/policy/tiers.ts";
import type { Directory, DirectoryOffice } from "../delivery/directory.ts";

/** Why an office is told: it acts for the area, stands above it, adds up its figures, or lies within the warning. */
export type Audience = "own" | "superior" | "copy" | "below";

/** An office that gets a notice, with the addresses to write to. */
export interface Addressee {
  readonly office: DirectoryOffice;
  readonly audience: Audience;
  readonly addresses: readonly string[];
  /** Enterprise names are for offices with a duty: the area's own and those it reports to. */
  readonly seesEnterprises: boolean;
}

/**
 * Who must be told of a tier, relative to the case's own area.
 *
 * Ⅳ its office; Ⅲ also its superior; Ⅱ also that one's superior; Ⅰ the same with leadership. From Ⅲ up the office whose
 * figures include the area gets a copy where that is not its superior. Ⅱ and Ⅰ of an area with areas below also inform
 * the affected offices below. An area without an office is spoken for by the nearest above.
 */
export function route(
  tier: Tier,
  area: string,
  affectedBelow: readonly string[],
  directory: Directory,
): Addressee[] {
  const chain = [area, ...directory.superiors(area)].flatMap((code) => directory.officeFor(code) ?? []);
  const reach = { IV: 1, III: 2, II: 3, I: 3 }[tier];
  const addressed: [DirectoryOffice, Audience][] = chain
    .slice(0, reach)
    .map((office, index) => [office, index === 0 ? "own" : "superior"]);
  const parent = directory.area(area)?.parent ?? null;
  if (rank(tier) >= rank("III") && parent !== null && parent !== directory.area(area)?.reportsTo) {
    const office = directory.officeFor(parent);
    if (office) addressed.push([office, "copy"]);
  }
  if (rank(tier) >= rank("II")) {
    for (const code of affectedBelow) {
      const office = directory.officeFor(code);
      if (office) addressed.push([office, "below"]);
    }
  }
  const seen = new Set<string>();
  return addressed.flatMap(([office, audience]) => {
    if (seen.has(office.id)) return [];
    seen.add(office.id);
    return [
      {
        office,
        audience,
        addresses: addressesOf(office, tier),
        seesEnterprises: audience === "own" || audience === "superior",
      },
    ];
  });
}

function addressesOf(office: DirectoryOffice, tier: Tier): string[] {
  const roles = tier === "I" ? ["duty", "head", "leadership"] : ["duty", "head"];
  return [
    ...new Set(office.contacts.filter(({ role }) => roles.includes(role)).map(({ address }) => address)),
  ];
}
