import { crc32, deflateSync } from "node:zlib";

/** Most colours of a palette. */
const MOST_COLOURS = 256;
const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");

/**
 * A PNG with a palette, a third of the size of one without: a chart has few colours besides the blends at the edges of its signs. The most frequent colours are
 * kept exactly, the others become the nearest of them. Opaque pixels only. PNG specification, third edition, clause 11.2.
 */
export function indexedPng(pixels: Uint8Array, width: number, height: number): Buffer {
  const colours = new Uint32Array(width * height);
  for (let at = 0, byte = 0; at < colours.length; at++, byte += 4)
    colours[at] = (pixels[byte]! << 16) | (pixels[byte + 1]! << 8) | pixels[byte + 2]!;
  const { palette, indexOf } = paletteOf(colours);
  // Every row begins with its filter: none, which suits indices best.
  const rows = Buffer.alloc((width + 1) * height);
  let [last, index] = [-1, 0];
  for (let row = 0, at = 0; row < height; row++)
    for (let column = 1; column <= width; column++, at++) {
      const colour = colours[at]!;
      // Most pixels are as the one before.
      if (colour !== last) [last, index] = [colour, indexOf.get(colour)!];
      rows[row * (width + 1) + column] = index;
    }
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", headerOf(width, height)),
    chunk("PLTE", Buffer.from(palette.flatMap(channels))),
    chunk("IDAT", deflateSync(rows, { level: 6 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The colours that are kept, and for each colour of the picture the index of the one that stands for it. */
function paletteOf(colours: Uint32Array) {
  const counts = countsOf(colours);
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || a - b).map(([colour]) => colour);
  const palette = sorted.slice(0, MOST_COLOURS);
  const indexOf = new Map(palette.map((colour, index) => [colour, index]));
  for (const colour of sorted.slice(MOST_COLOURS)) indexOf.set(colour, nearestIn(palette, colour));
  return { palette, indexOf };
}

/** How often each colour stands in a picture, counted by runs. */
function countsOf(colours: Uint32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (let from = 0, at = 1; at <= colours.length; at++) {
    if (at < colours.length && colours[at] === colours[from]) continue;
    const colour = colours[from]!;
    counts.set(colour, (counts.get(colour) ?? 0) + at - from);
    from = at;
  }
  return counts;
}

const channels = (colour: number): [number, number, number] => [
  colour >> 16,
  (colour >> 8) & 255,
  colour & 255,
];

function nearestIn(palette: readonly number[], colour: number): number {
  const [red, green, blue] = channels(colour);
  let [nearest, least] = [0, Number.POSITIVE_INFINITY];
  for (let index = 0; index < palette.length; index++) {
    const kept = palette[index]!;
    const distance =
      ((kept >> 16) - red) ** 2 + (((kept >> 8) & 255) - green) ** 2 + ((kept & 255) - blue) ** 2;
    if (distance < least) [nearest, least] = [index, distance];
  }
  return nearest;
}

/** Size, eight bits an index, colour type 3. */
function headerOf(width: number, height: number): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return header;
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
