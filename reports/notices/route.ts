import { graver, rank, type Tier } from "../../rules/policy/tiers.ts";
import type { Directory, DirectoryContact, DirectoryOffice, OfficeRole } from "../delivery/directory.ts";

/**
 * Why an office gets a notice: it acts for the area, is its superior, adds up its figures, lies within the warned area, is the office of its
 * leading group, a member department or a zone committee there, is a neighbour, or has read of the case before.
 */
export type Audience =
  | "own"
  | "superior"
  | "copy"
  | "below"
  | "leading-group"
  | "department"
  | "zone"
  | "neighbour"
  | "earlier";

/** How an office reads: a banner the enterprises and what to do first, a league a ranked table, the region counts. */
export type View = "banner" | "league" | "region";

/** An office that gets a notice, with the addresses to write to. */
export interface Addressee {
  readonly office: DirectoryOffice;
  readonly audience: Audience;
  readonly addresses: readonly string[];
  /** Enterprise names are for offices with a duty: the area's, its superiors, the office of its leading group. */
  readonly seesEnterprises: boolean;
  readonly view: View;
  /** Why it is reached: as whom, and from which tier on. */
  readonly why: { readonly audience: Audience; readonly from: Tier };
}

/** Offices with a duty towards the enterprises of a case. */
const WITH_DUTY: ReadonlySet<Audience> = new Set(["own", "superior", "leading-group"]);

/** An office with why it is reached. */
type Reached = readonly [office: DirectoryOffice | undefined, audience: Audience, from: Tier];

/**
 * The offices that get a notice of a tier, relative to the area of the case.
 *
 * Ⅳ: its office; Ⅲ: also its superior; Ⅱ: also the superior's superior; Ⅰ: as Ⅱ, with leadership. From Ⅲ up, the parent area's
 * office gets a copy when it is not the superior, and so do the office of the area's leading group and the zone committees concerned; from Ⅱ
 * up the member departments and the affected offices below. Neighbours only at the tiers of the policy. For an area without an office, the
 * nearest superior's office acts.
 *
 * @param affectedBelow codes of the areas directly below that are concerned
 * @param neighbours tiers at which the areas of the same parent are reached
 */
export function route(
  tier: Tier,
  area: string,
  affectedBelow: readonly string[],
  directory: Directory,
  neighbours: readonly Tier[] = [],
): Addressee[] {
  const all: Reached[] = [
    ...chainOf(area, directory),
    ...copyOf(area, directory),
    ...directory.officesOf(area, "leading-group").map((office): Reached => [office, "leading-group", "III"]),
    ...directory.officesOf(area, "department").map((office): Reached => [office, "department", "II"]),
    ...[area, ...affectedBelow].flatMap((code) =>
      directory.officesOf(code, "zone").map((office): Reached => [office, "zone", "III"]),
    ),
    ...affectedBelow.map((code): Reached => [directory.officeFor(code), "below", "II"]),
    ...(neighbours.includes(tier) ? neighboursOf(area, directory, tier) : []),
  ];
  const seen = new Set<string>();
  return all.flatMap(([office, audience, from]) => {
    if (!office || rank(tier) < rank(from) || seen.has(office.id)) return [];
    seen.add(office.id);
    return [addresseeOf(office, audience, rolesAt(tier), directory, from)];
  });
}

/** An office as addressee, with the addresses of these roles. */
export function addresseeOf(
  office: DirectoryOffice,
  audience: Audience,
  roles: readonly OfficeRole[],
  directory: Directory,
  from: Tier = "IV",
): Addressee {
  return {
    office,
    audience,
    addresses: [...new Set(contactsAt(office, roles).map(({ address }) => address))],
    seesEnterprises: WITH_DUTY.has(audience),
    view: viewOf(office, directory),
    why: { audience, from },
  };
}

/** Roles that hear of a tier at once: leadership of Ⅰ alone. */
export const rolesAt = (tier: Tier): readonly OfficeRole[] =>
  tier === "I" ? ["duty", "head", "leadership"] : ["duty", "head"];

/** The contacts of an office with one of these roles; nobody where none has. */
export const contactsAt = (
  { contacts }: DirectoryOffice,
  roles: readonly OfficeRole[],
): readonly DirectoryContact[] => contacts.filter(({ role }) => roles.includes(role));

/** How an office reads: by the level of its area. */
export function viewOf({ area }: DirectoryOffice, directory: Directory): View {
  const level = directory.area(area)?.level;
  return level === "region" || level === "league" ? level : "banner";
}

/** The tier of a change by which it is told: a fall is a change at the tier that it leaves. */
export const tierOfChange = ({
  tierFrom,
  tierTo,
}: {
  readonly tierFrom: Tier | null;
  readonly tierTo: Tier | null;
}): Tier => graver(tierFrom, tierTo) ?? "IV";

/** The office that acts for the area, its superior from Ⅲ on, and the superior's superior from Ⅱ on. */
function chainOf(area: string, directory: Directory): Reached[] {
  const tiers = ["IV", "III", "II"] as const;
  return [area, ...directory.superiors(area)]
    .flatMap((code) => directory.officeFor(code) ?? [])
    .slice(0, tiers.length)
    .map((office, index) => [office, index === 0 ? "own" : "superior", tiers[index]!]);
}

function copyOf(area: string, directory: Directory): Reached[] {
  const { parent = null, reportsTo = null } = directory.area(area) ?? {};
  return parent === null || parent === reportsTo ? [] : [[directory.officeFor(parent), "copy", "III"]];
}

function neighboursOf(area: string, directory: Directory, tier: Tier): Reached[] {
  const parent = directory.area(area)?.parent ?? null;
  if (parent === null) return [];
  return directory
    .below(parent)
    .filter((code) => code !== area)
    .map((code) => [directory.officeFor(code), "neighbour", tier]);
}
