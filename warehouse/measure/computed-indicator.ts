import type { Carried } from "./carried.ts";

/** What the warehouse must know of an indicator to compute it. */
export interface ComputedIndicator {
  readonly id: string;
  readonly reads: string;
  /** How many earlier months its number reaches back: a change in one month moves the numbers of these later ones. */
  readonly reachesBack: number;
  /** Computed each night over a window ending on its date, not per reported period. */
  readonly rolling: boolean;
  readonly scale: number;
  /** Levels of government for which it has a value; areas of another kind, which only add up, have one too. */
  readonly levels: readonly string[];
  /** Its query, where that is not the file of its name. */
  readonly sql?: string;
}

export interface ObserveRequest {
  readonly night: number;
  readonly date: string;
  readonly asOf: string;
  /** What the night before had seen: facts known later, or loaded later, are new. */
  readonly since: { readonly asOf: string | null; readonly submission: number };
  /** The register is another than the night before's: every period must be rolled up anew. */
  readonly registerChanged?: boolean;
  readonly indicators: readonly ComputedIndicator[];
  /** For event reports, the last period whose statement was due; null while none is. */
  readonly statementDue: Readonly<Record<string, string | null>>;
  /** What the night before left; without, everything is computed. */
  readonly carried?: Carried;
}
