// Writes a guarded answer as an Arrow IPC file, from the engine's own vectors: fixed widths are copied as they are, texts byte for
// byte without a detour through JavaScript strings.
const { createWriteStream } = require("node:fs");
const { once } = require("node:events");
const arrow = require("apache-arrow");
const { kindOf } = require("./arrow-columns.cjs");

/** Rows of one record batch: 32 of the engine's vectors. */
const BATCH = 65_536;

async function writeArrow(result, { rows: most, file }, isLate) {
  const kinds = Array.from({ length: result.columnCount }, (_, index) => kindOf(result.columnType(index)));
  const fields = result.columnNames().map((name, index) => new arrow.Field(name, kinds[index].type, true));
  const schema = new arrow.Schema(fields);
  const writer = new arrow.RecordBatchFileWriter();
  const out = createWriteStream(file.path);
  const failed = once(out, "error").then(([error]) => Promise.reject(error));
  const piped = (async () => {
    for await (const bytes of writer) if (!out.write(bytes)) await once(out, "drain");
    out.end();
    await once(out, "close");
  })();
  failed.catch(() => undefined);
  piped.catch(() => undefined);
  writer.reset(undefined, schema);
  const end = await batches(result, kinds, most, isLate, (batch) => writer.write(batch(schema)));
  writer.finish();
  await Promise.race([piped, failed]);
  return end;
}

async function batches(result, kinds, most, isLate, write) {
  let columns = kinds.map((kind) => kind.column(BATCH));
  let rows = 0;
  let held = 0;
  const flush = () => {
    const filled = columns;
    const length = held;
    write((schema) => {
      const children = filled.map((column) => column.finish(length));
      return new arrow.RecordBatch(
        schema,
        arrow.makeData({ type: new arrow.Struct(schema.fields), length, nullCount: 0, children }),
      );
    });
    columns = kinds.map((kind) => kind.column(BATCH));
    held = 0;
  };
  for (;;) {
    const chunk = await result.fetchChunk();
    if (isLate()) throw new Error("late");
    const count = Math.min(chunk?.rowCount ?? 0, most - rows);
    if (count > 0) {
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

module.exports = { writeArrow };
