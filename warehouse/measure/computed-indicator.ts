import type { Carried } from "./carried.ts";

/** What the warehouse must know about an indicator to compute it. */
export interface ComputedIndicator {
  readonly id: string;
  readonly reads: string;
  /** How many earlier months its value uses: a change in one month affects the values of as many later ones. */
  readonly reachesBack: number;
  /** Computed each night over a window ending on its date, not per reported period. */
  readonly rolling: boolean;
  readonly scale: number;
  /** Levels of government for which it has a value; areas of another kind, which only add up, have one too. */
  readonly levels: readonly string[];
  /** Its query, if it is not in the file of its name. */
  readonly sql?: string;
}

export interface ObserveRequest {
  readonly night: number;
  readonly date: string;
  readonly asOf: string;
  /** For a window of an earlier date that is computed only now: what its night knew, where that is less than what is known now. */
  readonly windowAsOf?: string;
  /** What the previous night had seen: facts known or loaded later are new. */
  readonly since: { readonly asOf: string | null; readonly submission: number };
  /** The register has changed since the previous night, so every period must be rolled up again. */
  readonly registerChanged?: boolean;
  readonly indicators: readonly ComputedIndicator[];
  /** For event reports, the last period whose statement was due; null while none is. */
  readonly statementDue: Readonly<Record<string, string | null>>;
  /** Results of the previous night; without them everything is computed. */
  readonly carried?: Carried;
}
