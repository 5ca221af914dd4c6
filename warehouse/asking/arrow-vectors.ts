import type { DuckDBVector } from "@duckdb/node-api";
import type * as arrow from "apache-arrow";

/** What the engine's vectors hold inside: their typings hide it, for most readers want values and not bytes. */
export interface RawVector<Items = unknown> {
  readonly items: Items;
  readonly dataView: DataView;
  readonly validity: RawValidity;
}

/** A bit for each row, from a bit on; no data where no row is null. */
export interface RawValidity {
  readonly data: BigUint64Array | null;
  readonly offset: number;
}

export const raw = <Items>(vector: DuckDBVector): RawVector<Items> => vector as unknown as RawVector<Items>;

/** Collects the values of one column for a record batch. */
export interface ColumnWriter {
  /** Take the first `count` values of a vector, to rows from `at` on. */
  take(vector: DuckDBVector, at: number, count: number): void;
  finish(length: number): arrow.Data;
}

/** Tells whether a row is there, a bit a row; null where all are. The engine's reader makes a whole number of every bit. */
export function presence({ data, offset }: RawValidity): ((row: number) => boolean) | null {
  if (!data) return null;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return (row) => ((bytes[(offset + row) >> 3]! >> ((offset + row) & 7)) & 1) === 1;
}

/** Which rows are there: all, until a null is found. */
export class Presence {
  readonly #bits: Uint8Array;
  #nulls = 0;

  constructor(capacity: number) {
    this.#bits = new Uint8Array(Math.ceil(capacity / 64) * 8).fill(0xff);
  }

  take(validity: RawValidity, at: number, count: number): void {
    const isThere = presence(validity);
    if (!isThere) return;
    for (let row = 0; row < count; row++) if (!isThere(row)) this.clear(at + row);
  }

  clear(row: number): void {
    this.#bits[row >> 3]! &= ~(1 << (row & 7));
    this.#nulls++;
  }

  get parts() {
    return { nullCount: this.#nulls, nullBitmap: this.#nulls > 0 ? this.#bits : null };
  }
}
