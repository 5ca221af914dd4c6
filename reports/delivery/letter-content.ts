import type { MailContent } from "../documents/content.ts";
import { type Language, translate } from "../language/index.ts";
import type { LetterText } from "./letter-text.ts";

/** A letter as data, from which documents are made: each of its blocks is a paragraph. */
export const letterContent = (
  { subject, title: above, heading, office, lead, blocks, charts = [], table, foot }: LetterText,
  language: Language,
): MailContent => ({
  ...{
    language,
    subject,
    tier: null,
    heading,
    title: above ?? subject,
    head: [],
    office,
    number: "",
    band: null,
    lead,
  },
  paragraphs: blocks.flatMap(({ title, lines, table: cells, points = [], steps }) => [
    {
      ...{ label: title, text: lines.join("\n"), part: "finding" as const },
      ...(cells ? { table: cells } : {}),
      ...(steps ? { steps } : {}),
    },
    ...points.map(({ label, text }) => ({ label, text, part: "finding" as const })),
  ]),
  ...{ charts, comparison: table ?? null, timeline: [], foot, signature: "" },
  colon: translate(language, "notice.colon"),
});
