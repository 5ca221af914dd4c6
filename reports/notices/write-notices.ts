import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { Verdict } from "../../rules/judge/verdict.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { composeOrPlain, type OnBrokenText } from "../delivery/compose-or-plain.ts";
import type { Directory } from "../delivery/directory.ts";
import { hasLaterNotice, hasNotice, writeLetters, writeNotice } from "../delivery/outbox.ts";
import { addresseesOf } from "./addressees.ts";
import { compose, type NoticeSetting } from "./compose.ts";
import { gatherLetters } from "./gather-letters.ts";
import { changesDue, type KeptChange, keepChange, recordWritten } from "./kept-changes.ts";
import type { LateNotice } from "./late-notice.ts";
import { legalFacts, type SinceNight } from "./legal-facts.ts";
import { plainNotice, type WrittenNotice } from "./plain-notice.ts";
import { renderHtml, renderText } from "./render.ts";
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
  /** Called for a text that cannot be composed: its change goes out in the plain form. */
  readonly onBroken?: OnBrokenText;
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
  const letters = await gatherLetters(warehouse, { waited, duties }, verdicts, night, setting);
  await writeLetters(
    warehouse,
    letters.map(({ letter }) => letter),
    night,
  );
  const gathered = letters.map(({ letter, changes }) => ({ letter: letter.id, changes }));
  await recordWritten(warehouse, night.night, due, gathered);
  return written + letters.length;
}

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
    const { tier, subject, text, html } = composeOrPlain<WrittenNotice>(
      `notice ${event.rule}`,
      () => {
        const composed = compose(event, addressee, setting, late);
        const { subject, tier } = composed;
        return { subject, tier, text: renderText(composed), html: renderHtml(composed, setting.language) };
      },
      () => plainNotice(event, addressee, setting),
      night.onBroken,
    );
    const notice = {
      id: `${event.caseId}-${event.seq}-${addressee.office.id}`,
      caseId: event.caseId,
      seq: event.seq,
      night: night.night,
      office: addressee.office.id,
      ...{ tier, subject, text, html },
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
