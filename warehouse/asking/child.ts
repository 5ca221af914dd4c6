/**
 * The child process that answers questions put to one read-only database file; its memory is limited from outside. One line of JSON on
 * standard input is one question (`AskedQuestion`); the answer is one or more lines on standard output (`ChildLine`).
 * Arguments: DATABASE [FILE], where FILE is the one path that may be written.
 */
import { createInterface } from "node:readline";
import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBPreparedStatement,
  type DuckDBResult,
  JsonDuckDBValueConverter,
} from "@duckdb/node-api";
import { literal } from "../engine/literal.ts";
import type { FileQuestion } from "./files.ts";
import { prepareSelect, Refused } from "./gate.ts";
import type { AskedQuestion, ChildLine, DeliveredEnd } from "./protocol.ts";

const LIMITED = {
  temp_directory: "",
  max_temp_directory_size: "0B",
  access_mode: "READ_ONLY",
  allow_community_extensions: "false",
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
  memory_limit: "256MB",
  threads: "2",
};

/** In this order: a path is allowed only while others are, and nothing can be set once the settings are locked. */
const lockSql = (file: string | undefined): string => `
  ${file === undefined ? "" : `SET allowed_paths = [${literal(file)}];`}
  SET enable_external_access = false;
  SET lock_configuration = true;`;

const printText = (text: string): Promise<unknown> =>
  new Promise((resolve) => process.stdout.write(`${text}\n`, resolve));
const print = (line: ChildLine): Promise<unknown> => printText(JSON.stringify(line));

async function answer(instance: DuckDBInstance, question: AskedQuestion): Promise<void> {
  const connection = await instance.connect();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    connection.interrupt();
  }, question.milliseconds);
  try {
    const prepared = await prepareSelect(connection, question.sql);
    if (Object.keys(question.values).length > 0) prepared.bind(question.values);
    await print({ end: await deliver(connection, prepared, question, () => isLate) });
  } catch (error) {
    if (error instanceof Refused) await print({ refused: error.code });
    else if (isLate) await print({ stopped: "time" });
    else await print(faultOf(error));
  } finally {
    clearTimeout(timer);
    connection.closeSync();
  }
}

/** What writes files is loaded only when a file is asked for: it would take half of the memory of the others. */
async function deliver(
  connection: DuckDBConnection,
  prepared: DuckDBPreparedStatement,
  question: AskedQuestion,
  isLate: () => boolean,
): Promise<DeliveredEnd> {
  const { file } = question;
  if (file !== null && file.format !== "arrow") {
    const { writeFile } = await import("./files.ts");
    return writeFile(connection, prepared, question as FileQuestion, isLate);
  }
  const result = await prepared.stream();
  if (file === null) return deliverRows(result, question, isLate);
  const { writeArrow } = await import("./arrow.ts");
  return writeArrow(result, { rows: question.rows, path: file.path }, isLate);
}

async function deliverRows(
  result: DuckDBResult,
  { rows: most, bytes: mostBytes }: AskedQuestion,
  isLate: () => boolean,
): Promise<DeliveredEnd> {
  const names = result.columnNames();
  await print({
    columns: names.map((name, index) => ({ name, type: result.columnType(index).toString() })),
  });
  let rows = 0;
  let bytes = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (isLate()) throw new Error("late");
    if (!chunk || chunk.rowCount === 0) return { rows, cut: null };
    const room = most - rows;
    const text = JSON.stringify({ rows: chunk.convertRows(JsonDuckDBValueConverter).slice(0, room) });
    bytes += text.length;
    if (bytes > mostBytes) return { rows, cut: "bytes" };
    await printText(text);
    rows += Math.min(room, chunk.rowCount);
    if (chunk.rowCount > room) return { rows, cut: "rows" };
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The engine's message. Too little memory has an end of its name: the question is then too large and not wrong. */
function faultOf(error: unknown): ChildLine {
  const message = messageOf(error);
  if (/^out of memory|bad allocation|bad_alloc|failed to allocate|array buffer allocation/i.test(message))
    return { stopped: "memory" };
  if (/EFBIG|file too large/i.test(message)) return { stopped: "bytes" };
  return { failed: message };
}

async function serve(database: string, file: string | undefined): Promise<void> {
  const instance = await DuckDBInstance.create(database, LIMITED);
  const connection = await instance.connect();
  await connection.run(lockSql(file));
  connection.closeSync();
  await print({ ready: true });
  for await (const line of createInterface({ input: process.stdin }))
    await answer(instance, JSON.parse(line) as AskedQuestion);
}

try {
  await serve(process.argv[2]!, process.argv[3]);
} catch (error) {
  await print({ failed: messageOf(error) });
  process.exitCode = 1;
}
