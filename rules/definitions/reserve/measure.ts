import type { Text } from "../../indicators/define.ts";

/**
 * Who takes a measure, as seen from the area of the case: the office of the area, the one next above it, the region's, those of the areas below,
 * or the departments of the same level.
 */
export type MeasureTaker = "area" | "superior" | "region" | "below" | "departments";

/**
 * By when a measure is to be taken (办理时限): so many days after the notice, 0 being its day; so many hours or working days after the case was
 * found or confirmed; before the workers leave, where the day is known, else so many days after the notice; or as long as the case stands.
 */
export type Term =
  | { readonly days: number }
  | { readonly hours: number; readonly from: "detection" | "confirmation" }
  | { readonly workingDays: number; readonly from: "confirmation" }
  | { readonly beforeLeaving: true; readonly days: number }
  | { readonly ongoing: true };

/** One measure (应对措施): what is to be done, by whom, by when. */
export interface ResponseMeasure {
  readonly text: Text;
  readonly by: MeasureTaker;
  readonly within: Term;
}

/** A measure written in one line: taker, term, Chinese, English. */
export const measureOf = (by: MeasureTaker, within: Term, zh: string, en: string): ResponseMeasure => ({
  ...{ by, within },
  text: { zh, en },
});

/** What a risk is about, as far as measures differ by it. */
export type Subject = "layoffs" | "unemployment" | "market" | "fund" | "pay";

/** Tiers by name, as advice has them. */
export type ByTier<Value> = Readonly<Record<"IV" | "III" | "II" | "I", Value>>;

/** What is done about risks of one subject: by tier, and what is asked when a case has ended. */
export interface Reserve {
  readonly at: ByTier<readonly ResponseMeasure[]>;
  readonly after: readonly ResponseMeasure[];
}
