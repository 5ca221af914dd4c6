import type { Tier } from "../../rules/policy/tiers.ts";
import { escapeHtml } from "./html.ts";
import { DARK, PAPER, TIER_COLOURS } from "./palette.ts";

/**
 * The form of every mail (邮件版式): one column of tables with inline styles, since readers on Windows lay out as a word processor does, and Chinese
 * web mail strips style sheets. The sheet in the head only improves: the telephone's narrow margins, the dark scheme.
 */
export interface MailPage {
  readonly language: string;
  readonly title: string;
  /** What the list of mails shows after the subject. */
  readonly preview: string;
  /** Rows of the card, markup made by the functions of this file. */
  readonly rows: readonly string[];
  /** Printed it is to take one page: smaller than others. */
  readonly isShort?: boolean;
}

const FONTS = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Source Han Sans SC',sans-serif";
/** Attributes of every table that only lays out. */
export const TABLE = 'role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"';

const tierRules = (Object.keys(TIER_COLOURS) as Tier[]).map(
  (tier) => `.ink${tier}{color:${TIER_COLOURS[tier].darkInk}!important}`,
);

const SHEET = `body{margin:0}
@media (max-width:600px){.px{padding-left:16px!important;padding-right:16px!important}.col{display:block!important;width:auto!important;text-align:left!important}.h1{font-size:21px!important;line-height:29px!important}.outer{padding:0!important}.card{border-left:0!important;border-right:0!important}}
@media (prefers-color-scheme:dark){.pg{background:${DARK.page}!important}.card{background:${DARK.card}!important;border-color:${DARK.line}!important}.tx{color:${DARK.text}!important}.mu{color:${DARK.muted}!important}.hr{border-color:${DARK.line}!important}.pap{background:${DARK.card}!important}.tint{background:${DARK.quiet}!important}${tierRules.join("")}}
@page{size:A4;margin:10mm}
@media print{.pg{background:#FFFFFF!important}.outer{padding:0!important}.card{border:0!important;max-width:none!important;zoom:.69}.card *{line-height:1.38!important;-webkit-print-color-adjust:exact;print-color-adjust:exact}.px{padding-top:7px!important;padding-bottom:0!important}.band{padding-bottom:8px!important}.sec{padding-top:6px!important}td.hr,th.hr{padding-top:2px!important;padding-bottom:2px!important}.by{display:inline!important;padding-left:10px}.lb{padding-top:1px!important}.pic{max-width:300px!important}.short{zoom:.63}.short *{line-height:1.27!important}.short .px{padding-top:4px!important}.short .pic{max-width:230px!important}.card tr,.pic{break-inside:avoid}.card,.card>tbody>tr{break-inside:auto}}`;

/** Outlook for Windows lays out as Word does and knows no greatest width: there the card stands in a table of that width. */
const FOR_WORD = {
  begin:
    '<!--[if mso]><table role="presentation" width="720" cellpadding="0" cellspacing="0" border="0" align="center"><tr><td><![endif]-->\n',
  end: "\n<!--[if mso]></td></tr></table><![endif]-->",
};

/** A whole mail as HTML. The tables that hold all have a fixed layout, so that wide cells are pushed aside within it. */
export const mailPage = ({ language, title, preview, rows, isShort = false }: MailPage): string =>
  `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title>
<style>
${SHEET}
</style></head>
<body class="pg" style="margin:0;padding:0;background:${PAPER.page};font-family:${FONTS};color:${PAPER.text};-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all;font-size:1px;line-height:1px;color:${PAPER.page}">${escapeHtml(preview)}</div>
<table ${TABLE} class="pg" style="table-layout:fixed;background:${PAPER.page}"><tr><td align="center" class="outer" style="padding:20px 12px">
${FOR_WORD.begin}<table ${TABLE} class="card${isShort ? " short" : ""}" style="table-layout:fixed;overflow-wrap:anywhere;word-break:break-word;max-width:720px;background:${PAPER.card};border:1px solid ${PAPER.line};text-align:left">
${rows.join("\n")}
</table>${FOR_WORD.end}
</td></tr></table>
</body></html>
`;

/** A row of the card, with the card's margin on both sides. */
export const mailRow = (content: string, top = 12, bottom = 0): string =>
  `<tr><td class="px" style="padding:${top}px 28px ${bottom}px">${content}</td></tr>`;

/** The line above the band: whose mail it is, and beside it what it belongs to. */
export const mailHead = (left: string, right: string): string =>
  mailRow(
    `<table ${TABLE}><tr>${quiet(left, "left")}${right === "" ? "" : quiet(right, "right")}</tr></table>`,
    14,
    12,
  );

const quiet = (text: string, align: "left" | "right"): string =>
  `<td class="mu col" align="${align}" style="font-size:13px;line-height:20px;color:${PAPER.muted}">${escapeHtml(text)}</td>`;

/** A section of the card under a line, with its title. */
export const mailSection = (title: string, content: string): string =>
  mailRow(
    `<div class="hr sec" style="border-top:1px solid ${PAPER.line};padding-top:16px"><div class="tx" style="font-size:16px;line-height:24px;font-weight:700;color:${PAPER.text};padding-bottom:6px">${escapeHtml(title)}</div>${content}</div>`,
    20,
  );

/** Lines of text on the card: main text, or quieter remarks. */
export const mailText = (text: string, kind: "main" | "remark" = "main"): string =>
  kind === "main"
    ? `<div class="tx" style="font-size:15px;line-height:25px;color:${PAPER.text}">${broken(text)}</div>`
    : `<div class="mu" style="font-size:13px;line-height:21px;color:${PAPER.muted};padding-top:4px">${broken(text)}</div>`;

/** The title of a letter. */
export const mailTitle = (text: string): string =>
  `<div class="h1 tx" style="font-size:22px;line-height:31px;font-weight:700;color:${PAPER.text};padding-bottom:6px">${escapeHtml(text)}</div>`;

/** What stands in a table of labels and texts. */
export interface LabelledText {
  readonly label: string;
  readonly text: string;
}

/** Labels with their texts; on a telephone a text stands below its label. */
export const mailLabelled = (rows: readonly LabelledText[]): string =>
  `<table ${TABLE}>${rows
    .map(
      ({ label, text }) =>
        `<tr><th class="mu col lb" scope="row" valign="top" align="left" width="116" style="text-align:left;font-weight:400;font-size:13px;line-height:22px;color:${PAPER.muted};padding:6px 12px 0 0">${escapeHtml(label)}</th><td class="tx col lb" valign="top" style="font-size:15px;line-height:24px;color:${PAPER.text};padding:4px 0 0">${broken(text)}</td></tr>`,
    )
    .join("\n")}</table>`;

/** Something to do: what, who does it (empty where it is who reads this), by when, and what helps to do it. */
export interface MailStep {
  readonly text: string;
  readonly taker: string;
  readonly due: string;
  readonly remark?: string;
}

/** Things to do in their order. */
export const mailSteps = (steps: readonly MailStep[]): string =>
  `<table ${TABLE}>${steps
    .map(({ text, taker, due, remark = "" }, at) => {
      const edge = at === 0 ? "" : `border-top:1px solid ${PAPER.line};`;
      return `<tr><td class="tx hr" valign="top" width="26" style="width:26px;${edge}font-size:18px;line-height:26px;font-weight:700;color:${PAPER.text};padding:8px 0">${at + 1}</td><td class="hr" valign="top" style="${edge}padding:8px 0"><table ${TABLE}><tr><td class="tx col" valign="top" style="font-size:15px;line-height:24px;color:${PAPER.text}">${escapeHtml(text)}${[
        taker,
        remark,
      ]
        .filter(Boolean)
        .map(
          (line) =>
            `<div class="mu by" style="font-size:13px;line-height:21px;color:${PAPER.muted}">${escapeHtml(line)}</div>`,
        )
        .join(
          "",
        )}</td><td class="tx col" valign="top" align="right" width="150" style="font-size:14px;line-height:24px;font-weight:700;color:${PAPER.text};text-align:right">${escapeHtml(due)}</td></tr></table></td></tr>`;
    })
    .join("\n")}</table>`;

/** What is asked for, and how to mend it: short labels beside their texts, on a telephone too. */
export const mailPoints = (points: readonly LabelledText[]): string =>
  `<table ${TABLE} style="margin-top:8px">${points
    .map(
      ({ label, text }) =>
        `<tr><td class="mu" valign="top" width="64" style="width:64px;font-size:13px;line-height:24px;color:${PAPER.muted};padding:2px 8px 2px 0">${escapeHtml(label)}</td><td class="tx" valign="top" style="font-size:15px;line-height:24px;color:${PAPER.text};padding:2px 0">${broken(text)}</td></tr>`,
    )
    .join("\n")}</table>`;

/** Points of a list. */
export const mailList = (lines: readonly string[]): string =>
  `<table ${TABLE}>${lines
    .map(
      (line) =>
        `<tr><td class="mu" valign="top" width="16" style="width:16px;font-size:15px;line-height:25px;color:${PAPER.muted}">·</td><td class="tx" style="font-size:15px;line-height:25px;color:${PAPER.text};padding-bottom:4px">${broken(line)}</td></tr>`,
    )
    .join("\n")}</table>`;

/** A remark that must not be overlooked, on the tint of its tier; grey where none stands. */
export const mailRemark = ({ label, text }: LabelledText, tier: Tier | null): string => {
  const { tint, fill } = tier ? TIER_COLOURS[tier] : { tint: PAPER.quiet, fill: PAPER.edge };
  return `<table ${TABLE}><tr><td class="tint tx" bgcolor="${tint}" style="background:${tint};border-left:4px solid ${fill};padding:10px 16px;font-size:15px;line-height:24px;color:${PAPER.text}"><b>${escapeHtml(label)}</b>　${broken(text)}</td></tr></table>`;
};

const broken = (text: string): string => escapeHtml(text).replaceAll("\n", "<br>");
