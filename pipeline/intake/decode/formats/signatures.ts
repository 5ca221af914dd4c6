import type { FileFault } from "../table.ts";

/** A file format that is not read: its name, and the code of the receipt that advises what to send instead. */
export interface UnreadFormat {
  readonly name: string;
  readonly code: "spreadsheet-format" | "document-format" | "picture-format" | "archive-format";
}

/** The fault of a file in a format that is not read. */
export const formatFault = ({ name, code }: UnreadFormat): FileFault => ({ code, details: { format: name } });

interface Signature extends UnreadFormat {
  readonly at: number;
  /** Bytes that begin every file of the format, as Latin-1. */
  readonly bytes: string;
}

const signature = (code: UnreadFormat["code"], name: string, bytes: string, at = 0): Signature => ({
  ...{ code, name, bytes, at },
});

const SIGNATURES: readonly Signature[] = [
  signature("document-format", "PDF", "%PDF-"),
  signature("document-format", "RTF", "{\\rtf"),
  signature("picture-format", "PNG", "\x89PNG"),
  signature("picture-format", "JPEG", "\xff\xd8\xff"),
  signature("picture-format", "GIF", "GIF87a"),
  signature("picture-format", "GIF", "GIF89a"),
  signature("picture-format", "TIFF", "II*\0"),
  signature("picture-format", "TIFF", "MM\0*"),
  // The length of a bitmap is followed by four bytes that are always zero.
  signature("picture-format", "BMP", "\0\0\0\0", 6),
  signature("picture-format", "WEBP", "WEBP", 8),
  signature("picture-format", "HEIC", "ftyphei", 4),
  signature("picture-format", "HEIC", "ftypmif1", 4),
  signature("picture-format", "AVIF", "ftypavif", 4),
  signature("archive-format", "RAR", "Rar!\x1a\x07"),
  signature("archive-format", "7z", "7z\xbc\xaf\x27\x1c"),
  signature("archive-format", "gz", "\x1f\x8b\x08"),
  signature("archive-format", "bz2", "BZh"),
  signature("archive-format", "xz", "\xfd7zXZ\0"),
  signature("archive-format", "zst", "\x28\xb5\x2f\xfd"),
  signature("archive-format", "cab", "MSCF\0\0\0\0"),
  signature("archive-format", "tar", "ustar", 257),
];
/** What must stand at the beginning besides, where a signature stands further in or is too short to decide alone. */
const BEGINNINGS: ReadonlyMap<string, RegExp> = new Map([
  ["BMP", /^BM/],
  ["WEBP", /^RIFF/],
  ["tar", /^[^\0]{1,100}\0/],
  ["bz2", /^BZh[1-9]1AY&SY/],
]);
/** Bytes searched for a signature. */
const SEARCHED = 512;

/**
 * The format of a file by the bytes at its beginning, if it is one that is not read.
 *
 * @example
 * formatOf(Buffer.from("%PDF-1.7\n")) // { code: "document-format", name: "PDF" }
 */
export function formatOf(head: Buffer): UnreadFormat | null {
  const text = head.toString("latin1", 0, SEARCHED).replace(/^\s+(?=%PDF-)/, "");
  const found = SIGNATURES.find(
    ({ name, bytes, at }) => text.startsWith(bytes, at) && (BEGINNINGS.get(name)?.test(text) ?? true),
  );
  return found ? { name: found.name, code: found.code } : null;
}
