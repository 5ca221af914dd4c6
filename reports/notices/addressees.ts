import type { CaseEvent } from "../../rules/cases/case-event.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import type { Verdict } from "../../rules/judge/verdict.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { earlierRecipients } from "../delivery/outbox.ts";
import type { NoticeSetting } from "./compose.ts";
import { type Addressee, route } from "./route.ts";

/** The offices that must know of a change, with their addresses: those that its tier reaches, and everyone who read of the case before. */
export async function addresseesOf(
  warehouse: Warehouse,
  event: CaseEvent,
  verdicts: readonly Verdict[],
  { directory }: NoticeSetting,
): Promise<Addressee[]> {
  const below = directory.below(event.area);
  const tier = event.tierTo ?? event.tierFrom!;
  const routed = route(tier, event.area, affectedBelow(event, verdicts, below), directory);
  if (event.kind === "opened") return routed;
  const earlier = await earlierRecipients(warehouse, event.caseId);
  const known = [...routed, ...route("I", event.area, below, directory)];
  const fresh = event.kind === "raised" || event.kind === "held" ? routed : [];
  return mergeEarlierRecipients(fresh, earlier, known);
}

/** Keep earlier recipients informed, at the same addresses; `fresh` are the addressees of the change itself. */
function mergeEarlierRecipients(
  fresh: readonly Addressee[],
  earlier: readonly { office: string; recipient: string }[],
  known: readonly Addressee[],
): Addressee[] {
  const offices = new Map(fresh.map((addressee) => [addressee.office.id, addressee]));
  for (const { office, recipient } of earlier) {
    const addressee = offices.get(office) ?? known.find((candidate) => candidate.office.id === office);
    if (!addressee) continue;
    const before = offices.has(office) ? addressee.addresses : [];
    offices.set(office, { ...addressee, addresses: [...new Set([...before, recipient])] });
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
