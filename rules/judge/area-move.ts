/** Where the cases of an area that has ended go on, or why a person must look at them (行政区划变更). */
export interface AreaMove {
  readonly to: string | null;
  readonly reason: "area-recoded" | "area-merged" | "area-split" | "area-gone";
}
