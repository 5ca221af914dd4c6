/** A cell of the grid of a map, counted from 1 at the upper left. */
export interface Place {
  readonly column: number;
  readonly row: number;
}

/** Where a deployment has its areas on a map (地图位置), by their codes; an area without a place follows those that have one. */
export interface AreaPlaces {
  readonly places: ReadonlyMap<string, Place>;
}
