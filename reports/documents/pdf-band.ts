import type { Content, TableCell } from "./engines/pdf-engine.ts";
import { type Band, beacons } from "./mail-band.ts";
import { PAPER, TIER_COLOURS } from "./palette.ts";

/**
 * The band on paper (等级条), by the same grammar as in mails: a solid ground where a tier is new, raised or stands; the old tier struck out beside
 * the new one where it moved down; grey with the tier struck out where nothing stands any more; a dashed outline for a correction.
 */
export function pdfBand(band: Band): Content {
  const { style, tier, level, before, change } = band;
  if (style === "moved" && before) return movedBand(band, before);
  const { fill, onFill, ink } = TIER_COLOURS[tier];
  const old = before ? [struck(before.level)] : [];
  if (style === "over")
    return ground({ fill: PAPER.quiet, top: PAPER.edge }, [
      twoSides([`✓　${change}`], [...old, `　${beacons(null)}`], PAPER.text),
      ...heading(band, PAPER.text),
    ]);
  const left = [...old, ...(before ? [" → "] : []), level];
  const right = [`${beacons(tier)}　${change}`];
  if (style === "corrected" || style === "exercise")
    return ground({ dashed: ink }, [twoSides(left, right, ink), ...heading(band, PAPER.text)]);
  return ground({ fill }, [twoSides(left, right, onFill), ...heading(band, onFill)]);
}

/** How the ground of a band looks. */
interface Ground {
  readonly fill?: string;
  readonly top?: string;
  readonly dashed?: string;
}

const ground = ({ fill, top, dashed }: Ground, stack: Content[]): Content => ({
  table: { widths: ["*"], body: [[{ stack, ...(fill ? { fillColor: fill } : {}) }]], dontBreakRows: true },
  layout: {
    hLineWidth: (at) => (dashed ? 2 : top && at === 0 ? 3 : 0),
    vLineWidth: () => (dashed ? 2 : 0),
    hLineColor: () => dashed ?? top ?? PAPER.line,
    vLineColor: () => dashed ?? PAPER.line,
    hLineStyle: () => (dashed ? { dash: { length: 6, space: 4 } } : null),
    vLineStyle: () => (dashed ? { dash: { length: 6, space: 4 } } : null),
    ...PADDING,
  },
});

const PADDING = {
  paddingLeft: () => 16,
  paddingRight: () => 16,
  paddingTop: () => 8,
  paddingBottom: () => 11,
} as const;

/** The old tier struck out on grey, and beside it the new one. */
function movedBand(band: Band, before: NonNullable<Band["before"]>): Content {
  const { tier, level, change } = band;
  const { fill, onFill } = TIER_COLOURS[tier];
  const old: TableCell = {
    text: [{ ...struck(before.level), color: TIER_COLOURS[before.tier].ink }, "　→"],
    ...{ fontSize: 13, fillColor: PAPER.quiet, color: PAPER.muted },
  };
  const now: TableCell = {
    text: [level, { text: `　${beacons(tier)}`, fontSize: 10.5 }],
    ...{ fontSize: 14, bold: true, fillColor: fill, color: onFill },
  };
  const boxed: TableCell = { text: "▼", bold: true, fontSize: 9 };
  return {
    stack: [
      {
        table: { widths: ["40%", "*"], body: [[old, now]] },
        layout: { hLineWidth: () => 0, vLineWidth: () => 0, ...PADDING },
      },
      {
        columns: [
          {
            width: "auto",
            table: { body: [[boxed]] },
            layout: {
              hLineWidth: () => 1.2,
              vLineWidth: () => 1.2,
              hLineColor: PAPER.text,
              vLineColor: PAPER.text,
            },
          },
          { width: "*", text: change, bold: true, fontSize: 10.5, margin: [8, 1, 0, 0] },
        ],
        margin: [0, 10, 0, 0],
      },
      ...heading(band, PAPER.text),
    ],
  };
}

/** The first line of a band: what stands on the left, the change on the right. */
const twoSides = (left: Content[], right: Content[], color: string): Content => ({
  columns: [
    { width: "*", text: left, fontSize: 14, bold: true, color },
    {
      width: "auto",
      text: right,
      fontSize: 10.5,
      bold: true,
      color,
      alignment: "right",
      margin: [0, 3, 0, 0],
    },
  ],
  columnGap: 12,
});

const heading = ({ headline, lead }: Band, color: string): Content[] => [
  { text: headline, fontSize: 18, bold: true, color, lineHeight: 0.95, margin: [0, 5, 0, 0] },
  { text: lead, fontSize: 10.5, color, margin: [0, 3, 0, 0] },
];

const struck = (text: string) => ({ text, decoration: "lineThrough" as const, bold: false });
