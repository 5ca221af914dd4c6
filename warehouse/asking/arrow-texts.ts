import {
  type DuckDBType,
  type DuckDBValue,
  type DuckDBVector,
  type Json,
  JsonDuckDBValueConverter,
} from "@duckdb/node-api";
import bindings from "@duckdb/node-bindings";
import * as arrow from "apache-arrow";
import { type ColumnWriter, Presence, presence, raw } from "./arrow-vectors.ts";

/** Up to so many bytes a text stands in the vector itself. */
export const SHORT = 12;

/** Texts no farther apart lie on pages that one of them is on: what is between them can be read. */
export const NEAR = 4096;

export const lengthAt = (view: DataView, row: number): number => view.getUint32(16 * row, true);

/** Where a long text lies in memory. */
export const placeAt = (view: DataView, row: number): number =>
  view.getUint32(16 * row + 12, true) * 2 ** 32 + view.getUint32(16 * row + 8, true);

/** A stretch of the engine's memory. */
export interface Run {
  readonly from: number;
  readonly bytes: Uint8Array;
}

/** Long texts of a chunk mostly lie one after the other: from a row on, all that do are fetched at once. */
export function runFrom(
  view: DataView,
  row: number,
  count: number,
  isThere: ((row: number) => boolean) | null,
): Run {
  const from = placeAt(view, row);
  let end = from + lengthAt(view, row);
  for (let next = row + 1; next < count; next++) {
    const length = lengthAt(view, next);
    if (length <= SHORT || (isThere && !isThere(next))) continue;
    const place = placeAt(view, next);
    if (place < from || place - end >= NEAR) break;
    end = Math.max(end, place + length);
  }
  const buffer = view.buffer as ArrayBuffer;
  return { from, bytes: bindings.get_data_from_pointer(buffer, view.byteOffset + 16 * row + 8, end - from) };
}

/** UTF-8 texts one after the other, with the place where each ends. */
export class TextBytes {
  readonly #offsets: Int32Array;
  readonly present: Presence;
  bytes = new Uint8Array(1 << 20);
  used = 0;

  constructor(capacity: number) {
    this.#offsets = new Int32Array(capacity + 1);
    this.present = new Presence(capacity);
  }

  /** Room for so many bytes more. */
  reserve(more: number): void {
    if (this.used + more <= this.bytes.length) return;
    const wider = new Uint8Array(Math.max(2 * this.bytes.length, this.used + more));
    wider.set(this.bytes.subarray(0, this.used));
    this.bytes = wider;
  }

  /** The text of a row ends with what was written so far. */
  endRow(row: number): void {
    this.#offsets[row + 1] = this.used;
  }

  finish(length: number): arrow.Data {
    return arrow.makeData({
      type: new arrow.Utf8(),
      length,
      valueOffsets: this.#offsets.subarray(0, length + 1),
      data: this.bytes.subarray(0, this.used),
      ...this.present.parts,
    });
  }
}

/** Text, UTF-8. A string of the engine is sixteen bytes: its length, then itself up to twelve bytes, else where it lies. */
export class TextColumn implements ColumnWriter {
  readonly #texts: TextBytes;

  constructor(capacity: number) {
    this.#texts = new TextBytes(capacity);
  }

  take(vector: DuckDBVector, at: number, count: number): void {
    const { dataView: view, validity } = raw(vector);
    const inside = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    const isThere = presence(validity);
    const texts = this.#texts;
    let run: Run | null = null;
    for (let row = 0; row < count; row++) {
      if (!isThere || isThere(row)) {
        const length = lengthAt(view, row);
        texts.reserve(length);
        if (length <= SHORT) {
          for (let k = 0; k < length; k++) texts.bytes[texts.used + k] = inside[16 * row + 4 + k]!;
        } else {
          const from = placeAt(view, row);
          if (!run || from < run.from || from + length > run.from + run.bytes.length)
            run = runFrom(view, row, count, isThere);
          const begin = from - run.from;
          texts.bytes.set(run.bytes.subarray(begin, begin + length), texts.used);
        }
        texts.used += length;
      }
      texts.endRow(at + row);
    }
    texts.present.take(validity, at, count);
  }

  finish(length: number): arrow.Data {
    return this.#texts.finish(length);
  }
}

/** Anything else, as its text: a list, a struct, an interval. */
export class ConvertedColumn implements ColumnWriter {
  readonly #texts: TextBytes;
  readonly #type: DuckDBType;

  constructor(type: DuckDBType, capacity: number) {
    this.#texts = new TextBytes(capacity);
    this.#type = type;
  }

  take(vector: DuckDBVector, at: number, count: number): void {
    const texts = this.#texts;
    for (let row = 0; row < count; row++) {
      const item = vector.getItem(row) as DuckDBValue;
      if (item === null) texts.present.clear(at + row);
      else {
        const value: Json = JsonDuckDBValueConverter(item, this.#type, JsonDuckDBValueConverter);
        const text = Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
        texts.reserve(text.length);
        texts.bytes.set(text, texts.used);
        texts.used += text.length;
      }
      texts.endRow(at + row);
    }
  }

  finish(length: number): arrow.Data {
    return this.#texts.finish(length);
  }
}
