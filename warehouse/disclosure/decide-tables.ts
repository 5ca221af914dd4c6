import { AreaTree } from "./area-tree.ts";
import { type Cell, type CellLimits, isSensitive } from "./cell.ts";
import { hiddenCells } from "./hidden-cells.ts";
import { isClass } from "./naming-reports.ts";
import type { AreasOf, HiddenOf, TableCells } from "./tables.ts";

/** A month beside a decided one: cells of what changed between both, and what is hidden of that month. */
export interface MonthBeside {
  readonly changes: TableCells;
  readonly hidden: AreasOf;
}

/** What else bears on the tables of a month. */
export interface Circumstances {
  /** Cells that an earlier version hid. */
  readonly before: AreasOf;
  /** The month before, and the month after where it was shown already. */
  readonly beside: readonly MonthBeside[];
  /** Areas whose persons are hidden the month before: the enterprises of both months tell the same. */
  readonly hiddenLastMonth: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * What must be hidden of the tables of a month's report. The persons of all enterprises and of each class of them hide the same cells,
 * since each is a difference of others; the other tables hide these cells too, and more where they must.
 */
export function decideTables(tables: TableCells, limits: CellLimits, circumstances: Circumstances): HiddenOf {
  const { before, beside, hiddenLastMonth } = circumstances;
  const names = [...tables.keys()];
  const changed = new Map(names.map((name) => [name, telltale(tables, beside, name, limits)]));
  const given = (name: string): string[] => [
    ...(before.get(name) ?? NONE),
    ...changed.get(name)!,
    ...(name === "month before" ? hiddenLastMonth : []),
  ];
  const together = new Set(names.filter(isClass).flatMap(given));
  const decide = (name: string, already: ReadonlySet<string>) =>
    new Map(
      [...hiddenCells(tables.get(name)!, limits, already)].map(([area, why]) => [
        area,
        why === "sibling" && changed.get(name)!.has(area) ? ("change" as const) : why,
      ]),
    );
  for (let size = -1; size !== together.size; ) {
    size = together.size;
    for (const name of names.filter(isClass)) {
      for (const area of decide(name, together).keys()) together.add(area);
      for (const area of tellingTotals(beside, name, together, limits)) together.add(area);
    }
  }
  return new Map(
    names.map((name) => [
      name,
      decide(name, isClass(name) ? together : new Set([...together, ...given(name)])),
    ]),
  );
}

/** The areas whose change from a month beside tells of single enterprises: where nothing was reported then, nothing changed. */
function telltale(
  tables: TableCells,
  beside: readonly MonthBeside[],
  name: string,
  limits: CellLimits,
): Set<string> {
  const now = new Map(tables.get(name)!.map((cell) => [cell.area, cell]));
  return new Set(
    beside.flatMap(({ changes }) =>
      (changes.get(name) ?? []).flatMap((change) => {
        const cell = now.get(change.area);
        const isFirst = cell !== undefined && change.firms >= cell.firms && change.persons === cell.persons;
        return change.isDirect || isFirst || !isSensitive(change, limits) ? [] : [change.area];
      }),
    ),
  );
}

/** Totals that are shown in both months and whose change, less that of their shown parts, tells of single enterprises. */
const tellingTotals = (
  beside: readonly MonthBeside[],
  name: string,
  hidden: ReadonlySet<string>,
  limits: CellLimits,
): string[] =>
  beside.flatMap(({ changes, hidden: hiddenThen }) =>
    revealedTotals(changes.get(name) ?? [], limits, (area) =>
      Boolean(hidden.has(area) || hiddenThen.get(name)?.has(area)),
    ),
  );

function revealedTotals(
  changes: readonly Cell[],
  limits: CellLimits,
  isHidden: (area: string) => boolean,
): string[] {
  const tree = new AreaTree(changes, limits);
  return tree.revealingTotals(hiddenPlaces(tree, isHidden)).map((at) => tree.cells[at]!.area);
}

const hiddenPlaces = (tree: AreaTree, isHidden: (area: string) => boolean): Set<number> =>
  new Set(
    [...tree.cells.keys()].filter(
      (at) => tree.cells[at]!.isDirect === true || isHidden(tree.cells[at]!.area),
    ),
  );

/**
 * Whether tables may be shown again after what has changed (a difference of two versions is a table itself): no shown cell, and no sum of
 * hidden ones that shown totals tell, may have changed by an amount that tells of single enterprises. Nor may a cell be hidden that was shown:
 * its figure is known, and protects no other.
 *
 * @param changes cells of the enterprises whose amounts changed, with the sizes of their changes
 * @param shown areas that the last version showed, by table
 */
export const isSafeChange = (
  changes: TableCells,
  hidden: HiddenOf,
  shown: AreasOf,
  limits: CellLimits,
): boolean =>
  [...shown].every(([name, areas]) => ![...areas].some((area) => hidden.get(name)?.has(area))) &&
  [...changes].every(([name, cells]) => {
    const tree = new AreaTree(cells, limits);
    const gone = hiddenPlaces(tree, (area) => hidden.get(name)?.has(area) === true);
    const isShownAlone = tree.cells.some((cell, at) => !gone.has(at) && isSensitive(cell, limits));
    return !isShownAlone && tree.revealingTotals(gone).length === 0;
  });
