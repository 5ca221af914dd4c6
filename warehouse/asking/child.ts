// Answers questions put to one read-only database file, in a process of its own whose memory is limited from outside. One line of
// JSON on standard input is one question; the answer is one or more lines on standard output. `child.cjs DATABASE [FILE]`, where FILE is
// the one path that may be written.
const { createInterface } = require("node:readline");
const { DuckDBInstance } = require("@duckdb/node-api");
const { prepareOne, Refused } = require("./gate.cjs");

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
const LOCK = (file) => `
  ${file === undefined ? "" : `SET allowed_paths = ['${file.replaceAll("'", "''")}'];`}
  SET enable_external_access = false;
  SET lock_configuration = true;`;

const say = (line) =>
  new Promise((resolve) => {
    process.stdout.write(`${JSON.stringify(line)}\n`, resolve);
  });

async function answer(instance, question) {
  const connection = await instance.connect();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    connection.interrupt();
  }, question.milliseconds);
  try {
    const prepared = await prepareOne(connection, question.sql);
    if (Object.keys(question.values).length > 0) prepared.bind(question.values);
    await say({ end: await deliver(connection, prepared, question, () => late) });
  } catch (error) {
    if (error instanceof Refused) await say({ refused: error.code });
    else if (late) await say({ stopped: "time" });
    else await say(faultOf(error));
  } finally {
    clearTimeout(timer);
    connection.closeSync();
  }
}

async function deliver(connection, prepared, question, isLate) {
  const format = question.file?.format;
  if (format !== undefined && format !== "arrow")
    return require("./files.cjs").writeFile(connection, prepared, question, isLate);
  const result = await prepared.stream();
  if (format === "arrow") return require("./arrow.cjs").writeArrow(result, question, isLate);
  return deliverRows(result, question, isLate);
}

async function deliverRows(result, { rows: most, bytes: mostBytes }, isLate) {
  const { JsonDuckDBValueConverter } = require("@duckdb/node-api");
  const names = result.columnNames();
  await say({ columns: names.map((name, index) => ({ name, type: result.columnType(index).toString() })) });
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
    await new Promise((resolve) => process.stdout.write(`${text}\n`, resolve));
    rows += Math.min(room, chunk.rowCount);
    if (chunk.rowCount > room) return { rows, cut: "rows" };
  }
}

/** The engine's own words; a want of memory is told apart, because the question is then too large and not wrong. */
function faultOf(error) {
  const message = error instanceof Error ? error.message : String(error);
  if (/^out of memory|bad allocation|bad_alloc|failed to allocate|array buffer allocation/i.test(message))
    return { stopped: "memory" };
  if (/EFBIG|file too large/i.test(message)) return { stopped: "bytes" };
  return { failed: message };
}

async function main() {
  const [, , database, file] = process.argv;
  const instance = await DuckDBInstance.create(database, LIMITED);
  const connection = await instance.connect();
  await connection.run(LOCK(file));
  connection.closeSync();
  await say({ ready: true });
  for await (const line of createInterface({ input: process.stdin }))
    await answer(instance, JSON.parse(line));
}

main().catch(async (error) => {
  await say({ failed: error instanceof Error ? error.message : String(error) });
  process.exit(1);
});
