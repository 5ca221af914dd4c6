import { rank } from "../../../../rules/policy/tiers.ts";
import { graverOf, type NightTables, nameOf, type WalkEvent } from "./night-tables.ts";
import { FIRM, type Walking } from "./walk-deeds.ts";
import type { WalkOffice } from "./walk-register.ts";
import { demanded, mayReadNames, officesUpward, rolesFor } from "./who-must-know.ts";

/** What the checks of a walk remember from night to night. */
export class Remembered {
  /** Changes that each address has read of, as `ADDRESS CASE SEQ`. */
  readonly read = new Set<string>();
  /** Addresses that have read of a case in full, as `ADDRESS CASE`. */
  readonly knows = new Set<string>();
  /** Cases that stood after the last night. */
  standing = new Map<string, string>();
}

type Note = (problem: string) => void;

/** Changes that are told at Ⅲ and above in notices of their own; what else happens is for the daily letter. */
const AT_ONCE = new Set([
  ...["opened", "raised", "lowered", "lifted", "corrected", "reopened", "held", "moved", "merged"],
]);
const ENDS = new Set(["lifted", "merged", "corrected"]);

/** Who of tonight's addresses read of which change: whatever the message. */
const readersOf = ({ messages }: NightTables): Set<string> =>
  new Set(
    messages.flatMap(({ recipient, full, lines }) =>
      [...full, ...lines].map((name) => `${recipient} ${name}`),
    ),
  );

/** Nobody is told less than the tier demands. */
export function checkDemanded(tables: NightTables, walking: Walking, note: Note): void {
  const { register } = walking;
  const readers = readersOf(tables);
  const hasNotice = (event: WalkEvent, { id }: WalkOffice) =>
    tables.notices.some(
      ({ caseId, seq, office }) => office === id && nameOf({ caseId, seq }) === nameOf(event),
    );
  const rowOf = (event: WalkEvent, { id }: WalkOffice) =>
    tables.gathered.filter((row) => row.office === id && nameOf(row) === nameOf(event));
  for (const event of tables.events) {
    const tier = graverOf(event);
    const line = `${nameOf(event)} ${event.kind} ${event.reason} ${event.tierFrom}-${event.tierTo} of ${event.area}`;
    const isGrave = rank(tier) >= rank("III") && AT_ONCE.has(event.kind);
    // What is left of an area that ended is where it went on.
    const area = register.successor(event.area);
    const upward = officesUpward(register, area);
    for (const office of isGrave ? demanded(register, area, tier) : []) {
      const addresses = register.addresses(office, rolesFor(tier), tables.date);
      if (addresses.length > 0 && !hasNotice(event, office)) note(`${line}: no notice to ${office.id}`);
      for (const address of addresses)
        if (!readers.has(`${address.toLowerCase()} ${nameOf(event)}`)) note(`${line}: nothing to ${address}`);
    }
    const left =
      event.areaBefore === null ? [] : officesUpward(register, register.above(event.areaBefore)[0]!);
    for (const [at, office] of [...upward, ...left].entries()) {
      const [duty] = register.addresses(office, ["duty"], tables.date);
      const rows = rowOf(event, office);
      if (duty === undefined || hasNotice(event, office)) continue;
      if (at === 0 ? !rows.some(({ inFull }) => inFull) : rows.length === 0)
        note(`${line}: not in the letter of ${office.id}`);
      else if (!readers.has(`${duty.toLowerCase()} ${nameOf(event)}`)) note(`${line}: no letter to ${duty}`);
    }
  }
}

/** Everyone who was told of a case is told of its end, of its merging and of its corrections. */
export function checkEnds(tables: NightTables, { register }: Walking, note: Note): void {
  for (const event of tables.events.filter(({ kind }) => ENDS.has(kind))) {
    const before = tables.notices.filter(
      ({ caseId, seq, night }) => caseId === event.caseId && seq < event.seq && night < tables.night,
    );
    for (const id of new Set(before.map(({ office }) => office))) {
      const office = register.offices.find((known) => known.id === id);
      if (!office || register.addresses(office, ["duty", "head"], tables.date).length === 0) continue;
      const hasHeard = [...tables.notices, ...tables.gathered].some(
        (row) => row.office === id && nameOf(row) === nameOf(event),
      );
      if (!hasHeard) note(`${nameOf(event)} ${event.kind}: ${id} was told of the case and not of this`);
    }
  }
}

/** Nobody is told twice of a change; no message speaks of what did not happen tonight. */
export function checkTwice(tables: NightTables, remembered: Remembered, note: Note): void {
  const tonight = new Set(tables.events.map(nameOf));
  const contents = new Map<string, string>();
  for (const { content, recipient, full, lines, isPresent } of tables.messages)
    for (const name of [...full, ...lines]) {
      const key = `${recipient} ${name}`;
      if (!isPresent && !tonight.has(name) && !tables.keptWritten.has(name))
        note(`${content} to ${recipient} speaks of ${name}, which is not of tonight`);
      const known = contents.get(key);
      if (!isPresent && (remembered.read.has(key) || (known !== undefined && known !== content)))
        note(`${recipient} is told twice of ${name}: ${known ?? "before"} and ${content}`);
      if (!isPresent) contents.set(key, content);
    }
  for (const key of contents.keys()) remembered.read.add(key);
  for (const { recipient, full } of tables.messages)
    for (const name of full) remembered.knows.add(`${recipient} ${name.split(" ")[0]}`);
}

/** Whoever must know of a standing case has read of it in full, at the address of today. */
export function checkStanding(
  { cases, date }: NightTables,
  { register }: Walking,
  { knows }: Remembered,
  note: Note,
): void {
  for (const { id, area, state, tier } of cases) {
    if ((state !== "open" && state !== "quiet") || tier === null) continue;
    const roles = tier === "IV" ? (["duty"] as const) : rolesFor(tier);
    for (const office of demanded(register, area, tier))
      for (const address of register.addresses(office, roles, date))
        if (!knows.has(`${address.toLowerCase()} ${id}`))
          note(`${id} ${tier} of ${area} stands, and ${address} of ${office.id} has not read of it`);
  }
}

/** A name of an enterprise stands in no message to an address without a duty. */
export function checkNames({ messages, date }: NightTables, walking: Walking, note: Note): void {
  const { register, firms } = walking;
  for (const { content, kind, recipient, text } of messages)
    for (const name of new Set(text.match(FIRM) ?? [])) {
      const area = firms.get(name);
      if (area === undefined) note(`${content} names ${name}, which nobody reported`);
      else if (!mayReadNames(register, area, date).has(recipient))
        note(`${kind} ${content} to ${recipient} names ${name} of ${area}`);
    }
}
