import { decimal } from "./decimals.ts";
import { monthsIn, overlap, type Span, within } from "./months.ts";
import type { ParsedTarget } from "./parse-target.ts";

/** A figure for some months of a plan: their sum, or the level at the end of the last one; `source` names its origin. */
export interface Actual extends Span {
  readonly value: number;
  readonly source: string;
  /** Not all places are in: the value is a lower bound, and its months are not counted as known. */
  readonly partial?: true;
}

/** State of a target. `met` and `not-met` are final or a level's; `on-pace` and `behind` hold while the plan runs. */
export type TargetState = "met" | "not-met" | "on-pace" | "behind" | "within" | "outside";

/** A target judged, or why it is not. Shares are of one: 1.108 is 110.8 %. */
export type Progress =
  | {
      readonly state: TargetState;
      readonly actual: number;
      /** Of the target; a lower bound where `months` are fewer than have passed. Null for levels. */
      readonly progress: number | null;
      /** Of what a straight line would have by now, over the months with figures. Null for levels. */
      readonly pace: number | null;
      /** Months with figures, and months of the plan that have passed. */
      readonly months: number;
      readonly elapsed: number;
    }
  | {
      readonly notJudged:
        | "text-only"
        | "no-figure"
        | "no-actual"
        | "no-tolerance"
        | "months-missing"
        | "not-a-sum";
      readonly actual: number | null;
    };

/**
 * Progress and pace of a cumulative target (累计完成进度).
 *
 * Progress is the sum of what is known over the target. Pace is that sum over the target's straight line for the same months:
 * actual ÷ (target × months ÷ months of the plan), without the months that some places have not reported: these can only show that the
 * target is reached. Months without a figure are missing, never zero: while the plan runs the pace is
 * that of the months known; once it has ended a target not yet reached is not judged.
 *
 * @example
 * // Alxa, new urban jobs 2021-2025 above 12,500; 2022 alone 2,770: 110.8 % of a straight line's 2,500.
 * cumulativeProgress(parseTarget(">〔12500〕")!, { from: "2021-01", to: "2025-12" }, [{ from: "2022-01", to: "2022-12", value: 2770, source: "" }], "2022-12")
 */
export function cumulativeProgress(
  target: ParsedTarget,
  plan: Span,
  actuals: readonly Actual[],
  until: string,
): Progress {
  const known = actuals.filter((figure) => within(figure, plan) && figure.to <= until);
  const actual = known.length > 0 ? known.reduce((sum, figure) => sum + figure.value, 0) : null;
  const words = withoutFigure(target, actual);
  if (words) return words;
  if (!FLOORS.has(target.form) || target.value === null || target.value <= 0)
    return { notJudged: "not-a-sum", actual };
  if (actual === null) return { notJudged: "no-actual", actual };
  const elapsed = monthsIn(overlap(plan, { from: plan.from, to: until }) ?? { from: plan.from, to: "" });
  const whole = known.filter((figure) => !figure.partial);
  const months = whole.reduce((sum, figure) => sum + monthsIn(figure), 0);
  const sumOfWhole = whole.reduce((sum, figure) => sum + figure.value, 0);
  const progress = decimal(actual / target.value);
  const pace = months > 0 ? decimal(sumOfWhole / (target.value * (months / monthsIn(plan)))) : null;
  const figures = { actual, progress, pace, months, elapsed };
  if (holds(target, actual)) return { state: "met", ...figures };
  if (months === 0) return { notJudged: "months-missing", actual };
  if (until < plan.to) return { state: pace! >= 1 ? "on-pace" : "behind", ...figures };
  if (months < elapsed) return { notJudged: "months-missing", actual };
  return { state: "not-met", ...figures };
}

/**
 * A level or a rate against its target (水平类目标): met or not, and for 左右 within the tolerance or outside. The plan defines how far 左右
 * reaches: without a tolerance it is not judged.
 */
export function levelProgress(
  target: ParsedTarget,
  actual: number | null,
  tolerance: number | null,
): Progress {
  const words = withoutFigure(target, actual);
  if (words) return words;
  if (target.sum) return { notJudged: "not-a-sum", actual };
  if (actual === null) return { notJudged: "no-actual", actual };
  const figures = { actual, progress: null, pace: null, months: 0, elapsed: 0 };
  if (target.form !== "about") return { state: holds(target, actual) ? "met" : "not-met", ...figures };
  if (tolerance === null) return { notJudged: "no-tolerance", actual };
  const off = decimal(Math.abs(decimal(actual) - target.value!));
  return { state: off <= decimal(tolerance) ? "within" : "outside", ...figures };
}

const FLOORS = new Set(["at-least", "more-than", "reach"]);

/** Why words or a dash cannot be judged; null where there is a figure. */
function withoutFigure({ form }: ParsedTarget, actual: number | null): Progress | null {
  if (form === "text") return { notJudged: "text-only", actual };
  return form === "none" ? { notJudged: "no-figure", actual } : null;
}

function holds({ form, value, upTo }: ParsedTarget, found: number): boolean {
  const actual = decimal(found);
  switch (form) {
    case "at-least":
    case "reach":
      return actual >= value!;
    case "more-than":
      return actual > value!;
    case "at-most":
      return actual <= value!;
    case "less-than":
      return actual < value!;
    case "equal":
      return actual === value!;
    case "between":
      return value! <= actual && actual <= upTo!;
    default:
      return false;
  }
}
