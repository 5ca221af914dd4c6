import type { PeriodKind } from "../calendar/periods.ts";

/** Chinese first, English as the second language setting. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** The three levels of government that warnings speak of (自治区、盟市、旗县). */
export type Level = "region" | "league" | "banner";

/** What an indicator means (指标). Its number is the SQL file of the same name in `warehouse/indicators/`. */
export interface Indicator {
  readonly id: string;
  readonly title: Text;
  readonly unit: Text;
  readonly higherIs: "worse" | "better";
  /** Report kind it is computed from, and over how many earlier periods its number reaches back. */
  readonly reads: string;
  readonly reachesBack: number;
  readonly periods: readonly PeriodKind[];
  /** Levels for which its value is given; elsewhere numerator and denominator are there to be added up. */
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

export const defineIndicator = (indicator: Indicator): Indicator => indicator;

/** Named quantities that tier lines speak about, such as `{ change: 57.1, count: 88 }`. */
export type Quantities = Readonly<Record<string, number>>;
/** What the message and the explanation may print: plain values by name. */
export type Facts = Readonly<Record<string, number | string | null>>;

/** What a rule saw: one or more candidates for the lines, each with its facts; or why it could not see. */
export type Measure =
  | { readonly candidates: readonly { readonly quantities: Quantities; readonly facts: Facts }[] }
  | NotJudged;

/** Why a rule could not see: the name of a reason, with what it says of the place (未判定). */
export interface NotJudged {
  readonly notJudged: string;
  readonly facts?: Facts;
}

export const notJudged = (reason: string, facts: Facts = {}): NotJudged => ({ notJudged: reason, facts });

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
  /** What these parts usually make up of the whole: 1 when all are in, 0 when none is. */
  readonly share: number;
}

/** What a rule on a series may ask. */
export interface SeriesView {
  readonly period: string;
  readonly kind: PeriodKind;
  /** Null when no part reported in all of the periods. */
  matched(periods: readonly string[]): Matched | null;
  /** Each period by itself, for rules that read years: a banner that missed one month long ago is not left out of all. */
  sums(periods: readonly string[]): readonly PeriodSum[];
  /** The same for the whole region (or country), one object a night: what all areas share is estimated on it. */
  readonly whole: Whole;
}

/** The series of the whole region. */
export interface Whole {
  sums(periods: readonly string[]): readonly PeriodSum[];
}

/** One layoff report as a rule sees it. */
export interface LayoffEvent {
  readonly employer: string;
  readonly employerKey: string;
  readonly receivedOn: string;
  readonly persons: number;
  readonly staff: number | null;
  readonly closure: boolean;
}

/** Parameters of a rule in the policy: numbers and words by name. */
export type Parameters = Readonly<Record<string, number | string | boolean | readonly number[]>>;

interface RuleBase {
  readonly id: string;
  /** Rules of one cause make one case in an area: the layoffs of a mine are one risk, however many rules see them. */
  readonly cause: string;
  readonly title: Text;
  readonly levels: readonly Level[];
  /** The quantities its lines may use, in words with their unit. */
  readonly quantities: Readonly<Record<string, Text>>;
  /** Parameters the policy may set, with what holds when it does not. */
  readonly parameters: Parameters;
  /** One sentence on what happened; {names} are facts. */
  readonly message: Text;
  readonly advice: Text;
  readonly limitations: Text;
  readonly basis: string;
}

export interface SeriesRule extends RuleBase {
  readonly kind: "series";
  readonly indicator: string;
  /** Its indicator is a count or a stock: while places are late, the verdict on the nowcast is stated beside the observed one. */
  readonly nowcast?: true;
  /** Earlier periods that `measure` may ask for, so that the night reads just these. */
  periodsNeeded(period: string, kind: PeriodKind, parameters: Parameters): readonly string[];
  measure(view: SeriesView, parameters: Parameters): Measure;
}

export interface EventRule extends RuleBase {
  readonly kind: "event";
  /** Days over which events are taken together. */
  readonly windowDays: number;
  measure(events: readonly LayoffEvent[], parameters: Parameters): Measure;
}

export type Rule = SeriesRule | EventRule;

/** One way a risk shows (规则): data first, one short function last. */
export function defineRule<Defined extends Rule>(rule: Defined): Defined {
  return rule;
}
