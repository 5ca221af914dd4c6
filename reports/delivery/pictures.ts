import type { Picture } from "../documents/content.ts";
import { chartId, withoutPictures } from "../documents/mail-tables.ts";
import type { Attachment } from "./transport.ts";

/** Pictures kept for the next message: a notice goes to many with the same chart. */
const MOST_KEPT = 64;
/** Most bytes of the pictures of a message: encoded they are a third larger, and the message stays below 450 KB. */
const MOST_BYTES = 160_000;
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

/** The first pictures whose bytes a message has room for; the others stand in words. */
function withinBytes(pictures: readonly (Buffer | null)[]): (Buffer | null)[] {
  let left = MOST_BYTES;
  return pictures.map((picture) => {
    if (picture === null || picture.length > left) return null;
    left -= picture.length;
    return picture;
  });
}

/** The page of a message with the pictures that go with it; in place of a chart that cannot be drawn stands what it shows, in words. */
export async function withPictures(
  html: string,
  charts: readonly Picture[],
  fonts: readonly string[] = [],
): Promise<{ readonly html: string; readonly pictures: readonly Attachment[] }> {
  const pictures = withinBytes(await Promise.all(charts.map((chart) => pictureOf(chart, fonts))));
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
