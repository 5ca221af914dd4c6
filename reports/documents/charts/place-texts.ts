/** A rectangle in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A text that wants a place beside a point. */
export interface WantedText {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** From the middle of the point to the edge of its sign. */
  readonly radius: number;
  /** Placed whatever it covers; others are left out where there is no room. */
  readonly isNeeded: boolean;
}

/** What texts must not cover, or better do not: how bad it is to cover it. */
export interface Obstacle extends Box {
  readonly cost: number;
}

/** From this cost a place is refused: it covers another text. */
export const REFUSED = 1000;

/** From this cost a text that is not needed is left out: it covers a figure. */
export const COVERED = 100;

/** Places around a point, the best first: the sides as parts of the text's width and height from the point. */
const PLACES: readonly (readonly [across: number, down: number])[] = [
  ...([
    [0, -1],
    [-1, -0.6],
    [1, -0.6],
    [-1, 0],
    [1, 0],
    [0, 1],
  ] as const),
  ...([
    [-0.5, -1.2],
    [0.5, -1.2],
    [-1, 0.8],
    [1, 0.8],
    [0, -1.9],
    [-0.8, -1.9],
    [0.8, -1.9],
    [0, 1.9],
  ] as const),
];

/** Whether two rectangles share any room. */
export const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Places for texts, in the order of their importance; null for those that have no room. */
export function placeTexts(
  wanted: readonly WantedText[],
  obstacles: readonly Obstacle[],
  within: Box,
): (Box | null)[] {
  const taken: Obstacle[] = [...obstacles];
  return wanted.map((text) => {
    const places = PLACES.map(([across, down], order) => {
      const box = moveInto(boxAt(text, across, down), within);
      return { box, cost: order * 0.4 + costOf(box, taken) };
    });
    const best = places.reduce((least, place) => (place.cost < least.cost ? place : least));
    if (best.cost >= COVERED && !text.isNeeded) return null;
    taken.push({ ...best.box, cost: REFUSED });
    return best.box;
  });
}

const costOf = (box: Box, obstacles: readonly Obstacle[]): number =>
  obstacles.reduce((sum, obstacle) => sum + (overlaps(box, obstacle) ? obstacle.cost : 0), 0);

function boxAt({ x, y, width, height, radius }: WantedText, across: number, down: number): Box {
  const middle = { x: x + across * (width / 2 + radius + 2), y: y + down * (height / 2 + radius) };
  return {
    ...{ left: middle.x - width / 2, right: middle.x + width / 2 },
    ...{ top: middle.y - height / 2, bottom: middle.y + height / 2 },
  };
}

/** A box moved so far that it stands inside another. */
export function moveInto(box: Box, within: Box): Box {
  const across = Math.max(within.left - box.left, 0) + Math.min(within.right - box.right, 0);
  const down = Math.max(within.top - box.top, 0) + Math.min(within.bottom - box.bottom, 0);
  return {
    ...{ left: box.left + across, right: box.right + across },
    ...{ top: box.top + down, bottom: box.bottom + down },
  };
}

/** Middles of texts in a column, pushed apart to a distance and kept inside; in the order of the wanted middles, from the top. */
export function pushApart(
  middles: readonly number[],
  distance: number,
  [top, bottom]: readonly [number, number],
): number[] {
  const placed: number[] = [];
  for (const middle of middles) placed.push(Math.max(middle, top, (placed.at(-1) ?? -Infinity) + distance));
  let floor = bottom;
  for (let index = placed.length - 1; index >= 0; index--) {
    placed[index] = Math.min(placed[index]!, floor);
    floor = placed[index]! - distance;
  }
  return placed;
}

/** Indices of the points whose period is printed: evenly apart, counted from the last, as many as have room. */
export function labelledPoints(widths: readonly number[], slot: number, most: number): number[] {
  const widest = Math.max(0, ...widths) + 14;
  const every = Math.max(1, Math.ceil(widest / slot), Math.ceil(widths.length / most));
  const last = widths.length - 1;
  return Array.from(
    { length: Math.ceil(widths.length / every) },
    (_, index) => last - index * every,
  ).reverse();
}
