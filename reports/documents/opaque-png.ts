import { Resvg } from "@resvg/resvg-js";
import { indexedPng } from "./charts/indexed-png.ts";
import { PAPER } from "./palette.ts";
import { pictureSize } from "./paper.ts";

/** Colour types of PNG that hold transparency (PNG specification, third edition, 11.2.1). */
const TRANSPARENT = [4, 6];

/**
 * A picture without transparency, as it looks on paper. The engine of PDF unpacks transparent ones beside each other and writes them in the order in which
 * they are ready, so that the same document was sometimes other bytes.
 */
export function opaquePng(png: Buffer): Buffer {
  if (!TRANSPARENT.includes(png[25]!)) return png;
  const { width, height } = pictureSize(png);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${PAPER.card}"/><image href="data:image/png;base64,${png.toString("base64")}" width="${width}" height="${height}"/></svg>`;
  return indexedPng(new Resvg(svg, { font: { loadSystemFonts: false } }).render().pixels, width, height);
}
