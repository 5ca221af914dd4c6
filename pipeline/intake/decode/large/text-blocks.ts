import { isUtf8 } from "node:buffer";
import { begunMark, type DecodedText, markedEncoding, withoutMarks } from "../encoding.ts";

/** Bytes that are not valid text in the assumed encoding. */
export class NotText extends Error {}

/** A large text as blocks of UTF-8, with its original encoding. */
export interface LargeText {
  readonly encoding: DecodedText["encoding"];
  /** Whether all of it, or its beginning, is valid UTF-8; a byte order mark decides the encoding regardless. */
  readonly utf8: boolean;
  readonly blocks: Iterable<Buffer>;
}

/**
 * Detect the encoding of a large text file: by its mark, else UTF-8 if all of it (or, while that is unknown, its beginning) is valid,
 * else by the look of its beginning, else GB18030. Its blocks are UTF-8 without byte order marks and throw NotText on bytes invalid in
 * the encoding.
 */
export function textOf(blocks: Iterable<Buffer>, utf8: boolean | null): LargeText {
  const all = blocks[Symbol.iterator]();
  const first = all.next();
  const head: Buffer = first.done ? Buffer.alloc(0) : first.value;
  const looksUtf8 = utf8 ?? beginsAsUtf8(head);
  const { encoding, mark } = markedEncoding(head) ?? { encoding: looksUtf8 ? "utf-8" : "gb18030", mark: 0 };
  return { encoding, utf8: looksUtf8, blocks: unmarked(decoded(head, all, encoding, mark)) };
}

/** Whether the head is UTF-8, except for a character cut off at its end. */
const beginsAsUtf8 = (head: Buffer): boolean =>
  [0, 1, 2, 3].some((cut) => isUtf8(head.subarray(0, head.length - cut)));

function* decoded(
  head: Buffer,
  rest: Iterator<Buffer>,
  encoding: DecodedText["encoding"],
  mark: number,
): Generator<Buffer> {
  const decoder = encoding === "utf-8" ? null : new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const text = (bytes: Buffer) =>
    decoder ? Buffer.from(strictly(() => decoder.decode(bytes, { stream: true }))) : bytes;
  try {
    yield text(head.subarray(mark));
    for (let next = rest.next(); !next.done; next = rest.next()) yield text(next.value);
    if (decoder) yield Buffer.from(strictly(() => decoder.decode()));
  } finally {
    rest.return?.();
  }
}

/** Blocks of UTF-8 without byte order marks, also those that lie across two blocks. */
function* unmarked(blocks: Iterable<Buffer>): Generator<Buffer> {
  let begun: Buffer = Buffer.alloc(0);
  for (const block of blocks) {
    const bytes: Buffer = begun.length > 0 ? Buffer.concat([begun, block]) : block;
    const end = bytes.length - begunMark(bytes);
    // Copied, because the next block is read into the same memory.
    begun = Buffer.from(bytes.subarray(end));
    yield withoutMarks(bytes.subarray(0, end));
  }
  if (begun.length > 0) yield begun;
}

function strictly(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw new NotText();
  }
}
