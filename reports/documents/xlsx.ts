import ExcelJS, { type Cell as ExcelCell, type Row, type Workbook, type Worksheet } from "exceljs";
import { inertText } from "../../warehouse/engine/inert.ts";
import type { TextKey } from "../language/catalogue.ts";
import { translate } from "../language/index.ts";
import {
  type Cell,
  isChart,
  type MailContent,
  type NoticeParagraph,
  type Panel,
  type Picture,
} from "./content.ts";
import type { Band } from "./mail-band.ts";
import { numberFormat } from "./number-format.ts";
import { TIER_COLOURS } from "./palette.ts";
import { dayOfContent, isFigureColumn, printable, withTexts } from "./paper.ts";
import { withEntryDates } from "./zip-dates.ts";

/** A text, the number that it shows where it shows one, and whether it is what its table is about. */
type Shown = Cell;

/** What a cell holds: text, a figure, or nothing where there is none. */
type Filling = string | number | Shown | null;

/** A worksheet before it is written. */
interface Sheet {
  readonly name: TextKey;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Filling[])[];
  /** Columns of figures, which stand to the right. */
  readonly figures: readonly number[];
}

/**
 * The annex of a notice as a workbook: its paragraphs, the figures of its charts, its comparison, the course of the case. Numbers are numbers, to be
 * computed with; texts are inert, so that none becomes a formula when the workbook is saved as something else.
 */
export async function xlsxOf(content: MailContent): Promise<Buffer> {
  const shown = withTexts(content, printable);
  const day = dayOfContent(shown);
  const workbook = new ExcelJS.Workbook();
  Object.assign(workbook, { creator: "Fengsui", lastModifiedBy: "Fengsui", created: day, modified: day });
  workbook.title = shown.title;
  for (const sheet of [
    noticeSheet(shown),
    ...chartSheets(shown),
    ...mapSheets(shown),
    ...comparisonSheets(shown),
    ...factSheets(shown),
    ...courseSheets(shown),
  ])
    writeSheet(workbook, sheet, shown);
  return withEntryDates(Buffer.from(await workbook.xlsx.writeBuffer()), day);
}

const bandRows = (
  { level, before, change, headline }: Band,
  word: (key: string) => string,
): [string, string][] => [
  [word("level"), level],
  ...(before ? [[word("level-before"), before.level] as [string, string]] : []),
  [word("change"), change],
  [word("headline"), headline],
];

/** Every text of the notice with what it is; measures one by one. */
function noticeSheet(content: MailContent): Sheet {
  const { language, band } = content;
  const word = (key: string): string => translate(language, `document.${key}` as TextKey);
  const rows: [string, string][] = [
    [word("title"), content.title],
    [content.heading, content.number],
    ...content.head.map((line): [string, string] => [word("head"), line]),
    [word("office"), content.office],
    ...(band ? bandRows(band, word) : []),
    ...[...new Set([band?.lead ?? content.lead, content.lead])].map((text): [string, string] => [
      word("lead"),
      text,
    ]),
  ];
  return {
    name: "document.sheet-notice",
    head: ["label", "text", "taker", "due"].map(word),
    rows: [
      ...rows,
      ...content.paragraphs.flatMap(paragraphRows),
      ...content.foot.map((line) => [word("foot"), line]),
      [word("signature"), content.signature],
    ],
    figures: [],
  };
}

const paragraphRows = ({ label, text, steps = [], table, part }: NoticeParagraph): Filling[][] => [
  // The text of measures is that of their steps.
  ...(steps.length > 0 && part === "measures" ? [] : [[label, text]]),
  ...steps.map(({ text: what, taker, due, remark }) => [
    label,
    what,
    taker,
    due,
    ...(remark ? [remark] : []),
  ]),
  ...(table ? [table.head, ...table.rows].map((row: readonly Filling[]) => [label, ...row]) : []),
  ...(table?.notes ?? []).map((note) => [label, note]),
];

/** Charts of a single series: those that stand alone, and those side by side. */
const seriesOf = (picture: Picture): Pick<Panel, "title" | "unit" | "points" | "season">[] =>
  isChart(picture)
    ? [picture]
    : picture.kind === "multiples"
      ? picture.panels.map((panel) => ({ ...panel, title: `${picture.title} ${panel.title}` }))
      : [];

/** The figures of every chart, a row for each point; an empty cell where none is in. */
function chartSheets({ charts, language }: MailContent): Sheet[] {
  const series = charts.flatMap(seriesOf);
  if (series.length === 0) return [];
  const word = (key: string): string => translate(language, `document.${key}` as TextKey);
  return [
    {
      name: "document.sheet-charts",
      head: ["chart", "point", "figure", "unit", "state", "season-low", "season-middle", "season-high"].map(
        word,
      ),
      rows: series.flatMap(({ title, unit, points, season }) =>
        points.map(({ label, value, isProvisional }, at): Filling[] => {
          const state = value === null ? word("missing") : isProvisional ? word("provisional") : null;
          const { low = null, middle = null, high = null } = season[at] ?? {};
          return [title, label, value, unit, state, low, middle, high];
        }),
      ),
      figures: [2, 5, 6, 7],
    },
  ];
}

/** The areas of every map, a row for each: the area above it on the map, and how it stands in words. */
function mapSheets({ charts, language }: MailContent): Sheet[] {
  const rows = charts.flatMap(areaRows);
  if (rows.length === 0) return [];
  const word = (key: string): string => translate(language, `document.${key}` as TextKey);
  return [
    {
      name: "document.sheet-map",
      head: ["map", "area-above", "area", "area-state"].map(word),
      rows,
      figures: [],
    },
  ];
}

function areaRows(picture: Picture): Filling[][] {
  if (picture.kind === "outlines")
    return picture.areas.map(({ above, name, text }) => [picture.title, above, name, text]);
  if (picture.kind !== "tiles") return [];
  return picture.blocks.flatMap(({ name, text, tiles }): Filling[][] => [
    [picture.title, null, name, text],
    ...tiles.map((tile) => [picture.title, name, tile.name, tile.text]),
  ]);
}

/** The facts of a notice: what each is, as it is printed and as a number, what it is compared with, how sure it is. */
function factSheets({ facts = [], language }: MailContent): Sheet[] {
  if (facts.length === 0) return [];
  const word = (key: string): string => translate(language, `document.${key}` as TextKey);
  return [
    {
      name: "document.sheet-facts",
      head: ["fact", "printed", "figure", "base", "certainty"].map(word),
      rows: facts.map(({ name, text, value, base, certainty }): Filling[] => [
        ...[name, text, typeof value === "number" ? value : null],
        ...[base, word(`certainty-${certainty}`)],
      ]),
      figures: [2],
    },
  ];
}

/** The comparison, as it stands in the notice. */
const comparisonSheets = ({ comparison }: MailContent): Sheet[] =>
  comparison === null
    ? []
    : [
        {
          name: "document.sheet-comparison",
          head: comparison.head,
          rows: [
            ...comparison.rows,
            // Below the figures, so that the head stays the first row.
            ...[comparison.title, ...comparison.notes].map((note) => [note]),
          ],
          figures: comparison.head.flatMap((_, at) =>
            at > 0 && isFigureColumn(comparison.rows, at) ? [at] : [],
          ),
        },
      ];

/** The life of the case, day by day. */
function courseSheets({ timeline, language }: MailContent): Sheet[] {
  if (timeline.length === 0) return [];
  const word = (key: string): string => translate(language, `document.${key}` as TextKey);
  return [
    {
      name: "document.sheet-course",
      head: ["day", "event", "level", "state"].map(word),
      rows: timeline.map(({ day, text, tier, state }) => [
        ...[day, text, tier === null ? null : translate(language, `tier.${tier}`)],
        word(`state-${state}`),
      ]),
      figures: [],
    },
  ];
}

/** Typeface of the annex: what offices' machines have; others take their own. */
const FACE = "宋体";
/** Widths of columns in characters. */
const NARROWEST = 8;
const WIDEST = 64;
/** Height of a line in points. */
const LINE = 14;

/** Write a sheet: its head stays in sight and on each printed page, columns are as wide as what they hold, a filter stands over them. */
function writeSheet(workbook: Workbook, sheet: Sheet, { language, subject }: MailContent): void {
  const { name, head, rows, figures } = sheet;
  const written = workbook.addWorksheet(translate(language, name), {
    views: [{ state: "frozen", ySplit: 1 }],
    pageSetup: {
      ...{ paperSize: 9, orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      printTitlesRow: "1:1",
    },
    headerFooter: { oddFooter: `&L${subject.replaceAll("&", "&&")}&R&P / &N` },
  });
  written.addRow(head.map(inertText)).eachCell((cell, column) => {
    cell.font = { name: FACE, bold: true, size: 10 };
    cell.fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFE4E9ED" } };
    cell.alignment = alignment(figures.includes(column - 1));
  });
  // What runs over several columns, such as a note below a table, makes none of them wider.
  const texts = (at: number) => rows.map((row) => (row.length === 1 ? "" : textOf(row[at] ?? null)));
  const columns = Math.max(head.length, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.min(Math.max(...[head[at] ?? "", ...texts(at)].map(breadth), NARROWEST) + 2, WIDEST),
  );
  widths.forEach((width, at) => {
    written.getColumn(at + 1).width = width;
  });
  for (const row of rows) writeRow(written, row, figures).height = LINE * linesOf(row, widths);
  written.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: head.length } };
}

/** A row with its cells typed: a figure keeps its number, and is shown as in the notice. */
function writeRow(written: Worksheet, row: readonly Filling[], figures: readonly number[]): Row {
  const line = written.addRow([]);
  row.forEach((filling, at) => {
    const cell = line.getCell(at + 1);
    cell.font = { name: FACE, size: 10 };
    cell.alignment = alignment(figures.includes(at), row.length === 1);
    if (filling === null) return;
    if (typeof filling === "string") cell.value = inertText(filling);
    else if (typeof filling === "number") cell.value = filling;
    else writeShown(cell, filling);
    if (typeof filling === "number") cell.numFmt = Number.isInteger(filling) ? "#,##0" : "#,##0.##";
  });
  return line;
}

/** Write a cell of a table: its number where it has one, in the form of its text; bold on a tint where it is marked. */
function writeShown(cell: ExcelCell, { text, value, isMarked }: Shown): void {
  cell.value = value ?? inertText(text);
  if (value !== undefined) cell.numFmt = numberFormat(text, value);
  if (!isMarked) return;
  cell.font = { name: FACE, size: 10, bold: true };
  cell.fill = {
    type: "pattern",
    pattern: "solid",
    fgColor: { argb: `FF${TIER_COLOURS.II.tint.slice(1)}` },
  };
}

/** Lines that a row needs in columns of some widths: not every program counts them when it opens a workbook. */
const linesOf = (row: readonly Filling[], widths: readonly number[]): number =>
  row.length === 1
    ? 1
    : Math.max(
        ...row.map((filling, at) =>
          textOf(filling)
            .split("\n")
            .reduce((sum, line) => sum + Math.max(1, Math.ceil(breadth(line) / widths[at]!)), 0),
        ),
      );

const alignment = (isFigure: boolean, isNote = false): Partial<ExcelJS.Alignment> => ({
  ...{ vertical: "top", wrapText: !isNote, horizontal: isFigure ? "right" : "left" },
  ...(isFigure ? { indent: 1 } : {}),
});

const textOf = (filling: Filling): string =>
  filling === null ? "" : typeof filling === "object" ? filling.text : String(filling);

/** Breadth of the longest line of a text, in Latin letters. */
const breadth = (text: string): number =>
  Math.max(
    ...text.split("\n").map((line) => [...line].reduce((sum, each) => sum + (each > "\u2e80" ? 2 : 1), 0)),
  );
