import { type Attack, all } from "./attacks.ts";

/** What may not be called or read, as the table of a statement that gives a table another shape. */
const CARRIED: readonly (readonly [why: string, table: string, ends: Attack["ends"]])[] = [
  ["a file by a function", "(FROM read_text('{SECRET}'))", "refused"],
  ["a table of text", "(FROM read_csv('/etc/passwd', delim = ':'))", "refused"],
  [
    "the warehouse beside the copy",
    "(FROM read_duckdb('../fengsui.duckdb', table_name = 'submission'))",
    "refused",
  ],
  ["the settings", "(FROM duckdb_settings())", "refused"],
  ["the settings by a view", "pg_catalog.pg_settings", "refused"],
  ["the prints of others", "(FROM enable_progress_bar())", "refused"],
  ["the secrets", "(FROM duckdb_secrets())", "refused"],
  ["the variables of others", "(FROM duckdb_variables())", "refused"],
  ["a statement in a text", "(FROM query('SELECT 1'))", "refused"],
  ["a table named in a text", "(FROM query_table('employer'))", "refused"],
  ["the network", "(FROM read_csv('https://example.org/a.csv'))", "refused"],
  ["a function with effects in a common table", "(WITH t AS (FROM enable_profiling()) FROM t)", "refused"],
  [
    "a function in a scalar subquery",
    "(SELECT (SELECT content FROM read_text('{SECRET}')) AS code)",
    "refused",
  ],
  ["the register of enterprises", "employer", "failed"],
  ["another schema", "priv.person", "failed"],
  ["a file named as a table", "'{SECRET}'", "failed"],
];

/** How each shape is written over a table; a column of it is named, since UNPIVOT and PIVOT want some. */
const SHAPES: readonly (readonly [shape: string, written: (table: string) => string])[] = [
  ["PIVOT", (table) => `PIVOT ${table} ON code USING count(*)`],
  ["PIVOT with written values", (table) => `PIVOT ${table} ON code IN ('a') USING count(*)`],
  ["UNPIVOT", (table) => `UNPIVOT ${table} ON COLUMNS(*)`],
  ["SUMMARIZE", (table) => `SUMMARIZE ${table.replace(/^\((.*)\)$/, "$1")}`],
  ["DESCRIBE", (table) => `DESCRIBE ${table.replace(/^\((.*)\)$/, "$1")}`],
];

const CARRIERS: readonly Attack[] = CARRIED.flatMap(([why, table, ends]) =>
  SHAPES.map(([shape, written]): Attack => ({ why: `${shape} of ${why}`, sql: written(table), ends })),
);

/** Statements that a pivot is to bring along, or that are to bring a pivot along. */
const PIVOTS: readonly Attack[] = [
  ...all("refused", [
    ["a pivot on a function that acts", "PIVOT area ON write_log(code) USING count(*)"],
    ["a pivot that counts what acts", "PIVOT area ON level USING count(sleep_ms(1))"],
    [
      "a pivot whose values a file gives",
      "PIVOT area ON level IN (SELECT content FROM read_text('{SECRET}')) USING count(*)",
    ],
    ["a pivot whose values the log gives", "PIVOT area ON level IN (FROM enable_logging()) USING count(*)"],
    [
      "a pivot whose values another pivot gives",
      "PIVOT area ON level IN (PIVOT area ON level) USING count(*)",
    ],
    [
      "a pivot of a pivot of a file",
      "PIVOT (PIVOT (FROM read_text('{SECRET}')) ON filename USING count(*)) ON size USING count(*)",
    ],
    ["a pivot beside what acts", "SELECT * FROM (PIVOT area ON level USING count(*)), enable_logging()"],
    [
      "a pivot over a common table that acts",
      "WITH t AS (FROM enable_logging()) PIVOT t ON level USING count(*)",
    ],
    [
      "a pivot of a common table beside a file",
      "WITH t AS (FROM area), u AS (FROM read_text('{SECRET}')) PIVOT t ON level USING count(*)",
    ],
    ["a pivot in a table of its own", "CREATE TEMP TABLE t AS PIVOT area ON level USING count(*)"],
    ["a pivot in a view", "CREATE TEMP VIEW v AS PIVOT area ON level IN ('a')"],
    ["a pivot to a file", "COPY (PIVOT area ON level USING count(*)) TO '{FOLDER}/pivot.csv'"],
    [
      "a pivot with written values to a file",
      "COPY (PIVOT area ON level IN ('banner')) TO '{FOLDER}/pivot.csv'",
    ],
    ["a pivot into a table", "INSERT INTO area PIVOT area ON level USING count(*)"],
    [
      "a pivot behind EXPLAIN ANALYZE that acts",
      "EXPLAIN ANALYZE PIVOT (FROM enable_logging()) ON level USING count(*)",
    ],
    [
      "a copy of a pivot behind EXPLAIN ANALYZE",
      "EXPLAIN ANALYZE COPY (PIVOT area ON level USING count(*)) TO '{FOLDER}/pivot.csv'",
    ],
    ["a prepared pivot", "PREPARE p AS PIVOT area ON level USING count(*)"],
    ["two pivots", "PIVOT area ON level USING count(*); PIVOT area ON code USING count(*)"],
    ["another database behind a pivot", "PIVOT area ON level; ATTACH ':memory:' AS scratch"],
    ["another database before a pivot", "ATTACH ':memory:' AS scratch; PIVOT area ON level"],
    ["a setting behind a pivot and a comment", "PIVOT area ON level -- a\n; /* b */ SET threads = 64"],
    ["a pivot with no values", "PIVOT (FROM area WHERE false) ON level USING count(*)"],
    ["a pivot into a hundred thousand columns", "PIVOT (FROM range(100000) AS t(n)) ON n USING count(*)"],
    [
      "a pivot whose values hold what ends texts",
      "PIVOT (SELECT 'a' || chr(0) || '; DROP TABLE area' AS v) ON v USING count(*)",
    ],
    ["variables of others, shown", "SHOW VARIABLES"],
    ["variables of others, shown within a table", "FROM (SHOW VARIABLES)"],
    ["a described call", "DESCRIBE (SELECT * FROM enable_logging())"],
    ["a summary of what acts on each row", "SUMMARIZE SELECT write_log(code) FROM area"],
    ["a described file, guessed", "DESCRIBE SELECT * FROM '{SECRET}', read_csv('{SECRET}')"],
    ["a change behind a summary", "SUMMARIZE area; DELETE FROM area"],
    ["an unpivot whose columns a function gives", "UNPIVOT (SELECT getenv('HOME') AS a) ON a"],
  ]),
  ...all("failed", [
    ["a pivot on a setting", "PIVOT area ON current_setting('threads') USING count(*)"],
    [
      "a pivot on a file, by a scalar subquery",
      "PIVOT area ON (SELECT min(content) FROM read_text('{SECRET}')) USING count(*)",
    ],
    [
      "a pivot whose values two statements give",
      "PIVOT area ON level IN (SELECT 'a'; DROP TABLE area) USING count(*)",
    ],
    [
      "a pivot whose values close the query around them",
      "PIVOT area ON level IN (SELECT 'a') AS t(v)) UNION ALL (FROM read_text('{SECRET}')) USING count(*)",
    ],
    ["a summary to a file", "COPY (SUMMARIZE area) TO '{FOLDER}/summary.csv'"],
    ["a change as what is summarized", "SUMMARIZE (DELETE FROM area RETURNING *)"],
    ["a call as what is pivoted", "PIVOT (CALL enable_logging()) ON level"],
    ["a pragma as what is described", "DESCRIBE PRAGMA database_list"],
    [
      "a pivot by a type of the engine's, not of values",
      "PIVOT area ON level IN no_such_type USING count(*)",
    ],
    ["settings by a name that is no table", "SUMMARIZE duckdb_settings"],
  ]),
  ...all("stopped", [
    [
      "a pivot on the values of a product without end",
      "PIVOT (SELECT a.range * b.range AS v FROM range(1000000) a, range(1000000) b) ON v USING count(*)",
    ],
    [
      "a summary of a sort that cannot spill",
      "SUMMARIZE SELECT hash(a) AS a, repeat('x', 1000) || a AS b FROM range(100000000) AS t(a) ORDER BY ALL",
    ],
  ]),
  ...all("harmless", [
    ["a pivot that the engine makes two statements of", "PIVOT area ON level USING count(*)"],
    [
      "a pivot over verdicts, whose evidence is not published",
      "PIVOT verdict ON outcome USING count(*) GROUP BY area",
    ],
    [
      "a pivot on a text that looks like SQL",
      "PIVOT (SELECT 'x''); DROP TABLE area; --' AS v) ON v USING count(*)",
    ],
    [
      "a pivot on a text that looks like the end of a quoted name",
      "PIVOT (SELECT '\"); FROM enable_logging(); --' AS v) ON v USING count(*)",
    ],
    ["a pivot on two columns", "PIVOT area ON level, code USING count(*)"],
    ["a pivot whose values a query gives", "PIVOT area ON level IN (SELECT 'banner') USING count(*)"],
    [
      "a pivot of a macro of the copy",
      "PIVOT (FROM observation_as_of(day_end('2026-03-11')) UNION ALL BY NAME SELECT 'a' AS indicator) ON indicator USING count(*) GROUP BY area",
    ],
    ["the plan of a pivot", "EXPLAIN PIVOT area ON level USING count(*)"],
    ["a described pivot", "DESCRIBE PIVOT area ON level USING count(*)"],
    ["a summarized view", "SUMMARIZE open_case"],
    ["a described view", "DESCRIBE figure"],
    ["an unpivoted table", "UNPIVOT area ON code, name INTO NAME what VALUE text"],
    ["the tables of the copy, described", "DESCRIBE"],
  ]),
];

/** Attacks that go through PIVOT, UNPIVOT, SUMMARIZE and DESCRIBE. */
export const SHAPE_ATTACKS: readonly Attack[] = [...CARRIERS, ...PIVOTS];
