import { indicators } from "../../rules/indicators/index.ts";

/** A word that may be written for another: an indicator or area by its name stands for its id or code. */
export interface PromptWord {
  /** What a person begins to write. */
  readonly written: string;
  /** What stands in the statement. */
  readonly meant: string;
}

/** The statement that gives the names of the readers' copy: tables, views and macros, their columns, and areas with their codes. */
export const NAMES_OF_COPY = `
SELECT table_name, table_name FROM duckdb_tables() WHERE NOT internal
UNION SELECT view_name, view_name FROM duckdb_views() WHERE NOT internal
UNION SELECT function_name, function_name FROM duckdb_functions() WHERE NOT internal
UNION SELECT column_name, column_name FROM duckdb_columns() WHERE NOT internal
UNION SELECT name, code FROM area`;

const KEYWORDS = [
  ...["SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "JOIN", "PIVOT", "UNPIVOT"],
  ...["SUMMARIZE", "DESCRIBE", "EXPLAIN", "DISTINCT", "BETWEEN", "QUALIFY"],
];

/** Indicators by their names in both languages, and keywords. */
export const KNOWN_WORDS: readonly PromptWord[] = [
  ...KEYWORDS.map((word) => ({ written: word, meant: word })),
  ...indicators.flatMap(({ id, title }) =>
    [id, title.zh, title.en].map((written) => ({ written, meant: id })),
  ),
];

/** What a person has begun to write at the end of a line: a name of the copy, or a Chinese one. */
const BEGUN = /[\p{L}\p{N}_.-]+$/u;

/**
 * The words that go on from the end of a line, and the part that they replace (补全): keywords in either case, names as they are written; an indicator
 * or area by its Chinese name gives its id or code.
 *
 * @example
 * completions("SELECT * FROM obs", [{ written: "observation", meant: "observation" }]) // [["observation"], "obs"]
 */
export function completions(
  line: string,
  words: readonly PromptWord[],
): [hits: readonly string[], begun: string] {
  const [begun = ""] = BEGUN.exec(line) ?? [];
  if (begun === "") return [[], ""];
  const small = begun.toLowerCase();
  const hits = words.filter(({ written }) => written.toLowerCase().startsWith(small));
  const meant = [...new Set(hits.map((word) => word.meant))].sort();
  return [meant, begun];
}
