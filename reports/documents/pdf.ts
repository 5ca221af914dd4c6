import { type Language, translate } from "../language/index.ts";
import type { MailContent, NoticeParagraph, PartOfNotice } from "./content.ts";
import { type Content, writePdf } from "./engines/pdf-engine.ts";
import { charactersOf, hasLetters } from "./font-characters.ts";
import { mongolianPictures } from "./mongolian-picture.ts";
import { PAPER } from "./palette.ts";
import { dayOfContent, FONTS, type PaperSetting, paragraphsOf, printable, withTexts } from "./paper.ts";
import { pdfBand } from "./pdf-band.ts";
import {
  PAGE,
  pdfChart,
  pdfLabelled,
  pdfRemark,
  pdfSteps,
  pdfTable,
  pdfText,
  pdfTimeline,
  pdfTitle,
  ROOM_OF_TITLE,
  WIDTH,
} from "./pdf-parts.ts";

/** Stands for a character that the font does not have (GB/T 15834 knows no other sign for it; printers call it geta). */
const NO_GLYPH = "〓";

/** A notice as PDF (版式文件): the look of the mail on A4, with its fonts inside. */
export async function pdfOf(content: MailContent, options: PaperSetting): Promise<Buffer> {
  const files = options.fonts ?? FONTS;
  const { shown, missing } = inFont(withTexts(content, printable), await charactersOf(files.regular));
  return writePdf(
    {
      pageSize: "A4",
      pageMargins: [PAGE.left, PAGE.top, PAGE.right, PAGE.bottom],
      info: { title: shown.title, subject: shown.subject },
      language: shown.language,
      defaultStyle: { font: "text", fontSize: 10.5, lineHeight: 1.06, color: PAPER.text },
      content: [
        ...page(shown, options),
        ...(missing === "" ? [] : [glyphNote(missing, shown.language)]),
        ...(await mongolian(content, options)),
        signature(shown),
      ],
      footer: (at, pages) => footer(shown, at, pages),
      pageBreakBefore: ({ headlineLevel, startPosition }) =>
        headlineLevel !== undefined && startPosition.top > PAGE.height - PAGE.bottom - ROOM_OF_TITLE,
    },
    { text: files },
    dayOfContent(content),
  );
}

/** What stands on the page, in the order in which it is needed: what stands, whom to answer, what happened, what to do, how sure it is. */
function page(content: MailContent, { pictures }: PaperSetting): Content[] {
  const { language, band, head, foot } = content;
  const titled = (part: "certainty" | "scope" | "grounds"): Content[] =>
    section(translate(language, `notice.part-${part}`), labelled(content, part));
  const trend = [
    ...content.charts.map((chart, at) => pdfChart(chart, pictures[at], language)),
    ...(content.comparison ? pdfTable(content.comparison) : []),
  ];
  return [
    twoSides(content.heading, content.number),
    band ? pdfBand(band) : pdfTitle(content.title),
    ...paragraphsOf(content, "reply").map((paragraph) =>
      pdfRemark(paragraph, !band || band.style === "over" ? null : band.tier),
    ),
    { stack: [content.office, ...head].map((line) => pdfText(line, "remark")), margin: [0, 8, 0, 2] },
    ...(content.lead === band?.lead ? [] : [pdfText(content.lead)]),
    ...labelled(content, "level", "finding"),
    ...paragraphsOf(content, "measures").flatMap(({ label, text, steps = [] }) =>
      section(label, [steps.length > 0 ? pdfSteps(steps) : pdfText(text)]),
    ),
    ...section(translate(language, "document.trend"), trend),
    ...titled("certainty"),
    ...titled("scope"),
    ...section(
      translate(language, "document.course"),
      content.timeline.length === 0 ? [] : [pdfTimeline(content.timeline, language)],
    ),
    ...titled("grounds"),
    { stack: foot.map((line) => pdfText(line, "remark")), margin: [0, 12, 0, 0] },
  ];
}

const labelled = (content: MailContent, ...parts: readonly PartOfNotice[]): Content[] => {
  const rows = paragraphsOf(content, ...parts);
  // Rows up to one with a table stand together; the table comes below them. In a letter, what has a table or steps is a section of its own.
  const isLetter = content.band === null;
  const groups: NoticeParagraph[][] = [];
  for (const row of rows)
    if (groups.length === 0 || groups.at(-1)!.some(hasMore) || (isLetter && hasMore(row))) groups.push([row]);
    else groups.at(-1)!.push(row);
  return groups.flatMap((group) => {
    const { steps = [], table, label, text } = group.at(-1)!;
    return [
      ...(isLetter && (steps.length > 0 || table)
        ? [pdfTitle(label), ...(text === "" ? [] : [pdfText(text)])]
        : [pdfLabelled(group)]),
      ...(steps.length > 0 ? [pdfSteps(steps)] : []),
      ...(table ? pdfTable(table) : []),
    ];
  });
};

const hasMore = ({ steps = [], table }: NoticeParagraph): boolean => steps.length > 0 || table !== undefined;

/** A titled section; nothing where it is empty. A chart that comes first stays with the title. */
function section(title: string, parts: readonly Content[]): Content[] {
  const [first, ...others] = parts;
  if (first === undefined) return [];
  const together = typeof first === "object" && "unbreakable" in first && first.unbreakable === true;
  return together
    ? [{ stack: [pdfTitle(title), first], unbreakable: true }, ...others]
    : [pdfTitle(title), first, ...others];
}

const twoSides = (left: string, right: string): Content => ({
  columns: [
    { width: "*", text: left },
    { width: "auto", text: right, alignment: "right" },
  ],
  ...{ fontSize: 9, color: PAPER.muted, columnGap: 12, margin: [0, 0, 0, 7] },
});

const signature = ({ signature: text }: MailContent): Content => ({
  ...{ text, alignment: "right", fontSize: 9, color: PAPER.muted, margin: [0, 10, 0, 0] },
});

const footer = ({ subject, language }: MailContent, at: number, pages: number): Content => ({
  columns: [
    { width: "*", text: subject },
    {
      width: "auto",
      text: translate(language, "document.page", { page: at, pages }),
      alignment: "right",
    },
  ],
  ...{ fontSize: 8.5, color: PAPER.muted, columnGap: 16, margin: [PAGE.left, 16, PAGE.right, 0] },
});

/** The text in Mongolian, where a font for it is configured; else a line that says why it is missing. */
async function mongolian(
  { mongolian: text, language }: MailContent,
  { mongolianFont }: PaperSetting,
): Promise<Content[]> {
  if (text === undefined) return [];
  const parts: Content[] =
    mongolianFont === undefined || !(await hasLetters(mongolianFont, text))
      ? [pdfText(translate(language, "document.mongolian-left-out"), "remark")]
      : mongolianPictures(printable(text), mongolianFont, WIDTH).map(({ png, width, height }) => ({
          ...{
            image: `data:image/png;base64,${png.toString("base64")}`,
            width,
            height,
            margin: [0, 4, 0, 8],
          },
        }));
  return section(translate(language, "document.mongolian"), parts);
}

/** The content as a font can show it, and the characters for which it has no glyph. */
function inFont(content: MailContent, has: (character: number) => boolean) {
  const missing = new Set<string>();
  const shownText = (text: string): string =>
    [...text]
      .map((character) => {
        if (character === "\n" || has(character.codePointAt(0)!)) return character;
        missing.add(character);
        return /\s/u.test(character) ? " " : NO_GLYPH;
      })
      .join("");
  const { mongolian: _, ...others } = content;
  const shown = withTexts(others, shownText);
  return { shown, missing: [...missing].map(codeOf).join(" ") };
}

const codeOf = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;

const glyphNote = (characters: string, language: Language): Content =>
  pdfText(translate(language, "document.glyphs-left-out", { characters }), "remark");
