import {
  DuckDBDecimalType,
  type DuckDBDecimalValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
  type DuckDBVector,
  type Json,
  JsonDuckDBValueConverter,
} from "@duckdb/node-api";
import bindings from "@duckdb/node-bindings";
import * as arrow from "apache-arrow";

/** What the engine's vectors hold inside: their typings hide it, for most readers want values and not bytes. */
interface RawVector<Items = unknown> {
  readonly items: Items;
  readonly dataView: DataView;
  readonly validity: RawValidity;
}

/** A bit for each row, from a bit on; no data where no row is null. */
interface RawValidity {
  readonly data: BigUint64Array | null;
  readonly offset: number;
}

const raw = <Items>(vector: DuckDBVector): RawVector<Items> => vector as unknown as RawVector<Items>;

/** Collects the values of one column for a record batch. */
interface ColumnWriter {
  /** Take the first `count` values of a vector, to rows from `at` on. */
  take(vector: DuckDBVector, at: number, count: number): void;
  finish(length: number): arrow.Data;
}

/** How a column is carried: its Arrow type, and what collects its values. */
export interface ColumnKind {
  readonly type: arrow.DataType;
  column(capacity: number): ColumnWriter;
}

/** Tells whether a row is there, a bit a row; null where all are. The engine's reader makes a whole number of every bit. */
function presence({ data, offset }: RawValidity): ((row: number) => boolean) | null {
  if (!data) return null;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return (row) => ((bytes[(offset + row) >> 3]! >> ((offset + row) & 7)) & 1) === 1;
}

/** Which rows are there: all, until a null is found. */
class Presence {
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

/** Arrays of fixed width, as the engine and Arrow both lay them out. */
type FixedArray =
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

/** A column whose values lie side by side in memory, in the engine as in Arrow. */
class FixedColumn implements ColumnWriter {
  readonly #type: arrow.DataType;
  readonly #data: FixedArray;
  readonly #present: Presence;

  constructor(type: arrow.DataType, ArrayType: new (length: number) => FixedArray, capacity: number) {
    this.#type = type;
    this.#data = new ArrayType(capacity);
    this.#present = new Presence(capacity);
  }

  take(vector: DuckDBVector, at: number, count: number): void {
    const { items, validity } = raw<FixedArray>(vector);
    // Both arrays are of the class that the column's type has.
    (this.#data as Int32Array).set((items as Int32Array).subarray(0, count), at);
    this.#present.take(validity, at, count);
  }

  finish(length: number): arrow.Data {
    const data = this.#data.subarray(0, length);
    return arrow.makeData({
      type: this.#type as arrow.Int32,
      length,
      data: data as Int32Array,
      ...this.#present.parts,
    });
  }
}

/** Yes or no, one bit each. */
class FlagColumn implements ColumnWriter {
  readonly #data: Uint8Array;
  readonly #present: Presence;

  constructor(capacity: number) {
    this.#data = new Uint8Array(Math.ceil(capacity / 64) * 8);
    this.#present = new Presence(capacity);
  }

  take(vector: DuckDBVector, at: number, count: number): void {
    for (let row = 0; row < count; row++)
      if (vector.getItem(row)) this.#data[(at + row) >> 3]! |= 1 << ((at + row) & 7);
    this.#present.take(raw(vector).validity, at, count);
  }

  finish(length: number): arrow.Data {
    return arrow.makeData({ type: new arrow.Bool(), length, data: this.#data, ...this.#present.parts });
  }
}

/** Decimals and the widest whole numbers: 128 bits, four words each. */
class WideColumn implements ColumnWriter {
  readonly #type: arrow.Decimal;
  readonly #wholeOf: (item: DuckDBValue) => bigint;
  readonly #data: Uint32Array;
  readonly #words: BigInt64Array;
  readonly #present: Presence;

  constructor(type: arrow.Decimal, capacity: number, wholeOf: (item: DuckDBValue) => bigint) {
    this.#type = type;
    this.#wholeOf = wholeOf;
    this.#data = new Uint32Array(capacity * 4);
    this.#words = new BigInt64Array(this.#data.buffer);
    this.#present = new Presence(capacity);
  }

  take(vector: DuckDBVector, at: number, count: number): void {
    for (let row = 0; row < count; row++) {
      const item = vector.getItem(row) as DuckDBValue;
      if (item === null) continue;
      const value = this.#wholeOf(item);
      this.#words[2 * (at + row)] = BigInt.asIntN(64, value);
      this.#words[2 * (at + row) + 1] = BigInt.asIntN(64, value >> 64n);
    }
    this.#present.take(raw(vector).validity, at, count);
  }

  finish(length: number): arrow.Data {
    const data = this.#data.subarray(0, 4 * length);
    return arrow.makeData({ type: this.#type, length, data, ...this.#present.parts });
  }
}

/** Up to so many bytes a text stands in the vector itself. */
const SHORT = 12;
/** Texts no farther apart lie on pages that one of them is on: what is between them can be read. */
const NEAR = 4096;

const lengthAt = (view: DataView, row: number): number => view.getUint32(16 * row, true);
/** Where a long text lies in memory. */
const placeAt = (view: DataView, row: number): number =>
  view.getUint32(16 * row + 12, true) * 2 ** 32 + view.getUint32(16 * row + 8, true);

/** A stretch of the engine's memory. */
interface Run {
  readonly from: number;
  readonly bytes: Uint8Array;
}

/** Long texts of a chunk mostly lie one after the other: from a row on, all that do are fetched at once. */
function runFrom(
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
class TextBytes {
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
class TextColumn implements ColumnWriter {
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
class ConvertedColumn implements ColumnWriter {
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

type FixedKind = readonly [() => arrow.DataType, new (length: number) => FixedArray];

const FIXED: Readonly<Partial<Record<DuckDBTypeId, FixedKind>>> = {
  [DuckDBTypeId.TINYINT]: [() => new arrow.Int8(), Int8Array],
  [DuckDBTypeId.SMALLINT]: [() => new arrow.Int16(), Int16Array],
  [DuckDBTypeId.INTEGER]: [() => new arrow.Int32(), Int32Array],
  [DuckDBTypeId.BIGINT]: [() => new arrow.Int64(), BigInt64Array],
  [DuckDBTypeId.UTINYINT]: [() => new arrow.Uint8(), Uint8Array],
  [DuckDBTypeId.USMALLINT]: [() => new arrow.Uint16(), Uint16Array],
  [DuckDBTypeId.UINTEGER]: [() => new arrow.Uint32(), Uint32Array],
  [DuckDBTypeId.UBIGINT]: [() => new arrow.Uint64(), BigUint64Array],
  [DuckDBTypeId.FLOAT]: [() => new arrow.Float32(), Float32Array],
  [DuckDBTypeId.DOUBLE]: [() => new arrow.Float64(), Float64Array],
  [DuckDBTypeId.DATE]: [() => new arrow.DateDay(), Int32Array],
  [DuckDBTypeId.TIMESTAMP]: [() => new arrow.TimestampMicrosecond(), BigInt64Array],
  [DuckDBTypeId.TIMESTAMP_TZ]: [() => new arrow.TimestampMicrosecond("UTC"), BigInt64Array],
};

/**
 * How a column of the engine is carried in Arrow: as itself where both know its type, else as text.
 *
 * A decimal keeps its scale and width; a whole number of 128 bits is a decimal without places.
 */
export function columnKind(type: DuckDBType): ColumnKind {
  const fixed = FIXED[type.typeId];
  if (fixed) {
    const arrowType = fixed[0]();
    return { type: arrowType, column: (capacity) => new FixedColumn(arrowType, fixed[1], capacity) };
  }
  if (type.typeId === DuckDBTypeId.BOOLEAN)
    return { type: new arrow.Bool(), column: (capacity) => new FlagColumn(capacity) };
  if (type.typeId === DuckDBTypeId.VARCHAR)
    return { type: new arrow.Utf8(), column: (capacity) => new TextColumn(capacity) };
  if (type instanceof DuckDBDecimalType)
    return wideKind(type.scale, type.width, (item) => (item as DuckDBDecimalValue).value);
  if (type.typeId === DuckDBTypeId.HUGEINT) return wideKind(0, 38, (item) => item as bigint);
  return { type: new arrow.Utf8(), column: (capacity) => new ConvertedColumn(type, capacity) };
}

function wideKind(scale: number, width: number, wholeOf: (item: DuckDBValue) => bigint): ColumnKind {
  const type = new arrow.Decimal(scale, width, 128);
  return { type, column: (capacity) => new WideColumn(type, capacity, wholeOf) };
}
