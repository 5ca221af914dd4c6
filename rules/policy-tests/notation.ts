import { type PeriodKind, shiftPeriod } from "../calendar/periods.ts";

/** A figure as a test writes it: a count, or a numerator over a denominator; null is a stated gap. */
export type WrittenFigure = { readonly numerator: number; readonly denominator: number | null } | null;

/** Figures of one place in a row, by the last day of their period. */
export type WrittenSeries = ReadonlyMap<string, WrittenFigure>;

/** What cannot be read: the key of its text, and the piece. */
export interface NotationMistake {
  readonly message: string;
  readonly params: Readonly<Record<string, string>>;
}

const NUMBER = String.raw`-?\d+(?:\.\d+)?`;
const ITEM = new RegExp(
  String.raw`^(?:(_)|(${NUMBER})(?:/(${NUMBER}))?(?:([+-])(\d+(?:\.\d+)?))?)(?:x(\d{1,3}))?$`,
);
/** The most figures of one series. */
const MOST = 600;

/**
 * Read a series: its first period, then its figures in a row. `_` is a missing one, `40x12` twelve times 40, `40+2x3` is 40, 42 and 44, and
 * a ratio is written `382/76443`.
 *
 * @example
 * readSeries("2024-01: 40x2 _ 110", "month", false) // January and February 40, March missing, April 110
 */
export function readSeries(
  text: string,
  kind: PeriodKind,
  isRatio: boolean,
): { readonly series: WrittenSeries } | NotationMistake {
  const [start = "", rest, more] = text.split(":").map((part) => part.trim());
  const first = readPeriod(start, kind);
  if (rest === undefined || more !== undefined || first === null)
    return { message: "error.series-start", params: { text, example: EXAMPLES[kind] ?? EXAMPLES.month! } };
  const figures: WrittenFigure[] = [];
  for (const item of rest.split(/\s+/).filter((word) => word !== "")) {
    const found = readItem(item, isRatio);
    if ("message" in found) return found;
    figures.push(...found.figures);
  }
  if (figures.length === 0 || figures.length > MOST)
    return { message: "error.series-length", params: { text, most: String(MOST) } };
  return { series: new Map(figures.map((figure, at) => [shiftPeriod(first, kind, at), figure])) };
}

const EXAMPLES: Readonly<Partial<Record<PeriodKind, string>>> = {
  month: "2024-01: 40x12 110",
  quarter: "2024-03: 90/100 80/100",
  week: "2024-01-06: 40x52",
  year: "2024-12: 40",
};

function readItem(item: string, isRatio: boolean): { readonly figures: WrittenFigure[] } | NotationMistake {
  const parts = ITEM.exec(item);
  if (!parts) return { message: "error.series-item", params: { item } };
  const [, gap, numerator, denominator, sign, step, times = "1"] = parts;
  const count = Array.from({ length: Number(times) }, (_, at) => at);
  if (gap) return { figures: count.map(() => null) };
  if (isRatio && denominator === undefined) return { message: "error.series-ratio", params: { item } };
  if (!isRatio && denominator !== undefined) return { message: "error.series-count", params: { item } };
  const by = step === undefined ? 0 : Number(step) * (sign === "-" ? -1 : 1);
  return {
    figures: count.map((at) => ({
      numerator: Number(numerator) + by * at,
      denominator: denominator === undefined ? null : Number(denominator),
    })),
  };
}

/** A single figure in the notation of a series; undefined where it cannot be read. */
export function readFigure(text: string, isRatio: boolean): WrittenFigure | undefined {
  const found = readItem(text.trim(), isRatio);
  return "figures" in found && found.figures.length === 1 ? found.figures[0] : undefined;
}

/** A period by its last day: `2024-01` (a month, or the quarter or year that ends with it), or a whole day; null for another text. */
export function readPeriod(text: string, kind: PeriodKind): string | null {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text))
    return kind === "week" || kind === "day" ? null : shiftPeriod(`${text}-01`, "month", 0);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  return Number.isNaN(Date.parse(text)) ? null : text;
}
