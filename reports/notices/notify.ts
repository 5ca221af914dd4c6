import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { Verdict } from "../../rules/judge/verdict.ts";
import { rank } from "../../rules/policy/tiers.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { composeOrPlain, type OnBrokenText, plainLetter } from "../delivery/compose-or-plain.ts";
import type { LetterPart } from "../delivery/night-letters.ts";
import { type WrittenAt, writeNotice } from "../delivery/outbox.ts";
import { dateText, translate } from "../language/index.ts";
import { addresseesOf } from "./addressees.ts";
import { compose, type NoticeSetting } from "./compose.ts";
import { gatheredLetter } from "./gathered-letter.ts";
import type { LateNotice } from "./late-notice.ts";
import { plainLine, plainNotice, type WrittenNotice } from "./plain-notice.ts";
import type { PresentState } from "./present-state.ts";
import { renderHtml, renderText } from "./render.ts";
import { type Addressee, tierOfChange } from "./route.ts";
import { around } from "./stories.ts";

/** The night that writes notices. */
interface NotifyNight extends WrittenAt {
  readonly night: number;
  readonly date: string;
  readonly onBroken?: OnBrokenText;
}

/** What a notice says besides the change: that it comes late, and liftings of the same episode that it speaks of. */
interface Besides {
  readonly late?: LateNotice | null;
  readonly limbs?: readonly CaseEvent[];
}

/**
 * Write the notice of one change to each office that must know of it, or of a limb that it speaks of. A person who sits in several of them gets
 * it once, as the first of them. Returns the offices that have it.
 */
export async function notify(
  warehouse: Warehouse,
  event: CaseEvent,
  verdicts: readonly Verdict[],
  night: NotifyNight,
  setting: NoticeSetting,
  { late = null, limbs = [] }: Besides = {},
): Promise<ReadonlySet<string>> {
  const informed = new Set<string>();
  const written = new Set<string>();
  const ofLimbs = new Map<CaseEvent, readonly Addressee[]>();
  for (const limb of limbs) ofLimbs.set(limb, await addresseesOf(warehouse, limb, verdicts, setting));
  const addressees = await addresseesOf(warehouse, event, verdicts, setting);
  const head = limbsLine(limbs, setting);
  const readers = withLimbReaders(addressees, [...ofLimbs.values()].flat());
  const names = readers.filter(({ addresses }) => addresses.length > 0).map(({ office }) => office.name);
  const composing = { ...setting, informed: [...new Set(names)] };
  for (const addressee of readers) {
    const { office, addresses } = addressee;
    if (addresses.length === 0) continue;
    const recipients = addresses.filter((address) => !written.has(address.toLowerCase()));
    for (const address of recipients) written.add(address.toLowerCase());
    const text = noticeText(event, addressee, composing, late, head, night.onBroken);
    const notice = {
      ...{ id: `${event.caseId}-${event.seq}-${office.id}`, caseId: event.caseId, seq: event.seq },
      ...{ night: night.night, office: office.id, ...text },
    };
    await writeNotice(warehouse, notice, recipients, night);
    informed.add(office.id);
    // Without a message of its own: whoever asks later finds that the office knows of the limb, which its notice names.
    for (const [limb, limbReaders] of ofLimbs) {
      const { caseId, seq } = limb;
      if (limbReaders.some((reader) => reader.office.id === office.id) || isAbove(office, limb, setting))
        await writeNotice(
          warehouse,
          { ...notice, id: `${caseId}-${seq}-${office.id}`, caseId, seq },
          [],
          night,
        );
    }
  }
  return informed;
}

/** Whether an office acts for an area above that of a change: it hears of every change below it. */
const isAbove = ({ id }: Addressee["office"], { area }: CaseEvent, { directory }: NoticeSetting): boolean =>
  directory.above(area).some((code) => directory.officeFor(code)?.id === id);

/** The addressees of a change with those of its limbs; who does not read of the change itself sees no names of enterprises in it. */
function withLimbReaders(addressees: readonly Addressee[], ofLimbs: readonly Addressee[]): Addressee[] {
  const all = new Map(addressees.map((addressee) => [addressee.office.id, addressee]));
  for (const reader of ofLimbs) {
    const known = all.get(reader.office.id);
    const addresses = [...new Set([...(known?.addresses ?? []), ...reader.addresses])];
    all.set(
      reader.office.id,
      known ? { ...known, addresses } : { ...reader, addresses, audience: "earlier", seesEnterprises: false },
    );
  }
  return [...all.values()];
}

/** The line that names the limbs which a lifting speaks of; none where it stands alone. */
function limbsLine(limbs: readonly CaseEvent[], { language, directory }: NoticeSetting): string[] {
  if (limbs.length === 0) return [];
  const cases = limbs.map(({ area, caseId }) =>
    translate(language, "digest.below-case", { area: directory.areaName(area), case: caseId }),
  );
  return [
    translate(language, "notice.limbs-lifted", { cases: cases.join(translate(language, "list.separator")) }),
  ];
}

/** The text of a notice, with lines before what its head has; in the plain form where it cannot be composed. */
function noticeText(
  event: CaseEvent,
  addressee: Addressee,
  setting: NoticeSetting,
  late: LateNotice | null,
  before: readonly string[],
  onBroken: OnBrokenText | undefined,
): WrittenNotice {
  return composeOrPlain<WrittenNotice>(
    `notice ${event.rule}`,
    () => {
      const composed = compose(event, addressee, around(setting, event), late);
      const notice = { ...composed, head: [...before, ...composed.head] };
      const { subject, tier } = notice;
      return { subject, tier, text: renderText(notice), html: renderHtml(notice), content: notice };
    },
    () => plainNotice(event, addressee, setting),
    onBroken,
  );
}

/**
 * Write where cases stand for addresses that have not read of them (现状告知): at Ⅲ and above a notice in the case's thread, at Ⅳ parts of the
 * daily letters, which are returned.
 */
export async function notifyPresent(
  warehouse: Warehouse,
  states: readonly PresentState[],
  night: NotifyNight,
  setting: NoticeSetting,
): Promise<{ readonly notices: number; readonly parts: readonly LetterPart[] }> {
  const { language } = setting;
  const head = translate(language, "notice.present-state", { date: dateText(night.date, language) });
  const grave = states.filter(({ event }) => rank(tierOfChange(event)) >= rank("III"));
  for (const { event, addressee } of grave) {
    const text = noticeText(event, addressee, setting, null, [head], night.onBroken);
    const notice = {
      ...{ id: `${event.caseId}-${event.seq}-${addressee.office.id}-${night.night}`, caseId: event.caseId },
      ...{ seq: event.seq, night: night.night, office: addressee.office.id, ...text },
    };
    await writeNotice(warehouse, notice, addressee.addresses, night);
  }
  const light = states.filter((state) => !grave.includes(state));
  return { notices: grave.length, parts: presentParts(light, head, night, setting) };
}

function presentParts(
  states: readonly PresentState[],
  head: string,
  { night, date, onBroken }: NotifyNight,
  setting: NoticeSetting,
): LetterPart[] {
  return [...new Set(states.map(({ addressee }) => addressee.office))].map((office): LetterPart => {
    const ofOffice = states.filter(({ addressee }) => addressee.office === office);
    const changes = ofOffice.map(({ event, addressee: { seesEnterprises } }) => ({ event, seesEnterprises }));
    const text = composeOrPlain(
      "changes",
      () => ({ ...gatheredLetter({ changes, duties: [] }, office, date, setting), lead: head }),
      () => {
        const lines = changes.map(({ event }) => plainLine(event, setting));
        return plainLetter({ office: office.name, date, about: "changes", lines }, setting.language);
      },
      onBroken,
    );
    return {
      ...{ id: `present-${night}-${office.id}`, kind: "changes", matter: "changes", office, text },
      recipients: [...new Set(ofOffice.flatMap(({ addressee }) => addressee.addresses))],
      changes: ofOffice.map(({ event: { caseId, seq } }) => ({ caseId, seq, inFull: true })),
    };
  });
}
