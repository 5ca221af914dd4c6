import { isUtf8 } from "node:buffer";

/** Bytes as UTF-8 text, with their original encoding. */
export interface DecodedText {
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "gb18030";
  /** UTF-8, without byte order marks. */
  readonly bytes: Buffer;
}

/**
 * Detect the encoding of a text file and convert it to UTF-8: by its byte order mark; else as strict UTF-8; else as UTF-16 when every
 * other byte of its beginning is zero; else as strict GB18030. The receipt reports the encoding. Null if none fits.
 */
export function decodeText(bytes: Buffer): DecodedText | null {
  const text = textIn(bytes);
  return text && { ...text, bytes: withoutMarks(text.bytes) };
}

function textIn(bytes: Buffer): DecodedText | null {
  const marked = byMark(bytes);
  if (marked) return strict(bytes.subarray(marked.mark), marked.encoding);
  const wide = wideWithoutMark(bytes);
  const text = wide && strict(bytes, wide);
  if (text && !isBinary(text)) return text;
  return strict(bytes, "utf-8") ?? strict(bytes, "gb18030");
}

const MARK = Buffer.from("\ufeff");

/** UTF-8 text without byte order marks: files that were joined have them in the middle, where they are invisible. */
export function withoutMarks(bytes: Buffer): Buffer {
  let found = bytes.indexOf(MARK);
  if (found < 0) return bytes;
  const kept = Buffer.allocUnsafe(bytes.length);
  let [from, at] = [0, 0];
  for (; found >= 0; found = bytes.indexOf(MARK, from)) {
    at += bytes.copy(kept, at, from, found);
    from = found + MARK.length;
  }
  at += bytes.copy(kept, at, from);
  return kept.subarray(0, at);
}

/** How many bytes at the end of a block may begin a byte order mark. */
export function begunMark(bytes: Buffer): number {
  if (bytes.subarray(-2).equals(MARK.subarray(0, 2))) return 2;
  return bytes.at(-1) === MARK[0] ? 1 : 0;
}

/** The encoding shown by the beginning of a file: a byte order mark (with its length), or zeros in every other byte. */
export function markedEncoding(head: Buffer): Marked | null {
  const wide = wideWithoutMark(head);
  return byMark(head) ?? (wide && { encoding: wide, mark: 0 });
}

interface Marked {
  readonly encoding: DecodedText["encoding"];
  readonly mark: number;
}

function byMark(bytes: Buffer): Marked | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: "utf-8", mark: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: "utf-16le", mark: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: "utf-16be", mark: 2 };
  return null;
}

/** Whether the beginning has characters that no text has: pictures and programs also have zeros in every other byte. */
const isBinary = ({ bytes }: DecodedText): boolean =>
  [...bytes.toString("utf8", 0, 4096)].some(
    (character) => character < " " && !"\0\t\n\v\f\r\u001b".includes(character),
  );

/** UTF-16 without a mark: Latin letters, digits and commas leave a zero in every other byte. */
function wideWithoutMark(bytes: Buffer): "utf-16le" | "utf-16be" | null {
  const head = bytes.subarray(0, 512);
  if (head.length < 4) return null;
  let [even, odd] = [0, 0];
  for (let at = 0; at + 1 < head.length; at += 2) {
    if (head[at] === 0) even++;
    if (head[at + 1] === 0) odd++;
  }
  const enough = head.length / 16;
  if (odd > enough && even === 0) return "utf-16le";
  if (even > enough && odd === 0) return "utf-16be";
  return null;
}

function strict(bytes: Buffer, encoding: DecodedText["encoding"]): DecodedText | null {
  // Checked in place: decoded text would take several times the memory.
  if (encoding === "utf-8") return isUtf8(bytes) ? { encoding, bytes } : null;
  try {
    const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    return { encoding, bytes: Buffer.from(text, "utf8") };
  } catch {
    return null;
  }
}
