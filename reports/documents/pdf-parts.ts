import type { Tier } from "../../rules/policy/tiers.ts";
import { type Language, translate } from "../language/index.ts";
import { isChart, type Moment, type Picture, type Table } from "./content.ts";
import type { Content, CustomTableLayout, TableCell } from "./engines/pdf-engine.ts";
import type { LabelledText, MailStep } from "./mail.ts";
import { opaquePng } from "./opaque-png.ts";
import { PAPER, TIER_COLOURS } from "./palette.ts";
import { fitted, isFigureColumn } from "./paper.ts";

/** A4 in points, its margins, and what is left between them. */
export const PAGE = { width: 595.28, height: 841.89, left: 51, top: 45, right: 51, bottom: 54 } as const;
export const WIDTH = PAGE.width - PAGE.left - PAGE.right;
/** Room that a title needs below it: itself and the first lines of what follows. */
export const ROOM_OF_TITLE = 92;

/** A timeline up to so many days stands on one page: less than a third of it. */
const KEPT_TOGETHER = 8;

const NO_LINES = { hLineWidth: () => 0, vLineWidth: () => 0 } as const;

/** Lines of text: main text, or quieter remarks. */
export const pdfText = (text: string, kind: "main" | "remark" = "main"): Content =>
  kind === "main"
    ? { text, fontSize: 10.5 }
    : { text, fontSize: 8.5, color: PAPER.muted, margin: [0, 2, 0, 0] };

/** A title under a line; it never stands alone at the end of a page. */
export const pdfTitle = (title: string): Content => ({
  table: {
    widths: ["*"],
    body: [[{ text: title, fontSize: 13, bold: true, color: PAPER.text }]],
  },
  layout: {
    ...NO_LINES,
    hLineWidth: (at) => (at === 0 ? 0.75 : 0),
    hLineColor: () => PAPER.line,
    paddingLeft: () => 0,
    paddingRight: () => 0,
    paddingTop: () => 9,
    paddingBottom: () => 3,
  },
  headlineLevel: 1,
  margin: [0, 11, 0, 0],
});

/** Labels with their texts. */
export const pdfLabelled = (rows: readonly LabelledText[]): Content => ({
  table: {
    widths: [86, "*"],
    body: rows.map(({ label, text }) => [
      { text: label, fontSize: 9, color: PAPER.muted, margin: [0, 1, 0, 0] },
      { text, fontSize: 10.5 },
    ]),
  },
  layout: plain(2),
});

/** A remark that must not be overlooked, on the tint of its tier; grey where none stands. */
export const pdfRemark = ({ label, text }: LabelledText, tier: Tier | null): Content => {
  const { tint, fill } = tier ? TIER_COLOURS[tier] : { tint: PAPER.quiet, fill: PAPER.edge };
  return {
    table: {
      widths: ["*"],
      body: [[{ text: [{ text: `${label}　`, bold: true }, text], fontSize: 10.5, fillColor: tint }]],
      dontBreakRows: true,
    },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: (at) => (at === 0 ? 3 : 0),
      vLineColor: () => fill,
      paddingLeft: () => 12,
      paddingRight: () => 12,
      paddingTop: () => 5,
      paddingBottom: () => 7,
    },
    margin: [0, 10, 0, 0],
  };
};

/** Things to do in their order: what, who does it or what helps, by when. */
export const pdfSteps = (steps: readonly MailStep[]): Content => ({
  table: {
    widths: [16, "*", 132],
    body: steps.map(({ text, taker, due, remark = "" }, at): TableCell[] => [
      { text: String(at + 1), fontSize: 13, bold: true },
      {
        stack: [
          { text, fontSize: 10.5 },
          ...[taker, remark].filter(Boolean).map((line) => ({ text: line, fontSize: 9, color: PAPER.muted })),
        ],
      },
      { text: due, fontSize: 10, bold: true, alignment: "right" },
    ]),
    dontBreakRows: true,
  },
  layout: { ...plain(4), hLineWidth: between, hLineColor: () => PAPER.line },
});

/** A chart or a map with its title, and beside the picture what its signs mean; where there is no picture, what it would show in words. */
export function pdfChart(shown: Picture, picture: Buffer | undefined, language: Language): Content {
  const { title, notes, alt } = shown;
  const remarks = notes.map((note) => pdfText(note, "remark"));
  const text = isChart(shown)
    ? translate(language, "document.chart-title", { title, unit: shown.unit })
    : title;
  const heading: Content = { text, fontSize: 10.5, bold: true, margin: [0, 0, 0, 3] };
  if (picture === undefined) return { stack: [heading, pdfText(alt), ...remarks], unbreakable: true };
  const size = fitted(picture, {
    width: notes.length === 0 ? WIDTH : 350,
    height: isChart(shown) ? 172 : 330,
  });
  return {
    stack: [
      heading,
      {
        columns: [
          { image: `data:image/png;base64,${opaquePng(picture).toString("base64")}`, ...size },
          { stack: remarks, width: "*" },
        ],
        columnGap: 12,
      },
    ],
    unbreakable: true,
    margin: [0, 2, 0, 8],
  };
}

const tableTitle = (text: string): Content => ({
  ...{ text, fontSize: 10.5, bold: true, headlineLevel: 2, margin: [0, 4, 0, 4] },
});

/** A table with its title; figures stand to the right, its head is repeated on the next page. */
export const pdfTable = ({ title, head, rows, notes, form }: Table): Content[] => [
  ...(title === "" ? [] : [tableTitle(title)]),
  {
    table: {
      widths: head.map((_, at) => (at === 0 && form !== "cells" ? "*" : "auto")),
      headerRows: 1,
      keepWithHeaderRows: 2,
      dontBreakRows: true,
      body: [
        head.map((text, at) => ({ text, fontSize: 9, color: PAPER.muted, ...side(rows, at) })),
        ...rows.map((row) =>
          head.map((_, at) => ({
            ...{ text: row[at]?.text ?? "", fontSize: 9.5, ...side(rows, at) },
            ...(row[at]?.isMarked ? { bold: true, fillColor: TIER_COLOURS.II.tint } : {}),
          })),
        ),
      ],
    },
    layout: ruled,
  },
  ...notes.map((note) => pdfText(note, "remark")),
];

/** The life of a case, day by day: what is present stands bold, what is to come behind an empty square. */
export const pdfTimeline = (moments: readonly Moment[], language: Language): Content => ({
  table: {
    widths: [86, 8, "*", "auto"],
    body: moments.map(({ day, text, tier, state }): TableCell[] => {
      const bold = state === "now";
      const color = state === "to-come" ? PAPER.muted : PAPER.text;
      const mark = tier ? TIER_COLOURS[tier].ink : PAPER.edge;
      return [
        { text: day, fontSize: 9, bold, color: PAPER.muted, margin: [0, 1, 0, 0] },
        { text: state === "to-come" ? "□" : "■", fontSize: 8, color: mark, margin: [0, 2, 0, 0] },
        { text, fontSize: 10.5, bold, color },
        { text: translate(language, `document.state-${state}`), fontSize: 9, color: PAPER.muted },
      ];
    }),
    dontBreakRows: true,
  },
  layout: plain(2),
  unbreakable: moments.length <= KEPT_TOGETHER,
});

const plain = (vertical: number): CustomTableLayout => ({
  ...NO_LINES,
  paddingLeft: (at) => (at === 0 ? 0 : 5),
  paddingRight: () => 5,
  paddingTop: () => vertical,
  paddingBottom: () => vertical,
});

const between = (at: number, { table }: { table: { body: unknown[] } }): number =>
  at === 0 || at === table.body.length ? 0 : 0.75;

const ruled: CustomTableLayout = {
  hLineWidth: (at, { table }) => (at === 0 || at === 1 || at === table.body.length ? 0.9 : 0.5),
  hLineColor: (at, { table }) => (at <= 1 || at === table.body.length ? PAPER.edge : PAPER.line),
  vLineWidth: () => 0,
  paddingLeft: (at) => (at === 0 ? 0 : 7),
  paddingRight: () => 3,
  paddingTop: () => 2,
  paddingBottom: () => 3,
};

const side = (rows: Table["rows"], at: number) =>
  at > 0 && isFigureColumn(rows, at) ? ({ alignment: "right" } as const) : {};
