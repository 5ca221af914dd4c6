/** What one area's reports say of enterprises: a row of a table of areas. */
export interface Cell {
  readonly area: string;
  readonly parent: string | null;
  /** Enterprises with an amount above zero. */
  readonly firms: number;
  readonly persons: number;
  /** Persons of the largest enterprise and of the second; 0 where there is none. */
  readonly largest: number;
  readonly second: number;
  /** A fingerprint of the largest enterprise, by which it is found again in another cell. */
  readonly leader: string;
  /** Reports for the area itself beside those of the areas below it. Such a cell is never shown. */
  readonly isDirect?: boolean;
}

/**
 * Limits for showing a cell (最小披露单元): a minimum number of enterprises, none of them above a share of the persons, and p: the largest
 * enterprise must not be estimated by the second more closely than this share of it.
 */
export interface CellLimits {
  readonly firms: number;
  readonly share: number;
  readonly p: number;
}

type Contributions = Omit<Cell, "area" | "parent" | "isDirect">;

/**
 * Whether a cell tells of single enterprises: too few of them, one that dominates, or one that the second-largest can estimate from the
 * total within p percent (Hundepool et al., Statistical Disclosure Control, 2012, section 4.2).
 *
 * @example
 * // three enterprises of 100, 5 and 4: the second, who knows its own 5, learns the largest within 4
 * isSensitive({ firms: 3, persons: 109, largest: 100, second: 5, leader: "a" }, { firms: 3, share: 0.95, p: 0.1 }) // true
 */
export const isSensitive = (cell: Contributions, limits: CellLimits): boolean =>
  cell.firms > 0 &&
  (cell.firms < limits.firms ||
    cell.largest >= limits.share * cell.persons ||
    restOf(cell) < limits.p * cell.largest);

/**
 * Persons by which a hidden cell must remain uncertain, at least one: the amount that would make it safe, and p percent of the largest
 * enterprise where there are too few (the required protection level of τ-Argus).
 *
 * @example
 * requiredSlack({ firms: 1, persons: 60, largest: 60, second: 0, leader: "a" }, { firms: 3, share: 0.8, p: 0.1 }) // 15
 */
export function requiredSlack(cell: Contributions, { firms, share, p }: CellLimits): number {
  const byFirms = cell.firms < firms ? p * cell.largest : 0;
  const byRest = p * cell.largest - restOf(cell);
  const byShare = cell.largest / share - cell.persons;
  return Math.max(1, byFirms, byRest, byShare);
}

const restOf = ({ persons, largest, second }: Contributions): number => persons - largest - second;

/**
 * The cell that the sum of several cells makes. An enterprise that is the largest of several of them counts once; of others it is not
 * known whether they are the same.
 *
 * @example
 * // the same enterprise leads both
 * mergedCell([{ firms: 1, persons: 60, largest: 60, second: 0, leader: "a" }, { firms: 2, persons: 50, largest: 40, second: 10, leader: "a" }])
 * // { firms: 2, persons: 110, largest: 100, second: 10, leader: "a" }
 */
export function mergedCell(cells: readonly Contributions[]): Contributions {
  const leaders = new Map<string, number>();
  for (const { leader, largest } of cells) leaders.set(leader, (leaders.get(leader) ?? 0) + largest);
  const [first, next] = [...leaders].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const add = (of: (cell: Contributions) => number) => cells.reduce((sum, cell) => sum + of(cell), 0);
  return {
    firms: add(({ firms }) => firms) - (cells.length - leaders.size),
    persons: add(({ persons }) => persons),
    largest: first?.[1] ?? 0,
    second: Math.max(next?.[1] ?? 0, ...cells.map(({ second }) => second)),
    leader: first?.[0] ?? "",
  };
}
