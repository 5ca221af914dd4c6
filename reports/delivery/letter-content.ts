import type { MailContent } from "../documents/content.ts";
import { type Language, translate } from "../language/index.ts";
import type { LetterText } from "./letter-text.ts";

/** A letter as data, from which documents are made: each of its blocks is a paragraph. */
export const letterContent = (
  { subject, heading, office, lead, blocks, charts = [], table, foot }: LetterText,
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
  paragraphs: blocks.map(({ title, lines, table: cells, steps }) => ({
    ...{ label: title, text: lines.join("\n"), part: "finding" },
    ...(cells ? { table: cells } : {}),
    ...(steps ? { steps } : {}),
  })),
  ...{ charts, comparison: table ?? null, timeline: [], foot, signature: "" },
  colon: translate(language, "notice.colon"),
});
