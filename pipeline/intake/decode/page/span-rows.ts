import type { Budget } from "../budget.ts";
import { DecodeFault } from "../decode-fault.ts";

/** A cell as a page states it. */
export interface PageCell {
  readonly text: string;
  readonly columns: number;
  /** How many rows it covers; 0 is all rows below. */
  readonly rows: number;
}

/** The widest cell that HTML knows; wider ones count as this (HTML, 4.9.11). */
const WIDEST = 1000;
const TALLEST = 65_534;

/**
 * Lays the cells of rows out by their rowspan and colspan, as a workbook has merged cells: the text is in the first cell, the others are
 * empty. Every column that a row reaches is charged to the file's budget.
 */
export class SpanRows {
  /** The last row that a cell above covers, by column. */
  readonly #covered: number[] = [];
  #line = 0;

  constructor(readonly budget: Budget) {}

  /** @throws DecodeFault when text stands beyond the last column, or the file exceeds its budget */
  add(cells: readonly PageCell[]): { readonly line: number; readonly cells: string[] } {
    const line = ++this.#line;
    const { rows: mostRows } = this.budget.limits;
    if (line > mostRows) throw new DecodeFault({ code: "too-many-rows", line, details: { most: mostRows } });
    const laid: string[] = [];
    for (const cell of cells) {
      while ((this.#covered[laid.length] ?? 0) >= line) laid.push("");
      this.#place(cell, laid);
    }
    this.budget.charge("cells", laid.length, line);
    return { line, cells: laid };
  }

  #place({ text, columns, rows }: PageCell, laid: string[]): void {
    const { columns: most, cell: longest } = this.budget.limits;
    const line = this.#line;
    if (text.length > longest)
      throw new DecodeFault({ code: "cell-too-long", line, details: { most: longest } });
    if (laid.length >= most) {
      if (text !== "") throw new DecodeFault({ code: "too-many-columns", line, details: { most } });
      return;
    }
    const last = rows === 0 ? Number.POSITIVE_INFINITY : line + Math.min(rows, TALLEST) - 1;
    const end = Math.min(most, laid.length + Math.max(1, Math.min(columns, WIDEST)));
    for (let column = laid.length, start = column; column < end; column++) {
      laid[column] = column === start ? text : "";
      if (last > line) this.#covered[column] = last;
    }
  }
}
