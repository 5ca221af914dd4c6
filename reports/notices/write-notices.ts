import type { CaseEvent } from "../../rules/cases/case-event.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import type { Verdict } from "../../rules/judge/verdict.ts";
import { rank } from "../../rules/policy/tiers.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { Directory } from "../delivery/directory.ts";
import { letterHtml, letterPlain } from "../delivery/letter-text.ts";
import { earlierRecipients, type NewLetter, writeLetters, writeNotice } from "../delivery/outbox.ts";
import { compose, type NoticeSetting } from "./compose.ts";
import { type GatheredChange, gatheredLetter } from "./gathered-letter.ts";
import { changesDue, type KeptChange, keepChange, recordWritten } from "./kept-changes.ts";
import type { LateNotice } from "./late-notice.ts";
import { renderHtml, renderText } from "./render.ts";
import { type Addressee, route } from "./route.ts";
import { sendingOf } from "./sending.ts";

/** The night that writes notices: id, date and instant. */
export interface NoticeNight {
  readonly night: number;
  readonly date: string;
  readonly now: string;
  /** Domain of the sender's address, for message ids. */
  readonly domain: string;
}

/**
 * Write what a night's case changes have to say into the outbox: a notice to each office that must know; changes that a mute keeps back or
 * that wait are kept, and those whose day has come are told, late or gathered into one letter for each office. A lowering or lifting goes
 * to everyone an earlier notice of the case went to. Returns how many notices and gathered letters were written.
 */
export async function writeNotices(
  warehouse: Warehouse,
  events: readonly CaseEvent[],
  verdicts: readonly Verdict[],
  night: NoticeNight,
  setting: NoticeSetting,
): Promise<number> {
  const within = isWithin(setting.directory);
  let written = 0;
  for (const event of events) {
    const sending = sendingOf(event, setting.policy, within);
    if (sending.how === "at-once") written += await notify(warehouse, event, verdicts, night, setting);
    else {
      const reason = sending.how === "muted" ? sending.reason : "";
      await keepChange(warehouse, { event, why: sending.how, reason }, sending.due);
    }
  }
  return written + (await writeKept(warehouse, verdicts, night, setting));
}

/** Tell the kept changes whose day has come. */
async function writeKept(
  warehouse: Warehouse,
  verdicts: readonly Verdict[],
  night: NoticeNight,
  setting: NoticeSetting,
): Promise<number> {
  const due = await changesDue(warehouse, night.date);
  if (due.length === 0) return 0;
  let written = 0;
  for (const { event, reason } of due.filter(({ why }) => why === "muted"))
    written += await notify(warehouse, event, verdicts, night, setting, { date: event.date, reason });
  const waited = due.filter(({ why }) => why === "waits");
  const letters = await gather(warehouse, waited, verdicts, night, setting);
  await writeLetters(
    warehouse,
    letters.map(({ letter }) => letter),
    night,
  );
  const gathered = letters.map(({ letter, changes }) => ({ letter: letter.id, changes }));
  await recordWritten(warehouse, night.night, due, gathered);
  return written + letters.length;
}

/** One letter for each office with the changes that it must know, the gravest first. */
async function gather(
  warehouse: Warehouse,
  waited: readonly KeptChange[],
  verdicts: readonly Verdict[],
  { night, date }: NoticeNight,
  setting: NoticeSetting,
): Promise<{ letter: NewLetter; changes: CaseEvent[] }[]> {
  const offices = new Map<string, { addressee: Addressee; changes: GatheredChange[]; to: Set<string> }>();
  const reached = new Map<string, Map<string, Addressee>>();
  for (const { event } of waited) {
    // Those who read of the opening in this letter read of what followed too.
    const before = reached.get(event.caseId) ?? new Map<string, Addressee>();
    reached.set(event.caseId, before);
    const addressees = await addresseesOf(warehouse, event, verdicts, setting);
    for (const addressee of addressees) before.set(addressee.office.id, addressee);
    for (const addressee of before.values()) {
      const { id } = addressee.office;
      const known = offices.get(id) ?? { addressee, changes: [], to: new Set<string>() };
      offices.set(id, known);
      known.changes.push({ event, seesEnterprises: addressee.seesEnterprises });
      for (const address of addressee.addresses) known.to.add(address);
    }
  }
  return [...offices.values()]
    .filter(({ to }) => to.size > 0)
    .map(({ addressee: { office }, changes, to }) => {
      const ordered = [...changes].sort((a, b) => gravityOf(b.event) - gravityOf(a.event));
      const text = gatheredLetter(ordered, office, date, setting);
      const letter: NewLetter = {
        ...{ id: `changes-${night}-${office.id}`, kind: "changes", night, office: office.id },
        ...{ subject: text.subject, text: letterPlain(text), html: letterHtml(text, setting.language) },
        ...{ attachments: [], recipients: [...to] },
      };
      return { letter, changes: changes.map(({ event }) => event) };
    });
}

const gravityOf = ({ tierTo, tierFrom }: CaseEvent): number => rank(tierTo ?? tierFrom);

/** Write the notice of one change to each office that must know. */
async function notify(
  warehouse: Warehouse,
  event: CaseEvent,
  verdicts: readonly Verdict[],
  night: NoticeNight,
  setting: NoticeSetting,
  late: LateNotice | null = null,
): Promise<number> {
  let written = 0;
  for (const addressee of await addresseesOf(warehouse, event, verdicts, setting)) {
    if (addressee.addresses.length === 0) continue;
    const text = compose(event, addressee, setting, late);
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
  return written;
}

/** Whether an area is another or lies below it, along `parent`. */
function isWithin(directory: Directory): (area: string, around: string) => boolean {
  return (area, around) => {
    const seen = new Set<string>();
    for (let at: string | null = area; at !== null && !seen.has(at); ) {
      if (at === around) return true;
      seen.add(at);
      at = directory.area(at)?.parent ?? null;
    }
    return false;
  };
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
