import { isUtf8 } from "node:buffer";
import { type DecodedText, markedEncoding } from "../encoding.ts";

/** Bytes that are no text in the encoding they were taken for. */
export class NotText extends Error {}

/** A large text as blocks of UTF-8, and how it was encoded. */
export interface LargeText {
  readonly encoding: DecodedText["encoding"];
  /** Whether it was taken for UTF-8 because all of it, or its beginning, is; a byte order mark decides by itself. */
  readonly utf8: boolean;
  readonly blocks: Iterable<Buffer>;
}

/**
 * Find out how a large text file is encoded: by its mark, else UTF-8 if all of it is (or, while that is unknown, its beginning), else
 * as its beginning looks, else GB18030. Its blocks are then UTF-8 without a byte order mark; they throw NotText on bytes that
 * the encoding does not have.
 */
export function textOf(blocks: Iterable<Buffer>, utf8: boolean | null): LargeText {
  const all = blocks[Symbol.iterator]();
  const first = all.next();
  const head: Buffer = first.done ? Buffer.alloc(0) : first.value;
  const isSo = utf8 ?? beginsAsUtf8(head);
  const { encoding, mark } = markedEncoding(head) ?? { encoding: isSo ? "utf-8" : "gb18030", mark: 0 };
  return { encoding, utf8: isSo, blocks: decoded(head, all, encoding, mark) };
}

/** Save for a character that it ends in. */
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

function strictly(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw new NotText();
  }
}
