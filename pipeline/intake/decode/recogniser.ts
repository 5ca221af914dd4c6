/** What a decoder uses to find a table in a file; it recognises words without their meaning. */
export interface Recogniser {
  /** Whether a header line names every column that some report kind requires. */
  isHeader(header: readonly string[]): boolean;
  /** Whether a cell is a header of some mapping. */
  names(cell: string): boolean;
  /** Delimiters to try, the likeliest first. */
  readonly delimiters: readonly string[];
}
