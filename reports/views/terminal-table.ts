import Table from "cli-table3";

/** How the cells of a column stand. */
export type Alignment = "left" | "right";

/** A table for the terminal: its head, its rows, and what is not as usual. */
export interface TerminalTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The alignment of each column; all to the left if absent. */
  readonly alignments?: readonly Alignment[];
  /** Leave out the lines between rows. */
  readonly compact?: boolean;
}

/** A table drawn with lines, Chinese characters counted as two columns. */
export function terminalTable({ head, rows, alignments = [], compact = false }: TerminalTable): string {
  const table = new Table({
    head: [...head],
    colAligns: [...alignments],
    style: { head: [], border: [], compact },
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString();
}
