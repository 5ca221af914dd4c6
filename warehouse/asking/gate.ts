import type { DuckDBConnection, DuckDBPreparedStatement } from "@duckdb/node-api";
import { type ReadNames, readNames } from "./column-meanings.ts";
import { parse } from "./parsed.ts";
import { type Permitted, refuseUnpermitted } from "./permitted.ts";
import { withPivotValues } from "./pivot-values.ts";
import { characterOfByte, placeOf } from "./place.ts";
import { Refused } from "./refused.ts";
import { type Token, tokensOf } from "./tokens.ts";

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

/** What the engine's parser answers to a PIVOT with values from the data and a `$name`: the values can be written out all the same. */
const IS_OPEN_PIVOT = /^PIVOT statements with pivot elements extracted from the data/;

/** A statement that may run: prepared, and its text. */
export interface ReadyStatement {
  readonly prepared: DuckDBPreparedStatement;
  /** The text as it is run, with the values of its PIVOTs written out. */
  readonly sql: string;
  readonly reads: ReadNames;
}

/**
 * The prepared statement of a text, or a refusal that names its kind: exactly one statement, SELECT or the EXPLAIN of one, that calls
 * and reads what is permitted. The engine's parser decides what a text is, and nothing is prepared before it was looked at, for some
 * functions act when they are bound. To the parser `DESCRIBE`, `SUMMARIZE`, `UNPIVOT` and a `PIVOT` with written values are SELECTs.
 *
 * An EXPLAIN is asked what it explains, for the engine runs whatever stands behind EXPLAIN ANALYZE.
 *
 * @param values what `$name` stands for, where values to pivot on are asked first
 * @throws Refused where the text is no such statement
 */
export async function prepareSelect(
  connection: DuckDBConnection,
  permitted: Permitted,
  sql: string,
  values: Readonly<Record<string, string>> = {},
): Promise<ReadyStatement> {
  if (sql.length > LONGEST) throw new Refused("too-long", String(sql.length));
  const prepare = (text: string) => prepareLookedAt(connection, permitted, text);
  const ready = await prepare(sql);
  if (ready) return ready;
  const explain = EXPLAINS.exec(sql)?.[0] ?? "";
  const written = await withPivotValues(connection, sql.slice(explain.length), values, {
    lookAt: (statements, text, asked) =>
      refuseUnpermitted(statements, permitted, (byte) => {
        const at = characterOfByte(text, byte);
        return at === null ? null : placeOf(sql, explain.length + asked(at));
      }),
    async gate(text) {
      const select = await prepare(text);
      if (!select) throw notASelect(sql);
      return select.prepared;
    },
  });
  const pivoted = written === null ? null : await prepare(explain + written);
  if (!pivoted) throw notASelect(sql);
  return pivoted;
}

/** The statement of a text, looked at and prepared; null where the parser does not read it as a single SELECT, or the EXPLAIN of one. */
async function prepareLookedAt(
  connection: DuckDBConnection,
  permitted: Permitted,
  sql: string,
): Promise<ReadyStatement | null> {
  // The engine's other functions read a text up to its first NUL.
  if (sql.includes("\0")) throw new Refused("not-a-select", "NUL", placeOf(sql, sql.indexOf("\0")));
  if (/^;*$/.test(withoutComments(sql))) throw new Refused("empty");
  let [kind, explain] = [SELECT, ""];
  let parsed = await parse(connection, sql);
  if (parsed.error && EXPLAINS.test(sql) && parsed.error_type !== "parser") {
    [kind, explain] = [EXPLAIN, EXPLAINS.exec(sql)![0]];
    parsed = await parse(connection, sql.slice(explain.length));
  }
  if (parsed.error) {
    const isWrong = parsed.error_type === "parser" && !IS_OPEN_PIVOT.test(parsed.error_message);
    if (isWrong) throw new Error(`Parser Error: ${parsed.error_message}`);
    return null;
  }
  if (parsed.statements.length !== 1)
    throw parsed.statements.length > 1 ? several(sql) : new Refused("empty");
  refuseUnpermitted(parsed.statements, permitted, (byte) => {
    const at = characterOfByte(sql.slice(explain.length), byte);
    return at === null ? null : placeOf(sql, explain.length + at);
  });
  const extracted = await connection.extractStatements(sql);
  if (extracted.count !== 1) throw several(sql);
  const prepared = await extracted.prepare(0);
  if (prepared.statementType !== kind) throw notASelect(sql);
  return { prepared, sql, reads: readNames(parsed.statements) };
}

/** A refusal that names the word with which the statement begins, behind an EXPLAIN; or the second statement where there is another. */
function notASelect(sql: string): Refused {
  const skipped = EXPLAINS.exec(sql)?.[0].length ?? 0;
  const tokens = tokensOf(sql.slice(skipped));
  if (secondOf(tokens)) return several(sql);
  const [first] = tokens;
  if (!first) return new Refused("empty");
  return new Refused("not-a-select", nameOf(first), placeOf(sql, skipped + first.start));
}

function several(sql: string): Refused {
  const second = secondOf(tokensOf(sql));
  return second ? new Refused("several", nameOf(second), placeOf(sql, second.start)) : new Refused("several");
}

const nameOf = ({ text }: Token): string => text.slice(0, 40).toUpperCase();

/** The first token of a second statement. */
const secondOf = (tokens: readonly Token[]): Token | null => {
  const end = tokens.findIndex(({ kind, text }) => kind === "sign" && text === ";");
  return end < 0 ? null : (tokens.slice(end).find(({ text }) => text !== ";") ?? null);
};

/** The text from its first word on. */
function withoutComments(sql: string): string {
  let rest = sql;
  for (let found = COMMENT.exec(rest); found && found[0] !== ""; found = COMMENT.exec(rest))
    rest = rest.slice(found[0].length);
  return rest.trim();
}
