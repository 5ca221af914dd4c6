/** What an archive or workbook may hold: beyond it the file is refused unread, for a small file can hold a very large one. */
export interface Limits {
  /** Bytes up to which any file is read into memory; larger text goes through in blocks. */
  readonly heldBytes: number;
  /** Bytes up to which a file is that can only be read whole: an archive, a workbook, JSON. */
  readonly wholeBytes: number;
  readonly members: number;
  /** Bytes all members unfold to, and how many times larger than its packed size one may be. */
  readonly unfoldedBytes: number;
  readonly ratio: number;
  readonly rows: number;
  readonly columns: number;
  /** Characters in one cell. */
  readonly cell: number;
}

export const LIMITS: Limits = {
  heldBytes: 32_000_000,
  wholeBytes: 512_000_000,
  members: 500,
  unfoldedBytes: 1_000_000_000,
  ratio: 200,
  rows: 1_048_576,
  columns: 512,
  cell: 32_767,
};
