/** Text from outside as text in a page: it cannot become markup. `escapeHtml("<b>")` is `"&lt;b&gt;"`. */
export const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** What stands around the body of a page. */
export interface HtmlShell {
  readonly language: string;
  readonly title: string;
  /** Style sheet in the head. */
  readonly styleSheet: string;
  /** Markup, escaped already. */
  readonly body: string;
}

/** A whole page around a body; mails have a form of their own (`mail.ts`). */
export const htmlDocument = ({ language, title, styleSheet, body }: HtmlShell): string =>
  `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${styleSheet}</style></head>
<body>
${body}
</body></html>
`;
