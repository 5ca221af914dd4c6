import type { Column } from "../contracts/define.ts";
import { type Unit, type UnitKind, type UnitStatements, unitStatements } from "../decode/layout/units.ts";
import type { DecodedTable } from "../decode/table.ts";
import type { PlacedColumn } from "./columns.ts";

/** Where a unit was stated. */
export type UnitSource = "header" | "row" | "lines" | "mapping";

/** A unit that was stated for a column. */
export interface StatedUnit {
  readonly source: UnitSource;
  readonly text: string;
  readonly factor: number;
}

/** The factor for a column's figures and the unit that gave it, or why there is none. */
export type UnitDecision =
  | { readonly factor: number; readonly stated: StatedUnit | null }
  | { readonly problem: "units-contradict"; readonly units: readonly StatedUnit[] }
  | { readonly problem: "unit-not-possible"; readonly units: readonly StatedUnit[] };

/** The parts of a table that state units. */
export type UnitTable = Pick<DecodedTable, "titles" | "layout"> & { readonly names?: readonly string[] };

/** The kind of unit that a column's figures have; null for text, and for numbers that count nothing. */
export function unitKindOf(column: Column): UnitKind | null {
  if (column.type === "count") return column.unit === "none" ? null : "count";
  if (column.type === "amount") return column.unit ?? "money";
  return null;
}

/**
 * Decide the factor by which a column's figures come to the contract's unit: by its header, the unit row, the lines above and below the
 * table, or the mapping. All that are stated must agree; a unit of another kind in the header or the unit row is refused.
 *
 * @param times factor that the mapping states
 */
export function decideUnit(
  kind: UnitKind,
  place: PlacedColumn,
  table: UnitTable,
  times: number | undefined,
): UnitDecision {
  const { unit, usual, at } = place;
  const closest: readonly [UnitSource, Unit | null | undefined][] = [
    ["header", unit],
    ["row", table.layout.units?.[at]],
  ];
  const closestUnits = closest.flatMap(([source, stated]) => (stated ? [{ source, ...stated }] : []));
  const impossible = closestUnits.filter((stated) => stated.kind !== kind);
  if (impossible.length > 0) return { problem: "unit-not-possible", units: impossible };
  const lines = linesOf(table)
    .units.filter((stated) => stated.kind === kind)
    .map((stated) => ({ source: "lines" as const, ...stated }));
  const mapped =
    times === undefined ? [] : [{ source: "mapping" as const, text: String(times), factor: times }];
  // The mapping states what a figure under its header means; a unit in that header is part of it.
  const byHeader =
    times === undefined ? closestUnits : closestUnits.filter(({ text }) => text !== usual?.text);
  const stated = [...mapped, ...byHeader, ...lines];
  const factors = new Set(stated.map(({ factor }) => factor));
  if (factors.size > 1) return { problem: "units-contradict", units: stated };
  const [first] = stated;
  if (!first) return { factor: usual?.kind === kind ? usual.factor : 1, stated: null };
  return { factor: first.factor, stated: first };
}

/** The units stated above, below and beside a table, in cells of its header that name no column, and in the names of its file and sheet. */
export function linesOf({ titles, layout, names = [] }: UnitTable): UnitStatements {
  const inHeader = layout.paths.flat().filter((text) => text.includes("单位"));
  const files = names.map((name) => name.replace(/\.\w+$/u, ""));
  const { units, unread } = unitStatements([...titles, ...inHeader, ...files]);
  return { units: [...units, ...layout.notedUnits], unread };
}
