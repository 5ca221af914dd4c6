import type { PeriodKind } from "../calendar/periods.ts";
import type { SeriesView } from "../calendar/series-view.ts";
import type { Level, Text } from "../indicators/define.ts";
import type { Advice } from "./advice.ts";

/** Named quantities that tier lines refer to, such as `{ change: 57.1, count: 88 }`. */
export type Quantities = Readonly<Record<string, number>>;
/** What the message and the explanation may print: plain values by name. */
export type Facts = Readonly<Record<string, number | string | null>>;

/** What a figure is compared with, by name (比较基准); `line` is a figure that is held against its line alone. */
export type BaseName =
  | "last-year"
  | "median-of-years"
  | "model-of-years"
  | "usual-growth"
  | "low-of-the-year"
  | "line";

/** The base of a comparison: its name, and what was done to make it comparable. */
export interface Base {
  readonly name: BaseName;
  /** Earlier years it rests on, where it rests on years. */
  readonly years?: number;
  /** Adjusted for the moving Spring Festival (扣除春节影响). */
  readonly festival?: true;
  /** Only places with figures in every period compared (同口径): the totals of the area are larger. */
  readonly samePlaces?: true;
  /** Last days of periods that were left out of it, because an event stood in them (基期异常). */
  readonly leftOut?: readonly string[];
}

/** Units of the figures that rules show. */
export type ShownUnit =
  | "persons"
  | "enterprises"
  | "areas"
  | "postings"
  | "percent"
  | "per-mille"
  | "per-seeker"
  | "months";

/** The figure that a candidate is about, and what it is compared with: what a reader must know to check it. */
export interface Shown {
  /** The fact that holds the figure: `count`. */
  readonly name: string;
  readonly value: number;
  readonly unit: ShownUnit;
  /** Whether it counts whole persons (or enterprises, postings) as they were reported, rather than a mean or an estimate. */
  readonly counted: boolean;
  /** The value of the base; null where the base is the line. */
  readonly expected: number | null;
  readonly base: Base;
  /** The quantity whose line decides: `change`. */
  readonly judged: string;
  /** Last days of the periods that the figure covers, oldest first: two for January with February. Empty: the period judged. */
  readonly periods: readonly string[];
  /** Last days of the periods that the base covers, oldest first. */
  readonly basePeriods: readonly string[];
}

/** A whole number as it was reported, held against its line alone. */
export const lineFigure = (name: string, value: number, unit: ShownUnit): Shown => ({
  ...{ name, value, unit, counted: true, expected: null, base: { name: "line" }, judged: name },
  ...{ periods: [], basePeriods: [] },
});

/** One thing that a rule holds against its lines. */
export interface Candidate {
  readonly quantities: Quantities;
  readonly facts: Facts;
  readonly shown?: Shown;
}

/** What a rule measured: one or more candidates for the lines, each with its facts; or why it could not judge. */
export type Measure = { readonly candidates: readonly Candidate[] } | NotJudged;

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
  /** The first day on which workers leave; absent where the report has none. */
  readonly startsOn?: string | null;
  readonly persons: number;
  readonly staff: number | null;
  readonly closure: boolean;
  /** The place that sent it, where reports of several are judged together. */
  readonly area?: string;
  /** Credit code; null where the report has none. */
  readonly code?: string | null;
  /** The letters of its name, to find the code under which it was reported elsewhere. */
  readonly nameKey?: string;
  /** Its name without its legal form: the head of a group bears the group's. */
  readonly stemKey?: string | null;
  /** The industry as it was written, and the letters of its name. */
  readonly industry?: string | null;
  readonly industryKey?: string | null;
  /** The group as it was written, its letters, and the credit code of who controls the enterprise. */
  readonly groupName?: string | null;
  readonly groupKey?: string | null;
  readonly controller?: string | null;
}

/** Parameters of a rule in the policy: numbers and words by name. */
export type Parameters = Readonly<Record<string, number | string | boolean | readonly number[]>>;

/**
 * How a fact is printed.
 *
 * `counted` is a whole number as it was reported, `estimated` a number of persons that was computed and is printed whole with 约;
 * `change` and `fall` are percentages printed as a rise or a fall; `base` and `chance` are sentences made from the shown figure; `firm` is an
 * enterprise's (or a group's) name, for those who may see it; `word` a text as it was written.
 */
export type FactForm =
  | "counted"
  | "estimated"
  | "amount"
  | "percent"
  | "points"
  | "decimal"
  | "change"
  | "fall"
  | "chance"
  | "firm"
  | "day"
  | "word"
  | "flag";

/** A sentence for facts of one kind: a closure, a firm without a staff total, no report at all. */
export interface MessageVariant {
  readonly when?: readonly string[];
  readonly without?: string;
  readonly message: Text;
}

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
  /** The risk in the subject of a letter: at most six Chinese characters, or 24 letters. */
  readonly brief: Text;
  /** The same where the facts are of a closure (`closed`). */
  readonly briefOfClosure?: Text;
  readonly levels: readonly Level[];
  /** The quantities its lines may use, with name and unit. */
  readonly quantities: Readonly<Record<string, Text>>;
  /** Parameters the policy may set, with their defaults. */
  readonly parameters: Parameters;
  /** Limits of parameters and quantities, by name; a policy beyond them is refused. */
  readonly limits?: Readonly<Record<string, Limits>>;
  /** The facts it gives, and how each is printed; one that is not named here is printed with two decimals at most. */
  readonly facts?: Readonly<Record<string, FactForm>>;
  /** One sentence on what happened; {names} are facts, {period} the periods covered, {base} the base by name. */
  readonly message: Text;
  /** Sentences instead of it: the first whose facts `when` are all there and not zero, and whose fact `without` is missing or zero. */
  readonly variants?: readonly MessageVariant[];
  readonly advice: Advice;
  readonly limitations: Text;
  readonly basis: string;
  /** Conditions that a statute sets: a line made of one of them is said to be the law's, whatever the policy says of the others. */
  readonly inLaw?: readonly Readonly<Record<string, number>>[];
}

/** A rule on the series of an indicator. */
export interface SeriesRule extends RuleBase {
  readonly kind: "series";
  readonly indicator: string;
  /** Indicators that it reads besides, of the same kind of period. */
  readonly further?: readonly string[];
  /** It reads the areas beside the judged one. */
  readonly readsPeers?: true;
  /** Its indicator is a count or a stock: while places are late, the verdict on the nowcast is stated beside the observed one. */
  readonly nowcast?: true;
  /** Earlier periods that `measure` may ask for, so that the night reads just these. */
  periodsNeeded(period: string, kind: PeriodKind, parameters: Parameters): readonly string[];
  measure(view: SeriesView, parameters: Parameters): Measure;
}

/** A window of days that an event rule judges. */
export interface EventWindow {
  /** Last day. */
  readonly until: string;
  /** The day before the newest reports begin: the rule speaks of what they bring, not of what was judged before them. */
  readonly newAfter: string;
}
/** Every indicator that a series rule reads, the one it is judged by first. */
export const indicatorsOf = ({
  indicator,
  further = [],
}: Pick<SeriesRule, "indicator" | "further">): readonly string[] => [indicator, ...further];

/** A rule on the layoff reports of a window of days. */
export interface EventRule extends RuleBase {
  readonly kind: "event";
  /** Days over which events are taken together. */
  readonly windowDays: number;
  /** Days in which the newest of them must lie, where these are fewer: a sum over a year is told of when it grows, not for a year. */
  readonly newestDays?: number;
  measure(events: readonly LayoffEvent[], parameters: Parameters, window: EventWindow): Measure;
}

/** Days in which the newest report of a rule's window must lie. */
export const newestDaysOf = ({ windowDays, newestDays = windowDays }: EventRule): number => newestDays;

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
