import { fstatSync, ftruncateSync } from "node:fs";
import type { DuckDBConnection, DuckDBPreparedStatement } from "@duckdb/node-api";
import { inertSql, inertText } from "../engine/inert.ts";
import { literal } from "../engine/literal.ts";
import { prepareSelect, type ReadyStatement } from "./gate.ts";
import type { Permitted } from "./permitted.ts";
import { type AskedQuestion, type DeliveredEnd, FILE, FILE_PATH } from "./protocol.ts";
import type { FileFormat } from "./question.ts";
import { Refused } from "./refused.ts";

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The engine's number for a COPY (duckdb_statement_type), and for a SELECT. */
const COPY = 11;
const SELECT = 1;

/** Formats that the engine writes by itself. */
type CopyFormat = Exclude<FileFormat, "arrow" | "xlsx">;

const OPTIONS: Readonly<Record<CopyFormat, string>> = {
  csv: "FORMAT csv, HEADER true",
  json: "FORMAT json, ARRAY true",
  parquet: "FORMAT parquet, COMPRESSION zstd",
};

/** A CSV whose head stands behind a byte-order mark: the engine writes what it is given before and after the rows. */
const markedOptions = (names: readonly string[]): string => {
  const head = names.map((name) => (/[",#\r\n]/.test(name) ? quoted(name) : name)).join(",");
  return `FORMAT csv, HEADER false, PREFIX ${literal(`\ufeff${head}\n`)}, SUFFIX ${literal("\n")}`;
};

/** Names that a file can carry: each once. */
function distinct(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let count = 1; taken.has(free.toLowerCase()); count++) free = `${name}_${count}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

/** Types whose values are written as figures, days or words of the engine; all others are texts, or may hold some. */
const FIGURES =
  /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|FLOAT|DOUBLE|DECIMAL.*|BOOLEAN|DATE|TIME.*|UUID|INTERVAL)$/;

/** A column as it is written to a format: texts of a CSV that a spreadsheet would compute are made inert. */
const written = (column: string, type: string, format: CopyFormat): string =>
  format !== "csv" || FIGURES.test(type)
    ? column
    : inertSql(type === "VARCHAR" ? column : `CAST(${column} AS VARCHAR)`);

/** A question whose answer goes to a file that the engine writes. */
export interface FileQuestion extends AskedQuestion {
  readonly format: CopyFormat;
}

/** A statement that was looked at and prepared, with what the next ones may call. */
export interface PreparedQuestion extends ReadyStatement {
  readonly connection: DuckDBConnection;
  readonly permitted: Permitted;
}

/**
 * Write a guarded answer to a CSV, JSON or Parquet file: the engine's COPY around the statement, to the file that was handed over.
 *
 * @throws Refused where the statement is an EXPLAIN
 */
export async function writeFile(
  ready: PreparedQuestion,
  { values, rows: most, format, byteOrderMark }: FileQuestion,
  isLate: () => boolean,
): Promise<DeliveredEnd> {
  const { connection, prepared } = ready;
  if (prepared.statementType !== SELECT) throw new Refused("not-for-a-file", "EXPLAIN");
  const places = Array.from({ length: prepared.columnCount }, (_, index) => `c${index}`);
  const named = places.map((_, index) => prepared.columnName(index));
  const names = distinct(format === "csv" ? named.map(inertText) : named);
  const wanted = places.map((place, index) => {
    const type = prepared.columnType(index).toString();
    return `${written(place, type, format)} AS ${quoted(names[index]!)}`;
  });
  const isMarked = byteOrderMark && format === "csv";
  const options = isMarked ? markedOptions(names) : OPTIONS[format];
  const around = (inner: string): string =>
    `COPY (SELECT ${wanted.join(", ")} FROM (\n${inner}\n) AS answer(${places.join(", ")}) LIMIT ${most})
     TO ${literal(FILE_PATH)} (${options}, USE_TMP_FILE false)`;
  const { inner, copy } = await embedded(ready, around);
  const run = async (statement: DuckDBPreparedStatement): Promise<number> => {
    if (Object.keys(values).length > 0) statement.bind(values);
    const reader = await statement.runAndReadAll();
    if (isLate()) throw new Error("late");
    return Number(reader.getRows()[0]![0]);
  };
  const rows = await run(copy);
  // Without rows the end of the last line is left over.
  if (isMarked && rows === 0) ftruncateSync(FILE, fstatSync(FILE).size - 1);
  if (rows < most) return { rows, cut: null };
  const more = `SELECT count(*) FROM (SELECT 1 FROM (\n${inner}\n) AS answer LIMIT ${most + 1})`;
  return { rows, cut: (await run(await connection.prepare(more))) > most ? "rows" : null };
}

/**
 * The statement within another. Its text was parsed by itself as one SELECT, so that between parentheses it can be nothing else; only
 * the semicolon that ends it must go, and that may stand before a last comment.
 */
async function embedded(
  { connection, permitted, sql }: PreparedQuestion,
  around: (inner: string) => string,
): Promise<{ inner: string; copy: DuckDBPreparedStatement }> {
  const ends = [...sql.matchAll(/;/g)].map(({ index }) => index).reverse();
  const candidates = [sql, ...ends.slice(0, 20).map((end) => `${sql.slice(0, end)} ${sql.slice(end + 1)}`)];
  candidates.splice(1, 0, sql.replace(/[;\s]+$/, ""));
  let fault: unknown;
  for (const inner of candidates) {
    try {
      await prepareSelect(connection, permitted, inner);
      const extracted = await connection.extractStatements(around(inner));
      const copy = await extracted.prepare(0);
      if (extracted.count === 1 && copy.statementType === COPY) return { inner, copy };
    } catch (error) {
      fault ??= error;
    }
  }
  throw fault;
}
