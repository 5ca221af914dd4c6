/** A template whose fillings are escaped: what stands in a report cannot become markup. */
export function html(parts: TemplateStringsArray, ...fillings: readonly string[]): string {
  return parts.reduce((text, part, index) => text + escapeHtml(fillings[index - 1] ?? "") + part);
}

/** Text from outside as text in a page: it cannot become markup. */
export const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
