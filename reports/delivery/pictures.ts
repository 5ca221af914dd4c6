import type { Picture } from "../documents/content.ts";
import { chartId, withoutPictures } from "../documents/mail-tables.ts";
import type { Attachment } from "./transport.ts";

/** Pictures kept for the next message: a notice goes to many with the same chart. */
const MOST_KEPT = 64;
const kept = new Map<string, Promise<Buffer | null>>();

/** A chart drawn; null where it cannot be. */
function pictureOf(chart: Picture, fonts: readonly string[]): Promise<Buffer | null> {
  const key = JSON.stringify([chart, fonts]);
  const known = kept.get(key);
  if (known) return known;
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
  const picture = drawn(chart, fonts);
  kept.set(key, picture);
  return picture;
}

/** The text of a message carries everything: one without its picture is sent all the same. */
async function drawn(chart: Picture, fonts: readonly string[]): Promise<Buffer | null> {
  try {
    // Loaded with the first chart: the library is large, and most commands draw nothing.
    const { chartPng } = await import("../documents/charts/draw-chart.ts");
    return chartPng(chart, fonts);
  } catch {
    return null;
  }
}

/** The page of a message with the pictures that go with it; in place of a chart that cannot be drawn stands what it shows, in words. */
export async function withPictures(
  html: string,
  charts: readonly Picture[],
  fonts: readonly string[] = [],
): Promise<{ readonly html: string; readonly pictures: readonly Attachment[] }> {
  const pictures = await Promise.all(charts.map((chart) => pictureOf(chart, fonts)));
  const missing = charts.flatMap(({ alt }, at) => (pictures[at] === null ? [{ at, alt }] : []));
  return {
    html: withoutPictures(html, missing),
    pictures: pictures.flatMap((content, at) =>
      content === null
        ? []
        : [
            {
              filename: `chart-${at + 1}.png`,
              content: content!,
              cid: chartId(at),
              contentType: "image/png",
            },
          ],
    ),
  };
}
