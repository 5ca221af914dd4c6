import type { Tier } from "../../rules/policy/tiers.ts";
import type { Directory, DirectoryArea, DirectoryOffice } from "../delivery/directory.ts";
import { route } from "./route.ts";

/** An area of which a warning reaches nobody (无人收到): no office acts for it, or its office has no contact for these tiers. */
export interface Unreached {
  readonly area: string;
  /** The office that acts for the area; null where neither it nor an area above it has one. */
  readonly office: DirectoryOffice | null;
  /** The tiers whose notices the office does not get, the gravest first. */
  readonly tiers: readonly Tier[];
}

const TIERS: readonly Tier[] = ["I", "II", "III", "IV"];

/**
 * The areas whose acting office gets no notice of some tier, by the routing that notices follow. An office that acts for several areas
 * is named once, by the area that it is written down for.
 */
export function unreachedAreas(areas: readonly DirectoryArea[], directory: Directory): Unreached[] {
  return areas.flatMap(({ code }): Unreached[] => {
    const office = directory.officeActingFor(code);
    if (!office) return [{ area: code, office: null, tiers: TIERS }];
    if (office.area !== code) return [];
    const tiers = TIERS.filter((tier) => !isReached(tier, office, directory));
    return tiers.length === 0 ? [] : [{ area: code, office, tiers }];
  });
}

const isReached = (tier: Tier, { id, area }: DirectoryOffice, directory: Directory): boolean =>
  route(tier, area, [], directory).some(({ office, addresses }) => office.id === id && addresses.length > 0);
