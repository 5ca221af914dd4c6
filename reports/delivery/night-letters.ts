import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { type Language, translate } from "../language/index.ts";
import { composeOrPlain, type OnBrokenText } from "./compose-or-plain.ts";
import { digestText, plainDigest } from "./digest-text.ts";
import { letterMail } from "./letter-mail.ts";
import { type Aside, type LetterPart, MATTERS } from "./letter-part.ts";
import type { LetterText } from "./letter-text.ts";
import { type NewLetter, type WrittenAt, writeLetters } from "./outbox.ts";

export type { Aside, ChangeRead, LetterPart, Matter } from "./letter-part.ts";

/** The night of the letters. */
export interface LettersSetting {
  readonly night: number;
  readonly date: string;
  readonly language: Language;
  /** Called for a letter that cannot be composed: it goes out in the plain form. */
  readonly onBroken?: OnBrokenText;
}

/** A letter of a night with the parts and the lines that it gathers. */
export interface GatheredLetter {
  readonly letter: NewLetter;
  readonly parts: readonly LetterPart[];
  readonly asides: readonly Aside[];
}

/**
 * The letters of a night: each person gets a single one, with all parts for the offices in which the person sits (每人每日一封). A part that
 * stands alone is a letter of its kind. Persons who read the same parts are recipients of the same letter.
 *
 * @param duty whether an address is one of an office's duty contacts, which read the receipts
 */
export function lettersOf(
  parts: readonly LetterPart[],
  asides: readonly Aside[],
  duty: (office: string, address: string) => boolean,
  setting: LettersSetting,
): GatheredLetter[] {
  const groups = new Map<string, { parts: LetterPart[]; asides: Aside[]; recipients: string[] }>();
  for (const [address, read] of partsByAddress(parts)) {
    const received = asides.filter(({ office }) => duty(office, address));
    const key = [...read.map(({ id }) => id), ...received.map(({ submission }) => submission)].join("\n");
    const group = groups.get(key) ?? { parts: read, asides: received, recipients: [] };
    group.recipients.push(address);
    groups.set(key, group);
  }
  const ids = new Set<string>();
  return [...groups.values()].map(({ parts: read, asides: received, recipients }) => {
    const [first] = read;
    const only = read.length === 1;
    const id = freeId(only ? first!.id : `digest-${setting.night}-${first!.office.id}`, ids);
    const text = composeOrPlain(
      "digest",
      () => withReceipts(only ? first!.text : digestText(read, setting), received, setting.language),
      () => plainDigest(read, received, setting),
      setting.onBroken,
    );
    const letter: NewLetter = {
      ...{ id, kind: only ? first!.kind : "digest", night: setting.night, office: first!.office.id },
      ...letterMail(text, setting.language),
      ...{ attachments: [], recipients },
    };
    return { letter, parts: read, asides: received };
  });
}

/** The parts that each address reads, the urgent first; an address is the same in capital letters. */
function partsByAddress(parts: readonly LetterPart[]): Map<string, LetterPart[]> {
  const written = new Map<string, string>();
  const read = new Map<string, LetterPart[]>();
  const ordered = [...parts].sort((a, b) => MATTERS.indexOf(a.matter) - MATTERS.indexOf(b.matter));
  for (const part of ordered)
    for (const recipient of new Set(part.recipients)) {
      const address = written.get(recipient.toLowerCase()) ?? recipient;
      written.set(recipient.toLowerCase(), address);
      read.set(address, [...(read.get(address) ?? []), part]);
    }
  return read;
}

function freeId(id: string, taken: Set<string>): string {
  let free = id;
  for (let count = 2; taken.has(free); count++) free = `${id}-${count}`;
  taken.add(free);
  return free;
}

/** A letter with the receipts that go with it, as a block at its end. */
export const withReceipts = (text: LetterText, asides: readonly Aside[], language: Language): LetterText =>
  asides.length === 0
    ? text
    : {
        ...text,
        blocks: [
          ...text.blocks,
          { title: translate(language, "digest.receipts"), lines: asides.map(({ line }) => line) },
        ],
      };

/** What is written of a night's letters besides them. */
export interface WrittenLetters {
  readonly letters: readonly GatheredLetter[];
  /** The letter that a part went with: to its first recipient. */
  readonly letterOf: ReadonlyMap<string, string>;
}

/** Write the letters of a night, and record which parts and changes each gathers; call it in the transaction that writes what they report. */
export async function writeNightLetters(
  warehouse: Warehouse,
  gathered: readonly GatheredLetter[],
  at: WrittenAt,
): Promise<WrittenLetters> {
  const letterOf = new Map<string, string>();
  if (gathered.length === 0) return { letters: gathered, letterOf };
  for (const { letter, parts } of gathered)
    for (const { id, recipients } of parts)
      if (!letterOf.has(id) || recipients[0] === letter.recipients[0]) letterOf.set(id, letter.id);
  await writeLetters(
    warehouse,
    gathered.map(({ letter }) => letter),
    at,
  );
  await warehouse.append(
    "letter_part",
    gathered.flatMap(({ letter, parts }) =>
      parts.map(({ id, office, matter }) => [letter.id, id, office.id, matter]),
    ),
  );
  await warehouse.append(
    "gathered_change",
    gathered.flatMap(({ letter, parts }) =>
      parts.flatMap(({ office, changes = [] }) =>
        changes.map(({ caseId, seq, inFull }) => [letter.id, caseId, seq, office.id, inFull]),
      ),
    ),
  );
  return { letters: gathered, letterOf };
}
