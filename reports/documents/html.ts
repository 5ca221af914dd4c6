/** Template tag that escapes its fillings, so that text from a report cannot become markup. */
export function html(parts: TemplateStringsArray, ...fillings: readonly string[]): string {
  return parts.reduce((text, part, index) => text + escapeHtml(fillings[index - 1] ?? "") + part);
}

/** Escape text from outside, so that it cannot become markup. */
export const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
