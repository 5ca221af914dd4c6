import type { Cells } from "./layout.ts";

/** What one office owes for one period: one file of the stretch, or some rows of the past. */
export interface Report {
  readonly kind: string;
  readonly area: string;
  readonly league: string;
  /** Last day of the month, or of the quarter. */
  readonly month: string;
  readonly due: string;
  readonly rows: readonly Cells[];
}
