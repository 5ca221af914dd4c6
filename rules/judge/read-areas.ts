import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { Carried } from "../../warehouse/measure/carried.ts";
import { endedAreas } from "../../warehouse/register/successors.ts";
import type { AreaMove } from "./area-move.ts";
import type { JudgedArea } from "./view.ts";

interface AreaRow extends JudgedArea {
  readonly validTo: string | null;
}

/** The areas of the register, and those of them that a night judges. */
export interface ReadAreas {
  readonly all: readonly AreaRow[];
  /** Without those that have ended by the date; the same array as long as the same areas stand. */
  readonly standing: readonly JudgedArea[];
  /** Codes of those that have ended. */
  readonly ended: readonly string[];
}

/** All areas with their level, in the order of their codes, and those that stand on a date. */
export async function readAreas(warehouse: Warehouse, date: string, carried: Carried): Promise<ReadAreas> {
  const all = await carried.reuse("areas", [carried.register], () =>
    warehouse.rows<AreaRow>(`SELECT code, level, parent, valid_to AS "validTo" FROM area ORDER BY code`),
  );
  const ended = all.filter(({ validTo }) => validTo !== null && validTo < date).map(({ code }) => code);
  const standing = await carried.reuse("areas that stand", [carried.register, ended], async () =>
    all
      .filter(({ validTo }) => validTo === null || validTo >= date)
      .map(({ code, level, parent }) => ({ code, level, parent })),
  );
  return { all, standing, ended };
}

/** All areas of the register with their level, those that have ended too. */
export const readAllAreas = (warehouse: Warehouse): Promise<JudgedArea[]> =>
  warehouse.rows("SELECT code, level, parent FROM area ORDER BY code");

const REASONS = {
  recoded: "area-recoded",
  merged: "area-merged",
  split: "area-split",
  gone: "area-gone",
} as const satisfies Record<string, AreaMove["reason"]>;

/** Where the cases of areas that have ended by a date go on; empty where no area has ended and none of the cases is of an unknown one. */
export async function areaMoves(
  warehouse: Warehouse,
  date: string,
  carried: Carried,
  { all, ended }: ReadAreas,
  cases: readonly { readonly area: string }[],
): Promise<ReadonlyMap<string, AreaMove>> {
  const known = new Set(all.map(({ code }) => code));
  const unknown = [...new Set(cases.flatMap(({ area }) => (known.has(area) ? [] : [area])))].sort();
  if (ended.length + unknown.length === 0) return new Map();
  return carried.reuse("area moves", [carried.register, ended, unknown], async () => {
    const ends = await endedAreas(warehouse, date, unknown);
    return new Map(ends.map(({ area, to, how }) => [area, { to, reason: REASONS[how] }]));
  });
}
