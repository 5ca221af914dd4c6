import type { DuckDBConnection, DuckDBPreparedStatement } from "@duckdb/node-api";
import { type Permitted, refuseUnpermitted } from "./permitted.ts";
import { Refused } from "./refused.ts";

/** The engine's numbers for kinds of statements (duckdb_statement_type). */
const SELECT = 1;
const EXPLAIN = 4;
const LONGEST = 100_000;

/**
 * `EXPLAIN`, `EXPLAIN ANALYZE`, `EXPLAIN (FORMAT json)`: what stands before the statement that is explained. Only at the very beginning,
 * and without comments: the engine's comments nest, and what stands behind the wrong end of one would be looked at in place of what runs.
 */
const EXPLAINS = /^\s*explain(?:\s+analyze\b|\s*\([a-z_,\s]*\))?/i;
const COMMENT = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*(?:[^*]|\*(?!\/))*\*\/)/;

/** The serialised statement, or the engine's error in its place. */
type Parsed =
  | { readonly error: false; readonly statements: readonly unknown[] }
  | { readonly error: true; readonly error_type: string; readonly error_message: string };

/**
 * The prepared statement of a text, or a refusal that names its kind: exactly one statement, SELECT or the EXPLAIN of one, that calls
 * and reads what is permitted. The engine's parser decides what a text is, and nothing is prepared before it was looked at, for some
 * functions act when they are bound.
 *
 * An EXPLAIN is asked what it explains, for the engine runs whatever stands behind EXPLAIN ANALYZE.
 *
 * @throws Refused where the text is no such statement
 */
export async function prepareSelect(
  connection: DuckDBConnection,
  permitted: Permitted,
  sql: string,
): Promise<DuckDBPreparedStatement> {
  if (sql.length > LONGEST) throw new Refused("too-long");
  // The engine's other functions read a text up to its first NUL.
  if (sql.includes("\0")) throw new Refused("not-a-select");
  if (/^;*$/.test(withoutComments(sql))) throw new Refused("empty");
  let kind = SELECT;
  let parsed = await parse(connection, sql);
  if (parsed.error && EXPLAINS.test(sql) && parsed.error_type !== "parser") {
    kind = EXPLAIN;
    parsed = await parse(connection, sql.replace(EXPLAINS, ""));
  }
  if (parsed.error) {
    if (parsed.error_type === "parser") throw new Error(`Parser Error: ${parsed.error_message}`);
    throw new Refused("not-a-select");
  }
  if (parsed.statements.length !== 1) throw new Refused(parsed.statements.length > 1 ? "several" : "empty");
  refuseUnpermitted(parsed.statements, permitted);
  const extracted = await connection.extractStatements(sql);
  if (extracted.count !== 1) throw new Refused("several");
  const prepared = await extracted.prepare(0);
  if (prepared.statementType !== kind) throw new Refused("not-a-select");
  return prepared;
}

async function parse(connection: DuckDBConnection, sql: string): Promise<Parsed> {
  const reader = await connection.runAndReadAll(
    "SELECT CAST(json_serialize_sql(CAST($sql AS VARCHAR)) AS VARCHAR)",
    {
      sql,
    },
  );
  return JSON.parse(String(reader.getRows()[0]![0])) as Parsed;
}

/** The text from its first word on. */
function withoutComments(sql: string): string {
  let rest = sql;
  for (let found = COMMENT.exec(rest); found && found[0] !== ""; found = COMMENT.exec(rest))
    rest = rest.slice(found[0].length);
  return rest.trim();
}
