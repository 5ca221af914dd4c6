import type { Matched, SeriesView } from "../calendar/series-view.ts";
import { type NotJudged, notJudged } from "./define.ts";

/** The years that a period is compared with. */
export interface ComparableYears {
  /** The years kept, 1 for the year before, in rising order. */
  readonly years: readonly number[];
  /** Sums over the places that have figures in every period: those of the judged period first, then year by year. */
  readonly matched: Matched;
}

/**
 * The earlier years that enough places have figures of.
 *
 * A hole in history is not a report missing today: the years that cost coverage are dropped, the worst first, until the places that
 * have all periods make up enough of the area. `before` holds the periods of one earlier year after another, the latest year first.
 */
export function comparableYears(
  view: Pick<SeriesView, "matched" | "enough" | "period">,
  current: readonly string[],
  before: readonly (readonly string[])[],
): ComparableYears | NotJudged {
  const over = (years: readonly number[]): Matched | null =>
    view.matched([...current, ...years.flatMap((year) => before[year - 1]!)]);
  const isEnough = (found: Matched | null) => (found?.coverage ?? 0) >= view.enough - 1e-9;
  const every = before.map((_, at) => at + 1);
  const whole = every.length > 0 ? over(every) : null;
  if (whole && isEnough(whole)) return { years: every, matched: whole };
  const alone = new Map(
    before.flatMap((_, at) => {
      const found = over([at + 1]);
      return found ? [[at + 1, found.coverage] as const] : [];
    }),
  );
  if (alone.size === 0) return notJudged("no-year-before");
  let years = [...alone.keys()];
  let matched = over(years);
  while (years.length > 1 && !isEnough(matched)) {
    const worst = years.reduce((found, year) => (alone.get(year)! <= alone.get(found)! ? year : found));
    years = years.filter((year) => year !== worst);
    matched = over(years);
  }
  if (!isEnough(matched) && isEnough(view.matched([view.period]))) return notJudged("history-incomplete");
  // The last comparison asked for is the one that the coverage of the measure is taken from.
  return { years, matched: matched !== null && isEnough(matched) ? matched : over(years)! };
}

/** Whether some places of the area are left out of a comparison. */
export const leavesPlacesOut = ({ coverage }: Matched): boolean => coverage < 1 - 1e-9;
