import { escapeHtml, html, htmlDocument, mailBodyStyle } from "../documents/html.ts";
import type { NoticeText } from "./compose.ts";

/** Colour of a tier's bar. The tier is always printed in words too, because colours mean different things in different places. */
export const COLOURS = { IV: "#1d6fb8", III: "#c79a00", II: "#d9731a", I: "#b81d24" } as const;

/** Colour of the bar where nothing stands any more. */
const OVER = "#6B7680";

/** A notice as plain text. */
export function renderText(notice: NoticeText): string {
  const rows = notice.paragraphs.map(({ label, text }) => {
    const lines = text.split("\n");
    return lines.length === 1
      ? `${label}${notice.colon}${text}`
      : [`${label}${notice.colon}`, ...lines.map((line) => `  ${line}`)].join("\n");
  });
  const { heading, head, office, lead, foot, signature } = notice;
  return [heading, ...head, "", office, "", lead, "", ...rows, "", ...foot, "", signature, ""].join("\n");
}

/** A row of a notice's table: the label above its text, so that a telephone has the whole width for both. */
const row = (label: string, text: string): string =>
  `${html`<tr><th style="text-align:left;padding:10px 0 0;color:#55606B;font-size:13px;font-weight:normal">${label}</th></tr>`}
<tr><td style="padding:2px 0 0;font-size:15px">${escapeHtml(text).replaceAll("\n", "<br>")}</td></tr>`;

/**
 * A notice as HTML that mail readers show: a band with tier and change, one sentence, and one table, styles inline. The tier is
 * always in words beside its colour.
 */
export function renderHtml(notice: NoticeText, language: string): string {
  const rows = notice.paragraphs.map(({ label, text }) => row(label, text)).join("\n");
  const small = (lines: readonly string[]) =>
    lines.map((line) => html`<p style="color:#666;font-size:13px;margin:8px 0 0">${line}</p>`).join("\n");
  const head = small(notice.head);
  const foot = small(notice.foot);
  const body = `${html`<div style="color:#666">${notice.heading}</div>`}
${head}
<div style="border-left:8px solid ${notice.isOver ? OVER : COLOURS[notice.tier]};padding:4px 0 4px 14px;margin:12px 0 0">
${html`<div style="font-size:16px;font-weight:bold">${notice.level}</div>`}
${html`<h1 style="font-size:22px;line-height:1.4;margin:4px 0">${notice.headline}</h1>`}
${html`<p style="margin:4px 0">${notice.lead}</p>`}
</div>
${html`<p style="margin:12px 0 0">${notice.office}</p>`}
<table style="border-collapse:collapse;width:100%">
${rows}
</table>
${foot}
${html`<p style="text-align:right;margin:16px 0 0">${notice.signature}</p>`}`;
  return htmlDocument({ language, title: notice.subject, bodyStyle: mailBodyStyle(680), body });
}
