import { monthsIn, type Span } from "./months.ts";
import type { Progress } from "./progress.ts";

/** How far a plan lags behind its straight line (计划进度): a management reminder, never a risk of unemployment. */
export type Lag = "slow" | "behind" | "far-behind";

/** Shares of the straight line below which a plan lags. */
export interface PaceLines {
  readonly slow: number;
  readonly behind: number;
  readonly farBehind: number;
}

/** The lag of a running plan's target, by its pace over the months with figures; null where it keeps pace, has ended or is not judged. */
export function lagOf(progress: Progress, lines: PaceLines): Lag | null {
  if (!("state" in progress) || progress.state !== "behind" || progress.pace === null) return null;
  if (progress.pace < lines.farBehind) return "far-behind";
  if (progress.pace < lines.behind) return "behind";
  return progress.pace < lines.slow ? "slow" : null;
}

/** The flow that a plan starts from, over some months. */
export interface BaseFlow {
  readonly from?: Span["from"] | undefined;
  readonly to: Span["to"];
  readonly value: number;
  readonly kind: "sum" | "year" | "level";
}

/** From so many times the flow of the base (or of the straight line) on, or below its inverse, two figures hardly count the same. */
const FAR_APART = 3;

/**
 * How many times the monthly flow of the base the figures of a cumulative target are, where they are too far apart to count the same thing
 * (口径存疑); without a base, how many times the straight line. Null where they may well be the same.
 */
export function farFromPlan(
  progress: Progress,
  base: BaseFlow | undefined,
): { times: number; of: "base" | "plan" } | null {
  if (!("state" in progress) || progress.pace === null || progress.months === 0) return null;
  const isFar = (times: number) => times >= FAR_APART || times <= 1 / FAR_APART;
  if (base && base.kind !== "level" && base.from && base.value > 0) {
    const usual = base.value / monthsIn({ from: base.from, to: base.to });
    const times = progress.actual / progress.months / usual;
    return isFar(times) ? { times, of: "base" } : null;
  }
  return progress.pace >= FAR_APART ? { times: progress.pace, of: "plan" } : null;
}
