import type { PeriodKind } from "../calendar/periods.ts";
import type { LayoffEvent } from "../definitions/define.ts";
import type { SettingsAt } from "../policy/settings-at.ts";
import type { IndicatorFigures } from "./figures.ts";
import type { JudgedPeriods } from "./judged-periods.ts";
import type { Part } from "./parts.ts";
import type { SetAsideReason } from "./set-aside-reason.ts";
import type { Verdict } from "./verdict.ts";

/** An area to judge. */
export interface JudgedArea {
  readonly code: string;
  readonly level: string;
  readonly parent: string | null;
}

/** Who owes a report: its period kind here, and the places that owe it below every area. */
export interface Owed {
  readonly kind: string;
  readonly parts: ReadonlyMap<string, readonly Part[]>;
}

/** The judgement that gave an open case its tier. */
export interface Ground {
  readonly rule: string;
  readonly date: string;
  readonly kind: PeriodKind;
  readonly period: string;
}

/** An open case, as far as it makes rules look again. */
export interface WatchedCase {
  readonly area: string;
  readonly cause: string;
  /** Rules that have stood in it. */
  readonly rules: readonly string[];
  /** The judgements it rests on, where a report below the area was replaced since the previous night: they are judged again. */
  readonly revised: readonly Ground[];
}

/** What was known at an instant, as rules judge it (判定视图). A night makes it from the warehouse, a backtest from a history. */
export interface JudgeView {
  readonly areas: readonly JudgedArea[];
  readonly owed: ReadonlyMap<string, Owed>;
  /** By report kind, the last period whose report is due; absent where due dates are not known. */
  readonly lastDue: Readonly<Record<string, string>>;
  /** Null for an indicator without figures. */
  figures(indicator: string): IndicatorFigures | null;
  /** The layoff reports of an area dated within the days up to a date. */
  layoffs(area: string, date: string, days: number): readonly LayoffEvent[];
  /** The areas with a layoff report dated within the days up to a date. */
  areasWithLayoffs(date: string, days: number): ReadonlySet<string>;
  /**
   * By area, the dates of layoff reports that became known only now, after the days before a date: a window that ends on such a date was judged
   * without them.
   */
  lateLayoffs(date: string, days: number): ReadonlyMap<string, readonly string[]>;
  /** Whether the last due layoff statement of an area is in. */
  isStated(area: string, date: string): boolean;
  /** The verdict on a window of days that ends on a date; an earlier one while nothing in the window has changed. */
  ofWindow(settings: SettingsAt, area: string, date: string, judge: () => Verdict): Verdict;
  readonly cases: readonly WatchedCase[];
  readonly judgedPeriods: JudgedPeriods;
  /** Rules that cannot be judged tonight, with the reason: an indicator of theirs could not be computed, or they threw already. */
  readonly setAside?: ReadonlyMap<string, SetAsideReason>;
  /** Leave out nowcasts. */
  readonly observedOnly?: boolean;
}
