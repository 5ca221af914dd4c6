import type { AreaState, MapBlock, TileMap } from "../content.ts";
import { PAPER } from "../palette.ts";
import { TEXT, WIDTH } from "./chart-frame.ts";
import { type Drawing, titleOver } from "./drawing.ts";
import type { Shape } from "./ground-shapes.ts";
import type { Box } from "./place-texts.ts";
import { legendShapes, signShapes, signsOf, stateColours, stateShapes } from "./state-shapes.ts";
import { textShape } from "./text-shapes.ts";
import { fitLines } from "./text-width.ts";

/** The map takes the whole width; between blocks, inside them, and between their tiles. */
const [MARGIN, GAP, PAD, TILE_GAP] = [2, 4, 3, 2] as const;
/** A tile holds a numeral of fifteen pixels. */
const TILE = 17;
const [LINE, MOST_LINES] = [19, 2] as const;

/** How blocks are drawn: their width, and the numeral of each state. */
interface BlockStyle {
  readonly width: number;
  readonly signs: ReadonlyMap<AreaState, string>;
}

/**
 * A map of tiles (方格图): each area in its place in the grid. With areas below it, it is a box with its name, a tile for each of them, and its tier last;
 * without, it is a tile with its name.
 */
export function tileMapDrawing({ title, legend, blocks }: TileMap): Drawing {
  const over = titleOver(title);
  const signs = legendShapes(legend, over.bottom);
  const columns = Math.max(1, ...blocks.map(({ column }) => column));
  const pitch = (WIDTH - 2 * MARGIN + GAP) / columns;
  const style: BlockStyle = { width: pitch - GAP, signs: signsOf(legend) };
  const shapes: Shape[] = [];
  let top = signs.bottom + 8;
  for (const row of rowsOf(blocks)) {
    const names = row.map((block) => nameLines(block, style).length);
    const lines = Math.max(...names);
    const height = Math.max(...row.map((block) => heightOf(block, lines, style)));
    for (const block of row) {
      const left = MARGIN + (block.column - 1) * pitch;
      const box = { left, right: left + style.width, top, bottom: top + height };
      shapes.push(
        ...(block.tiles.length > 0 ? boxShapes(block, box, lines, style) : tileShapes(block, box, style)),
      );
    }
    top += height + GAP;
  }
  return { height: Math.ceil(top - GAP + MARGIN), shapes: [...over.shapes, ...signs.shapes, ...shapes] };
}

/** Blocks by row; a row in which nothing stands takes no room. */
function rowsOf(blocks: readonly MapBlock[]): MapBlock[][] {
  const rows = [...new Set(blocks.map(({ row }) => row))].sort((a, b) => a - b);
  return rows.map((row) => blocks.filter((block) => block.row === row));
}

/** The name of a block; beside it in a named tile stands the numeral. */
const nameLines = ({ name, tiles, state }: MapBlock, { width, signs }: BlockStyle): string[] =>
  tiles.length > 0
    ? fitLines(name, TEXT.size, width - 2 * PAD, MOST_LINES)
    : fitLines(name, TEXT.size, width - 16 - ((signs.get(state) ?? "") === "" ? 0 : 20), MOST_LINES);

function heightOf({ tiles }: MapBlock, lines: number, { width }: BlockStyle): number {
  if (tiles.length === 0) return lines * LINE + 16;
  // The tier of the area itself takes the place of two tiles.
  const rows = Math.ceil((tiles.length + 2) / perRow(width));
  return PAD + lines * LINE + 2 + rows * (TILE + TILE_GAP) - TILE_GAP + PAD;
}

const perRow = (width: number): number =>
  Math.max(2, Math.floor((width - 2 * PAD + TILE_GAP) / (TILE + TILE_GAP)));

/** A named tile: the numeral, and beside it the name, in the colour of the area's state. */
function tileShapes(block: MapBlock, box: Box, style: BlockStyle): Shape[] {
  const { onFill } = stateColours(block.state);
  const sign = style.signs.get(block.state) ?? "";
  const lines = nameLines(block, style);
  const middle = (box.top + box.bottom) / 2;
  const hasEdge = block.state === "not-judged";
  return [
    ...stateShapes(block.state, box),
    ...(sign === "" ? [] : [textShape(sign, box.left + 8, middle, { fill: onFill, isBold: true })]),
    ...lines.map((line, index) =>
      textShape(
        line,
        box.left + 8 + (sign === "" ? 0 : 20),
        middle + (index - (lines.length - 1) / 2) * LINE,
        { fill: onFill, hasEdge },
      ),
    ),
  ];
}

/** A box with its name and a tile for each area below; the area's tier stands last, twice as wide. */
function boxShapes(block: MapBlock, box: Box, lines: number, style: BlockStyle): Shape[] {
  const { ink } = stateColours(block.state);
  const isOpen = block.state !== "quiet" && block.state !== "not-judged";
  const first = box.top + PAD + lines * LINE + 2;
  const most = perRow(style.width);
  const place = (at: number): Box => {
    const left = box.left + PAD + (at % most) * (TILE + TILE_GAP);
    const top = first + Math.floor(at / most) * (TILE + TILE_GAP);
    return { left, right: left + TILE, top, bottom: top + TILE };
  };
  const shape = { x: box.left, y: box.top, width: style.width, height: box.bottom - box.top };
  const { right: end } = place(most - 1);
  const badge = {
    ...{ left: end - 2 * TILE - TILE_GAP, right: end },
    ...{ top: box.bottom - PAD - TILE, bottom: box.bottom - PAD },
  };
  return [
    {
      type: "rect",
      shape,
      style: { fill: PAPER.card, stroke: isOpen ? ink : PAPER.edge, lineWidth: isOpen ? 2 : 0.75 },
    },
    ...nameLines(block, style).map((line, index) =>
      textShape(line, box.left + PAD, box.top + PAD + (index + 0.5) * LINE, {
        ...{ fill: PAPER.text, isBold: true },
      }),
    ),
    ...block.tiles.flatMap(({ state }, at) => signShapes(state, style.signs.get(state) ?? "", place(at))),
    ...signShapes(block.state, style.signs.get(block.state) ?? "", badge),
  ];
}
