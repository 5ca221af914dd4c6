/** What a decoder may ask to find a table in a file: it knows words, not what they mean. */
export interface Recogniser {
  /** Whether a header line names every column that some report kind demands. */
  isHeader(header: readonly string[]): boolean;
  /** Whether a cell is a header that some mapping names. */
  names(cell: string): boolean;
  /** Delimiters to try, the likeliest first. */
  readonly delimiters: readonly string[];
}
