import { readdirSync, readFileSync, rmSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { type FactTable, factStatements, factTable } from "./fact-tables.ts";
import { readFileState } from "./file-state.ts";
import type { WarehouseHooks } from "./hooks.ts";
import { rewriteKeys } from "./rewrite-keys.ts";
import { undoUnfinished } from "./unfinished.ts";
import { Warehouse } from "./warehouse.ts";
import { writeOnce } from "./write-once.ts";

const SCHEMA = new URL("./schema/", import.meta.url);

/** The database cannot be opened: written by a newer version of the program, held by another process, damaged, or wrong settings. */
export class WarehouseUnavailable extends Error {
  constructor(
    readonly code: "threads" | "memory" | "in-use" | "in-use-by" | "in-use-since" | "newer" | "damaged",
    readonly details: Readonly<Record<string, string | number>>,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Open the warehouse file (or ":memory:") for writing, and bring its tables to this version.
 *
 * Migrations are the numbered files of `schema/`, applied in order and never undone; fact tables follow from the report contracts passed
 * in, so that a new report kind brings its own table.
 *
 * @throws WarehouseUnavailable when another process holds the file, it was written by a newer version, or FENGSUI_THREADS is not a number
 */
export async function openWarehouse(
  path: string,
  facts: readonly FactTable[],
  hooks: WarehouseHooks = {},
): Promise<Warehouse> {
  const warehouse = new Warehouse(await connect(path), hooks);
  try {
    hooks.onHeld?.();
    await migrate(warehouse, path);
    await makeFactTables(warehouse, facts);
    await rewriteKeys(warehouse, facts);
    await undoUnfinished(warehouse);
    return warehouse;
  } catch (error) {
    warehouse.close();
    throw error;
  }
}

/** Open a copy of the warehouse for reading only; nothing is migrated or written. */
export async function openCopy(path: string, hooks: WarehouseHooks = {}): Promise<Warehouse> {
  const warehouse = new Warehouse(await connect(path, { access_mode: "READ_ONLY" }), hooks);
  try {
    await warehouse.run("SET TimeZone = 'UTC'");
    return warehouse;
  } catch (error) {
    warehouse.close();
    throw error;
  }
}

/** Memory that the engine may use, from the environment, such as `2GB`; null for four fifths of the machine's. */
function memoryAllowed(): string | null {
  const { FENGSUI_MEMORY: memory } = process.env;
  if (!memory) return null;
  if (/^[1-9]\d{0,5}(MB|GB)$/.test(memory)) return memory;
  throw new WarehouseUnavailable(
    "memory",
    { memory },
    `FENGSUI_MEMORY=${memory}: give a size such as 2GB or 512MB.`,
  );
}

/** Threads that the engine may use, from the environment; null for all cores. */
function threadsAllowed(): string | null {
  const { FENGSUI_THREADS: threads } = process.env;
  if (!threads) return null;
  if (/^[1-9]\d{0,2}$/.test(threads)) return threads;
  throw new WarehouseUnavailable(
    "threads",
    { threads },
    `FENGSUI_THREADS=${threads}: give a whole number of threads, from 1 to 999.`,
  );
}

async function connect(path: string, mode: Readonly<Record<string, string>> = {}) {
  const threads = threadsAllowed();
  const memory = memoryAllowed();
  try {
    const instance = await DuckDBInstance.create(path, {
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
      ...mode,
      ...(threads ? { threads } : {}),
      ...(memory ? { memory_limit: memory } : {}),
    });
    // Remove temporary files of a killed engine; we hold the lock on the database, so no other process uses them.
    if (path !== ":memory:" && mode.access_mode === undefined)
      rmSync(`${path}.tmp`, { recursive: true, force: true });
    return { instance, connection: await instance.connect() };
  } catch (error) {
    const text = String(error);
    if (!text.includes("Could not set lock")) throw error;
    const holder = /PID (\d+)/.exec(text)?.[1];
    const state = readFileState(path);
    if (
      state?.state === "open" &&
      state.since !== "" &&
      (holder === undefined || state.pid === Number(holder))
    ) {
      const { pid, since, work } = state;
      throw new WarehouseUnavailable(
        "in-use-since",
        { file: path, holder: pid, since, work },
        `${path} is in use by process ${pid} (${work}) since ${since}.`,
      );
    }
    throw new WarehouseUnavailable(
      holder ? "in-use-by" : "in-use",
      { file: path, holder: holder ?? "" },
      `${path} is in use by another process${holder ? ` (PID ${holder})` : ""}: one night runs at a time.`,
    );
  }
}

async function makeFactTables(warehouse: Warehouse, facts: readonly FactTable[]): Promise<void> {
  const form = facts.flatMap((fact) => factStatements(fact, undefined));
  await writeOnce(warehouse, "fact_form", form, async () => {
    const rows = await warehouse.rows<{ name: string; columns: string[] }>(
      "SELECT table_name AS name, list(column_name) AS columns FROM duckdb_columns() WHERE NOT internal GROUP BY table_name",
    );
    const has = new Map(rows.map(({ name, columns }) => [name, new Set(columns)]));
    for (const fact of facts)
      for (const statement of factStatements(fact, has.get(factTable(fact.contract))))
        await warehouse.run(statement);
  });
}

async function migrate(warehouse: Warehouse, path: string): Promise<void> {
  await warehouse.run("SET TimeZone = 'UTC'");
  await warehouse.run("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER)");
  const [row] = await warehouse.rows<{ version: number }>(
    "SELECT coalesce(max(version), 0) AS version FROM schema_version",
  );
  const have = row?.version ?? 0;
  const files = readdirSync(SCHEMA)
    .filter((name) => name.endsWith(".sql"))
    .sort();
  if (have > files.length) {
    throw new WarehouseUnavailable(
      "newer",
      { file: path, found: have, known: files.length },
      `${path} was written by a newer version (schema ${have}; this program knows ${files.length}). Update the program.`,
    );
  }
  for (const [index, file] of files.entries()) {
    if (index < have) continue;
    await warehouse.transaction(async () => {
      await warehouse.run(readFileSync(new URL(file, SCHEMA), "utf8"));
      await warehouse.run("INSERT INTO schema_version VALUES ($version)", { version: index + 1 });
    });
  }
}
