let table: Map<string, number> | undefined;

/** All two-byte characters of GB18030, by decoding every pair once. */
function pairs(): Map<string, number> {
  if (table) return table;
  table = new Map();
  const decoder = new TextDecoder("gb18030");
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const text = trail === 0x7f ? "" : decoder.decode(Uint8Array.of(lead, trail));
      if (text.length === 1 && text !== "\ufffd" && !table.has(text)) table.set(text, (lead << 8) | trail);
    }
  return table;
}

/** Text in GB18030: one, two, or (beyond the basic plane) four bytes a character. */
export function gb18030(text: string): Buffer {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    const pair = pairs().get(character);
    if (code < 0x80) bytes.push(code);
    else if (pair !== undefined) bytes.push(pair >> 8, pair & 255);
    else if (code >= 0x10000) {
      const at = code - 0x10000 + 189_000;
      bytes.push(0x81 + Math.floor(at / 12_600), 0x30 + (Math.floor(at / 1260) % 10));
      bytes.push(0x81 + (Math.floor(at / 10) % 126), 0x30 + (at % 10));
    } else throw new Error(`no GB18030 bytes known here for ${character}`);
  }
  return Buffer.from(bytes);
}

/** Text in UTF-16, with a byte order mark unless it is left out. */
export function utf16(text: string, order: "le" | "be", mark = true): Buffer {
  const bytes = Buffer.from((mark ? "\ufeff" : "") + text, "utf16le");
  return order === "le" ? bytes : bytes.swap16();
}
