import type { CaseEvent } from "../../rules/cases/case-event.ts";
import { eventsNamed } from "../../rules/cases/case-log.ts";
import type { Tier } from "../../rules/policy/tiers.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { NoticeSetting } from "./compose.ts";
import { type Addressee, addresseeOf, contactsAt, rolesAt, route } from "./route.ts";

/** An open case by what is needed to find who must know of it. */
interface StandingCase {
  readonly id: string;
  readonly area: string;
  readonly tier: Tier;
  /** How many changes it has had: the number of its last one. */
  readonly events: number;
}

/** An office with addresses that have not read of a case, and the case's last change. */
export interface PresentState {
  readonly event: CaseEvent;
  readonly addressee: Addressee;
}

/**
 * Addresses that must know of an open case and have never read of it: mended after a refusal, of a new contact, of a deputy who acts from
 * today on. Each hears where the case stands once (现状告知). Cases of which a change waits or is kept back are left out: it comes.
 *
 * @param informed cases and offices that read of a change tonight, as `CASE OFFICE`
 */
export async function presentStates(
  warehouse: Warehouse,
  informed: ReadonlySet<string>,
  setting: NoticeSetting,
): Promise<PresentState[]> {
  const open = await standingCases(warehouse);
  if (open.length === 0) return [];
  const readers = await readersOf(
    warehouse,
    open.map(({ id }) => id),
  );
  const found: { readonly standing: StandingCase; readonly addressee: Addressee }[] = [];
  for (const standing of open) {
    const read = readers.get(standing.id);
    if (!read) continue;
    for (const addressee of mustKnow(standing, read.offices, setting)) {
      if (informed.has(`${standing.id} ${addressee.office.id}`)) continue;
      const addresses = addressee.addresses.filter((address) => !read.addresses.has(address.toLowerCase()));
      for (const address of addresses) read.addresses.add(address.toLowerCase());
      if (addresses.length > 0) found.push({ standing, addressee: { ...addressee, addresses } });
    }
  }
  const events = await eventsNamed(
    warehouse,
    found.map(({ standing: { id, events } }) => ({ caseId: id, seq: events })),
  );
  return found.flatMap(({ standing, addressee }) => {
    const event = events.find(({ caseId, seq }) => caseId === standing.id && seq === standing.events);
    return event ? [{ event, addressee }] : [];
  });
}

const standingCases = (warehouse: Warehouse): Promise<StandingCase[]> =>
  warehouse.rows(
    `SELECT id, area, tier, events FROM case_state
     WHERE state IN ('open', 'quiet') AND NOT drill ORDER BY id`,
  );

/** The offices that a case reaches at its tier, and those that read of it; at Ⅳ the duty desk alone hears of it so. */
function mustKnow(
  { area, tier }: StandingCase,
  offices: ReadonlySet<string>,
  { directory }: NoticeSetting,
): Addressee[] {
  const roles = tier === "IV" ? (["duty"] as const) : rolesAt(tier);
  const routed = route(tier, area, [], directory);
  const known = route("I", area, directory.below(area), directory, ["I"]);
  const ids = new Set([...routed.map(({ office }) => office.id), ...offices]);
  return [...ids].flatMap((id) => {
    const office = directory.office(id);
    if (!office || contactsAt(office, roles).length === 0) return [];
    const audience = known.find((candidate) => candidate.office.id === id)?.audience ?? "earlier";
    return [addresseeOf(office, audience, roles, directory)];
  });
}

interface Readers {
  readonly offices: Set<string>;
  /** In small letters. */
  readonly addresses: Set<string>;
}

/** Who has read of each case in full, by office and address; cases of which nobody was to hear yet are left out. */
async function readersOf(warehouse: Warehouse, cases: readonly string[]): Promise<Map<string, Readers>> {
  const rows = await warehouse.rows<{ case: string; office: string | null; recipient: string | null }>(
    `WITH content AS (
       SELECT case_id, id, office FROM notice WHERE case_id IN (SELECT unnest($cases))
       UNION ALL
       SELECT case_id, letter, coalesce(gathered_change.office, letter.office)
       FROM gathered_change JOIN letter ON letter.id = letter
       WHERE case_id IN (SELECT unnest($cases)) AND in_full IS NOT FALSE
     )
     SELECT DISTINCT standing.id AS "case", office, lower(recipient) AS recipient
     FROM (SELECT unnest($cases) AS id) AS standing
     LEFT JOIN content ON content.case_id = standing.id LEFT JOIN delivery ON delivery.notice = content.id
     WHERE standing.id NOT IN (SELECT case_id FROM kept_change WHERE told IS NULL)`,
    { cases },
  );
  const readers = new Map<string, Readers>();
  for (const { case: id, office, recipient } of rows) {
    const known = readers.get(id) ?? { offices: new Set<string>(), addresses: new Set<string>() };
    readers.set(id, known);
    if (office !== null) known.offices.add(office);
    if (recipient !== null) known.addresses.add(recipient);
  }
  return readers;
}
