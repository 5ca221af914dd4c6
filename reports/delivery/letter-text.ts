import type { Table } from "../documents/content.ts";
import {
  mailHead,
  mailList,
  mailPage,
  mailRow,
  mailSection,
  mailText,
  mailTitle,
} from "../documents/mail.ts";
import { mailTable } from "../documents/mail-tables.ts";

/** A letter to an office that is not a case notice: a lead, blocks of lines under a title, and a foot. */
export interface LetterText {
  readonly subject: string;
  readonly heading: string;
  readonly office: string;
  readonly lead: string;
  readonly blocks: readonly { readonly title: string; readonly lines: readonly string[] }[];
  /** A table after the blocks: where the areas of the office stand. */
  readonly table?: Table;
  readonly foot: readonly string[];
}

/** The rows of a table in lines: the first cell, then each other with its head. */
const tableRows = ({ head, rows, notes }: Table): string[] => [
  ...rows.map(([first, ...rest]) =>
    [first!.text, ...rest.map(({ text }, at) => `${head[at + 1]} ${text}`)].join("　"),
  ),
  ...notes,
];

/** A letter as plain text. */
export function letterPlain({ heading, office, lead, blocks, table, foot }: LetterText): string {
  const parts = [
    ...blocks.map(({ title, lines }) => [title, ...lines.map((line) => `  ${line}`)]),
    ...(table ? [[table.title, ...tableRows(table).map((line) => `  ${line}`)]] : []),
  ].map((lines) => lines.join("\n"));
  return [heading, "", office, "", lead, "", parts.join("\n\n"), "", ...foot, ""].join("\n");
}

/** A letter as HTML that mail readers show; it says what the text says. */
export const letterHtml = (
  { subject, heading, office, lead, blocks, table, foot }: LetterText,
  language: string,
): string =>
  mailPage({
    ...{ language, title: subject, preview: lead },
    rows: [
      mailHead(heading, office),
      mailRow(`${mailTitle(subject)}${mailText(lead)}`, 4),
      ...blocks.map(({ title, lines }) => mailSection(title, mailList(lines))),
      ...(table ? [mailSection(table.title, mailTable({ ...table, title: "" }))] : []),
      mailRow(foot.map((line) => mailText(line, "remark")).join("\n"), 16, 20),
    ],
  });
