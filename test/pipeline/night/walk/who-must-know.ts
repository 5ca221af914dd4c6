import { rank, type Tier } from "../../../../rules/policy/tiers.ts";
import type { WalkOffice, WalkRegister, WalkRole } from "./walk-register.ts";

/** The offices in the order in which a tier reaches them: the one that acts, its superior from Ⅲ, the superior's superior from Ⅱ. */
export function officesUpward(register: WalkRegister, area: string): WalkOffice[] {
  return [area, ...register.above(area)].flatMap((code) => register.bureauOf(code) ?? []);
}

/** The offices that a tier demands. */
export const demanded = (register: WalkRegister, area: string, tier: Tier): WalkOffice[] =>
  officesUpward(register, area).slice(0, rank(tier) >= rank("II") ? 3 : rank(tier) >= rank("III") ? 2 : 1);

/** Who of an office reads a notice of a tier. */
export const rolesFor = (tier: Tier): WalkRole[] =>
  tier === "I" ? ["duty", "head", "leadership"] : ["duty", "head"];

/** The addresses that may read an enterprise's name: of the office that acts for its area, its superiors, and their leading groups. */
export function mayReadNames(register: WalkRegister, area: string, day: string): Set<string> {
  const now = register.successor(area);
  const chain = new Set([now, ...register.above(now)]);
  const offices = register.offices.filter(
    ({ area: of, kind }) => chain.has(of) && (kind === undefined || kind === "leading-group"),
  );
  return new Set(
    offices.flatMap((office) =>
      register.addresses(office, ["duty", "head", "leadership"], day).map((address) => address.toLowerCase()),
    ),
  );
}
