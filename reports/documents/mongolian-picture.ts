import { Resvg } from "@resvg/resvg-js";
import { indexedPng } from "./charts/indexed-png.ts";
import { escapeHtml } from "./html.ts";
import { PAPER } from "./palette.ts";

/** Size of letters, length of an upright line, and room of a line across, in points. */
const SIZE = 15;
const LENGTH = 200;
const STEP = 25;
/** Pixels for a point. */
const ZOOM = 3;

/** Pictures of a text with their sizes in points. */
export interface TextPicture {
  readonly png: Buffer;
  readonly width: number;
  readonly height: number;
}

/**
 * A text in Mongolian as pictures of upright lines, the first on the left. The engine of PDF has no upright lines, and fails on the joined forms of
 * letters of Noto Sans Mongolian (fontkit 2.0: "Not a fixed size"); the one of pictures joins them.
 *
 * @param width room across in points; what does not fit follows in another picture
 */
export function mongolianPictures(text: string, fontFile: string, width: number): TextPicture[] {
  const lines = text.split("\n").flatMap((line) => wrapped(line, fontFile));
  const most = Math.floor(width / STEP);
  const pictures: TextPicture[] = [];
  for (let at = 0; at < lines.length; at += most) {
    const shown = lines.slice(at, at + most);
    const size = { width: shown.length * STEP, height: LENGTH };
    // Glyphs of the script lie on their back; turned by a quarter to the right they stand, and a line goes down.
    const drawn = shown.map(
      (line, column) => `<g transform="translate(${column * STEP + 8} 0) rotate(90)">${textOf(line)}</g>`,
    );
    pictures.push({ png: draw(drawn.join(""), size, fontFile), ...size });
  }
  return pictures;
}

const textOf = (line: string): string =>
  `<text xml:space="preserve" font-size="${SIZE}" fill="${PAPER.text}">${escapeHtml(line)}</text>`;

const svgOf = (content: string, { width, height }: { width: number; height: number }): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`;

const fontOf = (file: string) => ({ fontFiles: [file], loadSystemFonts: false });

const draw = (content: string, size: { width: number; height: number }, fontFile: string): Buffer => {
  const ground = `<rect width="100%" height="100%" fill="${PAPER.card}"/>`;
  const options = { fitTo: { mode: "zoom" as const, value: ZOOM }, font: fontOf(fontFile) };
  const { pixels, width, height } = new Resvg(svgOf(ground + content, size), options).render();
  return indexedPng(pixels, width, height);
};

/** A line broken between words where it is too long. */
function wrapped(line: string, fontFile: string): string[] {
  const lines: string[] = [];
  for (const word of line.split(" ")) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && lengthOf(longer, fontFile) > LENGTH) lines.push(word);
    else lines.splice(-1, 1, longer);
  }
  return lines;
}

const lengthOf = (line: string, fontFile: string): number => {
  const font = fontOf(fontFile);
  const box = new Resvg(svgOf(textOf(line), { width: 4000, height: 100 }), { font }).getBBox();
  return box?.width ?? 0;
};
