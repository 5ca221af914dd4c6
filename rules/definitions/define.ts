import type { PeriodKind } from "../calendar/periods.ts";
import type { SeriesView } from "../calendar/series-view.ts";
import type { Level, Text } from "../indicators/define.ts";

/** Named quantities that tier lines refer to, such as `{ change: 57.1, count: 88 }`. */
export type Quantities = Readonly<Record<string, number>>;
/** What the message and the explanation may print: plain values by name. */
export type Facts = Readonly<Record<string, number | string | null>>;

/** What a rule measured: one or more candidates for the lines, each with its facts; or why it could not judge. */
export type Measure = { readonly candidates: readonly Candidate[] } | NotJudged;

/** What a rule found, for the lines to judge. */
export interface Candidate {
  readonly quantities: Quantities;
  readonly facts: Facts;
  readonly shown?: Shown;
}

/** The judged figure of a candidate and what it is compared with. */
export interface Shown {
  readonly value: number;
}

/** Why a rule could not judge: the name of the reason, with facts (未判定). */
export interface NotJudged {
  readonly notJudged: string;
  readonly facts?: Facts;
}

/** A measure that could not be judged: the name of the reason, with facts for the explanation. */
export const notJudged = (reason: string, facts: Facts = {}): NotJudged => ({ notJudged: reason, facts });

/** One layoff report as a rule reads it. */
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

/** Least and most that a parameter, or a bound on a quantity, can sensibly be. */
export interface Limits {
  readonly least?: number;
  readonly most?: number;
  /** No decimals. */
  readonly whole?: true;
}

interface RuleBase {
  readonly id: string;
  /** Rules of one cause make one case in an area: the layoffs of a mine are one risk, however many rules see them. */
  readonly cause: string;
  readonly title: Text;
  readonly levels: readonly Level[];
  /** The quantities its lines may use, with name and unit. */
  readonly quantities: Readonly<Record<string, Text>>;
  /** Parameters the policy may set, with their defaults. */
  readonly parameters: Parameters;
  /** Limits of parameters and quantities, by name; a policy beyond them is refused. */
  readonly limits?: Readonly<Record<string, Limits>>;
  /** One sentence on what happened; {names} are facts. */
  readonly message: Text;
  readonly advice: Text;
  readonly limitations: Text;
  readonly basis: string;
}

/** A rule on the series of an indicator. */
export interface SeriesRule extends RuleBase {
  readonly kind: "series";
  readonly indicator: string;
  /** Its indicator is a count or a stock: while places are late, the verdict on the nowcast is stated beside the observed one. */
  readonly nowcast?: true;
  /** Earlier periods that `measure` may ask for, so that the night reads just these. */
  periodsNeeded(period: string, kind: PeriodKind, parameters: Parameters): readonly string[];
  measure(view: SeriesView, parameters: Parameters): Measure;
}

/** A rule on the layoff reports of a window of days. */
export interface EventRule extends RuleBase {
  readonly kind: "event";
  /** Days over which events are taken together. */
  readonly windowDays: number;
  measure(events: readonly LayoffEvent[], parameters: Parameters): Measure;
}

/** What stands open below an area, of one cause. */
export interface StandingBelow {
  /** Areas of the next level below: all of them, and those that could be judged. */
  readonly all: number;
  readonly judged: number;
  /** Areas with an open case at blue, yellow, orange or red, and graver. */
  readonly blue: number;
  readonly yellow: number;
  readonly orange: number;
  readonly red: number;
}

/** A rule on the cases that stand open in the areas below (下级汇集): banners raise their league, leagues the region. */
export interface CombinedRule extends RuleBase {
  readonly kind: "combined";
  measure(below: StandingBelow, parameters: Parameters): Measure;
}

export type Rule = SeriesRule | EventRule | CombinedRule;

/** One way a risk shows (规则): data first, one short function last. */
export function defineRule<Defined extends Rule>(rule: Defined): Defined {
  return rule;
}
