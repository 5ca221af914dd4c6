/** A cell of the grid of a map, counted from 1 at the upper left. */
export interface Place {
  readonly column: number;
  readonly row: number;
}

/** A closed line in degrees, longitude first; holes run against the outer lines. */
export type Ring = readonly (readonly [longitude: number, latitude: number])[];

/**
 * Where a deployment has its areas on a map (地图位置), by their codes. Areas with an outline are drawn by that; an area without a place follows
 * those that have one.
 */
export interface AreaPlaces {
  readonly places: ReadonlyMap<string, Place>;
  readonly outlines: ReadonlyMap<string, readonly Ring[]>;
}
