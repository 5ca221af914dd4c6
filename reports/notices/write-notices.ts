import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { LayoffEvent } from "../../rules/definitions/define.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import type { Verdict } from "../../rules/judge/verdict.ts";
import { rank } from "../../rules/policy/tiers.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { Directory } from "../delivery/directory.ts";
import { letterHtml, letterPlain } from "../delivery/letter-text.ts";
import {
  earlierRecipients,
  hasLaterNotice,
  hasNotice,
  type NewLetter,
  writeLetters,
  writeNotice,
} from "../delivery/outbox.ts";
import { compose, type NoticeSetting } from "./compose.ts";
import { type GatheredChange, gatheredLetter } from "./gathered-letter.ts";
import { changesDue, type KeptChange, keepChange, recordWritten } from "./kept-changes.ts";
import type { LateNotice } from "./late-notice.ts";
import { legalFacts, type SinceNight } from "./legal-facts.ts";
import { renderHtml, renderText } from "./render.ts";
import { type Addressee, route } from "./route.ts";
import { type Sending, sendingOf } from "./sending.ts";

/** The night that writes notices: id, date and instant. */
export interface NoticeNight {
  readonly night: number;
  readonly date: string;
  readonly now: string;
  /** Domain of the sender's address, for message ids. */
  readonly domain: string;
  /** What was known before this night; null where nothing new can have come in. */
  readonly before: SinceNight | null;
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
    const sending = await sendingIn(warehouse, event, setting, within);
    if (sending.how === "at-once") written += await notify(warehouse, event, verdicts, night, setting);
    else {
      const reason = sending.how === "muted" ? sending.reason : "";
      await keepChange(warehouse, { event, why: sending.how, reason }, sending.due);
    }
  }
  return written + (await writeKept(warehouse, events, verdicts, night, setting));
}

/** When a change is told; the end of a case that had a notice of its own never waits. */
async function sendingIn(
  warehouse: Warehouse,
  event: CaseEvent,
  { policy }: NoticeSetting,
  within: ReturnType<typeof isWithin>,
): Promise<Sending> {
  const sending = sendingOf(event, policy, within);
  if (sending.how !== "waits" || event.kind === "opened") return sending;
  return (await hasNotice(warehouse, event.caseId)) ? { how: "at-once" } : sending;
}

/** Tell the kept changes whose day has come, and what the law asks of enterprises without making a case. */
async function writeKept(
  warehouse: Warehouse,
  events: readonly CaseEvent[],
  verdicts: readonly Verdict[],
  night: NoticeNight,
  setting: NoticeSetting,
): Promise<number> {
  const due = await changesDue(warehouse, night.date);
  const duties = night.before ? await legalFacts(warehouse, events, night.before) : new Map();
  if (due.length === 0 && duties.size === 0) return 0;
  let written = 0;
  const isOfList = ({ event, why }: KeptChange) =>
    why === "waits" || sendingOf(event, { ...setting.policy, mutes: [] }, () => false).how === "waits";
  const waited: KeptChange[] = [];
  for (const change of due) {
    if (!isOfList(change)) {
      const late = { date: change.event.date, reason: change.reason };
      written += await notify(warehouse, change.event, verdicts, night, setting, late);
    } else if (!(await hasLaterNotice(warehouse, change.event))) waited.push(change);
  }
  const letters = await gather(warehouse, { waited, duties }, verdicts, night, setting);
  await writeLetters(
    warehouse,
    letters.map(({ letter }) => letter),
    night,
  );
  const gathered = letters.map(({ letter, changes }) => ({ letter: letter.id, changes }));
  await recordWritten(warehouse, night.night, due, gathered);
  return written + letters.length;
}

/** What is gathered into letters: changes that waited, and by area the enterprises that must report by law. */
interface Gathered {
  readonly waited: readonly KeptChange[];
  readonly duties: ReadonlyMap<string, readonly LayoffEvent[]>;
}

/** A letter in the making. */
interface OfficeLetter {
  readonly office: Addressee["office"];
  readonly changes: GatheredChange[];
  readonly duties: { readonly area: string; readonly firms: readonly LayoffEvent[] }[];
  readonly to: Set<string>;
}

/** One letter for each office with the changes that it must know, the gravest first. */
async function gather(
  warehouse: Warehouse,
  { waited, duties }: Gathered,
  verdicts: readonly Verdict[],
  { night, date }: NoticeNight,
  setting: NoticeSetting,
): Promise<{ letter: NewLetter; changes: CaseEvent[] }[]> {
  const offices = new Map<string, OfficeLetter>();
  const letterTo = ({ office, addresses }: Addressee): OfficeLetter => {
    const known = offices.get(office.id) ?? { office, changes: [], duties: [], to: new Set<string>() };
    offices.set(office.id, known);
    for (const address of addresses) known.to.add(address);
    return known;
  };
  const reached = new Map<string, Map<string, Addressee>>();
  for (const { event } of waited) {
    // Those who read of the opening in this letter read of what followed too.
    const before = reached.get(event.caseId) ?? new Map<string, Addressee>();
    reached.set(event.caseId, before);
    const addressees = await addresseesOf(warehouse, event, verdicts, setting);
    for (const addressee of addressees) before.set(addressee.office.id, addressee);
    for (const addressee of before.values())
      letterTo(addressee).changes.push({ event, seesEnterprises: addressee.seesEnterprises });
  }
  for (const [area, firms] of duties)
    for (const addressee of route("IV", area, [], setting.directory))
      letterTo(addressee).duties.push({ area, firms });
  return [...offices.values()]
    .filter(({ to }) => to.size > 0)
    .map(({ office, changes, duties: owed, to }) => {
      const ordered = [...changes].sort((a, b) => gravityOf(b.event) - gravityOf(a.event));
      const text = gatheredLetter({ changes: ordered, duties: owed }, office, date, setting);
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
