import type { PeriodKind } from "./periods.ts";

/** Sums over the parts of an area that reported in every one of the periods asked for (同口径). */
export interface Matched {
  readonly coverage: number;
  /** Numerator, denominator (0 where the indicator is a count) and their ratio times the scale, in the order asked. */
  readonly sums: readonly {
    readonly numerator: number;
    readonly denominator: number;
    readonly value: number;
  }[];
}

/** What the parts of an area that reported in one period add up to. */
export interface PeriodSum {
  readonly numerator: number;
  readonly denominator: number;
  /** Usual share of these parts in the whole: 1 when all are in, 0 when none is. */
  readonly share: number;
}

/** The figures of an indicator in an area, over the places that have them in all of some periods. */
export interface SeriesFigures {
  /** Null when no part reported in all of the periods. */
  matched(periods: readonly string[]): Matched | null;
}

/** An area beside which another one is judged. */
export interface Peer {
  readonly area: string;
  /** The figures of an indicator that the rule reads; null where nobody below the area owes its report. */
  figures(indicator: string): SeriesFigures | null;
}

/** The areas beside a judged one, itself included (同级地区): those of its level under the same parent, or those directly below where it has none. */
export interface Peers {
  readonly areas: readonly Peer[];
  /** What all of them share is computed once, and again when a figure of the judged period or before it has changed. */
  once<Value>(key: string, compute: () => Value): Value;
}

/** No areas beside the judged one. */
export const NO_PEERS: Peers = { areas: [], once: (_key, compute) => compute() };

/** The data that a series rule may read. */
export interface SeriesView {
  readonly period: string;
  readonly kind: PeriodKind;
  /** Coverage from which a comparison of periods is enough (the policy's floor): a year that costs more is left out. */
  readonly enough: number;
  /** Null when no part reported in all of the periods. */
  matched(periods: readonly string[]): Matched | null;
  /** Each period separately, for rules that read years: a banner that missed one past month stays in the others. */
  sums(periods: readonly string[]): readonly PeriodSum[];
  /** The judged area's figures of a further indicator that the rule reads; null where nobody owes its report. */
  further(indicator: string): SeriesFigures | null;
  /** The areas beside the judged one; none for a rule that does not say that it reads them. */
  peers(): Peers;
  /** The same for the whole region (or country), one object a night: estimates shared by all areas are cached by it. */
  readonly whole: Whole;
}

/** The series of the whole region. */
export interface Whole {
  sums(periods: readonly string[]): readonly PeriodSum[];
}
