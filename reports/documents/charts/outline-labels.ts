import type { AreaState, OutlineArea } from "../content.ts";
import { PAPER } from "../palette.ts";
import { TEXT } from "./chart-frame.ts";
import type { Shape } from "./ground-shapes.ts";
import { type Box, moveInto, overlaps } from "./place-texts.ts";
import { boundsOf, largestOf, middleOf } from "./rings.ts";
import { signShapes } from "./state-shapes.ts";
import { textShape } from "./text-shapes.ts";
import { textWidth } from "./text-width.ts";

/** The box of a numeral, and a line of text. */
const [SIGN, LINE] = [18, 20] as const;

/** A text that stands in its area, or near by where another stands there. */
interface Label {
  readonly middle: readonly [x: number, y: number];
  readonly width: number;
  /** Placed whatever it covers; others are left out where there is no room. */
  readonly isNeeded: boolean;
  readonly shapes: (box: Box) => Shape[];
}

/**
 * The texts of a map: for an area around others its state and name together, for an area that is filled its numeral, which always stands, and its
 * name where it fits inside.
 */
export function labelShapes(
  areas: readonly OutlineArea[],
  signs: ReadonlyMap<AreaState, string>,
  within: Box,
): Shape[] {
  const drawn = areas.filter(({ rings }) => rings.length > 0);
  const [frames, filled] = [drawn.filter(({ isFrame }) => isFrame), drawn.filter((area) => !area.isFrame)];
  const headings = frames.map((area) => headingOf(area, signs.get(area.state) ?? ""));
  const labels = [
    // A numeral must stand in its area; a heading has the name beside it and can stand near by.
    ...filled.flatMap((area) => numeralOf(area, signs.get(area.state) ?? "")),
    ...headings.filter(({ isNeeded }) => isNeeded),
    ...headings.filter(({ isNeeded }) => !isNeeded),
    ...filled.flatMap((area) => nameOf(area, (signs.get(area.state) ?? "") !== "")),
  ];
  const taken: Box[] = [];
  return labels.flatMap((label) => {
    const box = placeOf(label, taken, within);
    if (box === null) return [];
    taken.push(box);
    return label.shapes(box);
  });
}

/** State and name of an area that is not filled itself; a hatched box where it was not judged. */
function headingOf({ name, state, rings }: OutlineArea, sign: string): Label {
  const indent = state === "quiet" ? 0 : SIGN + 4;
  return {
    middle: middleOf(largestOf(rings)),
    width: indent + textWidth(name, TEXT.size),
    isNeeded: state !== "quiet",
    shapes: (box) => [
      ...(indent > 0 ? signShapes(state, sign, { ...box, right: box.left + SIGN }) : []),
      textShape(name, box.left + indent, (box.top + box.bottom) / 2, {
        ...{ fill: PAPER.text, isBold: true, hasEdge: true },
      }),
    ],
  };
}

const numeralOf = ({ state, rings }: OutlineArea, sign: string): Label[] =>
  sign === ""
    ? []
    : [
        {
          ...{ middle: middleOf(largestOf(rings)), width: SIGN, isNeeded: true },
          shapes: (box) => signShapes(state, sign, box),
        },
      ];

/** The name of a filled area below its numeral, where it fits. */
function nameOf({ name, rings }: OutlineArea, hasSign: boolean): Label[] {
  const largest = largestOf(rings);
  const [x, y] = middleOf(largest);
  const { left, right, top, bottom } = boundsOf(largest);
  const width = textWidth(name, TEXT.size);
  if (right - left < width || bottom - top < (hasSign ? 2 : 1) * LINE) return [];
  return [
    {
      ...{ middle: [x, hasSign ? y + LINE : y], width, isNeeded: false },
      shapes: (box) => [
        textShape(name, (box.left + box.right) / 2, (box.top + box.bottom) / 2, {
          ...{ fill: PAPER.text, align: "center", hasEdge: true },
        }),
      ],
    },
  ];
}

/** Where a text that is needed may stand, in lines from its middle, the nearest first. */
const AROUND = [0, 1, -1, 2, -2]
  .flatMap((down) => [0, 1, -1, 2, -2].map((across) => [across, down] as const))
  .sort((a, b) => Math.hypot(...a) - Math.hypot(...b));

function placeOf({ middle: [x, y], width, isNeeded }: Label, taken: readonly Box[], within: Box): Box | null {
  const boxes = (isNeeded ? AROUND : AROUND.slice(0, 1)).map(([across, down]) => {
    const left = x - width / 2 + across * LINE;
    const top = y - SIGN / 2 + down * LINE;
    return moveInto({ left, right: left + width, top, bottom: top + SIGN }, within);
  });
  const free = boxes.find((box) => !taken.some((other) => overlaps(box, other)));
  return free ?? (isNeeded ? boxes[0]! : null);
}
