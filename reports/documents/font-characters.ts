import { readFile } from "node:fs/promises";

/**
 * The characters that a TrueType font can show, from its character map (OpenType `cmap`, formats 4 and 12): a document must not show an empty box
 * in silence where a name holds a rare character.
 */
export async function charactersOf(file: string): Promise<(character: number) => boolean> {
  const font = await readFile(file);
  const tables = font.readUInt16BE(4);
  for (let at = 12; at < 12 + 16 * tables; at += 16)
    if (font.toString("latin1", at, at + 4) === "cmap") return rangesOf(font, font.readUInt32BE(at + 8));
  throw new Error(`${file} has no character map`);
}

/** Whether a font file can be read and has every letter of a text. */
export async function hasLetters(file: string, text: string): Promise<boolean> {
  try {
    const has = await charactersOf(file);
    return (text.match(/\p{L}/gu) ?? []).every((letter) => has(letter.codePointAt(0)!));
  } catch {
    return false;
  }
}

/** First and last character of each stretch of the fullest map. */
function rangesOf(font: Buffer, cmap: number): (character: number) => boolean {
  const maps = Array.from(
    { length: font.readUInt16BE(cmap + 2) },
    (_, at) => cmap + font.readUInt32BE(cmap + 8 + 8 * at),
  );
  const full = maps.find((map) => font.readUInt16BE(map) === 12);
  const plain = maps.find((map) => font.readUInt16BE(map) === 4);
  if (full !== undefined) {
    const ranges = Array.from({ length: font.readUInt32BE(full + 12) }, (_, at) => [
      font.readUInt32BE(full + 16 + 12 * at),
      font.readUInt32BE(full + 20 + 12 * at),
    ]);
    return within(ranges);
  }
  if (plain === undefined) throw new Error("a font without a Unicode character map");
  const segments = font.readUInt16BE(plain + 6) / 2;
  return within(
    Array.from({ length: segments }, (_, at) => [
      font.readUInt16BE(plain + 16 + 2 * segments + 2 * at),
      font.readUInt16BE(plain + 14 + 2 * at),
    ]),
  );
}

const within =
  (ranges: readonly (readonly number[])[]) =>
  (character: number): boolean =>
    ranges.some(([first, last]) => character >= first! && character <= last!);
