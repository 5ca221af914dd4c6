/**
 * The child process that answers questions put to one read-only database file; its memory is limited from outside, or it watches itself.
 * One line of JSON on standard input is one question (`AskedQuestion`); the answer is one or more lines (`ChildLine`) on a descriptor of
 * its own. Arguments: DATABASE MEGABYTES FILE_MEGABYTES [file], where `file` says that a file to write was handed over.
 */
import { Socket } from "node:net";
import { createInterface } from "node:readline";
import { DuckDBInstance, type DuckDBResult, JsonDuckDBValueConverter } from "@duckdb/node-api";
import { literal } from "../engine/literal.ts";
import { meaningOf, type ReadNames } from "./column-meanings.ts";
import type { FileQuestion, PreparedQuestion } from "./files.ts";
import { prepareSelect } from "./gate.ts";
import { isLimited, watchMemory } from "./limited-memory.ts";
import { type Permitted, readPermitted } from "./permitted.ts";
import { ANSWERS, type AskedQuestion, type ChildLine, type DeliveredEnd, FILE_PATH } from "./protocol.ts";
import { Refused } from "./refused.ts";

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
const lockSql = (hasFile: boolean): string => `
  ${hasFile ? `SET allowed_paths = [${literal(FILE_PATH)}];` : ""}
  SET enable_external_access = false;
  SET lock_configuration = true;`;

const answers = new Socket({ fd: ANSWERS, readable: false, writable: true });
const printText = (text: string): Promise<unknown> =>
  new Promise((resolve) => answers.write(`${text}\n`, resolve));
const print = (line: ChildLine): Promise<unknown> => printText(JSON.stringify(line));

async function answer(
  instance: DuckDBInstance,
  permitted: Permitted,
  question: AskedQuestion,
): Promise<void> {
  const connection = await instance.connect();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    connection.interrupt();
  }, question.milliseconds);
  try {
    const ready = await prepareSelect(connection, permitted, question.sql, question.values);
    if (Object.keys(question.values).length > 0) ready.prepared.bind(question.values);
    const end = await deliver({ connection, permitted, ...ready }, question, () => isLate);
    await print({ end });
  } catch (error) {
    if (error instanceof Refused)
      await print({ refused: error.code, name: error.refusedName ?? null, place: error.place });
    else if (isLate) await print({ stopped: "time" });
    else await print(faultOf(error));
  } finally {
    clearTimeout(timer);
    connection.closeSync();
  }
}

/** What writes files is loaded only when a file is asked for: it would take half of the memory of the others. */
async function deliver(
  ready: PreparedQuestion,
  question: AskedQuestion,
  isLate: () => boolean,
): Promise<DeliveredEnd> {
  const { format } = question;
  if (format === "xlsx") return writeWorkbook(ready, question, isLate);
  if (format !== null && format !== "arrow") {
    const { writeFile } = await import("./files.ts");
    return writeFile(ready, question as FileQuestion, isLate);
  }
  const result = await ready.prepared.stream();
  if (format === null) return deliverRows(result, ready.reads, question, isLate);
  const { writeArrow } = await import("./arrow.ts");
  return writeArrow(result, { rows: question.rows, path: FILE_PATH }, isLate);
}

async function writeWorkbook(
  { prepared, reads }: PreparedQuestion,
  { rows, language }: AskedQuestion,
  isLate: () => boolean,
): Promise<DeliveredEnd> {
  const { SHEET_COLUMNS } = await import("./xlsx-cells.ts");
  if (prepared.columnCount > SHEET_COLUMNS) throw new Refused("sheet-columns", String(prepared.columnCount));
  const { writeXlsx } = await import("./xlsx.ts");
  const result = await prepared.stream();
  const notes = result.columnNames().map((name) => {
    const meaning = meaningOf(reads, name);
    return meaning && (language === "en" ? meaning.en : meaning.zh);
  });
  const sheet = language === "en" ? "answer" : "查询结果";
  return writeXlsx(result, { path: FILE_PATH, rows, sheet, notes }, isLate);
}

async function deliverRows(
  result: DuckDBResult,
  reads: ReadNames,
  { rows: most, bytes: mostBytes }: AskedQuestion,
  isLate: () => boolean,
): Promise<DeliveredEnd> {
  const names = result.columnNames();
  await print({
    columns: names.map((name, index) => ({
      ...{ name, type: result.columnType(index).toString(), meaning: meaningOf(reads, name) },
    })),
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

async function serve(
  database: string,
  megabytes: number,
  fileMegabytes: number,
  hasFile: boolean,
): Promise<void> {
  const watched = !isLimited();
  if (watched) watchMemory({ bytes: megabytes * 1e6, fileBytes: fileMegabytes * 1e6 }, hasFile);
  const instance = await DuckDBInstance.create(database, LIMITED);
  const connection = await instance.connect();
  const permitted = await readPermitted(connection);
  await connection.run(lockSql(hasFile));
  connection.closeSync();
  await print({ ready: true, watched });
  for await (const line of createInterface({ input: process.stdin }))
    await answer(instance, permitted, JSON.parse(line) as AskedQuestion);
}

// Whoever asked is gone: nobody reads the answer any more, and a running question would hold its memory to its end.
process.stdin.on("close", () => process.kill(process.pid, "SIGKILL"));
answers.on("error", () => process.kill(process.pid, "SIGKILL"));
const [database = "", megabytes, fileMegabytes, file] = process.argv.slice(2);
try {
  await serve(database, Number(megabytes), Number(fileMegabytes), file === "file");
} catch (error) {
  await print({ failed: messageOf(error) });
  process.exitCode = 1;
}
