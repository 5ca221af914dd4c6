import type { Warehouse } from "../engine/warehouse.ts";

/** Why an area that has ended is no longer judged, and where what stood in it goes on. */
export interface AreaEnd {
  readonly area: string;
  /** The area that stands in its place on the day; null where none, or several, do. */
  readonly to: string | null;
  readonly how: "recoded" | "merged" | "split" | "gone";
}

/** SQL: former areas with the one area that stands in the place of each on the day `$on`, over any number of changes. */
export const SUCCESSORS = `(SELECT former, any_value(succession.area) AS area, any_value(kind) AS kind
   FROM succession JOIN area ON area.code = succession.area
   WHERE bridged AND former <> succession.area AND succession.valid_to < CAST($on AS DATE)
     AND coalesce(area.valid_to, DATE '9999-12-31') >= CAST($on AS DATE)
   GROUP BY former HAVING count(DISTINCT succession.area) = 1)`;

/** The areas that have ended by a day, and what stands in their place: those in the register, and those named that are no longer in it. */
export const endedAreas = (
  warehouse: Warehouse,
  on: string,
  named: readonly string[] = [],
): Promise<AreaEnd[]> =>
  warehouse.rows(
    `WITH ended AS (
       SELECT code AS area FROM area WHERE valid_to < CAST($on AS DATE)
       UNION SELECT unnest($named) EXCEPT SELECT code FROM area WHERE coalesce(valid_to, DATE '9999-12-31') >= CAST($on AS DATE))
     SELECT ended.area, successors.area AS "to",
            CASE WHEN successors.area IS NOT NULL THEN successors.kind
                 WHEN ended.area IN (SELECT former FROM succession WHERE kind = 'split') THEN 'split' ELSE 'gone' END AS how
     FROM ended LEFT JOIN ${SUCCESSORS} AS successors ON successors.former = ended.area ORDER BY ended.area`,
    { on, named },
  );
