/** Months between two, written `2021-01`, both included. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

const numberOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;

/** How many months a span has; none when it ends before it begins. `monthsIn({ from: "2021-01", to: "2025-12" })` is 60. */
export const monthsIn = ({ from, to }: Span): number => Math.max(0, numberOf(to) - numberOf(from) + 1);

/** The month after one: `2025-12` is followed by `2026-01`. */
export function nextMonth(month: string): string {
  const number = numberOf(month) + 1;
  return `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;
}

/** The months two spans share, or null. */
export function overlap(a: Span, b: Span): Span | null {
  const [later, earlier] = a.from >= b.from ? [a, b] : [b, a];
  if (earlier.to < later.from) return null;
  return { from: later.from, to: [a.to, b.to].sort()[0]! };
}

/** Whether a span lies within another. */
export const within = (inner: Span, outer: Span): boolean => outer.from <= inner.from && inner.to <= outer.to;
