// Writes a guarded answer to a CSV, JSON or Parquet file. The rows are carried over to a database of our own in memory, where no
// text of the question is ever run, and that one writes the file.
const { rmSync } = require("node:fs");
const { DuckDBInstance } = require("@duckdb/node-api");

const quoted = (name) => `"${name.replaceAll('"', '""')}"`;
const literal = (text) => `'${text.replaceAll("'", "''")}'`;

const OPTIONS = {
  csv: "FORMAT csv, HEADER true",
  json: "FORMAT json, ARRAY true",
  parquet: "FORMAT parquet, COMPRESSION zstd",
};

/** Names that a file can carry: each once. */
function distinct(names) {
  const taken = new Set();
  return names.map((name) => {
    let own = name;
    for (let count = 1; taken.has(own.toLowerCase()); count++) own = `${name}_${count}`;
    taken.add(own.toLowerCase());
    return own;
  });
}

/** A text that a spreadsheet would run as a formula is set behind an apostrophe. */
function inert(name, type) {
  if (type !== "VARCHAR") return quoted(name);
  return `CASE WHEN regexp_matches(${quoted(name)}, '^[=+@\\t\\r]|^-[^0-9]') THEN '''' || ${quoted(name)} ELSE ${quoted(name)} END AS ${quoted(name)}`;
}

async function writeFile(result, { rows: most, file }, isLate) {
  const spill = `${file.path}.spill`;
  const scratch = await DuckDBInstance.create(":memory:", {
    memory_limit: "400MB",
    threads: "2",
    temp_directory: spill,
    max_temp_directory_size: "4GB",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  try {
    const connection = await scratch.connect();
    const names = distinct(result.columnNames());
    const types = names.map((_, index) => typeName(result.columnType(index)));
    const columns = names.map((name, index) => `${quoted(name)} ${types[index]}`);
    await connection.run(`CREATE TABLE answer (${columns.join(", ")})`);
    const end = await carry(result, connection, most, isLate);
    const wanted = names.map((name, index) =>
      file.format === "csv" ? inert(name, types[index]) : quoted(name),
    );
    await connection.run(
      `COPY (SELECT ${wanted.join(", ")} FROM answer LIMIT ${end.rows}) TO ${literal(file.path)} (${OPTIONS[file.format]})`,
    );
    connection.closeSync();
    return end;
  } finally {
    scratch.closeSync();
    rmSync(spill, { recursive: true, force: true });
  }
}

const typeName = (type) => (type.toString() === '"NULL"' ? "INTEGER" : type.toString());

async function carry(result, connection, most, isLate) {
  const appender = await connection.createAppender("answer");
  let rows = 0;
  let cut = null;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (isLate()) throw new Error("late");
    if (!chunk || chunk.rowCount === 0) break;
    appender.appendDataChunk(chunk);
    rows += chunk.rowCount;
    if (rows > most) {
      rows = most;
      cut = "rows";
      break;
    }
  }
  appender.closeSync();
  return { rows, cut };
}

module.exports = { writeFile };
