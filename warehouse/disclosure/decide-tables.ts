import { AreaTree } from "./area-tree.ts";
import { type CellLimits, isSensitive } from "./cell.ts";
import { hiddenCells } from "./hidden-cells.ts";
import { isClass } from "./naming-reports.ts";
import type { HiddenOf, TableCells } from "./tables.ts";

/**
 * What must be hidden of the tables of a month's report. The persons of all enterprises and of each class of them hide the same cells,
 * since each is a difference of others; the other tables hide these cells too, and more where they must.
 *
 * @param before cells that an earlier version hid, by table
 * @param monthly cells of what has changed since the month before, by table
 */
export function decideTables(
  tables: TableCells,
  limits: CellLimits,
  before: ReadonlyMap<string, ReadonlySet<string>>,
  monthly: TableCells = new Map(),
): HiddenOf {
  const names = [...tables.keys()];
  const changed = new Map(names.map((name) => [name, telltale(tables, monthly, name, limits)]));
  const given = (name: string) => [...(before.get(name) ?? []), ...changed.get(name)!];
  const together = new Set(names.filter(isClass).flatMap(given));
  const decide = (name: string, already: ReadonlySet<string>) =>
    new Map(
      [...hiddenCells(tables.get(name)!, limits, already)].map(([area, why]) => [
        area,
        why === "sibling" && changed.get(name)!.has(area) ? "change" : why,
      ]),
    );
  for (let size = -1; size !== together.size; ) {
    size = together.size;
    for (const name of names.filter(isClass))
      for (const area of decide(name, together).keys()) together.add(area);
  }
  return new Map(
    names.map((name) => [
      name,
      decide(name, isClass(name) ? together : new Set([...together, ...given(name)])),
    ]),
  );
}

/** The areas whose change since the month before tells of single enterprises: where nothing was reported then, nothing changed. */
function telltale(tables: TableCells, monthly: TableCells, name: string, limits: CellLimits): Set<string> {
  const now = new Map(tables.get(name)!.map((cell) => [cell.area, cell]));
  return new Set(
    (monthly.get(name) ?? []).flatMap((change) => {
      const cell = now.get(change.area);
      const isFirst = cell !== undefined && change.firms >= cell.firms && change.persons === cell.persons;
      return change.isDirect || isFirst || !isSensitive(change, limits) ? [] : [change.area];
    }),
  );
}

/**
 * Whether tables may be shown again after what has changed (a difference of two versions is a table itself): no shown cell, and no sum of
 * hidden ones that shown totals tell, may have changed by an amount that tells of single enterprises.
 *
 * @param changes cells of the enterprises whose amounts changed, with the sizes of their changes
 */
export function isSafeChange(changes: TableCells, hidden: HiddenOf, limits: CellLimits): boolean {
  return [...changes].every(([name, cells]) => {
    const tree = new AreaTree(cells, limits);
    const gone = new Set(
      [...tree.cells.keys()].filter((at) => {
        const { area, isDirect } = tree.cells[at]!;
        return isDirect === true || hidden.get(name)?.has(area) === true;
      }),
    );
    const isShownAlone = tree.cells.some((cell, at) => !gone.has(at) && isSensitive(cell, limits));
    return !isShownAlone && !tree.revealsSum(gone);
  });
}
