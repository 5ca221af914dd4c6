import { DecodeFault } from "./decode-fault.ts";
import type { Allowance, Limits } from "./limits.ts";
import type { FileFault } from "./table.ts";

/** Work that is counted over all tables of a file. */
export type Cost =
  | "cells"
  | "tags"
  | "unfolded"
  | "text"
  | "misshapenRows"
  | "misshapenCells"
  | "misshapenText";

const MISSHAPEN = { misshapenRows: 0, misshapenCells: 0, misshapenText: 0 };

/**
 * The work spent on reading one file and its limit. Work is counted, not timed, so that the same file gets the same answer on slow and
 * busy machines. All tables and members of a file share one budget.
 */
export class Budget {
  readonly spent: Record<Cost, number> = {
    cells: 0,
    tags: 0,
    unfolded: 0,
    text: 0,
    ...MISSHAPEN,
  };
  readonly allowed: Readonly<Record<Cost, number>>;

  /** @param fileBytes size of the file as it was sent */
  constructor(
    readonly limits: Limits,
    fileBytes: number,
  ) {
    const grown = ({ floor, perByte, most }: Allowance) =>
      Math.min(most, Math.round(floor + perByte * fileBytes));
    const { misshapenRows, misshapenCells, misshapenText } = limits;
    this.allowed = {
      cells: grown(limits.cells),
      tags: grown(limits.tags),
      unfolded: grown(limits.unfolded),
      text: grown(limits.text),
      misshapenRows,
      misshapenCells,
      misshapenText,
    };
  }

  /**
   * Count work before it is done.
   *
   * @throws DecodeFault when the file exceeds its limit
   */
  charge(cost: Cost, amount: number, line?: number): void {
    this.spent[cost] += amount;
    this.#check(cost, line);
  }

  /** Count a misshapen row (other columns than the header) that is kept with its cells. */
  chargeMisshapen(cells: number, bytes: number, line: number): void {
    this.spent.misshapenRows++;
    this.spent.misshapenCells += cells;
    this.spent.misshapenText += bytes;
    this.#check("misshapenRows");
    this.#check("misshapenCells", line);
    this.#check("misshapenText", line);
  }

  #check(cost: Cost, line?: number): void {
    if (this.spent[cost] <= this.allowed[cost]) return;
    throw new DecodeFault({ ...this.#fault(cost), ...(line === undefined ? {} : { line }) });
  }

  #fault(cost: Cost): FileFault {
    const [spent, most] = [this.spent[cost], this.allowed[cost]];
    switch (cost) {
      case "cells":
        return { code: "too-many-cells-in-file", details: { most } };
      case "tags":
        return { code: "too-many-tags", details: { most } };
      case "text":
        return { code: "too-much-text", details: { most } };
      case "unfolded":
        return { code: "expands-too-far", details: { bytes: spent, largest: most } };
      case "misshapenRows":
        return { code: "too-many-refused", details: { refused: spent, most } };
      default:
        return { code: "misshapen-too-large", details: this.#misshapen() };
    }
  }

  #misshapen(): Readonly<Record<string, number>> {
    const { misshapenRows: rows, misshapenCells: cells, misshapenText: bytes } = this.spent;
    const { misshapenCells: mostCells, misshapenText: mostBytes } = this.allowed;
    return { rows, cells, bytes, mostCells, mostBytes };
  }
}
