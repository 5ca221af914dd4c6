import type { DuckDBConnection } from "@duckdb/node-api";
import type { Node } from "./parsed.ts";
import {
  HARMLESS_EFFECTS,
  NOT_PERMITTED,
  SHOWN_LISTS,
  SYSTEM_VIEWS,
  TABLE_FUNCTIONS,
} from "./permitted-names.ts";
import type { Place } from "./place.ts";
import { Refused } from "./refused.ts";

/** What a question may call and read, by the catalogue of the opened copy; names in small letters. */
export interface Permitted {
  /** Table functions: these and no others. */
  readonly tables: ReadonlySet<string>;
  /** Functions of the catalogue that may not be called within an expression. A name that the catalogue does not know fails in the engine. */
  readonly barredFunctions: ReadonlySet<string>;
  /** Views of the engine that may not be read. A file named as a table fails in the engine, which may open none. */
  readonly barredViews: ReadonlySet<string>;
}

/** Read from the catalogue what a question may call and read. */
export async function readPermitted(connection: DuckDBConnection): Promise<Permitted> {
  const read = async (sql: string) => (await connection.runAndReadAll(sql)).getRows() as string[][];
  const functions = await read(`
    SELECT lower(function_name), function_type,
           CASE WHEN NOT internal THEN 'copy' WHEN bool_or(coalesce(has_side_effects, false)) THEN 'effects' ELSE 'plain' END,
           coalesce(string_agg(lower(macro_definition), ' '), '')
    FROM duckdb_functions() GROUP BY lower(function_name), function_type, internal`);
  const views = await read("SELECT lower(view_name), schema_name FROM duckdb_views() WHERE internal");
  const ofCopy = functions.filter(([, type, kind]) => type === "table_macro" && kind === "copy");
  const open = new Set(HARMLESS_EFFECTS);
  const called = functions.filter(([, type]) => ["scalar", "aggregate", "macro"].includes(type!));
  const effects = called.filter(([, , kind]) => kind === "effects").map(([name]) => name!);
  const barred = new Set([...effects.filter((name) => !open.has(name)), ...NOT_PERMITTED]);
  const callsBarred = (body: string) =>
    [...body.matchAll(/(\w+)"?\s*\(/g)].some(([, name]) => barred.has(name!));
  // A macro of the engine is as good as what it calls: pg_sleep calls sleep_ms.
  for (const [name, type, kind, body] of called)
    if (type === "macro" && kind === "plain" && callsBarred(body!)) barred.add(name!);
  const plain = new Set(called.map(([name]) => name!));
  const tables = new Set([...TABLE_FUNCTIONS, ...ofCopy.map(([name]) => name!)]);
  for (const [name] of functions) if (!plain.has(name!) && !tables.has(name!)) barred.add(name!);
  const permittedViews = new Set(SYSTEM_VIEWS);
  const barredViews = views.filter(
    ([name, schema]) => schema !== "information_schema" && !permittedViews.has(name!),
  );
  return { tables, barredFunctions: barred, barredViews: new Set(barredViews.map(([name]) => name!)) };
}

/** The place of a part of a statement by the byte that the engine gives for it; null where it gives none. */
type PlaceOf = (byte: unknown) => Place | null;

/**
 * Look at every part of a parsed statement, as the engine serialises it: subqueries, common tables, joins, lambdas, default values, what is
 * pivoted, described or summarized.
 *
 * @throws Refused at the first function or table that is not permitted, with its name and place
 */
export function refuseUnpermitted(tree: unknown, permitted: Permitted, placeOf: PlaceOf = () => null): void {
  const waiting: unknown[] = [tree];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (typeof node !== "object" || node === null) continue;
    const { type, function_name: name, table_name: table, query_location: byte } = node as Node;
    if (type === "TABLE_FUNCTION") refuseTableFunction(node as Node, permitted, placeOf);
    if (typeof name === "string" && permitted.barredFunctions.has(name.toLowerCase()))
      throw new Refused("function", name, placeOf(byte));
    if (type === "BASE_TABLE" && permitted.barredViews.has(String(table).toLowerCase()))
      throw new Refused("table", String(table), placeOf(byte));
    if (type === "SHOW_REF") refuseShown(node as Node, placeOf);
    for (const part of Object.values(node)) waiting.push(part);
  }
}

function refuseTableFunction(node: Node, { tables }: Permitted, placeOf: PlaceOf): void {
  const called = node.function as Node | null;
  const name = String(called?.function_name ?? called?.type ?? "?");
  if (called?.class !== "FUNCTION" || !tables.has(name.toLowerCase()))
    throw new Refused("function", name, placeOf(called?.query_location) ?? placeOf(node.query_location));
}

/** `SHOW name` and `DESCRIBE` look at a table or a query, which is looked at as any other, or at a list of the engine's. */
function refuseShown({ query, table_name: list, query_location: byte }: Node, placeOf: PlaceOf): void {
  const name = String(list ?? "")
    .replaceAll('"', "")
    .toLowerCase();
  if (!query && name !== "" && !SHOWN_LISTS.includes(name)) throw new Refused("table", name, placeOf(byte));
}
