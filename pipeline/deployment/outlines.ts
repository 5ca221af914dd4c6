import type { Ring } from "../../reports/documents/area-places.ts";
import { bilingual } from "../../reports/language/bilingual.ts";
import type { Text } from "../../rules/indicators/define.ts";
import type { Area } from "./areas.ts";
import type { Problem } from "./problems.ts";

/** Most features, points in all of them, and mistakes that are listed. */
const [MOST_FEATURES, MOST_POINTS, MOST_LISTED] = [5000, 100_000, 20] as const;
/** Fewest points of a closed line, whose last is its first (RFC 7946, 3.1.6). */
const FEWEST_POINTS = 4;

/** What one feature holds, or what is wrong with it. */
type Read<Content> = { readonly content: Content } | { readonly message: Text };

/**
 * The outlines of areas in a GeoJSON text (RFC 7946): a FeatureCollection of polygons in degrees, each with its area's code in `properties.code`.
 * Mistakes go to `problems`, each with the number of its feature.
 */
export function readOutlines(
  text: string,
  file: string,
  areas: readonly Area[],
  problems: Problem[],
): Map<string, readonly Ring[]> {
  const outlines = new Map<string, readonly Ring[]>();
  const add = (message: Text) => problems.push({ file, line: 1, message });
  const features = featuresOf(text);
  if ("message" in features) add(features.message);
  if ("message" in features) return outlines;
  const codes = new Set(areas.map(({ code }) => code));
  let [points, mistakes] = [0, 0];
  for (const [at, feature] of features.content.entries()) {
    const read = areaOf(feature, codes, outlines);
    if ("message" in read) {
      mistakes++;
      if (mistakes <= MOST_LISTED)
        add(bilingual("error.geojson-feature", { number: at + 1, message: read.message }));
      continue;
    }
    points += read.content.rings.reduce((sum, ring) => sum + ring.length, 0);
    if (points > MOST_POINTS) {
      add(bilingual("error.geojson-points", { most: MOST_POINTS }));
      break;
    }
    outlines.set(read.content.code, read.content.rings);
  }
  return outlines;
}

function featuresOf(text: string): Read<readonly unknown[]> {
  let found: unknown;
  try {
    found = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    return { message: bilingual("error.geojson-json", { reason: (error as Error).message }) };
  }
  const { type, features } = fieldsOf(found);
  if (type !== "FeatureCollection" || !Array.isArray(features))
    return { message: bilingual("error.geojson-form") };
  return features.length > MOST_FEATURES
    ? { message: bilingual("error.geojson-features", { most: MOST_FEATURES }) }
    : { content: features };
}

/** The area of a feature by its code, and its lines. */
function areaOf(
  feature: unknown,
  codes: ReadonlySet<string>,
  known: ReadonlyMap<string, unknown>,
): Read<{ readonly code: string; readonly rings: readonly Ring[] }> {
  const { properties, geometry } = fieldsOf(feature);
  const { code: given } = fieldsOf(properties);
  if (typeof given !== "string" && typeof given !== "number")
    return { message: bilingual("error.geojson-code") };
  const code = String(given);
  if (!codes.has(code)) return { message: bilingual("error.not-an-area-code", { code: code.slice(0, 40) }) };
  if (known.has(code)) return { message: bilingual("error.code-twice", { code }) };
  const { type, coordinates } = fieldsOf(geometry);
  const polygons = type === "Polygon" ? [coordinates] : type === "MultiPolygon" ? coordinates : null;
  if (!Array.isArray(polygons)) return { message: bilingual("error.geojson-geometry", { code }) };
  const rings: Ring[] = [];
  for (const polygon of polygons) {
    const lines = Array.isArray(polygon) ? polygon.map(ringOf) : [null];
    if (lines.length === 0 || lines.includes(null))
      return { message: bilingual("error.geojson-coordinates", { code, fewest: FEWEST_POINTS }) };
    rings.push(...(lines as Ring[]).map((ring, at) => turned(ring, at === 0)));
  }
  return rings.length === 0
    ? { message: bilingual("error.geojson-geometry", { code }) }
    : { content: { code, rings } };
}

/** A closed line of degrees; null where it is none. */
function ringOf(found: unknown): Ring | null {
  if (!Array.isArray(found) || found.length < FEWEST_POINTS || found.length > MOST_POINTS) return null;
  const ring: [number, number][] = [];
  for (const point of found) {
    if (!Array.isArray(point)) return null;
    const [longitude, latitude] = point as unknown[];
    if (!isDegree(longitude, 180) || !isDegree(latitude, 90)) return null;
    ring.push([longitude, latitude]);
  }
  return ring;
}

const isDegree = (value: unknown, most: number): value is number =>
  typeof value === "number" && Number.isFinite(value) && Math.abs(value) <= most;

/** Outer lines run one way and holes the other, whichever way a file has them: so a hole is not filled. */
function turned(ring: Ring, isOuter: boolean): Ring {
  const area = ring.reduce((sum, [x1, y1], at) => {
    const [x2, y2] = ring[(at + 1) % ring.length]!;
    return sum + x1 * y2 - x2 * y1;
  }, 0);
  return area >= 0 === isOuter ? ring : [...ring].reverse();
}

/** The fields of an object; none of anything else. */
const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
