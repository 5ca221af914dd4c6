import {
  mailHead,
  mailList,
  mailPage,
  mailRow,
  mailSection,
  mailText,
  mailTitle,
} from "../documents/mail.ts";

/** A letter to an office that is not a case notice: a lead, blocks of lines under a title, and a foot. */
export interface LetterText {
  readonly subject: string;
  readonly heading: string;
  readonly office: string;
  readonly lead: string;
  readonly blocks: readonly { readonly title: string; readonly lines: readonly string[] }[];
  readonly foot: readonly string[];
}

/** A letter as plain text. */
export function letterPlain({ heading, office, lead, blocks, foot }: LetterText): string {
  const parts = blocks.map(({ title, lines }) => [title, ...lines.map((line) => `  ${line}`)].join("\n"));
  return [heading, "", office, "", lead, "", parts.join("\n\n"), "", ...foot, ""].join("\n");
}

/** A letter as HTML that mail readers show; it says what the text says. */
export const letterHtml = (
  { subject, heading, office, lead, blocks, foot }: LetterText,
  language: string,
): string =>
  mailPage({
    ...{ language, title: subject, preview: lead },
    rows: [
      mailHead(heading, office),
      mailRow(`${mailTitle(subject)}${mailText(lead)}`, 4),
      ...blocks.map(({ title, lines }) => mailSection(title, mailList(lines))),
      mailRow(foot.map((line) => mailText(line, "remark")).join("\n"), 16, 20),
    ],
  });
