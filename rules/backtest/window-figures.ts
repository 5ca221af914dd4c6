import type { PeriodKind } from "../calendar/periods.ts";
import type { AreaFigures, IndicatorFigures } from "../judge/figures.ts";
import { coverageOf, matched, type Part, type PartSeries, sumsOf } from "../judge/parts.ts";

/** Layoffs in a window of days, for areas. */
export class WindowFigures implements IndicatorFigures {
  readonly kind: PeriodKind = "rolling-30-days";
  readonly newest = null;
  readonly changes = 0;
  readonly origin = this;
  readonly rounds: IndicatorFigures["rounds"] = new Map();
  readonly scale: number;
  readonly #parts: ReadonlyMap<string, readonly Part[]>;
  readonly #series: PartSeries;
  readonly #areas = new Map<string, AreaFigures>();

  /** `series`: what each place counts in the window that ends on a day. */
  constructor(parts: ReadonlyMap<string, readonly Part[]>, series: PartSeries, scale: number) {
    this.scale = scale;
    this.#parts = parts;
    this.#series = series;
  }

  upTo(): number {
    return 0;
  }

  of(area: string): AreaFigures | null {
    const known = this.#areas.get(area);
    if (known) return known;
    const parts = this.#parts.get(area);
    if (!parts) return null;
    const [series, scale] = [this.#series, this.scale];
    const figures: AreaFigures = {
      version: 0,
      coverage: (day) => coverageOf(parts, series, day),
      matched: (days) => matched(parts, series, days, scale),
      sums: (days) => sumsOf(parts, series, days),
      whole: () => ({ sums: (days) => sumsOf(parts, series, days) }),
      wholeVersion: () => 0,
      places: { parts, series, scale },
      // What is known of a day's window changes while its name does not: nothing is kept by it.
      get measures() {
        return new Map();
      },
      get verdicts() {
        return new Map();
      },
      lookedBack: new Map(),
    };
    this.#areas.set(area, figures);
    return figures;
  }
}
