import { escapeHtml, htmlDocument, mailBodyStyle } from "../documents/html.ts";

/** A letter to an office that is not a case notice: a lead, blocks of lines under a title, and a foot. */
export interface LetterText {
  readonly subject: string;
  readonly heading: string;
  readonly office: string;
  readonly lead: string;
  readonly blocks: readonly { readonly title: string; readonly lines: readonly string[] }[];
  readonly foot: readonly string[];
}

/** A letter as plain text. */
export function letterPlain({ heading, office, lead, blocks, foot }: LetterText): string {
  const parts = blocks.map(({ title, lines }) => [title, ...lines.map((line) => `  ${line}`)].join("\n"));
  return [heading, "", office, "", lead, "", parts.join("\n\n"), "", ...foot, ""].join("\n");
}

/** A letter as HTML that mail readers show, styles inline. */
export function letterHtml(
  { subject, heading, office, lead, blocks, foot }: LetterText,
  language: string,
): string {
  const parts = blocks.map(
    ({ title, lines }) => `<h2 style="font-size:16px;margin:16px 0 4px">${escapeHtml(title)}</h2>
<ul style="margin:0;padding-left:20px">${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join("")}</ul>`,
  );
  const feet = foot.map(
    (line) => `<p style="color:#666;font-size:13px;margin:8px 0 0">${escapeHtml(line)}</p>`,
  );
  const body = `<div style="color:#666">${escapeHtml(heading)} · ${escapeHtml(office)}</div>
<h1 style="font-size:20px;margin:4px 0">${escapeHtml(subject)}</h1>
<p style="margin:4px 0">${escapeHtml(lead)}</p>
${parts.join("\n")}
${feet.join("\n")}`;
  return htmlDocument({ language, title: subject, bodyStyle: mailBodyStyle(760), body });
}
