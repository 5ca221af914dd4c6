/** Spreadsheets take a CSV for UTF-8 when it begins with a byte order mark. */
export const sheet = (lines: readonly string[]): string => `\ufeff${lines.join("\r\n")}\r\n`;
