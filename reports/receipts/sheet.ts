/** CSV text with a byte order mark, by which spreadsheet programs recognise UTF-8. */
export const sheet = (lines: readonly string[]): string => `\ufeff${lines.join("\r\n")}\r\n`;
