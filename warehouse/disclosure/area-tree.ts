import { type Cell, type CellLimits, isSensitive, mergedCell, requiredSlack } from "./cell.ts";

/** A total with some hidden parts: what can be worked out from it, or how closely, and where hiding more would help. */
export interface Fault {
  /** Cells whose hiding could end the fault. */
  readonly around: readonly number[];
}

/**
 * The cells of one table as a tree of totals and parts, to find out what hidden cells can be worked out from the shown ones. Cells
 * without enterprises reveal nothing and are left out.
 *
 * Since every cell is part of one total only, the range of each hidden cell (what linear programming would give) follows from one walk up
 * and down the tree.
 */
export class AreaTree {
  readonly cells: readonly Cell[];
  readonly #parent: readonly number[];
  readonly #parts: readonly (readonly number[])[];

  constructor(
    cells: readonly Cell[],
    readonly limits: CellLimits,
  ) {
    const areas = cells.filter(({ firms, isDirect }) => firms > 0 && !isDirect);
    const totals = new Set(areas.map(({ parent }) => parent));
    const kept = [
      ...areas,
      ...cells.filter(({ area, firms, isDirect }) => isDirect && firms > 0 && totals.has(area)),
    ];
    const places = new Map(areas.map(({ area }, at) => [area, at]));
    this.cells = kept;
    this.#parent = kept.map(
      ({ area, parent, isDirect }) => places.get(isDirect ? area : (parent ?? "")) ?? -1,
    );
    const parts: number[][] = kept.map(() => []);
    for (const [at, parent] of this.#parent.entries()) parts[parent]?.push(at);
    this.#parts = parts;
  }

  /** Whether some hidden cell can be worked out, or bounded too closely; each with the cells around it. */
  faults(hidden: ReadonlySet<number>): Fault[] {
    const found: Fault[] = [];
    for (const [at, parts] of this.#parts.entries()) {
      const hiddenParts = parts.filter((part) => hidden.has(part));
      if (hidden.has(at)) {
        if (parts.length > 0 && hiddenParts.length === 0) found.push({ around: parts });
      } else if (hiddenParts.length > 0 && this.#isRevealingSum(hiddenParts, hidden))
        found.push({ around: this.#around(at, hidden) });
    }
    for (const at of hidden)
      if (!this.#isUncertain(at, hidden))
        found.push({ around: this.#around(this.#topOf(at, hidden), hidden) });
    return found;
  }

  /** The shown totals that tell a sum of hidden parts that may not be shown. */
  revealingTotals(hidden: ReadonlySet<number>): number[] {
    return [...this.#parts.entries()].flatMap(([at, parts]) => {
      const hiddenParts = parts.filter((part) => hidden.has(part));
      return !hidden.has(at) && hiddenParts.length > 0 && this.#isRevealingSum(hiddenParts, hidden)
        ? [at]
        : [];
    });
  }

  /** Whether the sum of hidden parts, which a shown total tells, is itself a cell that may not be shown. */
  #isRevealingSum(parts: readonly number[], hidden: ReadonlySet<number>): boolean {
    const bottom = this.#bottomOf(parts, hidden).map((at) => this.cells[at]!);
    return bottom.length > 0 && isSensitive(mergedCell(bottom), this.limits);
  }

  /** The hidden cells below hidden parts, down to those that have no hidden parts themselves. */
  #bottomOf(parts: readonly number[], hidden: ReadonlySet<number>): number[] {
    return parts.flatMap((at) => {
      const below = this.#parts[at]!.filter((part) => hidden.has(part));
      return below.length > 0 ? this.#bottomOf(below, hidden) : [at];
    });
  }

  /** The lowest shown total above a hidden cell, or the highest hidden one. */
  #topOf(at: number, hidden: ReadonlySet<number>): number {
    let top = at;
    while (this.#parent[top]! >= 0 && hidden.has(top)) top = this.#parent[top]!;
    return top;
  }

  /** Shown cells that may be hidden too: a total, its parts, and the parts of its hidden parts. */
  #around(top: number, hidden: ReadonlySet<number>): number[] {
    const below = (at: number): number[] =>
      this.#parts[at]!.flatMap((part) => (hidden.has(part) ? below(part) : [part]));
    return [...(hidden.has(top) ? [] : [top]), ...below(top)];
  }

  #isUncertain(at: number, hidden: ReadonlySet<number>): boolean {
    const cell = this.cells[at]!;
    const [up, down] = [this.slackUp(at, hidden), this.slackDown(at, hidden)];
    if (!isSensitive(cell, this.limits)) return up + down >= 1;
    const required = requiredSlack(cell, this.limits);
    return up >= required && down >= Math.min(required, cell.persons);
  }

  /** How many persons more than it has a hidden cell may have, for all that is shown; Infinity where nothing bounds it. */
  slackUp(at: number, hidden: ReadonlySet<number>): number {
    return Math.min(this.#insideUp(at, hidden), this.#outsideUp(at, hidden));
  }

  /** How many persons fewer it may have. */
  slackDown(at: number, hidden: ReadonlySet<number>): number {
    return Math.min(this.#insideDown(at, hidden), this.#outsideDown(at, hidden));
  }

  #hiddenParts = (at: number, hidden: ReadonlySet<number>): number[] =>
    this.#parts[at]!.filter((part) => hidden.has(part));

  #insideUp(at: number, hidden: ReadonlySet<number>): number {
    if (this.#parts[at]!.length === 0) return Number.POSITIVE_INFINITY;
    return sum(this.#hiddenParts(at, hidden), (part) => this.#insideUp(part, hidden));
  }

  #insideDown(at: number, hidden: ReadonlySet<number>): number {
    if (this.#parts[at]!.length === 0) return this.cells[at]!.persons;
    return sum(this.#hiddenParts(at, hidden), (part) => this.#insideDown(part, hidden));
  }

  #outsideUp(at: number, hidden: ReadonlySet<number>): number {
    const parent = this.#parent[at]!;
    if (parent < 0) return Number.POSITIVE_INFINITY;
    const others = this.#hiddenParts(parent, hidden).filter((part) => part !== at);
    const beside = sum(others, (part) => this.#insideDown(part, hidden));
    return beside + (hidden.has(parent) ? this.#outsideUp(parent, hidden) : 0);
  }

  #outsideDown(at: number, hidden: ReadonlySet<number>): number {
    const parent = this.#parent[at]!;
    if (parent < 0) return Number.POSITIVE_INFINITY;
    const others = this.#hiddenParts(parent, hidden).filter((part) => part !== at);
    const beside = sum(others, (part) => this.#insideUp(part, hidden));
    return beside + (hidden.has(parent) ? this.#outsideDown(parent, hidden) : 0);
  }
}

const sum = (all: readonly number[], of: (at: number) => number): number =>
  all.reduce((total, at) => total + of(at), 0);
