import type { SeriesView } from "../calendar/series-view.ts";
import { lineFigure, type Measure, notJudged } from "./define.ts";

/** Names of what a ratio of one period is made of. */
interface RatioNames {
  readonly ratio: string;
  readonly numerator: string;
  readonly denominator: string;
}

/** The ratio of the judged period, in percent, with what it is made of, each under the name that a rule's lines and sentence use. */
export function ratioOfPeriod(view: SeriesView, { ratio, numerator, denominator }: RatioNames): Measure {
  const sum = view.matched([view.period])?.sums[0];
  if (!sum || sum.denominator <= 0) return notJudged("no-denominator");
  const facts = { [ratio]: sum.value, [numerator]: sum.numerator, [denominator]: sum.denominator };
  const shown = { ...lineFigure(ratio, sum.value, "percent"), counted: false, periods: [view.period] };
  return { candidates: [{ quantities: facts, facts, shown }] };
}
