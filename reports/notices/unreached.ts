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
  /** The first day on which it is so. */
  readonly from: string;
}

const TIERS: readonly Tier[] = ["I", "II", "III", "IV"];

/**
 * The areas whose acting office gets no notice of some tier on some of the days, by the routing that notices follow; each is named with the
 * first such day. An office that acts for several areas is named once, by the area that it is written down for.
 *
 * @param days the days to look at, the earliest first
 */
export function unreachedAreas(
  areas: readonly DirectoryArea[],
  directory: Directory,
  days: readonly string[],
): Unreached[] {
  const found = new Map<string, Unreached>();
  for (const day of days)
    for (const { code } of areas) {
      const unreached = found.has(code) ? null : unreachedOn(code, directory.on(day), day);
      if (unreached) found.set(code, unreached);
    }
  return areas.flatMap(({ code }) => found.get(code) ?? []);
}

function unreachedOn(code: string, directory: Directory, from: string): Unreached | null {
  const office = directory.officeActingFor(code);
  if (!office) return { area: code, office: null, tiers: TIERS, from };
  if (office.area !== code) return null;
  const tiers = TIERS.filter((tier) => !isReached(tier, office, directory));
  return tiers.length === 0 ? null : { area: code, office, tiers, from };
}

const isReached = (tier: Tier, { id, area }: DirectoryOffice, directory: Directory): boolean =>
  route(tier, area, [], directory).some(({ office, addresses }) => office.id === id && addresses.length > 0);
