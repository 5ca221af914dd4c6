import { type Language, translate } from "../language/index.ts";
import { type Table as ContentTable, isChart, type Moment, type Picture } from "./content.ts";
import {
  AlignmentType,
  BorderStyle,
  ImageRun,
  type IParagraphOptions,
  type IRunOptions,
  LineRuleType,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "./engines/docx-engine.ts";
import { PAPER, TIER_COLOURS } from "./palette.ts";
import { fitted, isFigureColumn } from "./paper.ts";

/** Chinese typefaces by their use in official documents (GB/T 9704-2012, 5.2.2, 7.3); a reader without them sees another of the system's. */
export const FACES = {
  title: "方正小标宋简体",
  body: "仿宋_GB2312",
  heading: "黑体",
  subheading: "楷体_GB2312",
  page: "宋体",
} as const;

/** A point in twentieths, as the format measures lengths. */
export const TWIPS = 20;
/** Width of the text in points: A4 less the margins of 28 and 26 mm. */
export const TEXT_WIDTH = 442;
/** Room of a chart: with its title and the heading of its section it takes less than a third of a page. */
const CHART = { width: TEXT_WIDTH, height: 150 } as const;
/** Room of a map, or of several charts: less than half a page. */
const LARGE = { width: TEXT_WIDTH, height: 320 } as const;

/** A run in a Chinese typeface, Latin letters and digits in Times New Roman; sizes in points. */
export const run = (
  text: string,
  face: keyof typeof FACES = "body",
  size = 16,
  options: Partial<IRunOptions> = {},
): TextRun[] =>
  text.split("\n").map(
    (line, at) =>
      new TextRun({
        ...{ text: line, size: size * 2, ...(at > 0 ? { break: 1 } : {}) },
        font: {
          ascii: "Times New Roman",
          hAnsi: "Times New Roman",
          cs: "Times New Roman",
          eastAsia: FACES[face],
        },
        ...options,
      }),
  );

/** A paragraph with lines of an exact height in points. */
export const lines = (runs: readonly TextRun[], options: IParagraphOptions = {}, height = 28): Paragraph =>
  new Paragraph({
    ...{ children: runs, widowControl: true },
    spacing: { line: height * TWIPS, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    ...options,
  });

const INDENT = { indent: { firstLine: 32 * TWIPS, firstLineChars: 200 } } as const;

/** A paragraph of the body: No. 3 type, its first line two characters in. */
export const body = (runs: readonly TextRun[], options: IParagraphOptions = {}): Paragraph =>
  lines(runs, { ...INDENT, alignment: AlignmentType.BOTH, ...options });

/** A heading of the first level; it stays with what follows. */
export const heading = (text: string): Paragraph => body(run(text, "heading"), { keepNext: true });

/** A label with its text; several lines stand below their label. */
export function labelled(label: string, colon: string, text: string, size = 16): Paragraph[] {
  const height = size === 16 ? 28 : 20;
  const options = {
    indent: { firstLine: 2 * size * TWIPS, firstLineChars: 200 },
    alignment: AlignmentType.BOTH,
  };
  const rows = text.split("\n");
  const title = run(
    `${label}${colon.trimEnd()}${/\s$/u.test(colon) && rows.length === 1 ? " " : ""}`,
    "subheading",
    size,
  );
  if (rows.length === 1) return [lines([...title, ...run(text, "body", size)], options, height)];
  return [
    lines(title, { ...options, keepNext: true }, height),
    ...rows.map((row) => lines(run(row, "body", size), options, height)),
  ];
}

/** Small lines under a chart or a table. */
export const remark = (text: string, options: IParagraphOptions = {}): Paragraph =>
  lines(run(text, "body", 10.5, { color: PAPER.muted.slice(1) }), options, 16);

/** A small title above a chart or a table; it stays with it. */
export const caption = (text: string): Paragraph =>
  lines(run(text, "heading", 12), { alignment: AlignmentType.CENTER, keepNext: true }, 24);

/** A chart or a map: title, picture with what it shows for who does not see it, notes. Without a picture, that text stands in its place. */
export function chartParts(
  shown: Picture,
  picture: Buffer | undefined,
  at: number,
  language: Language,
): Paragraph[] {
  const { title, alt, notes } = shown;
  const size = picture && fitted(picture, isChart(shown) ? CHART : LARGE);
  return [
    caption(titleOf(shown, language)),
    picture && size
      ? new Paragraph({
          ...{ alignment: AlignmentType.CENTER, keepNext: notes.length > 0 },
          children: [
            new ImageRun({
              ...{ type: "png", data: picture },
              // The engine counts pixels of a ninety-sixth of an inch.
              transformation: { width: (size.width * 96) / 72, height: (size.height * 96) / 72 },
              altText: { id: String(at + 1), name: title, title, description: alt },
            }),
          ],
        })
      : body(run(alt)),
    ...notes.map((note, line) =>
      remark(note, line === notes.length - 1 ? { spacing: AFTER } : { keepNext: true }),
    ),
  ];
}

/** The title of a picture as text, with the unit of a chart. */
const titleOf = (shown: Picture, language: Language): string =>
  isChart(shown)
    ? translate(language, "document.chart-title", { title: shown.title, unit: shown.unit })
    : shown.title;

const AFTER = { line: 16 * TWIPS, lineRule: LineRuleType.EXACT, before: 0, after: 8 * TWIPS } as const;
const RULE = { style: BorderStyle.SINGLE, size: 4, color: PAPER.edge.slice(1) } as const;
/** Ground of a marked cell. */
const MARKED = TIER_COLOURS.II.tint.slice(1);
const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;

/** What a cell of a table holds, and how. */
interface CellText {
  readonly text: string;
  readonly isFigure?: boolean;
  readonly bold?: boolean;
  readonly color?: string;
  /** On the tint of what is marked. */
  readonly isMarked?: boolean;
}

/** A table over the whole width; columns take the shares given, the first row is repeated on the next page, no row is broken. */
function grid(
  head: readonly CellText[],
  rows: readonly (readonly CellText[])[],
  shares: readonly number[],
): Table {
  const sum = shares.reduce((total, share) => total + share, 0);
  const widths = shares.map((share) => Math.round((share / sum) * TEXT_WIDTH * TWIPS));
  const row = (cells: readonly CellText[], isHead: boolean, keep: boolean): TableRow =>
    new TableRow({
      ...{ tableHeader: isHead, cantSplit: true },
      children: widths.map((width, at) => cellOf(cells[at] ?? { text: "" }, width, isHead, keep)),
    });
  return new Table({
    ...{ width: { size: TEXT_WIDTH * TWIPS, type: WidthType.DXA }, columnWidths: widths },
    layout: TableLayoutType.FIXED,
    borders: {
      ...{ top: { ...RULE, size: 8 }, bottom: { ...RULE, size: 8 } },
      ...{ left: NONE, right: NONE, insideVertical: NONE, insideHorizontal: RULE },
    },
    rows: [
      row(head, true, true),
      ...rows.map((cells, at) => row(cells, false, at < rows.length - 1 && rows.length <= KEPT_TOGETHER)),
    ],
  });
}

/** A table up to so many rows stands on one page: less than a third of it. */
const KEPT_TOGETHER = 8;

const cellOf = (
  { text, isFigure, bold, color, isMarked }: CellText,
  width: number,
  isHead: boolean,
  keepNext: boolean,
) =>
  new TableCell({
    ...{ width: { size: width, type: WidthType.DXA }, verticalAlign: VerticalAlignTable.CENTER },
    margins: { top: 40, bottom: 40, left: 60, right: 60 },
    ...(isMarked ? { shading: { type: ShadingType.CLEAR, color: "auto", fill: MARKED } } : {}),
    children: [
      lines(
        run(text, isHead ? "heading" : "body", 10, {
          ...(bold || isMarked ? { bold: true } : {}),
          ...(color ? { color: color.slice(1) } : {}),
        }),
        { alignment: isFigure ? AlignmentType.RIGHT : AlignmentType.LEFT, keepNext },
        15,
      ),
    ],
  });

/** A gap in points; one above a table stays with it. */
export const gap = (height: number, keepNext = false): Paragraph => lines([], { keepNext }, height);

/** A table of figures with its title and notes. */
export function tableParts({ title, head, rows, notes }: ContentTable): (Paragraph | Table)[] {
  const isFigure = (at: number): boolean => at > 0 && isFigureColumn(rows, at);
  const longest = (at: number): number =>
    Math.max(...[head[at] ?? "", ...rows.map((row) => row[at]?.text ?? "")].map(breadth));
  return [
    ...(title === "" ? [gap(4, true)] : [caption(title)]),
    grid(
      head.map((text, at) => ({ text, isFigure: isFigure(at) })),
      rows.map((row) =>
        row.map(({ text, isMarked = false }, at) => ({ text, isFigure: isFigure(at), isMarked })),
      ),
      head.map((_, at) => Math.min(Math.max(longest(at), 4), 24) + 2),
    ),
    ...notes.map((note) => remark(note)),
    gap(10),
  ];
}

/** Breadth of a text in Latin letters. */
const breadth = (text: string): number => [...text].reduce((sum, each) => sum + (each > "\u2e80" ? 2 : 1), 0);

/** Days, what happened, and its state; the present one is bold, tiers have their colour beside their name. */
export const timelineTable = (
  head: readonly string[],
  moments: readonly (Moment & { stateText: string })[],
): Table =>
  grid(
    head.map((text) => ({ text })),
    moments.map(({ day, text, tier, state, stateText }) => {
      const bold = state === "now";
      return [
        { text: day, bold },
        { text, bold, ...(tier ? { color: TIER_COLOURS[tier].ink } : {}) },
        { text: stateText, bold },
      ];
    }),
    [24, 64, 12],
  );
