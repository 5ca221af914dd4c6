/** What one area's row of a table of enterprises holds. */
export interface Cell {
  readonly area: string;
  readonly parent: string | null;
  readonly firms: number;
  readonly persons: number;
  /** Persons of the largest enterprise. */
  readonly largest: number;
}

/** From when on a cell may be shown (最小披露单元): so many enterprises, none of them with so large a share of the persons. */
export interface SmallCells {
  readonly firms: number;
  readonly share: number;
}

/** Why a cell is hidden: it speaks of too few enterprises, or another hidden one could be worked out from it. */
export type Hidden = "small" | "sibling";

const isSmall = ({ firms, persons, largest }: Cell, least: SmallCells): boolean =>
  firms > 0 && (firms < least.firms || largest >= least.share * persons);

/**
 * Which cells of a table of areas must be hidden before it leaves the office (小单元抑制): those of fewer enterprises than may be
 * shown, or with one that dominates; and with them the smallest sibling, so that no total has exactly one hidden part. A cell
 * without any enterprise hides nothing and is never hidden.
 *
 * A total is the sum of the cells right below it and of what is reported for the area itself. Where it is hidden, one of its parts is
 * hidden too, for their sum is the total.
 *
 * @example
 * // 1 = 11 + 12 + 13; 11 has one enterprise: 12, the smaller of its siblings, goes with it
 * hiddenCells([cell("1", null, 9), cell("11", "1", 1), cell("12", "1", 3), cell("13", "1", 5)], { firms: 3, share: 0.8 })
 * // Map { "11" => "small", "12" => "sibling" }
 */
export function hiddenCells(cells: readonly Cell[], least: SmallCells): Map<string, Hidden> {
  const hidden = new Map<string, Hidden>();
  for (const cell of cells) if (isSmall(cell, least)) hidden.set(cell.area, "small");
  const families = familiesOf(cells);
  for (let again = true; again; ) {
    again = false;
    for (const { total, parts } of families) {
      const open = parts.filter((part) => !hidden.has(part.area));
      if (parts.length - open.length + (hidden.has(total.area) ? 1 : 0) !== 1) continue;
      const next = open.sort(bySize)[0] ?? (hidden.has(total.area) ? undefined : total);
      if (!next) continue;
      hidden.set(next.area, "sibling");
      again = true;
    }
  }
  return hidden;
}

const bySize = (a: Cell, b: Cell): number =>
  a.persons - b.persons || a.firms - b.firms || (a.area < b.area ? -1 : 1);

/** Every total with the parts it is the sum of; parts with nothing in them give nothing away. */
function familiesOf(cells: readonly Cell[]): { total: Cell; parts: Cell[] }[] {
  const below = new Map<string, Cell[]>();
  for (const cell of cells)
    if (cell.parent !== null && cell.firms > 0)
      below.set(cell.parent, [...(below.get(cell.parent) ?? []), cell]);
  return cells.flatMap((total) => {
    const parts = below.get(total.area) ?? [];
    const remainder = total.persons - parts.reduce((sum, { persons }) => sum + persons, 0);
    // What an area reports for itself is published nowhere else: it stands in for a hidden part.
    return parts.length > 0 && remainder <= 0 ? [{ total, parts }] : [];
  });
}
