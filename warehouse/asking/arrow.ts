import { once } from "node:events";
import { createWriteStream } from "node:fs";
import type { DuckDBResult } from "@duckdb/node-api";
import * as arrow from "apache-arrow";
import { type ColumnKind, columnKind } from "./arrow-columns.ts";
import type { DeliveredEnd } from "./protocol.ts";

/** Rows of one record batch: 32 of the engine's vectors. */
const BATCH = 65_536;

/**
 * Write a guarded answer as an Arrow IPC file, from the engine's vectors: fixed widths are copied as they are, texts byte for byte
 * without a detour through JavaScript strings.
 */
export async function writeArrow(
  result: DuckDBResult,
  { rows: most, path }: { readonly rows: number; readonly path: string },
  isLate: () => boolean,
): Promise<DeliveredEnd> {
  const kinds = Array.from({ length: result.columnCount }, (_, index) =>
    columnKind(result.columnType(index)),
  );
  const fields = result.columnNames().map((name, index) => new arrow.Field(name, kinds[index]!.type, true));
  const schema = new arrow.Schema(fields);
  const writer = new arrow.RecordBatchFileWriter();
  const out = createWriteStream(path);
  const failed = once(out, "error").then(([error]) => Promise.reject(error));
  const piped = (async () => {
    for await (const bytes of writer) if (!out.write(bytes)) await once(out, "drain");
    out.end();
    await once(out, "close");
  })();
  failed.catch(() => undefined);
  piped.catch(() => undefined);
  writer.reset(undefined, schema);
  const end = await writeBatches(result, kinds, most, isLate, (children, length) => {
    const type = new arrow.Struct(schema.fields);
    writer.write(
      new arrow.RecordBatch(schema, arrow.makeData({ type, length, nullCount: 0, children: [...children] })),
    );
  });
  writer.finish();
  await Promise.race([piped, failed]);
  return end;
}

async function writeBatches(
  result: DuckDBResult,
  kinds: readonly ColumnKind[],
  most: number,
  isLate: () => boolean,
  write: (children: readonly arrow.Data[], length: number) => void,
): Promise<DeliveredEnd> {
  let columns = kinds.map((kind) => kind.column(BATCH));
  let rows = 0;
  let held = 0;
  const flush = (): void => {
    const length = held;
    write(
      columns.map((column) => column.finish(length)),
      length,
    );
    columns = kinds.map((kind) => kind.column(BATCH));
    held = 0;
  };
  for (;;) {
    const chunk = await result.fetchChunk();
    if (isLate()) throw new Error("late");
    const count = Math.min(chunk?.rowCount ?? 0, most - rows);
    if (chunk && count > 0) {
      if (held + count > BATCH) flush();
      for (const [index, column] of columns.entries()) column.take(chunk.getColumnVector(index), held, count);
      held += count;
      rows += count;
    }
    if (!chunk || chunk.rowCount === 0 || chunk.rowCount > count) {
      if (held > 0 || rows === 0) flush();
      return { rows, cut: chunk && chunk.rowCount > count ? "rows" : null };
    }
  }
}
