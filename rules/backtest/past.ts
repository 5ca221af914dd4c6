import type { LayoffEvent } from "../definitions/define.ts";
import type { Succession } from "../judge/bridge.ts";
import type { PartObservation } from "../judge/parts.ts";
import type { JudgedArea, Owed } from "../judge/view.ts";

/** What was known of one place and period from a day on, until the next such day; incomplete where a correction took it away. */
export interface PastFigure extends PartObservation {
  readonly area: string;
  readonly period: string;
  readonly knownOn: string;
}

/** A version of a layoff report, where it came from, the day it became known, and the day another one took its place. */
export interface PastLayoff extends LayoffEvent {
  readonly area: string;
  readonly knownOn: string;
  readonly replacedOn?: string;
  /** Set where it names more persons than every version before it, or is the first. */
  readonly isNews?: boolean;
}

/** A layoff statement (nil included) of an area for a period, and the day it became known. */
export interface PastStatement {
  readonly area: string;
  readonly period: string;
  readonly knownOn: string;
}

/** History that rules can be judged on without a database: who owes reports, what was reported, and when it became known. */
export interface Past {
  readonly areas: readonly JudgedArea[];
  readonly owed: ReadonlyMap<string, Owed>;
  /** By indicator; of one place and period in the order in which they became known. */
  readonly figures: ReadonlyMap<string, readonly PastFigure[]>;
  readonly layoffs: readonly PastLayoff[];
  /** Without them all statements are taken to have been made. */
  readonly statements?: readonly PastStatement[];
  readonly successions?: readonly Succession[];
  /** By report kind, the last period whose report was due by a date; without it the newest period with enough reports is judged. */
  readonly lastDue?: (date: string) => Readonly<Record<string, string>>;
}

/** The judged days of a history, both ends included. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
}
