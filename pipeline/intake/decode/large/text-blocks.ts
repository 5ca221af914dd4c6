import { isUtf8 } from "node:buffer";
import { blocksOf } from "../blocks.ts";
import { type DecodedText, markedEncoding } from "../encoding.ts";

/** Bytes that are no text in the encoding they were taken for. */
export class NotText extends Error {}

/** How a large text file is encoded: by its mark, else UTF-8 if all of it is, else as its beginning looks, else GB18030. */
export function encodingOf(
  head: Buffer,
  allUtf8: boolean,
): { encoding: DecodedText["encoding"]; mark: number } {
  const marked = markedEncoding(head);
  if (marked) return marked;
  return { encoding: allUtf8 ? "utf-8" : "gb18030", mark: 0 };
}

/** Whether the first bytes of a file are UTF-8, save for a character that they end in. */
export const beginsAsUtf8 = (head: Buffer): boolean =>
  [0, 1, 2, 3].some((cut) => isUtf8(head.subarray(0, head.length - cut)));

/**
 * A text file as blocks of UTF-8, without its byte order mark.
 *
 * @throws NotText on bytes that the encoding does not have
 */
export function* textBlocks(
  path: string,
  { encoding, mark }: ReturnType<typeof encodingOf>,
): Generator<Buffer> {
  const decoder = encoding === "utf-8" ? null : new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  let skip = mark;
  for (const block of blocksOf(path)) {
    const bytes = block.subarray(skip);
    skip = 0;
    yield decoder ? Buffer.from(decode(() => decoder.decode(bytes, { stream: true }))) : bytes;
  }
  if (decoder) yield Buffer.from(decode(() => decoder.decode()));
}

function decode(work: () => string): string {
  try {
    return work();
  } catch {
    throw new NotText();
  }
}
