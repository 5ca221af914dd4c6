import type { Ring } from "./area-places.ts";

/** A line in a picture: x and y in turn, in pixels. */
export type FlatRing = readonly number[];

/** Outlines in the pixels of a picture. */
export interface Projected {
  readonly height: number;
  readonly rings: ReadonlyMap<string, readonly FlatRing[]>;
}

/** Pixels by which a simplified line may leave the drawn one, and how many points a picture keeps at most. */
const [TOLERANCE, MOST_POINTS] = [0.5, 6000] as const;

type Point = readonly [x: number, y: number];

/**
 * Outlines projected into a picture: equirectangular, true to scale in the middle latitude, with as many points as can be seen.
 *
 * @param width of the picture
 * @param most height that it must not exceed
 */
export function projected(
  outlines: ReadonlyMap<string, readonly Ring[]>,
  width: number,
  most: number,
): Projected {
  const points = [...outlines.values()].flat(2);
  const [west, east] = rangeOf(points.map(([longitude]) => longitude));
  const [south, north] = rangeOf(points.map(([, latitude]) => latitude));
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(width / ((east - west) * shrink || 1), most / (north - south || 1));
  const indent = (width - (east - west) * shrink * scale) / 2;
  const place = ([longitude, latitude]: Ring[number]): Point => [
    indent + (longitude - west) * shrink * scale,
    (north - latitude) * scale,
  ];
  const placed = new Map([...outlines].map(([area, rings]) => [area, rings.map((ring) => ring.map(place))]));
  for (let tolerance = TOLERANCE; ; tolerance *= 2) {
    const rings = new Map([...placed].map(([area, lines]) => [area, simplified(lines, tolerance)]));
    const count = [...rings.values()].flat().reduce((sum, ring) => sum + ring.length / 2, 0);
    // From a tolerance of the picture's width on, every ring is as short as it gets.
    if (count <= MOST_POINTS || tolerance > width)
      return { height: Math.ceil((north - south) * scale), rings };
  }
}

function rangeOf(values: readonly number[]): readonly [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
  return least > most ? [0, 0] : [least, most];
}

/** Lines of an area with the points that can be seen; islets smaller than a point are left out, the largest line stays. */
function simplified(lines: readonly (readonly Point[])[], tolerance: number): FlatRing[] {
  const sizes = lines.map((line) => {
    const [[left, right], [top, bottom]] = [rangeOf(line.map(([x]) => x)), rangeOf(line.map(([, y]) => y))];
    return Math.max(right - left, bottom - top);
  });
  const largest = Math.max(...sizes);
  return lines
    .filter((_, at) => sizes[at]! >= 2 * tolerance || sizes[at] === largest)
    .map((line) => keptPoints(line, tolerance).flatMap(([x, y]) => [tenth(x), tenth(y)]));
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** The points of a line from which it leaves the straight way by more than a tolerance (Douglas and Peucker, 1973). */
function keptPoints(line: readonly Point[], tolerance: number): Point[] {
  const last = line.length - 1;
  if (last < 3) return [...line];
  // A closed line begins where it ends: its farthest point stands for the other end.
  const far = farthest(line, 0, last).at;
  const keep = new Set([0, far, last]);
  const open: [number, number][] = [
    [0, far],
    [far, last],
  ];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const [from, to] = part;
    const { at, distance } = farthest(line, from, to);
    if (distance <= tolerance) continue;
    keep.add(at);
    open.push([from, at], [at, to]);
  }
  return line.filter((_, at) => keep.has(at));
}

/** The point between two others that lies farthest from the straight line between them. */
function farthest(line: readonly Point[], from: number, to: number) {
  const [[x1, y1], [x2, y2]] = [line[from]!, line[to]!];
  const length = Math.hypot(x2 - x1, y2 - y1);
  let found = { at: from, distance: 0 };
  for (let at = from + 1; at < to; at++) {
    const [x, y] = line[at]!;
    const distance =
      length === 0
        ? Math.hypot(x - x1, y - y1)
        : Math.abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length;
    if (distance > found.distance) found = { at, distance };
  }
  return found;
}
