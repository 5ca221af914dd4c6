import { html, htmlDocument, mailBodyStyle } from "../documents/html.ts";
import type { NoticeText } from "./compose.ts";

/** Colour of a tier's bar. The tier is always printed in words too, because colours mean different things in different places. */
export const COLOURS = { IV: "#1d6fb8", III: "#c79a00", II: "#d9731a", I: "#b81d24" } as const;

/** A notice as plain text. */
export function renderText(notice: NoticeText): string {
  const rows = notice.paragraphs.map(({ label, text }) => `${label}${notice.colon}${text}`);
  const { heading, head, office, lead, foot, signature } = notice;
  return [heading, ...head, "", office, "", lead, "", ...rows, "", ...foot, "", signature, ""].join("\n");
}

/** A notice as HTML that mail readers show: one table, styles inline. */
export function renderHtml(notice: NoticeText, language: string): string {
  const rows = notice.paragraphs
    .map(
      ({ label, text }) =>
        html`<tr><th style="text-align:left;vertical-align:top;padding:6px 12px 6px 0;white-space:nowrap;color:#555;font-weight:normal">${label}</th><td style="padding:6px 0">${text}</td></tr>`,
    )
    .join("\n");
  const small = (lines: readonly string[]) =>
    lines.map((line) => html`<p style="color:#666;font-size:13px;margin:8px 0 0">${line}</p>`).join("\n");
  const head = small(notice.head);
  const foot = small(notice.foot);
  const body = `<div style="border-left:6px solid ${COLOURS[notice.tier]};padding:4px 0 4px 14px">
${html`<div style="color:#666">${notice.heading}</div>`}
${head}
${html`<p style="margin:10px 0 4px">${notice.office}</p>`}
${html`<h1 style="font-size:20px;margin:4px 0">${notice.subject}</h1>`}
${html`<p style="margin:4px 0">${notice.lead}</p>`}
</div>
<table style="border-collapse:collapse;margin-top:12px;font-size:15px">
${rows}
</table>
${foot}
${html`<p style="text-align:right;margin:16px 0 0">${notice.signature}</p>`}`;
  return htmlDocument({ language, title: notice.subject, bodyStyle: mailBodyStyle(680), body });
}
