import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBStructValue,
  DuckDBTimestampValue,
} from "@duckdb/node-api";

/**
 * Convert a value of the engine to a plain one: DATE as `YYYY-MM-DD`, TIMESTAMP as an ISO instant in UTC, whole numbers and decimals as
 * numbers, lists and structs as arrays and objects.
 *
 * @throws RangeError for a whole number beyond 2^53, which a JavaScript number cannot hold
 */
export function fromEngine(value: unknown): unknown {
  if (typeof value === "bigint") return safe(value);
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof DuckDBDateValue) return dayOf(value.days);
  if (value instanceof DuckDBTimestampValue) return new Date(Number(value.micros / 1000n)).toISOString();
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBListValue) return value.items.map(fromEngine);
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(Object.entries(value.entries).map(([key, item]) => [key, fromEngine(item)]));
  }
  return value;
}

/** Cache of formatted days: a night reads the same few hundred again and again. */
const written = new Map<number, string>();

function dayOf(days: number): string {
  let iso = written.get(days);
  if (iso === undefined) {
    iso = new DuckDBDateValue(days).toString();
    written.set(days, iso);
  }
  return iso;
}

function safe(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${value} does not fit a number`);
  return number;
}
