import { existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { literal } from "../engine/literal.ts";
import { QueryError, type Warehouse } from "../engine/warehouse.ts";
import { putInPlace } from "../engine/whole-file.ts";
import { addNights, CARRIED, type Carried, type Changing, carriedOver, takeCopy } from "./carry-over.ts";
import { DICTIONARIES } from "./dictionaries.ts";
import { FIGURES } from "./figures.ts";
import type { Meaning, PublishedView } from "./meanings.ts";
import { questionOf, readyQuery, readyQueryNames } from "./ready-queries.ts";
import { prepareShownFigures } from "./shown-figures.ts";
import { prepareShownVerdicts } from "./shown-verdicts.ts";
import { PUBLISHED_VIEWS } from "./views.ts";

/** Rows of a dictionary by the columns that its table is documented with. */
export type DictionaryRows = readonly Readonly<Record<string, string | number | null>>[];

/** Rows of the dictionaries by table; the warehouse itself provides the ready queries. */
export type Dictionaries = Readonly<Record<string, DictionaryRows>>;

/**
 * Replace the statisticians' read-only copy (查询副本): aggregates, dictionaries and documented views, written to a new file that replaces
 * the old one atomically. If the previous copy still matches the warehouse, only new figures and verdicts are added to it, so that
 * publishing costs only the new rows and a copy of the file.
 *
 * Readers of the old copy keep it until they close it; a killed writer leaves it intact. The file is written only through the engine, in
 * one transaction: opening the warehouse's file here would release its lock. Returns the number of tables.
 *
 * @param beforeNamed called with the whole new file before it takes the old one's place
 */
export async function publish(
  warehouse: Warehouse,
  path: string,
  dictionaries: Dictionaries = {},
  beforeNamed: (path: string) => void = () => undefined,
): Promise<number> {
  const changing = {
    figures: await prepareShownFigures(warehouse),
    verdicts: await prepareShownVerdicts(warehouse, dictionaries.rule_dictionary ?? []),
  };
  mkdirSync(dirname(path), { recursive: true });
  const fresh = `${path}.part`;
  for (const leftover of [fresh, `${fresh}.wal`]) if (existsSync(leftover)) rmSync(leftover);
  const [current] = await warehouse.rows<{ name: string }>("SELECT current_database() AS name");
  const views = await viewStatements(warehouse);
  const carried = await attachFresh(warehouse, path, fresh, changing);
  try {
    await warehouse.transaction(async () => {
      if (carried) await addNights(warehouse, carried);
      await writeTables(warehouse, { ...dictionaries, ready_query: readyRows() }, carried !== null);
      try {
        await warehouse.run(`USE published;\n${views.join(";\n")};\n${comments()}`);
      } finally {
        await warehouse.run(`USE "${current!.name}"`);
      }
    });
  } finally {
    await warehouse.run("DETACH published");
  }
  beforeNamed(fresh);
  putInPlace(fresh, path);
  return FIGURES.length + DICTIONARIES.length;
}

/** Columns of dictionaries that are not text. */
const NUMBERS: Readonly<Record<string, string>> = { scale: "DOUBLE", decimals: "INTEGER" };

/** Attach the file to be published: the previous copy if it can be extended, else an empty one. */
async function attachFresh(
  warehouse: Warehouse,
  path: string,
  fresh: string,
  changing: Changing,
): Promise<Carried | null> {
  const attach = () => warehouse.run(`ATTACH ${literal(fresh)} AS published`);
  if (takeCopy(path, fresh)) {
    const attached = await attach().then(
      () => true,
      () => false,
    );
    const carried = attached ? await carriedOver(warehouse, changing) : null;
    if (carried) return carried;
    if (attached) await warehouse.run("DETACH published");
    rmSync(fresh);
  }
  await attach();
  return null;
}

async function writeTables(
  warehouse: Warehouse,
  dictionaries: Dictionaries,
  carried: boolean,
): Promise<void> {
  for (const { name, query } of FIGURES) {
    if (carried && CARRIED.has(name)) continue;
    await warehouse.run(`CREATE OR REPLACE TABLE published.${name} AS ${query ?? ""}`);
  }
  for (const { name, columns } of DICTIONARIES) {
    const shape = Object.fromEntries(
      Object.keys(columns).map((column) => [column, NUMBERS[column] ?? "VARCHAR"]),
    );
    await warehouse.run(
      `CREATE OR REPLACE TABLE published.${name} AS
       SELECT unnest(row) FROM (SELECT unnest(from_json($rows, ${literal(JSON.stringify([shape]))})) AS row)`,
      { rows: JSON.stringify(dictionaries[name] ?? []) },
    );
  }
}

const readyRows = (): DictionaryRows =>
  readyQueryNames().map((name) => {
    const { zh, en } = questionOf(name);
    return { name, question_zh: zh, question_en: en, sql: readyQuery(name) };
  });

/** Statements that create the views; those of the warehouse are copied unchanged. */
async function viewStatements(warehouse: Warehouse): Promise<string[]> {
  const existing = await warehouse.rows<{ name: string; text: string }>(
    `SELECT function_name AS name, macro_definition AS text FROM duckdb_functions() WHERE NOT internal
     UNION ALL SELECT view_name, regexp_replace(sql, '^CREATE VIEW \\w+ AS ', '') FROM duckdb_views() WHERE NOT internal`,
  );
  return PUBLISHED_VIEWS.map(({ name, query, arguments: given, columns }) => {
    const text = (query ?? existing.find((view) => view.name === name)!.text).replace(/;$/, "");
    if (!given) return `CREATE OR REPLACE VIEW ${name} AS ${text}`;
    const table = Object.keys(columns).length > 0 ? "TABLE " : "";
    return `CREATE OR REPLACE MACRO ${name}(${given.join(", ")}) AS ${table}${text}`;
  });
}

/** A comment of the copy: `Chinese · English`. */
export const commentOf = ({ zh, en }: Meaning): string => `${zh} · ${en}`;

const placeOf = ({ arguments: given, columns }: PublishedView): string => {
  if (!given) return "VIEW";
  return Object.keys(columns).length > 0 ? "MACRO TABLE" : "MACRO";
};

function comments(): string {
  const columnsOf = (name: string, columns: Readonly<Record<string, Meaning>>) =>
    Object.entries(columns).map(
      ([column, meaning]) => `COMMENT ON COLUMN ${name}.${column} IS ${literal(commentOf(meaning))}`,
    );
  return [
    ...[...FIGURES, ...DICTIONARIES].flatMap(({ name, about, columns }) => [
      `COMMENT ON TABLE ${name} IS ${literal(commentOf(about))}`,
      ...columnsOf(name, columns),
    ]),
    ...PUBLISHED_VIEWS.flatMap((view) => [
      `COMMENT ON ${placeOf(view)} ${view.name} IS ${literal(commentOf(view.about))}`,
      ...(view.arguments ? [] : columnsOf(view.name, view.columns)),
    ]),
  ].join(";\n");
}

/** The number and date of the last night in a published copy; null if it cannot be read. */
export async function lastPublished(
  warehouse: Warehouse,
  path: string,
): Promise<{ id: number; date: string } | null> {
  try {
    await warehouse.run(`ATTACH ${literal(path)} AS published (READ_ONLY)`);
  } catch (error) {
    if (error instanceof QueryError) return null;
    throw error;
  }
  try {
    const [row] = await warehouse.rows<{ id: number | null; date: string | null }>(
      "SELECT max(id) AS id, max(date) AS date FROM published.night WHERE state = 'done'",
    );
    return row && row.id !== null ? { id: row.id, date: row.date! } : null;
  } finally {
    await warehouse.run("DETACH published");
  }
}
