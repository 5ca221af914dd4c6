/** A limit on the cost of a file: at least the floor, more for each of its bytes, and never above the maximum. */
export interface Allowance {
  readonly floor: number;
  readonly perByte: number;
  readonly most: number;
}

/** Limits on a file's content and cost. A file beyond them is refused, because a small file can unpack to a very large one. */
export interface Limits {
  /** Maximum bytes of a file that is read into memory; larger text is read in blocks. */
  readonly heldBytes: number;
  /** Maximum bytes of a file that can only be read whole: an archive, a workbook, JSON. */
  readonly wholeBytes: number;
  /** Maximum bytes of a JSON document or a text inside an archive, since both are held whole. */
  readonly documentBytes: number;
  /** Maximum bytes of a legacy workbook, and of a web page: their readers need many times as much memory. */
  readonly legacyBytes: number;
  readonly pageBytes: number;
  readonly members: number;
  /** Maximum unpacked bytes of all members, and the maximum ratio of unpacked to packed size of one. */
  readonly unfoldedBytes: number;
  readonly ratio: number;
  readonly rows: number;
  /** Maximum number of columns of a table, without empty cells at its right end. */
  readonly columns: number;
  /** Characters in one cell of a workbook: twice what office software allows. */
  readonly cell: number;
  /** Bytes of one record of a text: the engine's reader stops there too. */
  readonly recordBytes: number;
  /** Maximum nesting depth of JSON lists and objects, or of XML tags. */
  readonly depth: number;
  /** Bytes of one tag, text or comment of XML: a parser holds it whole. */
  readonly tokenBytes: number;
  /** Maximum entries of each list that the worksheets of a workbook share: styles, formats, relations. */
  readonly entries: number;
  /** Maximum misshapen rows (other columns than the header) that are kept and reported one by one; then their cells and bytes. */
  readonly misshapenRows: number;
  readonly misshapenCells: number;
  readonly misshapenText: number;
  /**
   * Limits for all tables of a file together: cells, XML tags, unpacked bytes, and bytes of text (shared by cells, and passed to the
   * engine).
   */
  readonly cells: Allowance;
  readonly tags: Allowance;
  readonly unfolded: Allowance;
  readonly text: Allowance;
}

/**
 * Allowances grow with the file's size, so that its cost is proportional to what was sent. A genuine workbook has about one cell, two
 * tags, 60 unpacked bytes and 10 bytes of text for every 5 bytes of the file (`npm run bench -- xlsx`).
 */
export const LIMITS: Limits = {
  heldBytes: 32_000_000,
  wholeBytes: 512_000_000,
  documentBytes: 64_000_000,
  legacyBytes: 24_000_000,
  pageBytes: 4_000_000,
  members: 500,
  unfoldedBytes: 1_000_000_000,
  ratio: 200,
  rows: 1_048_576,
  columns: 512,
  cell: 65_534,
  recordBytes: 4_000_000,
  depth: 100,
  tokenBytes: 1_000_000,
  entries: 65_536,
  misshapenRows: 50_000,
  misshapenCells: 2_000_000,
  misshapenText: 32_000_000,
  cells: { floor: 2_000_000, perByte: 0.4, most: 20_000_000 },
  tags: { floor: 6_000_000, perByte: 1.2, most: 60_000_000 },
  unfolded: { floor: 64_000_000, perByte: 20, most: 1_000_000_000 },
  text: { floor: 16_000_000, perByte: 16, most: 160_000_000 },
};
