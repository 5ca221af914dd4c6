import type { Box } from "./place-texts.ts";

/** A closed line in a picture: x and y in turn, in pixels. */
export type Ring = readonly number[];

/** The points of a line. */
export const pointsOf = (ring: Ring): [number, number][] =>
  Array.from({ length: Math.floor(ring.length / 2) }, (_, at) => [ring[2 * at]!, ring[2 * at + 1]!]);

/** Lines as a path of SVG. */
export const pathOf = (rings: readonly Ring[]): string =>
  rings
    .map((ring) => {
      const points = pointsOf(ring).map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`);
      return `M${points.join("L")}Z`;
    })
    .join("");

/** The rectangle around a line. */
export function boundsOf(ring: Ring): Box {
  const points = pointsOf(ring);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/** Twice the area inside a line, with its sign, and the point in which that is balanced. */
function balanceOf(ring: Ring): { area: number; middle: readonly [number, number] } {
  const points = pointsOf(ring);
  let [area, x, y] = [0, 0, 0];
  points.forEach(([x1, y1], at) => {
    const [x2, y2] = points[(at + 1) % points.length]!;
    const cross = x1 * y2 - x2 * y1;
    area += cross;
    x += (x1 + x2) * cross;
    y += (y1 + y2) * cross;
  });
  const { left, right, top, bottom } = boundsOf(ring);
  const isFlat = Math.abs(area) < 1e-6;
  return {
    area,
    middle: isFlat ? [(left + right) / 2, (top + bottom) / 2] : [x / (3 * area), y / (3 * area)],
  };
}

/** The point in which the area inside a line is balanced. */
export const middleOf = (ring: Ring): readonly [number, number] => balanceOf(ring).middle;

/** The line with the largest area inside. */
export const largestOf = (rings: readonly Ring[]): Ring =>
  rings.reduce((largest, ring) =>
    Math.abs(balanceOf(ring).area) > Math.abs(balanceOf(largest).area) ? ring : largest,
  );
