import type { CaseEvent } from "../../rules/cases/case-event.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import type { Verdict } from "../../rules/judge/verdict.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { earlierRecipients, writeNotice } from "../delivery/outbox.ts";
import { compose, type NoticeSetting } from "./compose.ts";
import { renderHtml, renderText } from "./render.ts";
import { type Addressee, route } from "./route.ts";

/** The night that writes notices: id and instant. */
export interface NoticeNight {
  readonly night: number;
  readonly now: string;
  /** Domain of the sender's address, for message ids. */
  readonly domain: string;
}

/**
 * Write the notices of a night's case changes into the outbox: for each change one notice to each office that must
 * know. A lowering or lifting goes to everyone an earlier notice of the case went to. Returns how many were written.
 */
export async function writeNotices(
  warehouse: Warehouse,
  events: readonly CaseEvent[],
  verdicts: readonly Verdict[],
  night: NoticeNight,
  setting: NoticeSetting,
): Promise<number> {
  let written = 0;
  for (const event of events) {
    for (const addressee of await addresseesOf(warehouse, event, verdicts, setting)) {
      if (addressee.addresses.length === 0) continue;
      const text = compose(event, addressee, setting);
      const notice = {
        id: `${event.caseId}-${event.seq}-${addressee.office.id}`,
        caseId: event.caseId,
        seq: event.seq,
        night: night.night,
        office: addressee.office.id,
        tier: text.tier,
        subject: text.subject,
        text: renderText(text),
        html: renderHtml(text, setting.language),
      };
      await writeNotice(warehouse, notice, addressee.addresses, night);
      written++;
    }
  }
  return written;
}

async function addresseesOf(
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
  return mergeEarlierRecipients(event.kind === "raised" ? routed : [], earlier, known);
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
