import { type PeriodKind, shiftPeriod } from "../calendar/periods.ts";
import type { Whole } from "../calendar/series-view.ts";
import type { AreaFigures, IndicatorFigures } from "../judge/figures.ts";
import type { AreaSums } from "./null-region.ts";

/** Periods back for which a measurement may be asked again: the longest dwell, and those passed over. */
const LOOKED_BACK = 30;

/** Drawn figures of one indicator when no report is missing: sums of areas, known period by period. */
export class DrawnFigures implements IndicatorFigures {
  readonly kind: PeriodKind;
  readonly scale: number;
  readonly changes = 0;
  readonly origin = this;
  readonly rounds: IndicatorFigures["rounds"] = new Map();
  #newest: string | null = null;
  readonly #index: ReadonlyMap<string, number>;
  readonly #sums: ReadonlyMap<string, AreaSums>;
  readonly #whole: Whole;
  readonly #areas = new Map<string, AreaFigures>();

  constructor(
    { kind, scale }: { readonly kind: PeriodKind; readonly scale: number },
    periods: readonly string[],
    sums: ReadonlyMap<string, AreaSums>,
    root: string,
  ) {
    this.kind = kind;
    this.scale = scale;
    this.#index = new Map(periods.map((period, t) => [period, t]));
    this.#sums = sums;
    this.#whole = { sums: this.#sumsOf(sums.get(root)!) };
  }

  /** The last period that is known. */
  get newest(): string | null {
    return this.#newest;
  }

  /** What was measured of periods that no rule looks back to is forgotten: years are drawn, and memory is not. */
  set newest(period: string | null) {
    if (period === this.#newest) return;
    this.#newest = period;
    const oldest = period === null ? "" : shiftPeriod(period, this.kind, -LOOKED_BACK);
    for (const { measures } of this.#areas.values())
      for (const ofSettings of measures.values())
        for (const measured of ofSettings.keys()) if (measured < oldest) ofSettings.delete(measured);
  }

  /** Drawn figures never change. */
  upTo(): number {
    return 0;
  }

  of(area: string): AreaFigures | null {
    const known = this.#areas.get(area);
    if (known) return known;
    const sums = this.#sums.get(area);
    if (!sums) return null;
    const figures = this.#figuresOf(sums);
    this.#areas.set(area, figures);
    return figures;
  }

  #figuresOf(sums: AreaSums): AreaFigures {
    return {
      version: 0,
      coverage: (period) => {
        const isIn = this.#index.has(period) ? 1 : 0;
        return { share: isIn, partsIn: isIn, partsExpected: 1 };
      },
      matched: (periods) => this.#matched(sums, periods),
      sums: this.#sumsOf(sums),
      whole: () => this.#whole,
      wholeVersion: () => 0,
      places: null,
      measures: new Map(),
      verdicts: new Map(),
      lookedBack: new Map(),
    };
  }

  #matched({ numerator, denominator }: AreaSums, periods: readonly string[]) {
    const found: { numerator: number; denominator: number; value: number }[] = [];
    for (const period of periods) {
      const t = this.#index.get(period);
      if (t === undefined) return null;
      const [above, below] = [numerator[t]!, denominator ? denominator[t]! : 0];
      const ratio = below > 0 ? (above / below) * this.scale : Number.NaN;
      found.push({ numerator: above, denominator: below, value: denominator ? ratio : above * this.scale });
    }
    return { coverage: 1, sums: found };
  }

  #sumsOf({ numerator, denominator }: AreaSums): Whole["sums"] {
    return (periods) =>
      periods.map((period) => {
        const t = this.#index.get(period);
        if (t === undefined) return { numerator: 0, denominator: 0, share: 0 };
        return { numerator: numerator[t]!, denominator: denominator ? denominator[t]! : 0, share: 1 };
      });
  }
}
