// How each of the engine's column types is carried in Arrow: as itself where both know it, else as text.
const arrow = require("apache-arrow");
const bindings = require("@duckdb/node-bindings");
const { DuckDBTypeId: Id, JsonDuckDBValueConverter } = require("@duckdb/node-api");

/** Tells whether a row is there, a bit a row; null where all are. The engine's own reader makes a whole number of every bit. */
function presence({ data, offset }) {
  if (!data) return null;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return (row) => ((bytes[(offset + row) >> 3] >> ((offset + row) & 7)) & 1) === 1;
}

/** Which rows are there: all, until a null is found. */
class Present {
  constructor(capacity) {
    this.bits = new Uint8Array(Math.ceil(capacity / 64) * 8).fill(0xff);
    this.nulls = 0;
  }

  take(validity, at, count) {
    const isThere = presence(validity);
    if (!isThere) return;
    for (let row = 0; row < count; row++) {
      if (isThere(row)) continue;
      this.bits[(at + row) >> 3] &= ~(1 << ((at + row) & 7));
      this.nulls++;
    }
  }

  get parts() {
    return { nullCount: this.nulls, nullBitmap: this.nulls > 0 ? this.bits : null };
  }
}

/** A column whose values lie side by side in memory, in the engine as in Arrow. */
class Fixed {
  constructor(type, ArrayType, capacity) {
    this.type = type;
    this.data = new ArrayType(capacity);
    this.present = new Present(capacity);
  }

  take(vector, at, count) {
    this.data.set(vector.items.subarray(0, count), at);
    this.present.take(vector.validity, at, count);
  }

  finish(length) {
    return arrow.makeData({
      type: this.type,
      length,
      data: this.data.subarray(0, length),
      ...this.present.parts,
    });
  }
}

/** Yes or no, one bit each. */
class Flags {
  constructor(capacity) {
    this.data = new Uint8Array(Math.ceil(capacity / 64) * 8);
    this.present = new Present(capacity);
  }

  take(vector, at, count) {
    for (let row = 0; row < count; row++)
      if (vector.getItem(row)) this.data[(at + row) >> 3] |= 1 << ((at + row) & 7);
    this.present.take(vector.validity, at, count);
  }

  finish(length) {
    return arrow.makeData({ type: new arrow.Bool(), length, data: this.data, ...this.present.parts });
  }
}

/** Decimals and the widest whole numbers: 128 bits, four words each. */
class Wide {
  constructor(type, capacity, wholeOf) {
    this.type = type;
    this.data = new Uint32Array(capacity * 4);
    this.words = new BigInt64Array(this.data.buffer);
    this.present = new Present(capacity);
    this.wholeOf = wholeOf;
  }

  take(vector, at, count) {
    for (let row = 0; row < count; row++) {
      const item = vector.getItem(row);
      if (item === null) continue;
      const value = this.wholeOf(item);
      this.words[2 * (at + row)] = BigInt.asIntN(64, value);
      this.words[2 * (at + row) + 1] = BigInt.asIntN(64, value >> 64n);
    }
    this.present.take(vector.validity, at, count);
  }

  finish(length) {
    const data = this.data.subarray(0, 4 * length);
    return arrow.makeData({ type: this.type, length, data, ...this.present.parts });
  }
}

/** Up to so many bytes a text stands in the vector itself. */
const SHORT = 12;
/** Texts no farther apart lie on pages that one of them is on: what is between them can be read. */
const NEAR = 4096;

const lengthAt = (view, row) => view.getUint32(16 * row, true);
/** Where a long text lies in memory. */
const placeAt = (view, row) =>
  view.getUint32(16 * row + 12, true) * 2 ** 32 + view.getUint32(16 * row + 8, true);

/** Long texts of a chunk mostly lie one after the other: from a row on, all that do are fetched at once. */
function runFrom(view, row, count, isThere) {
  const from = placeAt(view, row);
  let end = from + lengthAt(view, row);
  for (let next = row + 1; next < count; next++) {
    const length = lengthAt(view, next);
    if (length <= SHORT || (isThere && !isThere(next))) continue;
    const place = placeAt(view, next);
    if (place < from || place - end >= NEAR) break;
    end = Math.max(end, place + length);
  }
  const bytes = bindings.get_data_from_pointer(view.buffer, view.byteOffset + 16 * row + 8, end - from);
  return { from, bytes };
}

/** Text, UTF-8. A string of the engine is sixteen bytes: its length, then itself up to twelve bytes, else where it lies. */
class Texts {
  constructor(capacity) {
    this.offsets = new Int32Array(capacity + 1);
    this.bytes = new Uint8Array(1 << 20);
    this.used = 0;
    this.present = new Present(capacity);
  }

  take(vector, at, count) {
    const { dataView: view, validity } = vector;
    const raw = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    const isThere = presence(validity);
    let run = null;
    for (let row = 0; row < count; row++) {
      if (!isThere || isThere(row)) {
        const length = lengthAt(view, row);
        this.room(length);
        if (length <= SHORT) {
          for (let k = 0; k < length; k++) this.bytes[this.used + k] = raw[16 * row + 4 + k];
        } else {
          const from = placeAt(view, row);
          if (!run || from < run.from || from + length > run.from + run.bytes.length)
            run = runFrom(view, row, count, isThere);
          const begin = from - run.from;
          this.bytes.set(run.bytes.subarray(begin, begin + length), this.used);
        }
        this.used += length;
      }
      this.offsets[at + row + 1] = this.used;
    }
    this.present.take(validity, at, count);
  }

  room(more) {
    if (this.used + more <= this.bytes.length) return;
    const wider = new Uint8Array(Math.max(2 * this.bytes.length, this.used + more));
    wider.set(this.bytes.subarray(0, this.used));
    this.bytes = wider;
  }

  finish(length) {
    return arrow.makeData({
      type: new arrow.Utf8(),
      length,
      valueOffsets: this.offsets.subarray(0, length + 1),
      data: this.bytes.subarray(0, this.used),
      ...this.present.parts,
    });
  }
}

/** Anything else, as its text: a list, a struct, an interval. */
class AsText extends Texts {
  constructor(type, capacity) {
    super(capacity);
    this.of = type;
  }

  take(vector, at, count) {
    for (let row = 0; row < count; row++) {
      const item = vector.getItem(row);
      if (item !== null) {
        const value = JsonDuckDBValueConverter(item, this.of, JsonDuckDBValueConverter);
        const text = Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
        this.room(text.length);
        this.bytes.set(text, this.used);
        this.used += text.length;
      } else this.clear(at + row);
      this.offsets[at + row + 1] = this.used;
    }
  }

  clear(row) {
    this.present.bits[row >> 3] &= ~(1 << (row & 7));
    this.present.nulls++;
  }
}

const FIXED = {
  [Id.TINYINT]: [() => new arrow.Int8(), Int8Array],
  [Id.SMALLINT]: [() => new arrow.Int16(), Int16Array],
  [Id.INTEGER]: [() => new arrow.Int32(), Int32Array],
  [Id.BIGINT]: [() => new arrow.Int64(), BigInt64Array],
  [Id.UTINYINT]: [() => new arrow.Uint8(), Uint8Array],
  [Id.USMALLINT]: [() => new arrow.Uint16(), Uint16Array],
  [Id.UINTEGER]: [() => new arrow.Uint32(), Uint32Array],
  [Id.UBIGINT]: [() => new arrow.Uint64(), BigUint64Array],
  [Id.FLOAT]: [() => new arrow.Float32(), Float32Array],
  [Id.DOUBLE]: [() => new arrow.Float64(), Float64Array],
  [Id.DATE]: [() => new arrow.DateDay(), Int32Array],
  [Id.TIMESTAMP]: [() => new arrow.TimestampMicrosecond(), BigInt64Array],
  [Id.TIMESTAMP_TZ]: [() => new arrow.TimestampMicrosecond("UTC"), BigInt64Array],
};

/** The Arrow type of a column of the engine, and what collects its values. */
function kindOf(type) {
  const fixed = FIXED[type.typeId];
  if (fixed) {
    const own = fixed[0]();
    return { type: own, column: (capacity) => new Fixed(own, fixed[1], capacity) };
  }
  if (type.typeId === Id.BOOLEAN)
    return { type: new arrow.Bool(), column: (capacity) => new Flags(capacity) };
  if (type.typeId === Id.VARCHAR)
    return { type: new arrow.Utf8(), column: (capacity) => new Texts(capacity) };
  if (type.typeId === Id.DECIMAL) {
    const own = new arrow.Decimal(type.scale, type.width, 128);
    return { type: own, column: (capacity) => new Wide(own, capacity, (item) => item.value) };
  }
  if (type.typeId === Id.HUGEINT) {
    const own = new arrow.Decimal(0, 38, 128);
    return { type: own, column: (capacity) => new Wide(own, capacity, (item) => item) };
  }
  return { type: new arrow.Utf8(), column: (capacity) => new AsText(type, capacity) };
}

module.exports = { kindOf };
