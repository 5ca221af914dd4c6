import type { DuckDBConnection } from "@duckdb/node-api";

/** A part of a statement as the engine serialises it. */
export type Node = Readonly<Record<string, unknown>>;

/** The serialised statement, or the engine's error in its place. */
export type Parsed =
  | { readonly error: false; readonly statements: readonly Node[] }
  | { readonly error: true; readonly error_type: string; readonly error_message: string };

/** The engine's serialisation of a text, as JSON. */
export async function serialised(connection: DuckDBConnection, sql: string): Promise<string> {
  const reader = await connection.runAndReadAll(
    "SELECT CAST(json_serialize_sql(CAST($sql AS VARCHAR)) AS VARCHAR)",
    { sql },
  );
  return String(reader.getRows()[0]![0]);
}

/** Look at a text as the engine's parser reads it; nothing of it is bound or run. */
export const parse = async (connection: DuckDBConnection, sql: string): Promise<Parsed> =>
  JSON.parse(await serialised(connection, sql)) as Parsed;
