/** One area's row in a table of enterprises. */
export interface Cell {
  readonly area: string;
  readonly parent: string | null;
  readonly firms: number;
  readonly persons: number;
  /** Persons of the largest enterprise. */
  readonly largest: number;
}

/** Limits for showing a cell (最小披露单元): a minimum number of enterprises, none of them above a share of the persons. */
export interface SmallCells {
  readonly firms: number;
  readonly share: number;
}

/** Why a cell is hidden: it has too few enterprises, or another hidden cell could be derived from it. */
export type Hidden = "small" | "sibling";

const isSmall = ({ firms, persons, largest }: Cell, least: SmallCells): boolean =>
  firms > 0 && (firms < least.firms || largest >= least.share * persons);

/**
 * Which cells of a table of areas must be hidden before it leaves the office (小单元抑制): those with too few enterprises, or with a
 * dominating one; and with them the smallest sibling, so that no total has exactly one hidden part. A cell without any enterprise is
 * never hidden.
 *
 * A total is the sum of the cells directly below it and of the reports for the area itself. If it is hidden, one of its parts is hidden
 * too, since their sum is the total.
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

/** Every total with its parts; empty parts reveal nothing and are left out. */
function familiesOf(cells: readonly Cell[]): { total: Cell; parts: Cell[] }[] {
  const below = new Map<string, Cell[]>();
  for (const cell of cells)
    if (cell.parent !== null && cell.firms > 0)
      below.set(cell.parent, [...(below.get(cell.parent) ?? []), cell]);
  return cells.flatMap((total) => {
    const parts = below.get(total.area) ?? [];
    const remainder = total.persons - parts.reduce((sum, { persons }) => sum + persons, 0);
    // Reports for the area itself are not published separately, so they act as a hidden part.
    return parts.length > 0 && remainder <= 0 ? [{ total, parts }] : [];
  });
}
