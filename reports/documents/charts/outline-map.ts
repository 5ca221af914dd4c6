import type { OutlineArea, OutlineMap } from "../content.ts";
import { PAPER } from "../palette.ts";
import { WIDTH } from "./chart-frame.ts";
import { type Drawing, titleOver } from "./drawing.ts";
import { INK, type Shape } from "./ground-shapes.ts";
import { labelShapes } from "./outline-labels.ts";
import { pathOf, pointsOf, type Ring } from "./rings.ts";
import { legendShapes, NOT_JUDGED_STEP, signsOf, stateColours } from "./state-shapes.ts";

/** Distance of the map from what stands above it and from the edge. */
const [ABOVE, MARGIN] = [10, 2] as const;

/** Areas by their outlines (轮廓图): filled in the colour of their state, hatched where not judged, with numeral and, where there is room, name. */
export function outlineMapDrawing({ title, legend, areas, height }: OutlineMap): Drawing {
  const over = titleOver(title);
  const signs = legendShapes(legend, over.bottom);
  const top = signs.bottom + ABOVE;
  const drawn = areas.map((area) => ({ ...area, rings: area.rings.map((ring) => moved(ring, top)) }));
  return {
    height: Math.ceil(top + height + 2 * MARGIN),
    shapes: [
      ...over.shapes,
      ...signs.shapes,
      ...drawn.filter(({ isFrame }) => !isFrame).flatMap(areaShapes),
      ...drawn.filter(({ isFrame }) => isFrame).flatMap((area) => lineShape(area, 2)),
      ...labelShapes(drawn, signsOf(legend), {
        left: MARGIN,
        right: WIDTH - MARGIN,
        top,
        bottom: top + height,
      }),
    ],
  };
}

const moved = (ring: Ring, top: number): Ring =>
  ring.map((value, at) => value + MARGIN + (at % 2 === 0 ? 0 : top));

function areaShapes(area: OutlineArea): Shape[] {
  if (area.rings.length === 0) return [];
  const { fill } = stateColours(area.state);
  return [
    { type: "path", shape: { pathData: pathOf(area.rings) }, style: { fill } },
    ...(area.state === "not-judged" ? hatchIn(area.rings) : []),
    ...lineShape(area, 1),
  ];
}

/** The outline by itself. */
const lineShape = ({ rings }: OutlineArea, lineWidth: number): Shape[] =>
  rings.length === 0
    ? []
    : [
        {
          type: "path",
          shape: { pathData: pathOf(rings) },
          style: { fill: "none", stroke: PAPER.edge, lineWidth, lineJoin: "round" },
        },
      ];

/** Rising lines inside the outlines: from where a line enters to where it leaves. */
function hatchIn(rings: readonly Ring[]): Shape[] {
  const edges = rings.flatMap((ring) => {
    const points = pointsOf(ring);
    return points.map((point, at) => [point, points[(at + 1) % points.length]!] as const);
  });
  const sums = edges.flatMap(([[x, y]]) => x + y);
  const first = Math.ceil(Math.min(...sums) / NOT_JUDGED_STEP) * NOT_JUDGED_STEP;
  const lines: Shape[] = [];
  for (let sum = first; sum < Math.max(...sums); sum += NOT_JUDGED_STEP) {
    const crossings = edges
      .flatMap(([[x1, y1], [x2, y2]]) => {
        const [a, b] = [x1 + y1 - sum, x2 + y2 - sum];
        return a < 0 === b < 0 ? [] : [x1 + ((x2 - x1) * a) / (a - b)];
      })
      .sort((a, b) => a - b);
    for (let at = 0; at + 1 < crossings.length; at += 2) {
      const [x1, x2] = [crossings[at]!, crossings[at + 1]!];
      if (x2 - x1 < 0.5) continue;
      const shape = { x1, y1: sum - x1, x2, y2: sum - x2 };
      lines.push({ type: "line", shape, style: { stroke: INK.hatch, lineWidth: 1 } });
    }
  }
  return lines;
}
