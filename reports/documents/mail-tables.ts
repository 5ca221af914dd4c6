import type { Moment, Picture, Table } from "./content.ts";
import { escapeHtml } from "./html.ts";
import { mailText, TABLE } from "./mail.ts";
import { PAPER, TIER_COLOURS } from "./palette.ts";
import { isFigureColumn } from "./paper.ts";

/** Content-ID of a notice's chart: the same in every message, since a reader looks for it in the message alone. */
export const chartId = (at: number): string => `chart-${at + 1}@fengsui`;

/** Where a chart begins and ends in the page, so that a message whose picture cannot be drawn goes out without a hole. */
const pictureMark = (at: number): readonly [string, string] => [
  `<!--chart-${at + 1}-->`,
  `<!--/chart-${at + 1}-->`,
];

/** Width of a chart on the card; on a telephone it takes the width of the screen. */
const WIDTH = 520;

/** Charts and maps, each with its title in it, and what their signs mean; the pictures go with the message under their Content-IDs. */
export const mailCharts = (charts: readonly Picture[]): string =>
  charts
    .map(({ alt, notes }, at) => {
      const [begin, end] = pictureMark(at);
      const picture = `<div style="background:#FFFFFF"><img class="pic" src="cid:${chartId(at)}" width="${WIDTH}" alt="${escapeHtml(alt)}" style="display:block;width:100%;max-width:${WIDTH}px;height:auto;border:0"></div>`;
      return `<div style="padding:${at === 0 ? 0 : 14}px 0 0">${begin}${picture}${end}${notes.map((note) => mailText(note, "remark")).join("")}</div>`;
    })
    .join("\n");

/** A page with words in place of the pictures that could not be drawn. */
export const withoutPictures = (
  html: string,
  missing: readonly { readonly at: number; readonly alt: string }[],
): string =>
  missing.reduce((page, { at, alt }) => {
    const [begin, end] = pictureMark(at);
    const [from, to] = [page.indexOf(begin), page.indexOf(end)];
    return from < 0 || to < from ? page : page.slice(0, from) + mailText(alt) + page.slice(to + end.length);
  }, html);

/** Ground, edge and letters of a cell that is marked: bold too, so that colour is never alone. */
const MARK = { ground: TIER_COLOURS.II.tint, edge: TIER_COLOURS.II.ink } as const;

/** A table: of figures, whose first column is text and whose others stand to the right; of texts; or of cells as they stood elsewhere. */
export function mailTable(table: Table): string {
  const { title, notes, form } = table;
  const heading =
    title === ""
      ? ""
      : `<div class="tx" style="font-size:14px;line-height:22px;font-weight:700;color:${PAPER.text}">${escapeHtml(title)}</div>`;
  const grid = form === "cells" ? framedCells(table) : ruledRows(table);
  return `${heading}${grid}${notes.map((note) => mailText(note, "remark")).join("")}`;
}

/** Rows under lines, over the whole width. */
function ruledRows({ head, rows, form }: Table): string {
  const isLeft = (at: number) => at === 0 || (form === "list" && !isFigureColumn(rows, at));
  const side = (at: number) => (isLeft(at) ? "left" : "right");
  const pad = (at: number) => (at === 0 ? "6px 8px 6px 0" : "6px 0 6px 8px");
  const headCells = head.map(
    (text, at) =>
      `<th class="mu hr" scope="col" align="${side(at)}" valign="bottom" style="text-align:${side(at)};font-weight:400;font-size:13px;line-height:19px;color:${PAPER.muted};border-bottom:1px solid ${PAPER.edge};padding:${pad(at)}">${escapeHtml(text)}</th>`,
  );
  const bodyRows = rows.map(
    (cells, row) =>
      `<tr>${cells
        .map(({ text, isMarked, value }, at) => {
          const isBold = isMarked || (form === undefined && row === 0 && at < 2);
          const whole = form === "list" && at > 0 && isShort(text, value) ? "white-space:nowrap;" : "";
          const isTinted = isMarked && form !== "list";
          return `<td class="tx hr${isTinted ? " tint" : ""}" align="${side(at)}"${form === "list" ? ' valign="top"' : ""} style="${isTinted ? `background:${MARK.ground};` : ""}text-align:${side(at)};font-size:14px;line-height:21px;${isBold ? "font-weight:700;" : ""}${whole}color:${PAPER.text};border-bottom:1px solid ${PAPER.line};padding:${pad(at)}">${form === "list" && isMarked ? pill(text) : withSmallLines(text, form)}</td>`;
        })
        .join("")}</tr>`,
  );
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0"><tr>${headCells.join("")}</tr>${bodyRows.join("\n")}</table>`;
}

/** Most characters of a text that is not broken. */
const SHORT = 8;
const isShort = (text: string, value?: number): boolean => value !== undefined || [...text].length <= SHORT;

/** A marked text of a list, on its tint. */
const pill = (text: string): string =>
  `<span class="tint tx" style="background:${MARK.ground};color:${PAPER.text};padding:1px 6px">${escapeHtml(text)}</span>`;

/** In a list, what stands on further lines of a cell is smaller. */
function withSmallLines(text: string, form: Table["form"]): string {
  const [first = "", ...others] = text.split("\n").map(escapeHtml);
  if (form !== "list" || others.length === 0) return [first, ...others].join("<br>");
  return `${first}<div class="mu" style="font-size:12px;line-height:18px;color:${PAPER.muted};font-weight:400">${others.join("<br>")}</div>`;
}

/** A figure as it is written, and what is said of it below: it stands to the right also where nothing is computed with it. */
const FIGURE = /^[-+−]?[\d,.，．]+[%％]?(?:\n.*)?$/u;
/** Most characters of a cell that is not broken. */
const ON_ONE_LINE = 16;

/** Cells in a frame, as wide as what they hold; on a narrow screen they are pushed aside, not the page. */
function framedCells({ head, rows }: Table): string {
  const still = `background:${PAPER.quiet};color:${PAPER.muted};font-size:12px;line-height:18px;padding:4px 7px;border:1px solid ${PAPER.line}`;
  const headRow = head.map(
    (text) =>
      `<th class="mu tint hr" scope="col" align="left" style="${still};font-weight:400;min-width:56px">${escapeHtml(text)}</th>`,
  );
  const bodyRows = rows.map(
    (cells) =>
      `<tr>${cells
        .map(({ text, isMarked }, at) => {
          if (at === 0)
            return `<td class="mu tint hr" style="${still};white-space:nowrap">${escapeHtml(text)}</td>`;
          const align = FIGURE.test(text) ? ' align="right"' : "";
          const whole = [...text].length <= ON_ONE_LINE ? "white-space:nowrap;" : "";
          const look = isMarked
            ? `border:1px solid ${MARK.edge};background:${MARK.ground};font-weight:700`
            : `border:1px solid ${PAPER.line}`;
          return `<td class="tx ${isMarked ? "tint" : "hr"}"${align} style="padding:4px 7px;font-size:13px;line-height:20px;${whole}color:${PAPER.text};${look}">${escapeHtml(text).replaceAll("\n", "<br>")}</td>`;
        })
        .join("")}</tr>`,
  );
  return `<div style="overflow-x:auto"><table cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse"><tr>${headRow.join("")}</tr>${bodyRows.join("\n")}</table></div>`;
}

/** The life of a case: a square in the colour of the tier that stood after each change, hollow for what is to come. */
export const mailTimeline = (moments: readonly Moment[]): string =>
  `<table ${TABLE}>${moments
    .map(({ day, text, tier, state }) => {
      const { fill, edge } = tier
        ? { fill: TIER_COLOURS[tier].fill, edge: TIER_COLOURS[tier].ink }
        : { fill: state === "to-come" ? PAPER.card : PAPER.line, edge: PAPER.edge };
      const weight = state === "now" ? "font-weight:700;" : "";
      return `<tr><td class="mu" valign="top" width="120" style="width:120px;font-size:13px;line-height:24px;color:${PAPER.muted};white-space:nowrap">${escapeHtml(day)}</td><td valign="top" width="24" style="width:24px;padding:6px 0 0"><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td bgcolor="${fill}" width="10" height="10" style="width:10px;height:10px;font-size:1px;line-height:1px;background:${fill};border:1px solid ${edge}">&nbsp;</td></tr></table></td><td class="tx" valign="top" style="font-size:14px;line-height:24px;${weight}color:${PAPER.text}">${escapeHtml(text)}</td></tr>`;
    })
    .join("\n")}</table>`;
