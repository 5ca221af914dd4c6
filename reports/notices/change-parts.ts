import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { LayoffEvent } from "../../rules/definitions/define.ts";
import type { Verdict } from "../../rules/judge/verdict.ts";
import { rank } from "../../rules/policy/tiers.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { composeOrPlain, type OnBrokenText, plainLetter } from "../delivery/compose-or-plain.ts";
import type { DirectoryOffice } from "../delivery/directory.ts";
import type { LetterText } from "../delivery/letter-text.ts";
import type { LetterPart } from "../delivery/night-letters.ts";
import { translate } from "../language/index.ts";
import { addresseesOf } from "./addressees.ts";
import { areaMap } from "./area-map.ts";
import { changesBelowLetter, type OfficeChanges } from "./changes-below.ts";
import type { NoticeSetting } from "./compose.ts";
import { type GatheredChange, gatheredLetter } from "./gathered-letter.ts";
import { plainLine } from "./plain-notice.ts";
import { type Addressee, contactsAt, route, tierOfChange } from "./route.ts";
import { notJudgedAreas, openCases, standingTable } from "./standing.ts";

/** A change that had notices of its own tonight, with the offices that they went to. */
export interface SentChange {
  readonly event: CaseEvent;
  readonly offices: ReadonlySet<string>;
}

/** What goes into the letters of a night: changes that waited, changes that were sent, and by area the enterprises that must report by law. */
export interface NightNews {
  readonly waited: readonly CaseEvent[];
  readonly sent: readonly SentChange[];
  readonly duties: ReadonlyMap<string, readonly LayoffEvent[]>;
}

/** The night of the letters. */
export interface PartsNight {
  readonly night: number;
  readonly date: string;
  readonly onBroken?: OnBrokenText;
}

/**
 * What each office reads of a night's changes in its daily letter: in full what waited and concerns it; as lines every change of an area below
 * it that it had no notice of. Heads read what concerns their area, and lines at Ⅲ and above; leadership reads no daily letter.
 */
export async function changeParts(
  warehouse: Warehouse,
  { waited, sent, duties }: NightNews,
  verdicts: readonly Verdict[],
  night: PartsNight,
  setting: NoticeSetting,
): Promise<LetterPart[]> {
  const { directory } = setting;
  const offices = new Map<string, { full: GatheredChange[]; below: CaseEvent[] }>();
  const of = (office: string) => {
    const known = offices.get(office) ?? { full: [], below: [] };
    offices.set(office, known);
    return known;
  };
  const addLines = (event: CaseEvent, informed: ReadonlySet<string>) => {
    // An exercise reaches those who take part in it, and nobody else.
    if (event.drill) return;
    const { areaBefore } = event.facts;
    // Those above the area that it leaves hear where it went.
    const above = [...directory.above(event.area), ...(areaBefore ? directory.above(areaBefore) : [])];
    for (const code of new Set(above)) {
      const office = directory.officeFor(code);
      if (office && !informed.has(office.id)) of(office.id).below.push(event);
    }
  };
  const reached = new Map<string, Map<string, Addressee>>();
  for (const event of waited) {
    // Those who read of the opening in this letter read of what followed too.
    const before = reached.get(event.caseId) ?? new Map<string, Addressee>();
    reached.set(event.caseId, before);
    const addressees = await addresseesOf(warehouse, event, verdicts, setting);
    for (const addressee of addressees) before.set(addressee.office.id, addressee);
    for (const { office, seesEnterprises } of before.values())
      of(office.id).full.push({ event, seesEnterprises });
    addLines(event, new Set(before.keys()));
  }
  for (const { event, offices: informed } of sent) addLines(event, informed);
  const standingOf = await standingFor([...offices.values()], warehouse, verdicts, night, setting);
  return [
    ...[...offices].flatMap(([id, changes]) => {
      const office = directory.office(id)!;
      return partOf(office, { ...changes, ...standingOf(office) }, night, setting);
    }),
    ...[...duties].flatMap(([area, firms]) => lawParts(area, firms, night, setting)),
  ];
}

/** Where the areas of an office stand, where any office reads of changes below it: one statement for all of them. */
async function standingFor(
  offices: readonly OfficeChanges[],
  warehouse: Warehouse,
  verdicts: readonly Verdict[],
  { date }: PartsNight,
  setting: NoticeSetting,
): Promise<(office: DirectoryOffice) => Pick<OfficeChanges, "standing" | "map">> {
  if (offices.every(({ below }) => below.length === 0)) return () => ({});
  const notJudged = notJudgedAreas(verdicts, setting.directory.areasOn(date));
  const open = await openCases(warehouse);
  return (office) => ({
    standing: standingTable(office, open, notJudged, date, setting),
    map: areaMap(office, { open, notJudged }, date, setting),
  });
}

function partOf(
  office: DirectoryOffice,
  { full, below, standing = null, map = null }: OfficeChanges,
  { night, date, onBroken }: PartsNight,
  setting: NoticeSetting,
): LetterPart[] {
  const isForHead = full.length > 0 || below.some((event) => rank(tierOfChange(event)) >= rank("III"));
  const recipients = addressesFor(office, isForHead);
  if (recipients.length === 0) return [];
  const ordered = [...full].sort((a, b) => rank(tierOfChange(b.event)) - rank(tierOfChange(a.event)));
  const text = composeOrPlain(
    "changes",
    () =>
      below.length > 0
        ? changesBelowLetter({ full: ordered, below, standing, map }, office, date, setting)
        : gatheredLetter({ changes: ordered, duties: [] }, office, date, setting),
    () => plainChanges([...ordered.map(({ event }) => event), ...below], office, date, setting),
    onBroken,
  );
  const changes = [
    ...ordered.map(({ event: { caseId, seq } }) => ({ caseId, seq, inFull: true })),
    ...below.map(({ caseId, seq }) => ({ caseId, seq, inFull: false })),
  ];
  return [
    {
      ...{ id: `changes-${night}-${office.id}`, kind: "changes", matter: "changes", office },
      ...{ text, recipients, changes },
    },
  ];
}

/** What the law asks of enterprises without making a case: for the duty desk of the office that acts for their area. */
function lawParts(
  area: string,
  firms: readonly LayoffEvent[],
  { night, date, onBroken }: PartsNight,
  setting: NoticeSetting,
): LetterPart[] {
  const { language, directory } = setting;
  return route("IV", area, [], directory).flatMap(({ office }): LetterPart[] => {
    const recipients = addressesFor(office, false);
    if (recipients.length === 0) return [];
    const text = composeOrPlain(
      "changes",
      () => gatheredLetter({ changes: [], duties: [{ area, firms }] }, office, date, setting),
      () => {
        const line = translate(language, "plain.firms", {
          ...{ area: directory.areaName(area), count: firms.length },
        });
        return plainLetter({ office: office.name, date, about: "changes", lines: [line] }, language);
      },
      onBroken,
    );
    return [{ id: `law-${night}-${area}`, kind: "changes", matter: "law", office, text, recipients }];
  });
}

/** The duty contacts of an office, with its head or without; the head where it has no duty desk. */
export function addressesFor(office: DirectoryOffice, withHead: boolean): string[] {
  const duty = contactsAt(office, ["duty"]);
  const contacts = withHead || duty.length === 0 ? contactsAt(office, ["duty", "head"]) : duty;
  return [...new Set(contacts.map(({ address }) => address))];
}

/** The letter in its plain form: a line for each change. */
function plainChanges(
  events: readonly CaseEvent[],
  office: DirectoryOffice,
  date: string,
  setting: NoticeSetting,
): LetterText {
  const lines = events.map((event) => plainLine(event, setting));
  return plainLetter({ office: office.name, date, about: "changes", lines }, setting.language);
}
