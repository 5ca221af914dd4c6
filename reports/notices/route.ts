import { rank, type Tier } from "../../rules/policy/tiers.ts";
import type { Directory, DirectoryOffice } from "../delivery/directory.ts";

/** Why an office gets a notice: it acts for the area, is its superior, adds up its figures, or lies within the warned area. */
export type Audience = "own" | "superior" | "copy" | "below";

/** An office that gets a notice, with the addresses to write to. */
export interface Addressee {
  readonly office: DirectoryOffice;
  readonly audience: Audience;
  readonly addresses: readonly string[];
  /** Only the area's office and its superiors see enterprise names. */
  readonly seesEnterprises: boolean;
}

/**
 * The offices that get a notice of a tier, relative to the area of the case.
 *
 * Ⅳ: its office; Ⅲ: also its superior; Ⅱ: also the superior's superior; Ⅰ: as Ⅱ, with leadership. From Ⅲ up, the parent area's
 * office gets a copy when it is not the superior. Ⅱ and Ⅰ also go to the affected offices below. For an area without an office, the
 * nearest superior's office acts.
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
