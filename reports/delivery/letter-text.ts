import type { Cell, Picture, Table } from "../documents/content.ts";
import {
  type LabelledText,
  type MailStep,
  mailHead,
  mailList,
  mailPage,
  mailPoints,
  mailRow,
  mailSection,
  mailSteps,
  mailText,
  mailTitle,
} from "../documents/mail.ts";
import { mailCharts, mailTable } from "../documents/mail-tables.ts";
import { stepText, withTexts } from "../documents/paper.ts";
import { cleanText } from "../language/clean-text.ts";
import { type Language, translate } from "../language/index.ts";

/** A section of a letter: lines under a title, then a table, labelled texts and things to do where it has them. */
export interface LetterBlock {
  readonly title: string;
  readonly lines: readonly string[];
  readonly table?: Table;
  /** What is asked for, how to mend it. */
  readonly points?: readonly LabelledText[];
  readonly steps?: readonly MailStep[];
  /** Whether a section begins with it: what follows, up to the next such block, belongs to it, and a shortened letter keeps its title. */
  readonly isHeading?: boolean;
}

/** A letter to an office that is not a case notice: a lead, blocks of lines under a title, and a foot. */
export interface LetterText {
  readonly subject: string;
  /** What the letter comes to, in a sentence above all; the subject when not given. */
  readonly title?: string;
  readonly heading: string;
  readonly office: string;
  readonly lead: string;
  readonly blocks: readonly LetterBlock[];
  /** Pictures before the table: where the areas of the office stand, and the figures that changed. */
  readonly charts?: readonly Picture[];
  /** A table after the blocks: where the areas of the office stand. */
  readonly table?: Table;
  readonly foot: readonly string[];
}

/** The rows of a table in lines: the first cell, then each other with its head. */
const tableRows = ({ head, rows, notes }: Table): string[] => [
  ...rows.map(([first, ...rest]) =>
    [inLine(first!), ...rest.map((cell, at) => `${head[at + 1]} ${inLine(cell)}`)].join("　"),
  ),
  ...notes,
];

/** A cell in a line; what is marked stands in brackets, since a text has no colour. */
const inLine = ({ text, isMarked }: Cell): string => {
  const line = text.replaceAll("\n", " ");
  return isMarked ? `【${line}】` : line;
};

/** A section in lines: what the page shows as a table or as steps is said in words. */
const blockLines = (
  { title, lines, table, points = [], steps = [] }: LetterBlock,
  language: Language,
): string[] => [
  title,
  ...[
    ...lines,
    ...(table ? [...(table.title === "" ? [] : [table.title]), ...tableRows(table)] : []),
    ...points.map(({ label, text }) => `${label}${translate(language, "notice.colon")}${text}`),
    ...steps.map((step, at) => `${at + 1}. ${stepText(step, language)}`),
  ].map((line) => `  ${line}`),
];

/** A letter as plain text. */
export function letterPlain(letter: LetterText, language: Language): string {
  const { title, heading, office, lead, blocks, charts = [], table, foot } = withTexts(letter, cleanText);
  const parts = [
    ...blocks.map((block) => blockLines(block, language)),
    ...charts.map(({ title, alt, notes }) => [title, ...[alt, ...notes].map((line) => `  ${line}`)]),
    ...(table
      ? [blockLines({ title: table.title, lines: [], table: { ...table, title: "" } }, language)]
      : []),
  ].map((lines) => lines.join("\n"));
  return [
    heading,
    "",
    office,
    "",
    ...(title ? [title] : []),
    lead,
    "",
    parts.join("\n\n"),
    "",
    ...foot,
    "",
  ].join("\n");
}

/** The lines of a section: points of a list; above cells as they stood, remarks on where these stand. */
const linesOf = (lines: readonly string[], cells: Table | undefined): string =>
  cells?.form === "cells"
    ? `<div style="padding-bottom:8px">${lines.map((line) => mailText(line, "remark")).join("")}</div>`
    : mailList(lines);

/** A section as HTML. */
export const blockHtml = ({ title, lines, table: cells, points = [], steps = [] }: LetterBlock): string =>
  mailSection(
    title,
    [
      ...(lines.length > 0 ? [linesOf(lines, cells)] : []),
      ...(cells ? [mailTable(cells)] : []),
      ...(points.length > 0 ? [mailPoints(points)] : []),
      ...(steps.length > 0 ? [mailSteps(steps)] : []),
    ].join("\n"),
  );

/** A letter as HTML that mail readers show; it says what the text says. */
export function letterHtml(letter: LetterText, language: Language): string {
  const cleaned = withTexts(letter, cleanText);
  const { subject, title: above, heading, office, lead, blocks, charts = [], table, foot } = cleaned;
  return mailPage({
    ...{ language, title: subject, preview: lead },
    rows: [
      mailHead(heading, office),
      mailRow(`${mailTitle(above ?? subject)}${mailText(lead)}`, 4),
      ...blocks.map(blockHtml),
      ...(charts.length > 0 ? [mailSection(translate(language, "letter.charts"), mailCharts(charts))] : []),
      ...(table ? [mailSection(table.title, mailTable({ ...table, title: "" }))] : []),
      mailRow(foot.map((line) => mailText(line, "remark")).join("\n"), 16, 20),
    ],
  });
}
