/** What an archive or workbook may hold: beyond it the file is refused unread, for a small file can hold a very large one. */
export interface Limits {
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
  members: 500,
  unfoldedBytes: 1_000_000_000,
  ratio: 200,
  rows: 1_048_576,
  columns: 512,
  cell: 32_767,
};
