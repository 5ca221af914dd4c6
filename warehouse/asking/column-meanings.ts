import { DICTIONARIES } from "../published/dictionaries.ts";
import { FIGURES } from "../published/figures.ts";
import type { Documented, Meaning } from "../published/meanings.ts";
import { PUBLISHED_VIEWS } from "../published/views.ts";
import type { Node } from "./parsed.ts";

/** Tables, views and macros of the copy by name. */
const DOCUMENTED: ReadonlyMap<string, Documented> = new Map(
  [...FIGURES, ...DICTIONARIES, ...PUBLISHED_VIEWS].map((table) => [table.name, table]),
);

/** What a statement reads, as far as it tells what its columns are. */
export interface ReadNames {
  /** Names of tables, views and macros, in small letters. */
  readonly tables: ReadonlySet<string>;
  /** Names that the statement gives to something of its own: these are no columns of the tables, whatever they are called. */
  readonly given: ReadonlySet<string>;
}

/** The tables that a parsed statement reads, and the names that it gives. */
export function readNames(statements: readonly Node[]): ReadNames {
  const [tables, given] = [new Set<string>(), new Set<string>()];
  const waiting: unknown[] = [...statements];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (typeof node !== "object" || node === null) continue;
    const {
      type,
      table_name: table,
      alias,
      column_names: names,
      column_name_alias: renamed,
      aliases,
    } = node as Node;
    if (type === "BASE_TABLE") tables.add(String(table).toLowerCase());
    if (type === "TABLE_FUNCTION")
      tables.add(String(((node as Node).function as Node | null)?.function_name).toLowerCase());
    const isSame = Array.isArray(names) && names.at(-1) === alias;
    if (typeof alias === "string" && alias !== "" && "class" in node && !isSame)
      given.add(alias.toLowerCase());
    for (const list of [renamed, aliases])
      if (Array.isArray(list)) for (const name of list) given.add(String(name).toLowerCase());
    for (const part of Object.values(node)) waiting.push(part);
  }
  return { tables, given };
}

/**
 * What a column of an answer means by the documentation of the copy; null where no table that is read has such a column, where they
 * differ, or where the statement itself gave the name.
 */
export function meaningOf({ tables, given }: ReadNames, column: string): Meaning | null {
  const name = column.toLowerCase();
  if (given.has(name)) return null;
  const meanings = [...tables].flatMap((table) => {
    const columns = DOCUMENTED.get(table)?.columns ?? {};
    return Object.hasOwn(columns, name) ? [columns[name]!] : [];
  });
  const [first] = meanings;
  return first && meanings.every(({ zh }) => zh === first.zh) ? first : null;
}
