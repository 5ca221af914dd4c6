import type { DuckDBConnection, DuckDBPreparedStatement } from "@duckdb/node-api";
import type { RefusalCode } from "./refusal-code.ts";

/** The engine's numbers for kinds of statements (duckdb_statement_type). */
const SELECT = 1;
const EXPLAIN = 4;
const LONGEST = 100_000;

/** `EXPLAIN`, `EXPLAIN ANALYZE`, `EXPLAIN (FORMAT json)`: what stands before the statement that is explained. */
const EXPLAINS = /^explain\s*(?:analyze\b|\([^()]*\))?\s*/i;
const COMMENT = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*(?:[^*]|\*(?!\/))*\*\/)/;

/** A text that is not asked, with the reason's code. */
export class Refused extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode) {
    super(code);
    this.code = code;
  }
}

/**
 * The prepared statement of a text, or a refusal that names its kind: exactly one statement, SELECT or the EXPLAIN of one. The engine's
 * parser decides what a text is.
 *
 * An EXPLAIN is asked what it explains, for the engine runs whatever stands behind EXPLAIN ANALYZE.
 *
 * @throws Refused where the text is no such statement
 */
export async function prepareSelect(
  connection: DuckDBConnection,
  sql: string,
): Promise<DuckDBPreparedStatement> {
  if (sql.length > LONGEST) throw new Refused("too-long");
  const bare = withoutComments(sql);
  if (bare === "" || /^;+$/.test(bare)) throw new Refused("empty");
  const prepared = await prepareSingle(connection, sql);
  if (prepared.statementType === SELECT) return prepared;
  if (prepared.statementType !== EXPLAIN) throw new Refused("not-a-select");
  const explained = EXPLAINS.test(bare) ? withoutComments(bare.replace(EXPLAINS, "")) : "";
  if (explained === "" || (await prepareSingle(connection, explained)).statementType !== SELECT)
    throw new Refused("not-a-select");
  return prepared;
}

async function prepareSingle(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  const extracted = await connection.extractStatements(sql);
  if (extracted.count === 0) throw new Refused("empty");
  if (extracted.count > 1) throw new Refused("several");
  return extracted.prepare(0);
}

/** The text from its first word on. */
function withoutComments(sql: string): string {
  let rest = sql;
  for (let found = COMMENT.exec(rest); found && found[0] !== ""; found = COMMENT.exec(rest))
    rest = rest.slice(found[0].length);
  return rest.trim();
}
