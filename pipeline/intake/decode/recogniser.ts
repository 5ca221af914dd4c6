import type { HeaderPath } from "./layout/header-paths.ts";

/** What a decoder uses to find a table in a file; it recognises words without their meaning. */
export interface Recogniser {
  /** Whether columns with these headers include every one that some report kind requires. */
  isHeader(paths: readonly HeaderPath[]): boolean;
  /** Whether a cell is a header of some mapping. */
  names(cell: string): boolean;
  /** Positions of the columns that the report kind of these headers requires; a row with all of them filled is data. */
  requiredAt(paths: readonly HeaderPath[]): readonly number[];
  /** Words in the names of worksheets that are no report, besides the usual ones. */
  readonly passOverSheets: readonly string[];
  /** Delimiters to try, the likeliest first. */
  readonly delimiters: readonly string[];
}
