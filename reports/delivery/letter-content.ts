import type { MailContent } from "../documents/content.ts";
import { type Language, translate } from "../language/index.ts";
import type { LetterText } from "./letter-text.ts";

/** A letter as data, from which documents are made: each of its blocks is a paragraph. */
export const letterContent = (
  { subject, heading, office, lead, blocks, table, foot }: LetterText,
  language: Language,
): MailContent => ({
  ...{
    language,
    subject,
    tier: null,
    heading,
    title: subject,
    head: [],
    office,
    number: "",
    band: null,
    lead,
  },
  paragraphs: blocks.map(({ title, lines }) => ({ label: title, text: lines.join("\n"), part: "finding" })),
  ...{ charts: [], comparison: table ?? null, timeline: [], foot, signature: "" },
  colon: translate(language, "notice.colon"),
});
