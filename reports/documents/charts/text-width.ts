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

/** A text in at most so many lines; what does not fit ends with an ellipsis. */
export function fitLines(text: string, size: number, width: number, most: number): string[] {
  const lines = wrapText(text, size, width);
  const kept = lines.slice(0, most);
  const last = kept.at(-1);
  const isCut = lines.length > most;
  if (last === undefined || (!isCut && textWidth(last, size) <= width)) return kept;
  const letters = [...last];
  while (letters.length > 1 && textWidth(`${letters.join("")}…`, size) > width) letters.pop();
  return [...kept.slice(0, -1), `${letters.join("")}…`];
}
