/** An enterprise by its fingerprint, and its persons. */
export interface Top {
  readonly firm: string;
  readonly amount: number;
}

/** What one area's reports say of enterprises: a row of a table of areas. */
export interface Cell {
  readonly area: string;
  readonly parent: string | null;
  /** Enterprises with an amount above zero. */
  readonly firms: number;
  readonly persons: number;
  /** The largest enterprises, at most five, by a fingerprint under which they are found again in other cells; the largest first. */
  readonly tops: readonly Top[];
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

const largestOf = ({ tops }: Contributions): number => tops[0]?.amount ?? 0;

/**
 * Whether a cell tells of single enterprises: too few of them, one that dominates, or one that the second-largest can estimate from the
 * total within p percent (Hundepool et al., Statistical Disclosure Control, 2012, section 4.2).
 *
 * @example
 * // three enterprises of 100, 5 and 4: the second, who knows its own 5, learns the largest within 4
 * const tops = [{ firm: "a", amount: 100 }, { firm: "b", amount: 5 }, { firm: "c", amount: 4 }];
 * isSensitive({ firms: 3, persons: 109, tops }, { firms: 3, share: 0.95, p: 0.1 }) // true
 */
export const isSensitive = (cell: Contributions, limits: CellLimits): boolean =>
  cell.firms > 0 &&
  (cell.firms < limits.firms ||
    largestOf(cell) >= limits.share * cell.persons ||
    restOf(cell) < limits.p * largestOf(cell));

/**
 * Persons by which a hidden cell must remain uncertain, at least one: the amount that would make it safe, and p percent of the largest
 * enterprise where there are too few (the required protection level of τ-Argus).
 *
 * @example
 * requiredSlack({ firms: 1, persons: 60, tops: [{ firm: "a", amount: 60 }] }, { firms: 3, share: 0.8, p: 0.1 }) // 15
 */
export function requiredSlack(cell: Contributions, { firms, share, p }: CellLimits): number {
  const largest = largestOf(cell);
  const byFirms = cell.firms < firms ? p * largest : 0;
  const byRest = p * largest - restOf(cell);
  const byShare = largest / share - cell.persons;
  return Math.max(1, byFirms, byRest, byShare);
}

const restOf = ({ persons, tops }: Contributions): number =>
  persons - (tops[0]?.amount ?? 0) - (tops[1]?.amount ?? 0);

/**
 * The cell that the sum of several cells makes. An enterprise that is among the largest of several of them counts once; of others it is not
 * known whether they are the same.
 *
 * @example
 * // the same enterprise stands in both
 * mergedCell([
 *   { firms: 1, persons: 60, tops: [{ firm: "a", amount: 60 }] },
 *   { firms: 2, persons: 50, tops: [{ firm: "b", amount: 40 }, { firm: "a", amount: 10 }] },
 * ])
 * // { firms: 2, persons: 110, tops: [{ firm: "a", amount: 70 }, { firm: "b", amount: 40 }] }
 */
export function mergedCell(cells: readonly Contributions[]): Contributions {
  const sums = new Map<string, number>();
  let listed = 0;
  for (const { tops } of cells)
    for (const { firm, amount } of tops) {
      listed++;
      sums.set(firm, (sums.get(firm) ?? 0) + amount);
    }
  const add = (of: (cell: Contributions) => number) => cells.reduce((sum, cell) => sum + of(cell), 0);
  return {
    firms: add(({ firms }) => firms) - (listed - sums.size),
    persons: add(({ persons }) => persons),
    tops: [...sums]
      .map(([firm, amount]) => ({ firm, amount }))
      .sort((a, b) => b.amount - a.amount || (a.firm < b.firm ? -1 : 1)),
  };
}
