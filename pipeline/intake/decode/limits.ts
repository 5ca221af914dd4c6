/** An amount that a file may cost: a small file gets the floor, a larger one more for each of its bytes, no file more than the most. */
export interface Allowance {
  readonly floor: number;
  readonly perByte: number;
  readonly most: number;
}

/** What a file may hold and cost: beyond it the file is refused, for a small file can hold a very large one. */
export interface Limits {
  /** Bytes up to which any file is read into memory; larger text goes through in blocks. */
  readonly heldBytes: number;
  /** Bytes up to which a file is that can only be read whole: an archive, a workbook, JSON. */
  readonly wholeBytes: number;
  /** Bytes up to which a JSON document, or a text inside an archive, is read: both are held whole. */
  readonly documentBytes: number;
  /** Bytes of a legacy workbook, and of a web page saved under its name: their reader holds many times as much. */
  readonly legacyBytes: number;
  readonly pageBytes: number;
  readonly members: number;
  /** Bytes all members unfold to, and how many times larger than its packed size one may be. */
  readonly unfoldedBytes: number;
  readonly ratio: number;
  readonly rows: number;
  /** Columns in which anything may stand: a table's width, empty cells at its right end left out. */
  readonly columns: number;
  /** Characters in one cell of a workbook: twice what office software allows. */
  readonly cell: number;
  /** Bytes of one record of a text: the engine's reader stops there too. */
  readonly recordBytes: number;
  /** How deep lists and objects of JSON, or tags of XML, may lie in one another. */
  readonly depth: number;
  /** Bytes of one tag, text or comment of XML: a parser holds it whole. */
  readonly tokenBytes: number;
  /** Entries of each list that the worksheets of a workbook share: styles, formats, relations. */
  readonly entries: number;
  /** Rows of another shape than the header's that are kept to be told one by one, their cells and their bytes. */
  readonly misshapenRows: number;
  readonly misshapenCells: number;
  readonly misshapenText: number;
  /** What all tables of a file together may cost: cells, XML tags, unfolded bytes, and bytes of text, both shared by cells and handed to the engine. */
  readonly cells: Allowance;
  readonly tags: Allowance;
  readonly unfolded: Allowance;
  readonly text: Allowance;
}

/**
 * Allowances grow with the file's size, so that what a file costs is in proportion to what its sender sent. An honest workbook has
 * about one cell, two tags, and 60 unfolded bytes and 10 bytes of text for 5 of its own (`npm run bench -- xlsx`).
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
