import type { Cells } from "./layout.ts";

/** The report of one office for one period: one arriving file, or some rows of the past. */
export interface Report {
  readonly kind: string;
  readonly area: string;
  readonly league: string;
  /** Last day of the month, or of the quarter. */
  readonly month: string;
  readonly due: string;
  readonly rows: readonly Cells[];
}
