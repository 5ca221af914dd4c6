import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { TextKey } from "../language/catalogue.ts";
import { dateText, type Language, translate } from "../language/index.ts";
import { composeOrPlain, type OnBrokenText, plainLetter } from "./compose-or-plain.ts";
import { letterContent } from "./letter-content.ts";
import { type LetterText, letterHtml, letterPlain } from "./letter-text.ts";
import { type NewLetter, type WrittenAt, writeLetters } from "./outbox.ts";

/** What a part is about; the most urgent first, as the daily letter has them. */
const MATTERS = [
  "urged",
  "changes",
  "law",
  "reminder",
  "question",
  "finding",
  "plan",
  "blues",
  "life",
] as const;
export type Matter = (typeof MATTERS)[number];

/** A change of a case that a part speaks of: in full, or as a line among those below an office. */
export interface ChangeRead {
  readonly caseId: string;
  readonly seq: number;
  readonly inFull: boolean;
}

/** What an office is to read of a night on some matter: a letter where it stands alone, else a section of the daily letter (每日汇总). */
export interface LetterPart {
  /** Id of the letter where it stands alone. */
  readonly id: string;
  readonly kind: NewLetter["kind"];
  readonly matter: Matter;
  readonly office: { readonly id: string; readonly name: string };
  readonly text: LetterText;
  readonly recipients: readonly string[];
  readonly changes?: readonly ChangeRead[];
}

/** Lines that go with the next letter to an office, and make none: receipts of reports in which nothing is to be mended. */
export interface Aside {
  readonly office: string;
  readonly submission: number;
  readonly line: string;
}

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
      ...{
        subject: text.subject,
        text: letterPlain(text, setting.language),
        html: letterHtml(text, setting.language),
      },
      ...{ attachments: [], recipients, content: letterContent(text, setting.language) },
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

/** The matter of a part in a few words. */
const matterText = ({ matter, changes = [] }: LetterPart, language: Language): string =>
  translate(language, `digest.matter-${matter}` as TextKey, { count: changes.length });

/** Most matters that a subject names. */
const MOST_NAMED = 2;

function digestText(parts: readonly LetterPart[], { date, language }: LettersSetting): LetterText {
  const named = [...new Set(parts.map((part) => matterText(part, language)))];
  const [, month = "", day = ""] = date.split("-");
  const listed = named.slice(0, MOST_NAMED).join(translate(language, "list.separator"));
  const matters =
    named.length > MOST_NAMED
      ? translate(language, "digest.subject-more", { matters: listed, count: named.length })
      : listed;
  const offices = [...new Map(parts.map(({ office }) => [office.id, office.name])).values()];
  const numbers = translate(language, "digest.number").split(" ");
  const isOfSeveral = offices.length > 1;
  const automatic = translate(language, "letter.automatic");
  const table = parts.find(({ text }) => text.table)?.text.table;
  const charts = parts.flatMap(({ text }) => text.charts ?? []);
  return {
    subject: translate(language, "digest.subject", { month: Number(month), day: Number(day), matters }),
    heading: translate(language, "digest.heading"),
    office: offices.join(translate(language, "list.separator")),
    lead: translate(language, "digest.lead", { date: dateText(date, language), count: parts.length }),
    blocks: parts.flatMap((part, at) => [
      {
        title: translate(language, isOfSeveral ? "digest.section-of" : "digest.section", {
          ...{ number: numbers[at] ?? `${at + 1}`, matter: matterText(part, language) },
          office: part.office.name,
        }),
        lines: [part.text.lead, ...part.text.foot.filter((line) => line !== automatic)],
      },
      ...part.text.blocks,
    ]),
    ...(charts.length > 0 ? { charts } : {}),
    ...(table ? { table } : {}),
    foot: [automatic],
  };
}

/** The letter in its plain form: every line of its parts as it stands. */
function plainDigest(
  parts: readonly LetterPart[],
  asides: readonly Aside[],
  { date, language }: LettersSetting,
): LetterText {
  const lines = parts.flatMap(({ text }) => [
    text.subject,
    ...text.blocks.flatMap((block) => [block.title, ...block.lines]),
  ]);
  const office = parts[0]!.office.name;
  return plainLetter(
    { office, date, about: "digest", lines: [...lines, ...asides.map(({ line }) => line)] },
    language,
  );
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
