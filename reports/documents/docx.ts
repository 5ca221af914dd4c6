import { translate } from "../language/index.ts";
import type { MailContent, PartOfNotice } from "./content.ts";
import {
  bandLine,
  copiesTable,
  draftHeader,
  mongolianParts,
  pageFooter,
  redHeadParts,
} from "./docx-frame.ts";
import {
  body,
  chartParts,
  FACES,
  gap,
  heading,
  labelled,
  lines,
  remark,
  run,
  TWIPS,
  tableParts,
  timelineTable,
} from "./docx-parts.ts";
import { AlignmentType, type Paragraph, packDocx, type Table } from "./engines/docx-engine.ts";
import type { MailStep } from "./mail.ts";
import {
  dayOfContent,
  numeral,
  type PaperSetting,
  paragraphsOf,
  printable,
  stepText,
  withTexts,
} from "./paper.ts";

type Block = Paragraph | Table;

/** Millimetres in twentieths of a point. */
const mm = (length: number): number => Math.round((length / 25.4) * 72 * TWIPS);

/**
 * A notice as a text document in the form of official documents (GB/T 9704-2012): a draft, to be checked, numbered and signed by the office that
 * issues it. What only that office can give – number, seal, signature, classification – is left out.
 */
export async function docxOf(content: MailContent, options: PaperSetting): Promise<Buffer> {
  const shown = withTexts(content, printable);
  const { language } = shown;
  const { pictures, ...texts } = options;
  const setting: PaperSetting = { ...withTexts(texts, printable), pictures };
  return packDocx(
    {
      ...{ title: shown.title, evenAndOddHeaderAndFooters: true },
      styles: {
        default: {
          document: {
            run: {
              ...{
                size: 32,
                font: { ascii: "Times New Roman", hAnsi: "Times New Roman", eastAsia: FACES.body },
              },
              language: { value: language === "en" ? "en-GB" : "en-US", eastAsia: "zh-CN" },
            },
          },
        },
      },
      sections: [
        {
          properties: {
            page: {
              size: { width: mm(210), height: mm(297) },
              margin: {
                top: mm(37),
                bottom: mm(35),
                left: mm(28),
                right: mm(26),
                header: mm(20),
                footer: mm(25),
              },
            },
          },
          headers: { default: draftHeader(language), even: draftHeader(language) },
          footers: { default: pageFooter("odd"), even: pageFooter("even") },
          children: [
            ...redHeadParts(setting.redHead),
            ...openingParts(shown),
            ...numbered(shown, sectionsOf(shown, setting)),
            ...closingParts(shown, setting),
          ],
        },
      ],
    },
    dayOfContent(shown),
  );
}

/** Title, what must be known first, whom it addresses (主送), and in one sentence what it is about. */
function openingParts({ title, heading: kind, number, head, office, band, lead }: MailContent): Block[] {
  const centred = { alignment: AlignmentType.CENTER };
  return [
    lines(run(title, "title", 22), { ...centred, keepNext: true }, 34),
    lines(
      run([kind, number].filter(Boolean).join("　"), "subheading", 14),
      { ...centred, spacing: SPACED },
      24,
    ),
    ...(band ? [bandLine(band)] : []),
    ...head.map((line) => lines(run(line, "subheading", 14), centred, 22)),
    gap(14),
    lines(run(office)),
    ...(band ? [body(run(band.headline, "body", 16, { bold: true }))] : []),
    ...[...new Set([lead, band?.lead ?? lead])].map((text) => body(run(text))),
  ];
}

const SPACED = { line: 24 * TWIPS, lineRule: "exact", before: 6 * TWIPS, after: 0 } as const;

/** A section: the key of its heading and what stands in it. */
type Section = readonly [Parameters<typeof translate>[1], readonly Block[]];

/** The sections in the order of official notices: facts, assessment, what is to be done, reply; then the course of the case and its grounds. */
function sectionsOf(content: MailContent, { pictures }: PaperSetting): Section[] {
  const { language, colon, charts, comparison, timeline } = content;
  const rows = (size: number, ...parts: readonly PartOfNotice[]): Block[] =>
    paragraphsOf(content, ...parts).flatMap(({ label, text, steps = [], table }) => [
      ...labelled(label, colon, text, size),
      ...stepParts(steps, language),
      ...(table ? tableParts(table) : []),
    ]);
  const head = (["document.day", "document.event", "document.state"] as const).map((key) =>
    translate(language, key),
  );
  return [
    ["document.facts", rows(16, "level", "finding")],
    [
      "document.assessment",
      [
        ...rows(16, "certainty", "scope"),
        ...charts.flatMap((chart, at) => chartParts(chart, pictures[at], at, language)),
        ...(comparison ? tableParts(comparison) : []),
      ],
    ],
    ["document.tasks", taskParts(content)],
    ["document.reply", rows(16, "reply")],
    [
      "document.course",
      timeline.length === 0
        ? []
        : [
            gap(4, true),
            timelineTable(
              head,
              timeline.map((moment) => ({
                ...moment,
                stateText: translate(language, `document.state-${moment.state}`),
              })),
            ),
            gap(10),
          ],
    ],
    ["document.grounds", rows(12, "grounds")],
    ["document.mongolian", content.mongolian === undefined ? [] : mongolianParts(content.mongolian)],
  ];
}

/** What is to be done, step by step, each with who does it and by when. */
function taskParts(content: MailContent): Block[] {
  const { language, colon } = content;
  return paragraphsOf(content, "measures").flatMap(({ label, text, steps = [] }) => {
    if (steps.length === 0) return labelled(label, colon, text);
    return [
      body(run(`${label}${colon.trimEnd()}`, "subheading"), { keepNext: true }),
      ...stepParts(steps, language),
    ];
  });
}

const stepParts = (steps: readonly MailStep[], language: MailContent["language"]): Paragraph[] =>
  steps.map((step, at) => {
    const line = stepText(step, language);
    return body(run(translate(language, "document.item", { number: numeral(at + 1, language), text: line })));
  });

/** The sections that hold something, each under its heading with its number. */
function numbered({ language, band }: MailContent, sections: readonly Section[]): Block[] {
  // The blocks of a letter have titles already.
  if (band === null) return sections.flatMap(([, blocks]) => blocks);
  return sections
    .filter(([, blocks]) => blocks.length > 0)
    .flatMap(([key, blocks], at) => {
      const title = translate(language, key);
      return [
        heading(translate(language, "document.section", { number: numeral(at + 1, language), title })),
        ...blocks,
      ];
    });
}

/** Annexes, signature, remarks, and who gets a copy. */
function closingParts({ signature, foot, language }: MailContent, options: PaperSetting): Block[] {
  const names = (options.annexes ?? []).map((name, at, all) =>
    all.length === 1 ? name : translate(language, "document.annex", { number: at + 1, name }),
  );
  return [
    ...names.map((name, at) =>
      at === 0
        ? body(run(translate(language, "document.annexes", { first: name })), { spacing: BEFORE })
        : lines(run(name), { indent: { left: 80 * TWIPS } }),
    ),
    lines(run(signature, "body", language === "en" ? 14 : 16), {
      alignment: AlignmentType.RIGHT,
      spacing: BEFORE,
    }),
    gap(12),
    ...foot.map((line) => remark(line)),
    ...(options.copies === undefined
      ? []
      : [gap(14), copiesTable(translate(language, "document.copies", { offices: options.copies })), gap(1)]),
  ];
}

const BEFORE = { line: 28 * TWIPS, lineRule: "exact", before: 28 * TWIPS, after: 0 } as const;
