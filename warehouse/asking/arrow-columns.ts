import {
  DuckDBDecimalType,
  type DuckDBDecimalValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
  type DuckDBVector,
} from "@duckdb/node-api";
import * as arrow from "apache-arrow";
import { ConvertedColumn, TextColumn } from "./arrow-texts.ts";
import { type ColumnWriter, Presence, raw } from "./arrow-vectors.ts";

/** How a column is carried: its Arrow type, and what collects its values. */
export interface ColumnKind {
  readonly type: arrow.DataType;
  column(capacity: number): ColumnWriter;
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
