/** Widths of characters in parts of the font size, as the bold weight of Noto Sans SC has them; the regular weight is a little narrower. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[\d+−]/u, 0.59],
  [/[ .,:;'|!ilj]/u, 0.32],
  [/[()frt\-/]/u, 0.42],
  [/[mwMW%–]/u, 0.9],
  [/[A-Z]/u, 0.68],
  [/[\u0020-\u024f]/u, 0.63],
];

const widthOf = (character: string): number =>
  WIDTHS.find(([characters]) => characters.test(character))?.[1] ?? 1;

/** About how wide a text is in pixels: the picture is laid out without a browser. */
export const textWidth = (text: string, size: number): number =>
  size * [...text].reduce((sum, character) => sum + widthOf(character), 0);

/** A text in lines that are not wider than asked: Latin breaks between words, Chinese anywhere but before closing marks. */
export function wrapText(text: string, size: number, most: number): string[] {
  const pieces = text.match(/\p{Script=Han}[，。、：；）》”]*|[^\s\p{Script=Han}]+\s*|\s+/gu) ?? [];
  const lines: string[] = [];
  for (const piece of pieces) {
    const longer = (lines.at(-1) ?? "") + piece;
    if (lines.length > 0 && textWidth(longer.trimEnd(), size) <= most) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines.map((line) => line.trimEnd());
}
