import type { LoadPlan, TextTraits } from "../../warehouse/load/plan.ts";
import type { Remark } from "../../warehouse/load/remarks.ts";
import type { Arrival, Shape } from "../../warehouse/load/submission.ts";
import type { DecodedTable } from "./decode/table.ts";

/** A table that is refused as a whole, without reading its rows. */
export interface RefusedTable {
  readonly kind: "refused";
  readonly arrival: Arrival;
  readonly why: Remark;
}

/** A table whose mapping is known: how its rows are read, and its shape. */
export interface ReadyTable {
  readonly kind: "ready";
  readonly arrival: Arrival;
  readonly plan: LoadPlan;
  readonly shape: Shape;
  /** Number of records that the engine must find. */
  readonly records: number;
  readonly delimiter: string;
  readonly width: number;
  readonly traits: TextTraits;
  readonly table: DecodedTable;
}

export type PreparedTable = RefusedTable | ReadyTable;
