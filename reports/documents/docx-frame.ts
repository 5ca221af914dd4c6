import { type Language, translate } from "../language/index.ts";
import { gap, lines, run, TEXT_WIDTH, TWIPS } from "./docx-parts.ts";
import {
  AlignmentType,
  BorderStyle,
  Footer,
  Header,
  MONGOLIAN_DIRECTION,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "./engines/docx-engine.ts";
import { type Band, beacons } from "./mail-band.ts";
import { PAPER, TIER_COLOURS } from "./palette.ts";

const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
const NO_BORDERS = {
  ...{ top: NONE, bottom: NONE, left: NONE, right: NONE },
  ...{ insideHorizontal: NONE, insideVertical: NONE },
} as const;

/** Red of the name of the issuing body and of the rule below it. */
const RED = "D0021B";

/** What the paper is, at the top of each page: a draft, internal, not signed. */
export const draftHeader = (language: Language): Header =>
  new Header({
    children: [
      lines(
        run(translate(language, "document.draft"), "heading", 10.5, { color: PAPER.muted.slice(1) }),
        {},
        16,
      ),
    ],
  });

/** The number of the page in No. 4 type between dashes, one character from the edge: to the right on odd pages, to the left on even ones. */
export function pageFooter(side: "odd" | "even"): Footer {
  const face = { ascii: "宋体", hAnsi: "宋体", eastAsia: "宋体" };
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === "odd" ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: side === "odd" ? { right: 14 * TWIPS } : { left: 14 * TWIPS },
        children: [new TextRun({ size: 28, font: face, children: ["— ", PageNumber.CURRENT, " —"] })],
      }),
    ],
  });
}

/** The name of the issuing body in red over a red rule; nothing where none is configured. */
export function redHeadParts(name: string | undefined): Paragraph[] {
  if (name === undefined || name === "") return [];
  const size = Math.min(44, Math.floor(TEXT_WIDTH / [...name].length));
  return [
    lines(
      run(name, "title", size, { color: RED }),
      {
        alignment: AlignmentType.CENTER,
        border: { bottom: { style: BorderStyle.SINGLE, size: 16, color: RED, space: 12 } },
      },
      Math.ceil(size * 1.4),
    ),
    gap(28),
  ];
}

/** What stands and what changed, in words, with as many squares lit as the tier is grave. */
export function bandLine({ style, tier, level, before, change }: Band): Paragraph {
  const ink = style === "over" ? PAPER.text : TIER_COLOURS[tier].ink;
  const inked = (text: string) => run(text, "heading", 14, { color: ink.slice(1) });
  const old = before
    ? run(before.level, "heading", 14, { color: TIER_COLOURS[before.tier].ink.slice(1), strike: true })
    : [];
  const runs =
    style === "over"
      ? [...inked(`✓　${change}　`), ...old, ...inked(`　${beacons(null)}`)]
      : [
          ...old,
          ...inked(
            `${before ? " → " : ""}${level}　${beacons(tier)}　${style === "moved" ? "▼" : ""}${change}`,
          ),
        ];
  return lines(runs, { alignment: AlignmentType.CENTER }, 26);
}

/** Who gets a copy, between two rules at the end (版记); the line of printing is the registry's. */
export function copiesTable(text: string): Table {
  const rule = { style: BorderStyle.SINGLE, size: 8, color: "000000" } as const;
  return new Table({
    ...{ width: { size: TEXT_WIDTH * TWIPS, type: WidthType.DXA }, columnWidths: [TEXT_WIDTH * TWIPS] },
    borders: { ...NO_BORDERS, top: rule, bottom: rule },
    rows: [
      new TableRow({
        cantSplit: true,
        children: [
          new TableCell({
            ...{ width: { size: TEXT_WIDTH * TWIPS, type: WidthType.DXA } },
            children: [lines(run(text, "body", 14), { indent: { left: 14 * TWIPS, right: 14 * TWIPS } }, 24)],
          }),
        ],
      }),
    ],
  });
}

/** The text in Mongolian in upright lines, the first on the left, in a cell less high than a third of a page. */
export function mongolianParts(text: string): Table[] {
  const face = "Noto Sans Mongolian";
  const font = { ascii: face, hAnsi: face, eastAsia: face, cs: face };
  return [
    new Table({
      ...{ width: { size: TEXT_WIDTH * TWIPS, type: WidthType.DXA }, columnWidths: [TEXT_WIDTH * TWIPS] },
      borders: NO_BORDERS,
      rows: [
        new TableRow({
          height: { value: 180 * TWIPS, rule: "exact" },
          children: [
            new TableCell({
              ...{
                width: { size: TEXT_WIDTH * TWIPS, type: WidthType.DXA },
                textDirection: MONGOLIAN_DIRECTION,
              },
              children: text
                .split("\n")
                .map((line) => new Paragraph({ children: [new TextRun({ text: line, size: 32, font })] })),
            }),
          ],
        }),
      ],
    }),
  ];
}
