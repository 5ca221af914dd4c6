import type { ChartPoint, Panel, Picture, SeasonPoint, TierLine } from "../content.ts";
import { isChart } from "../content.ts";
import { printable, withTexts } from "../paper.ts";

/** A picture as it can be drawn: a number that is not finite counts as missing, and texts are such as a document can hold. */
export function drawable(picture: Picture): Picture {
  if (isChart(picture))
    return { ...withTexts(picture, printable), ...finite(picture), lines: finiteLines(picture.lines) };
  if (picture.kind === "multiples")
    return {
      ...withTexts(picture, printable),
      panels: picture.panels.map((panel): Panel => ({ ...withTexts(panel, printable), ...finite(panel) })),
    };
  if (picture.kind === "tiles") return withTexts(picture, printable);
  // Outlines are many numbers and no text.
  const { areas, ...texts } = picture;
  return {
    ...withTexts(texts, printable),
    areas: areas.map(({ rings, ...area }) => ({
      ...withTexts(area, printable),
      rings: rings.filter((ring) => ring.every(Number.isFinite)),
    })),
  };
}

/** The figures of a chart or panel, those that are not finite as missing. */
const finite = ({ points, season }: Pick<Panel, "points" | "season">): Pick<Panel, "points" | "season"> => ({
  points: points.map(finitePoint),
  season: season.map((each) => (each !== null && isFiniteSeason(each) ? each : null)),
});

/** A point; one without a figure has no text beside it either. */
function finitePoint(point: ChartPoint): ChartPoint {
  const { text, ...rest } = withTexts(point, printable);
  if (point.value === null || Number.isFinite(point.value))
    return text === undefined ? rest : { ...rest, text };
  return { ...rest, value: null };
}

const isFiniteSeason = ({ low, middle, high }: SeasonPoint): boolean =>
  [low, middle, high].every(Number.isFinite);

const finiteLines = (lines: readonly TierLine[]): TierLine[] =>
  lines.filter(({ value }) => Number.isFinite(value)).map((line) => withTexts(line, printable));
