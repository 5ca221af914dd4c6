import { monthsIn, type Span } from "./months.ts";

/** What a plan starts from: a sum over several years, the flow of one year, or a level. */
export interface BaseValue {
  readonly value: number;
  readonly kind: "sum" | "year" | "level";
  /** The months it sums, or at whose end it stood. */
  readonly span: Span;
}

/** A target's figure beside its base: the change as a share, or why the two must not be compared. */
export type BaseComparison =
  | { readonly change: number }
  | { readonly notComparable: "one-year-beside-a-sum" | "sum-beside-a-level" | "spans-differ" };

/**
 * The change from a base to a target (基期与目标).
 *
 * A table may print the base of one plan as a five-year sum and that of the next as one year: 6,922 in one year cannot be compared
 * with 12,500 in five.
 */
export function compareWithBase(
  base: BaseValue,
  target: { readonly value: number; readonly kind: "cumulative" | "level"; readonly span: Span },
): BaseComparison {
  if (target.kind === "level") {
    return base.kind === "level"
      ? { change: target.value / base.value - 1 }
      : { notComparable: "sum-beside-a-level" };
  }
  if (base.kind === "level") return { notComparable: "sum-beside-a-level" };
  if (base.kind === "year" && monthsIn(target.span) > 12) return { notComparable: "one-year-beside-a-sum" };
  if (monthsIn(base.span) !== monthsIn(target.span)) return { notComparable: "spans-differ" };
  return { change: target.value / base.value - 1 };
}
