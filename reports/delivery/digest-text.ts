import type { Table } from "../documents/content.ts";
import type { TextKey } from "../language/catalogue.ts";
import { dateText, type Language, translate } from "../language/index.ts";
import { plainLetter } from "./compose-or-plain.ts";
import type { Aside, LetterPart } from "./letter-part.ts";
import type { LetterBlock, LetterText } from "./letter-text.ts";

/** The day of a daily letter and its language. */
export interface DigestSetting {
  readonly date: string;
  readonly language: Language;
}

/** The matter of a part in a few words. */
const matterText = ({ matter, changes = [] }: LetterPart, language: Language): string =>
  translate(language, `digest.matter-${matter}` as TextKey, { count: changes.length });

/** Most matters that a subject names. */
const MOST_NAMED = 2;

/**
 * The daily letter (每日汇总) as text: each part is a section with its blocks, the most urgent first. Charts and the first table stand at the end;
 * the table of each further part is a block of its section.
 */
export function digestText(parts: readonly LetterPart[], { date, language }: DigestSetting): LetterText {
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
  const withOffice = (title: string, office: string) =>
    isOfSeveral && title !== "" ? translate(language, "digest.table-of", { title, office }) : title;
  const first = parts.find(({ text }) => text.table);
  const table = first?.text.table
    ? { ...first.text.table, title: withOffice(first.text.table.title, first.office.name) }
    : undefined;
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
        isHeading: true,
        lines: [part.text.lead, ...part.text.foot.filter((line) => line !== automatic)],
      },
      ...part.text.blocks,
      ...(part === first ? [] : tableBlock(part.text.table, part.office.name, withOffice)),
    ]),
    ...(charts.length > 0 ? { charts } : {}),
    ...(table ? { table } : {}),
    foot: [automatic],
  };
}

/** The table of a part as a block; none where it has none. */
const tableBlock = (
  table: Table | undefined,
  office: string,
  titleOf: (title: string, office: string) => string,
): LetterBlock[] =>
  table ? [{ title: titleOf(table.title, office), lines: [], table: { ...table, title: "" } }] : [];

/** The letter in its plain form: every line of its parts as it stands. */
export function plainDigest(
  parts: readonly LetterPart[],
  asides: readonly Aside[],
  { date, language }: DigestSetting,
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
