import type { PeriodKind } from "../calendar/periods.ts";

/** Chinese first, English as the second language setting. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** The three levels of government that warnings refer to (自治区、盟市、旗县). */
export type Level = "region" | "league" | "banner";

/** What an indicator means (指标). Its number is the SQL file of the same name in `warehouse/measure/indicators/`. */
export interface Indicator {
  readonly id: string;
  readonly title: Text;
  readonly unit: Text;
  readonly higherIs: "worse" | "better";
  /** Report kind it is computed from, and over how many earlier periods its number reaches back. */
  readonly reads: string;
  readonly reachesBack: number;
  readonly periods: readonly PeriodKind[];
  /** Levels for which its value is given; elsewhere numerator and denominator are stored only to be added up. */
  readonly levels: readonly Level[];
  readonly numerator: string;
  readonly denominator: string | null;
  /** What the ratio is multiplied by to be in its unit; 1 for counts. */
  readonly scale: number;
  readonly decimals: number;
  readonly whenMissing: string;
  readonly source: string;
  /** Another report kind, whose latest figure it divides by. */
  readonly dividesBy?: string;
  /** Which of several meanings in use this number has, where sources disagree (口径): it is never added to another. */
  readonly definition?: Text;
  /** Why it must not be shown at the levels that are not its own; without a reason, it just has no value there. */
  readonly notBelow?: Text;
  /** Counted from the beginning of the year (累计数): the figure of a whole year is its December. */
  readonly yearToDate?: true;
}

/** Define an indicator (指标): the meaning here, the number in the SQL file of the same name. */
export const defineIndicator = (indicator: Indicator): Indicator => indicator;
