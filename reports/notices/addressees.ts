import type { CaseEvent } from "../../rules/cases/case-event.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import type { Verdict } from "../../rules/judge/verdict.ts";
import { graver, type Tier } from "../../rules/policy/tiers.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { type OfficeReached, officesReached } from "../delivery/offices-reached.ts";
import type { NoticeSetting } from "./compose.ts";
import { type Addressee, addresseeOf, rolesAt, route, tierOfChange } from "./route.ts";

/** Changes that reach whom their tier reaches; the others only those who know of the case. */
const REACHES_ANEW: ReadonlySet<CaseEvent["kind"]> = new Set([
  ...(["opened", "raised", "reopened", "held", "moved", "merged"] as const),
]);

/**
 * The offices that must know of a change, with their present addresses: those that its tier reaches, and every office that read of the case
 * before. Who is told later is found by the office: an address that was given up or refused gets nothing more.
 */
export async function addresseesOf(
  warehouse: Warehouse,
  event: CaseEvent,
  verdicts: readonly Verdict[],
  { directory, policy }: NoticeSetting,
): Promise<Addressee[]> {
  const below = directory.below(event.area);
  const neighbours = policy.neighbours.tiers;
  const tier = event.tierTo ?? event.tierFrom ?? "IV";
  const affected = affectedBelow(event, verdicts, below);
  const routed = route(tier, event.area, affected, directory, neighbours);
  if (event.reason === "lift-proposed") return routed.filter(({ audience }) => audience === "own");
  if (event.kind === "opened") return routed;
  const known = [...routed, ...route("I", event.area, below, directory, ["I"])];
  const isKept = event.kind === "corrected" && event.tierTo !== null;
  const fresh = REACHES_ANEW.has(event.kind) || isKept ? routed : [];
  const reached = await officesReached(warehouse, event.caseId);
  return mergeEarlier(fresh, reached, known, tierOfChange(event), directory);
}

/** Add the offices that were reached before, at their present addresses, with the roles of the gravest tier that they read of. */
function mergeEarlier(
  fresh: readonly Addressee[],
  reached: readonly OfficeReached[],
  known: readonly Addressee[],
  tier: Tier,
  directory: NoticeSetting["directory"],
): Addressee[] {
  const offices = new Map(fresh.map((addressee) => [addressee.office.id, addressee]));
  for (const { office: id, tier: before } of reached) {
    const office = directory.office(id);
    if (!office) continue;
    const audience = known.find((candidate) => candidate.office.id === id)?.audience ?? "earlier";
    const roles = rolesAt(offices.has(id) ? (graver(before, tier) ?? tier) : before);
    offices.set(id, addresseeOf(office, audience, roles, directory));
  }
  return [...offices.values()];
}

/** The areas directly below that have a warning of the same cause tonight; all areas below when none has. */
function affectedBelow(
  event: CaseEvent,
  verdicts: readonly Verdict[],
  below: readonly string[],
): readonly string[] {
  const warned = new Set(
    verdicts
      .filter((verdict) => verdict.outcome === "fired" && ruleById(verdict.rule)?.cause === event.cause)
      .map((verdict) => verdict.area),
  );
  const affected = below.filter((code) => warned.has(code));
  return affected.length > 0 ? affected : below;
}
