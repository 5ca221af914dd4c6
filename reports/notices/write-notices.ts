import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { Verdict } from "../../rules/judge/verdict.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { OnBrokenText } from "../delivery/compose-or-plain.ts";
import type { LetterPart } from "../delivery/night-letters.ts";
import { hasLaterNotice, hasNotice } from "../delivery/outbox.ts";
import { changeParts, type SentChange } from "./change-parts.ts";
import type { NoticeSetting } from "./compose.ts";
import { changesDue, type KeptChange, keepChange, recordWritten } from "./kept-changes.ts";
import { legalFacts, type SinceNight } from "./legal-facts.ts";
import { notify, notifyPresent } from "./notify.ts";
import { presentStates } from "./present-state.ts";
import { type IsWithin, type Sending, sendingOf } from "./sending.ts";
import { storiesOf } from "./stories.ts";
import { withLimbs } from "./with-limbs.ts";

/** The night that writes notices: id, date and instant. */
export interface NoticeNight {
  readonly night: number;
  readonly date: string;
  readonly now: string;
  /** Domain of the sender's address, for message ids. */
  readonly domain: string;
  /** The instant up to which the night knows; that of its mails unless given. */
  readonly asOf?: string;
  /** What was known before this night; null where nothing new can have come in. */
  readonly before: SinceNight | null;
  /** Called for a text that cannot be composed: its change goes out in the plain form. */
  readonly onBroken?: OnBrokenText;
}

/** What a night's changes came to: how many notices were written, and what goes into the daily letters. */
export interface NoticesWritten {
  readonly notices: number;
  readonly parts: readonly LetterPart[];
}

/**
 * Write what a night's case changes have to say into the outbox: a notice to each office that must know; changes that a mute keeps back or
 * that wait are kept, and those whose day has come are told, late or in the daily letters, whose parts are returned. A lowering, a lifting or
 * a correction goes to every office that read of the case, at its present addresses; an address that is new to an open case hears where it
 * stands.
 */
export async function writeNotices(
  warehouse: Warehouse,
  events: readonly CaseEvent[],
  verdicts: readonly Verdict[],
  night: NoticeNight,
  given: NoticeSetting,
): Promise<NoticesWritten> {
  const waiting = await changesDue(warehouse, night.date);
  const cases = [...events, ...waiting.map(({ event }) => event)].map(({ caseId }) => caseId);
  const { directory } = given;
  const within: IsWithin = (area, around) => directory.isWithin(area, around);
  const known = { date: night.date, asOf: night.asOf ?? night.now, directory };
  const stories = await storiesOf(warehouse, cases, known);
  const setting = { ...given, stories };
  const episodes = new Map(
    [...stories].flatMap(([id, { episode }]) => (episode ? [[id, episode.id] as const] : [])),
  );
  const sent: SentChange[] = [];
  let kept = 0;
  const decided: { readonly event: CaseEvent; readonly sending: Sending }[] = [];
  for (const event of events)
    decided.push({ event, sending: await sendingIn(warehouse, event, setting, within) });
  for (const { event, sending, limbs } of withLimbs(decided, episodes)) {
    if (sending.how === "at-once") {
      const offices = await notify(warehouse, event, verdicts, night, setting, { limbs });
      sent.push(...[event, ...limbs].map((each) => ({ event: each, offices })));
    } else {
      const reason = sending.how === "muted" ? sending.reason : "";
      await keepChange(warehouse, { event, why: sending.how, reason }, sending.due);
      kept++;
    }
  }
  // What is kept tonight may be due tonight.
  const due = kept > 0 ? await changesDue(warehouse, night.date) : waiting;
  const waited = await writeKept(warehouse, due, verdicts, night, setting, sent);
  const duties = night.before ? await legalFacts(warehouse, events, night.before) : new Map();
  const parts = await changeParts(warehouse, { waited, sent, duties }, verdicts, night, setting);
  const informed = new Set(
    parts.flatMap(({ office, changes = [] }) =>
      changes.filter(({ inFull }) => inFull).map(({ caseId }) => `${caseId} ${office.id}`),
    ),
  );
  const states = await presentStates(warehouse, informed, setting);
  const present = await notifyPresent(warehouse, states, night, {
    ...setting,
    stories: await storiesOf(
      warehouse,
      states.map(({ event }) => event.caseId),
      known,
    ),
  });
  const notices = sent.reduce((sum, { offices }) => sum + offices.size, present.notices);
  return { notices, parts: [...parts, ...present.parts] };
}

/** When a change is told; the end of a case that had a notice of its own never waits, nor a correction after it. */
async function sendingIn(
  warehouse: Warehouse,
  event: CaseEvent,
  { policy }: NoticeSetting,
  within: IsWithin,
): Promise<Sending> {
  const sending = sendingOf(event, policy, within);
  const isEnd = event.tierTo === null && event.kind !== "closed" && event.kind !== "quiet";
  if (sending.how !== "waits" || !isEnd) return sending;
  return (await hasNotice(warehouse, event.caseId)) ? { how: "at-once" } : sending;
}

/** Tell the kept changes whose day has come: late in notices, which are added to what was sent, or in the daily letters. */
async function writeKept(
  warehouse: Warehouse,
  due: readonly KeptChange[],
  verdicts: readonly Verdict[],
  night: NoticeNight,
  setting: NoticeSetting,
  sent: SentChange[],
): Promise<CaseEvent[]> {
  if (due.length === 0) return [];
  const isOfList = ({ event, why }: KeptChange) =>
    why === "waits" || sendingOf(event, { ...setting.policy, mutes: [] }, () => false).how === "waits";
  const waited: CaseEvent[] = [];
  for (const change of due) {
    const { event, reason } = change;
    if (!isOfList(change)) {
      const late = { date: event.date, reason };
      sent.push({ event, offices: await notify(warehouse, event, verdicts, night, setting, { late }) });
    } else if (!(await hasLaterNotice(warehouse, event))) waited.push(event);
  }
  await recordWritten(warehouse, night.night, due);
  return waited;
}
