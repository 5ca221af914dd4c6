import { type DuckDBConnection, DuckDBDateValue, DuckDBTimestampValue } from "@duckdb/node-api";
import { dayNumber } from "./days.ts";

/** A day, `YYYY-MM-DD`, to be appended as DATE. */
export const day = (iso: string) => new Day(iso);
/** An instant, ISO 8601, to be appended as TIMESTAMP in UTC. */
export const instant = (iso: string) => new Instant(iso);
class Day {
  constructor(readonly iso: string) {}
}
class Instant {
  constructor(readonly iso: string) {}
}
export type Appendable = string | number | boolean | null | Day | Instant;

type Appender = Awaited<ReturnType<DuckDBConnection["createAppender"]>>;

/** Append a value to the row that an appender writes. */
export function appendOne(appender: Appender, value: Appendable): void {
  if (value === null) appender.appendNull();
  else if (typeof value === "string") appender.appendVarchar(value);
  else if (typeof value === "boolean") appender.appendBoolean(value);
  else if (value instanceof Day) {
    appender.appendDate(new DuckDBDateValue(dayNumber(value.iso)));
  } else if (value instanceof Instant) {
    appender.appendTimestamp(new DuckDBTimestampValue(BigInt(Date.parse(value.iso)) * 1000n));
  } else appender.appendDouble(value);
}
