import { AreaTree } from "./area-tree.ts";
import { type Cell, type CellLimits, isSensitive } from "./cell.ts";

/** Why a cell is hidden: it tells of single enterprises, its change since the month before does, or another hidden cell could be derived from it. */
export type Hidden = "small" | "change" | "sibling";

/**
 * Which cells of a table of areas must be hidden before it leaves the office (小单元抑制): those that tell of single enterprises, and with
 * them as few others as possible, so that no hidden cell can be worked out from the shown ones, no sum of hidden ones tells of single
 * enterprises, and each stays uncertain by at least what the limits require. A cell without any enterprise is never hidden.
 *
 * @param already cells that were hidden in an earlier version of the table, which stay hidden: with both versions, one could otherwise be
 *   worked out from the other
 * @example
 * // 1 = 11 + 12 + 13; 11 has one enterprise: 12, the smaller of its siblings, goes with it
 * hiddenCells([cell("1", null, 9), cell("11", "1", 1), cell("12", "1", 3), cell("13", "1", 5)], { firms: 3, share: 0.8, p: 0.1 })
 * // Map { "11" => "small", "12" => "sibling" }
 */
export function hiddenCells(
  cells: readonly Cell[],
  limits: CellLimits,
  already: ReadonlySet<string> = new Set(),
): Map<string, Hidden> {
  const tree = new AreaTree(cells, limits);
  const must = new Set<number>();
  for (const [at, cell] of tree.cells.entries())
    if (cell.isDirect || already.has(cell.area) || isSensitive(cell, limits)) must.add(at);
  const hidden = must.size === 0 ? must : stepwise(tree, must);
  const why = (cell: Cell): Hidden => (isSensitive(cell, limits) ? "small" : "sibling");
  return new Map(
    [...hidden].flatMap((at) => {
      const cell = tree.cells[at]!;
      return cell.isDirect ? [] : [[cell.area, why(cell)] as const];
    }),
  );
}

const bySize = (tree: AreaTree) => (a: number, b: number) => {
  const [x, y] = [tree.cells[a]!, tree.cells[b]!];
  return x.persons - y.persons || x.firms - y.firms || (x.area < y.area ? -1 : 1);
};

/** All choices of a number of cells, in the order of the cells. */
function choices(of: readonly number[], count: number): number[][] {
  if (count === 0) return [[]];
  return of.flatMap((at, index) => choices(of.slice(index + 1), count - 1).map((rest) => [at, ...rest]));
}

/** Hide one or two cells at a time, those that end the most faults and have the fewest persons; then show again what need not be hidden. */
function stepwise(tree: AreaTree, must: ReadonlySet<number>): ReadonlySet<number> {
  const hidden = new Set(must);
  for (let faults = tree.faults(hidden); faults.length > 0; faults = tree.faults(hidden)) {
    const around = [...new Set(faults[0]!.around)].sort(bySize(tree));
    for (const at of bestStep(tree, hidden, around, faults.length) ?? around.slice(-1)) hidden.add(at);
  }
  for (const at of [...hidden]
    .filter((at) => !must.has(at))
    .sort(bySize(tree))
    .reverse()) {
    hidden.delete(at);
    if (tree.faults(hidden).length > 0) hidden.add(at);
  }
  return hidden;
}

function bestStep(
  tree: AreaTree,
  hidden: ReadonlySet<number>,
  around: readonly number[],
  faults: number,
): readonly number[] | null {
  for (const count of [1, 2]) {
    let best: { chosen: number[]; left: number } | null = null;
    for (const chosen of choices(around, count)) {
      const left = tree.faults(new Set([...hidden, ...chosen])).length;
      if (left < (best?.left ?? faults)) best = { chosen, left };
    }
    if (best) return best.chosen;
  }
  return null;
}
