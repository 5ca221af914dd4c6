import type { LayoffEvent } from "../definitions/define.ts";
import type { PartObservation } from "../judge/parts.ts";
import type { JudgedArea, Owed } from "../judge/read-facts.ts";
import type { Tier } from "../policy/tiers.ts";

/** What was known of one place and period from a day on, until the next such day; incomplete where a correction took it away. */
export interface PastFigure extends PartObservation {
  readonly area: string;
  readonly period: string;
  readonly knownOn: string;
}

/** A layoff report, where it came from and the day it became known. */
export interface PastLayoff extends LayoffEvent {
  readonly area: string;
  readonly knownOn: string;
}

/** History that rules can be judged on without a database: who owes reports, what was reported, and when it became known. */
export interface Past {
  readonly areas: readonly (JudgedArea & { readonly parent: string | null })[];
  readonly owed: ReadonlyMap<string, Owed>;
  /** By indicator; of one place and period in the order in which they became known. */
  readonly figures: ReadonlyMap<string, readonly PastFigure[]>;
  readonly layoffs: readonly PastLayoff[];
}

/** The outcome of one rule in one area from a day on, until it is judged again. */
export interface Point {
  readonly date: string;
  readonly area: string;
  readonly level: string;
  readonly rule: string;
  readonly cause: string;
  readonly period: string;
  readonly judged: boolean;
  /** The tier a case would take (`steadyTier` of the verdict); null when quiet or not judged. */
  readonly tier: Tier | null;
}

/** The judged days of a history, both ends included. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
}
