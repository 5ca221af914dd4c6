/** A template whose fillings are escaped: what stands in a report cannot become markup. */
export function html(parts: TemplateStringsArray, ...fillings: readonly string[]): string {
  return parts.reduce((text, part, index) => text + escapeHtml(fillings[index - 1] ?? "") + part);
}

/** Text from outside as text in a page: it cannot become markup. `escapeHtml("<b>")` is `"&lt;b&gt;"`. */
export const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** What stands around the body of a mail or a page. */
export interface HtmlShell {
  readonly language: string;
  readonly title: string;
  /** Style sheet in the head, for pages; mail readers drop it. */
  readonly styleSheet?: string;
  /** Style of the body, for mails. */
  readonly bodyStyle?: string;
  /** Markup, escaped already. */
  readonly body: string;
}

/** A whole HTML document around a body, for mails and pages alike. */
export function htmlDocument({ language, title, styleSheet, bodyStyle, body }: HtmlShell): string {
  const sheet = styleSheet === undefined ? "" : `<style>${styleSheet}</style>`;
  const style = bodyStyle === undefined ? "" : ` style="${bodyStyle}"`;
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>${sheet}</head>
<body${style}>
${body}
</body></html>
`;
}

/** Style of a mail's body: fonts that Chinese readers have, and the width in which its lines stay readable. */
export const mailBodyStyle = (widthPixels: number): string =>
  `font-family:'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;line-height:1.6;color:#222;max-width:${widthPixels}px`;
